"""What promises nothing whatever its verbs: what this letter does itself, quotations, questions."""

from __future__ import annotations

import re

from extract.clauses import Clause
from extract.pipeline import Sentence
from extract.rules import load_rules
from extract.words import words

# Every promise has one of these: a verb of the future, a first person or the cabinet, or a time.
TRIGGERS = re.compile(
    r"\b(?:zal|zullen|ga|gaat|gaan|wordt|worden|voornemens?|plan|streef\w*|streven|verwacht\w*|beoog\w*|voorzien|"
    r"geïnformeerd|toekomt|ontvangt|kamer|u|mij|ons|kan|kunnen|staat|staan|ligt|laat|laten|komt|komen|start|begint|treedt|volgt|tegemoet\w*|gereed|ik|wij|we|kabinet|minister\w*|"
    r"staatssecretaris|reageert|reageren|valt|vallen|sluit|opent|loopt|krijgt|krijgen|neemt|volgen|beschikbaar|vanaf|verzoek|opdracht|evalueert|evalueren|jaarlijks|na|om|\w+nota|\w*begroting\w*|"
    r"verschijnt|beantwoord|afgerond|opgeleverd|zeg|informeer\w*|onderzoek\w*|kwartaal|helft|voorjaar|najaar|zomer\w*|winter|eind|einde|begin|medio|uiterlijk|binnen|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|(?:19|20)\d\d|jaar|"
    r"weken|maanden|spoedig|prinsjesdag|reces\w*|kerst\w*|planning)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|‘[^’]{25,}’(?!\w)")


def may_promise(text: str) -> bool:
    """False where a sentence has no word of a promise, or is a question or what this letter itself does."""
    return not text.rstrip().endswith("?") and any(is_open_to(part) for part in text.split(";"))


def is_open_to(text: str) -> bool:
    """True where a part of a sentence between semicolons may promise."""
    opener = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    if not (opener in words("additions") or TRIGGERS.search(text)):
        return False
    lowered = text.lower()
    return not any(rule.may_match(lowered) and rule.pattern.search(text) for rule in load_rules("guards.nl"))


def stands_open(sentence: Sentence, clause: Clause) -> bool:
    """True where the part of the sentence between semicolons in which a clause stands may promise."""
    if ";" not in sentence.text:
        return True
    at = clause.start + sentence.block.span.start - sentence.span.start
    start, end = sentence.text.rfind(";", 0, max(0, at)) + 1, sentence.text.find(";", at + 1)
    return is_open_to(sentence.text[start : end if end > 0 else None])


def is_quoted(sentence: Sentence, clause: Clause) -> bool:
    """True where the clause stands inside a quotation: somebody else's words."""
    offset = sentence.span.start - sentence.block.span.start
    return any(
        match.start() <= clause.start - offset and clause.end - offset <= match.end() + 1
        for match in QUOTED.finditer(sentence.text)
    )
