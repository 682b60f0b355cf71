"""Who is to act, and who is told: read from a clause's own words and from who signed the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from extract.forms import PRESENT
from extract.frames import Frame
from extract.tagging import DETERMINERS, PREPOSITIONS
from extract.words import words
from kamer.document import Document

Token = Any

FIRST_PERSON = frozenset({"ik", "wij", "we", "ikzelf"})
THIRD_PERSON = frozenset({"zij", "hij", "men", "ze"})
PARLIAMENT = re.compile(
    r"\b(?:(?:[Uu]w|[Dd]e|[Bb]eide|[Oo]nze)\s+(?:Eerste\s+en\s+Tweede\s+|Tweede\s+|Eerste\s+)?(?:Kamers?|kamer)|Tweede\s+Kamer|"
    r"Eerste\s+Kamer|Staten-Generaal|TK|EK|het\s+parlement|de\s+Voorzitter)\b"
)
SENATE = re.compile(r"\bEerste\s+Kamer\b")
GOVERNMENT = re.compile(
    r"\b(?:kabinet|regering|minister|ministers|ministerie|ministeries|staatssecretaris\w*|bewindspersonen|bewindspersoon|"
    r"ambtgenoot|ambtgenoten|ambtsgenoot|ambtsgenoten|departementen|departement|rijksoverheid|ministerraad|nederland)\b",
    re.IGNORECASE,
)
# Verbs of who gets something: beside these "u" is who gets it ("De antwoorden ontvangt u in mei").
RECEIVING = frozenset({"ontvangen", "krijgen", "verwachten", "tegemoetzien", "vernemen", "horen"})
STOPS = words("stops")
TIMES = words("times")
LINKS = frozenset({"van", "voor", "der", "des", "het", "de"})


class Subject(StrEnum):
    """What kind of actor a clause has."""

    WE = "we"  # ik, wij
    GOVERNMENT = "government"  # het kabinet, de minister
    PARLIAMENT = "parliament"  # uw Kamer ontvangt
    EXTERNAL = "external"  # a body outside the government: de Europese Commissie, de gemeente
    NAMED = "named"  # another body with a name of its own
    OTHER = "other"
    NONE = "none"


def find_subject(frame: Frame) -> tuple[Subject, str | None]:
    """What kind of actor the clause has, and its noun phrase as printed."""
    if not FIRST_PERSON.isdisjoint(frame.words):
        return Subject.WE, None
    if not THIRD_PERSON.isdisjoint(frame.words):
        return Subject.OTHER, None
    if frame.verb in RECEIVING and addresses(frame):
        return Subject.PARLIAMENT, "u"
    phrase = find_phrase(frame)
    if phrase is None:
        return (Subject.PARLIAMENT, "u") if addresses(frame) else (Subject.NONE, None)
    if PARLIAMENT.search(phrase) or phrase.lower() in ("u", "uw kamer", "de kamer"):
        return Subject.PARLIAMENT, phrase
    if GOVERNMENT.search(phrase):
        return Subject.GOVERNMENT, phrase
    if is_state_body(phrase):
        return Subject.NAMED, phrase
    if is_external(phrase):
        return Subject.EXTERNAL, phrase
    return (Subject.NAMED if has_name(phrase) else Subject.OTHER), phrase


def addresses(frame: Frame) -> bool:
    """True where "u" stands beside the finite verb: it is who acts, so who is told ("U hoort nader")."""
    tokens = frame.clause.tokens
    at = next((at for at, token in enumerate(tokens) if token.tag_ and token.lemma_ == frame.finite), None)
    if at is None or not frame.clause.main:
        return False
    return any(token.lower_ == "u" for token in tokens[max(0, at - 1) : at + 2])


def is_state_body(phrase: str) -> bool:
    """True where a phrase names a body of the state ("de Douane", "Autoriteit Consument", "de politie")."""
    spoken = re.findall(r"\w+", phrase)
    own = any(
        word.lower() in words("state") or word.endswith("utoriteit") for word in spoken if word[0].isupper()
    )
    plain = any(word in words("services") or word.endswith("inspectie") for word in spoken)
    return own or plain or "openbaar ministerie" in phrase.lower()


def is_trend(phrase: str | None) -> bool:
    """True where a phrase names what is measured ("het aantal reizigers"): what it will be is no plan."""
    spoken = (phrase or "").lower().split()
    return not words("trends").isdisjoint(spoken[:3])


def is_external(phrase: str) -> bool:
    """True where a phrase names a body outside the government, or ends in one ("de adviescommissie")."""
    spoken = [word.lower() for word in re.findall(r"\w+", phrase)]
    return any(
        word in words("external") or word.endswith(("commissie", "raad", "bureau", "instituut", "autoriteit"))
        for word in spoken
    )


def has_name(phrase: str) -> bool:
    """True where a word other than the first of a phrase, or a first one in capitals, is a name."""
    words = phrase.split()
    rest = words[1:] if words[0].lower() in DETERMINERS else words
    return any(word[0].isupper() for word in rest[:1] + rest[1:] if len(word) > 1)


def find_phrase(frame: Frame) -> str | None:
    """The subject's noun phrase: before the finite verb where it opens the clause, otherwise after it."""
    tokens = frame.clause.tokens
    finite = next((token for token in tokens if token.tag_ and token.lemma_ == frame.finite), None)
    if finite is None:
        return None
    if not frame.clause.main:
        return take_phrase(list(tokens[1:]))
    before = [token for token in tokens if token.i < finite.i and not token.is_punct]
    while before and before[0].lower_ in ("en", "maar", "want", "dus", "daarbij"):
        before = before[1:]
    first = take_phrase(before) if before and opens_phrase(before[0]) else None
    if first is not None and covers(first, before):
        return first
    after = [token for token in tokens if token.i > finite.i]
    while after and after[0].lower_ in ("ook", "dan", "daarom", "nu", "vervolgens", "verder", "er"):
        after = after[1:]
    return take_phrase(after)


def opens_phrase(token: Token) -> bool:
    """True where a noun phrase can open with the token."""
    return token.lower_ in DETERMINERS or (
        token.text[0].isupper() and token.lower_ not in PREPOSITIONS | STOPS | TIMES
    )


def covers(phrase: str, tokens: Sequence[Token]) -> bool:
    """True where a phrase and what hangs on it fill the place before the finite verb."""
    rest = tokens[len(phrase.split()) :]
    return len(tokens) <= 14 and not any(token.lower_ in ("ik", "wij") for token in rest)


def take_phrase(tokens: Sequence[Token]) -> str | None:
    """The noun phrase at the start of the tokens, as printed ("de Raad voor Cultuur")."""
    if not tokens or not opens_phrase(tokens[0]):
        return None
    end = 1
    while end < len(tokens) and goes_on(tokens, end):
        end += 1
    while end > 1 and tokens[end - 1].lower_ in LINKS | {"en"}:
        end -= 1
    if end == 1 and tokens[0].lower_ in DETERMINERS:
        return None
    first, last = tokens[0], tokens[end - 1]
    return " ".join(first.doc[first.i : last.i + 1].text.split())


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """True where the noun phrase still goes on with token `at`."""
    token = tokens[at]
    if token.is_space:
        return True
    if not (token.is_alpha or "-" in token.text) or token.i != tokens[at - 1].i + 1 or token.tag_ == PRESENT:
        return False
    if token.lower_ in ("van", "voor", "der", "en"):
        ahead = tokens[at + 1 : at + 3]
        return any(word.text[0].isupper() for word in ahead) and seen_noun(tokens, at)
    if token.lower_ in ("de", "het"):
        return tokens[at - 1].lower_ in ("van", "voor", "en")
    if tokens[at - 1].lower_ == "openbaar":
        return True  # "het openbaar ministerie"
    return token.lower_ not in PREPOSITIONS | DETERMINERS | STOPS and (at == 1 or not is_complete(tokens, at))


def seen_noun(tokens: Sequence[Token], at: int) -> bool:
    """True where a noun stands before token `at`: more than a determiner."""
    return at > 1 or tokens[0].lower_ not in DETERMINERS


def is_complete(tokens: Sequence[Token], at: int) -> bool:
    """True where the word before `at` is a noun that ends the phrase: lower case, and no adjective in -e."""
    before, here = tokens[at - 1], tokens[at]
    if before.is_title or before.is_upper or here.is_title or here.is_upper:
        return not (before.is_title or before.is_upper or here.is_title or here.is_upper) or (
            here.is_lower and (before.is_title or before.is_upper) and not before.lower_.endswith(("e", "en"))
        )
    return not before.lower_.endswith("e") and before.lower_ not in DETERMINERS


def name_actor(
    kind: Subject, phrase: str | None, document: Document, *, passive: bool, is_thing: bool = False
) -> str | None:
    """The actor to print: a body as it stands there, or the office of who signed.

    `is_thing` is true where the verb is one of things that happen: "de uitkomsten komen" has no actor.
    """
    if kind is Subject.OTHER and phrase and not passive and is_thing:
        return None
    if (
        kind in (Subject.NAMED, Subject.EXTERNAL, Subject.OTHER, Subject.GOVERNMENT)
        and phrase
        and not passive
    ):
        return strip_determiner(phrase)
    return office_of(document)


def strip_determiner(phrase: str) -> str:
    """A noun phrase without its article: "de Raad voor Cultuur" is "Raad voor Cultuur"."""
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in ("de", "het", "een") and rest else phrase


def office_of(document: Document) -> str:
    """The office of the first who signed, or "kabinet" where nobody's stands in the letter."""
    signatories = document.metadata.signatories
    return strip_determiner(signatories[0].office) if signatories and signatories[0].office else "kabinet"


def find_recipient(text: str) -> str | None:
    """Who is told: "Tweede Kamer", "Eerste Kamer", or None where parliament is not named."""
    match = PARLIAMENT.search(text)
    if match is None:
        return "Tweede Kamer" if re.search(r"\b(?:u|U(?=\s+[a-z]))\b", text) else None
    return "Eerste Kamer" if SENATE.search(text) and "weede" not in text else "Tweede Kamer"
