"""What a letter says is done with a motion: rules on sentences in which its mention reads "MOTIE"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache

from extract.mentions import ANAPHOR, Mention
from extract.pipeline import Sentence
from extract.rows import row_cells
from extract.rules import Rule, load_rules
from extract.treating import read_treatment
from extract.words import without_stops
from kamer.document import BlockKind, Document
from kamer.findings import Disposition
from kamer.span import Span

MASK, OTHER_MASK = "MOTIE", "MOTIE_ANDER"
# How far after a motion was named its treatment may still run on, in sentences.
LONGEST_TREATMENT = 12
# How near a sentence must be for its verbs alone to tell.
DIRECTLY = 2
# In how many sentences of an answer the motion of its question is treated, unless named again.
ANSWERED_WITHIN = 3
# Deeds that no word ties to the motion count only this near to it.
CLOSE_BY = 4


# What the motion itself considers, and what it asks: neither is the letter's own word on it.
RECITAL = re.compile(
    r"\bin\s+de\s+motie\b[^.]*\b(?:overwogen|geconstateerd|uitgesproken)\b|\b(?:overwegende|constaterende)\b"
)
ASKED = re.compile(
    r"\b(?:verzoekt|verzocht|roept|riep|vraagt|vroeg)\s+(?:de\s+Tweede\s+Kamer\s+|de\s+Kamer\s+)?"
    r"(?:de\s+regering|het\s+kabinet|mij|u\s+mij)\b.*|«[^»]*»|“[^”]*”|\([^()]*\d[^()]*\)",
    re.DOTALL,
)


# "Motie-De Wind, die vraagt om …": what the motion says, in a clause or behind its name.
SAYS = (
    r"(?:verzoekt|verzocht|vraagt|vroeg|verlangt|verlangde|bepleit|bepleitte|oproept|opriep|roept|riep|dringt|drong|pleit|"
    r"pleitte|spreekt|nodigt|uitspreekt|beoogt|strekt|draagt|wil|stelt|constateert)"
)
IN_CLAUSE = re.compile(
    rf",?\s*\b(?:waarin|waarmee|waarbij|die)\s+[^,.;]*?\b(?:{SAYS}|gevraagd|opgeroepen)\b[^,.;]*(?:,|$)?",
    re.IGNORECASE,
)
BEHIND_NAME = re.compile(
    rf"(?<![Zz]oals[ ]de[ ])(?<![Zz]oals[ ])"
    rf"({MASK}(?:\s*\([^)]*\))?(?:\s+(?:over|inzake)\s[^.;,]{{0,120}}?)?)\s+{SAYS}\b[^.;]*?"
    r"(?=,\s+(?:maar|en|doch)\s+(?:ik|het\s+kabinet|dit|dat|daar|hier)|[.;]|$)"
)
# "Aan die oproep", "dit verzoek", "hieraan": the motion in other words.
# A mark or a comma directly behind the mention: "MOTIE³, die …".
BEHIND_MASK = re.compile(r"\b(MOTIE(?:_ANDER)?)(?:[¹²³⁰⁴-⁹]+|\d{1,2}\b)?(?![\w¹²³⁰⁴-⁹])\s?")
IN_OTHER_WORDS = re.compile(
    r"\b(?:(?:dit|dat|deze|die)\s+(?:verzoek|oproep|wens|vraag|uitspraak)|het\s+(?:gevraagde|verzochte|dictum)|"
    r"(?:het\s+verzoek|de\s+(?:oproep|wens|strekking))\s+(?:in|uit|van)\s+(?:de\s+motie|(?:uw|de)\s+Kamer))\b(?:\s+van\s+(?:de|uw)\s+Kamer)?",
    re.IGNORECASE,
)
ITS_WORDS = re.compile(
    r"\b(?:de|het)\s+(?:strekking|wens|wensen|verzoek|oproep|gevraagde|gestelde|dictum|intentie|geest|bedoeling)\s+(?:van|in|uit)\s+"
    r"(?:(?:de|deze|die)\s+)?MOTIE\b"
)
TO_IT = re.compile(r"\b(?:hier|daar)aan\b", re.IGNORECASE)
AFTER_COLON = re.compile(r"^[^:]{0,260}?:\s*(?P<status>\S.*)$", re.DOTALL)
# "De moties die zijn aangehouden of verworpen": motions of a kind, not those of the letter.
IN_GENERAL = re.compile(r"\bmoties\b[^.;]*\bdie\b[^.;]*\bof\b", re.IGNORECASE)
# "Daarover is gesproken naar aanleiding van de motie-B": named on the side, the letter goes on about another.
IN_PASSING = re.compile(
    r"\b(?:gesproken|besproken|gewisseld|gedebatteerd|ingegaan)\b[^.;]*\bnaar\s+aanleiding\s+van\b[^.;]*\bmotie|"
    r"\bnaar\s+aanleiding\s+van\b[^.;]*\bmotie\b[^.;]*\b(?:gesproken|besproken|gewisseld|gedebatteerd)\b",
    re.IGNORECASE,
)
# "36 111, nr. 4 Afgedaan.": the cells behind what the motion asks, in a table that lost its lines.
BEHIND_NUMBER = re.compile(
    r"^\(?(?:Kamerstuk\s+)?\d{2}[\s.]?\d{3}(?:[\s-][IVXLA-H]+)?,?\s*nr\.\s*\d+\)?[.:;]?\s+(?P<status>[A-Z].*)$",
    re.DOTALL,
)
LEAD = re.compile(r"\bmoties\b[^.;]*(?::\s*$|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One passage that says what is done with a motion."""

    disposition: Disposition
    span: Span
    rule: str


def last_word(verdicts: Sequence[Verdict]) -> Verdict | None:
    """What counts: once dealt with, a motion stays so; otherwise the last passage decides."""
    closing = [verdict for verdict in verdicts if verdict.disposition is Disposition.CLOSED]
    firm = [verdict for verdict in verdicts if not verdict.rule.startswith("after-")]
    coming = [verdict for verdict in verdicts if verdict.disposition is Disposition.IN_PROGRESS]
    refused = [verdict for verdict in verdicts if verdict.disposition is Disposition.REJECTED]
    chosen = closing or firm or (coming if refused else []) or refused or list(verdicts)
    return chosen[-1] if chosen else None


class Reading(Enum):
    """How a passage is read: as a motion's status, as a sentence that names it, or as one that follows."""

    STATUS = "status"
    NAMED = "named"
    CLOSE = "close"
    AFTER = "after"


# A member's question says nothing of what is done, and an address or a signature neither.
UNSPOKEN = frozenset({BlockKind.QUESTION, BlockKind.MASTHEAD, BlockKind.SIGNATURE})
LISTING = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(slots=True)
class Treatment:
    """Which motions the letter is speaking of, and how many sentences ago it named them."""

    current: list[int]
    since: int = 0
    asked: list[int] = field(default_factory=list)  # named in the question that is being answered
    lead: Verdict | None = None


def find_verdicts(
    document: Document, sentences: Sequence[Sentence], motions: Sequence[Sequence[Mention]]
) -> list[list[Verdict]]:
    """For each motion, given as its mentions, the passages that say what is done with it, in order."""
    found: list[list[Verdict]] = [[] for _ in motions]
    treatment = Treatment([])
    # A letter whose subject is one motion speaks of it throughout.
    about_one = len(motions) == 1 and "motie" in (document.metadata.title or "").lower()
    places = places_of(motions)
    for sentence in sentences:
        named = places.get(sentence.span, [])
        if sentence.block.kind in UNSPOKEN:
            treatment.asked = list(named) if named else treatment.asked
            continue
        follow(treatment, sentence, named, about_one=about_one)
        for at, verdict in judge_sentence(document, sentence, motions, named, treatment):
            found[at].append(verdict)
    return found


def places_of(motions: Sequence[Sequence[Mention]]) -> dict[Span, list[int]]:
    """The motions that each sentence names, by the sentence's place."""
    places: dict[Span, list[int]] = {}
    for at, mentions in enumerate(motions):
        for span in {mention.sentence.span for mention in mentions}:
            places.setdefault(span, []).append(at)
    return places


def follow(treatment: Treatment, sentence: Sentence, named: Sequence[int], *, about_one: bool) -> None:
    """Keep track of the motions that the letter speaks of, sentence by sentence."""
    if named and not (treatment.current and IN_PASSING.search(sentence.text)):
        treatment.current, treatment.since = list(named), 0
    elif about_one:
        treatment.current, treatment.since = [0], 0
    elif sentence.block.kind is BlockKind.HEADING:
        answers = sentence.text.lstrip().lower().startswith("antwoord")
        treatment.current = treatment.asked if answers else []
        treatment.since = LONGEST_TREATMENT - ANSWERED_WITHIN
        treatment.asked = []
    else:
        treatment.since += 1
    if not named and sentence.block.kind is not BlockKind.LIST_ITEM:
        treatment.lead = read_lead(sentence)


def read_lead(sentence: Sentence) -> Verdict | None:
    """What "Hiermee zijn de volgende moties afgedaan:" says of the list below it, where it says one thing."""
    text = sentence.text.strip()
    if not LEAD.search(text) or " of " in text or "otie" not in text:
        return None
    if not text.endswith(":") and sentence.block.kind is not BlockKind.HEADING:
        return None
    masked = re.sub(r"\b(?:de\s+)?(?:\w+\s+)?moties\b", MASK, text)
    return next(judge(masked, sentence, Reading.NAMED), None)


def judge_sentence(
    document: Document,
    sentence: Sentence,
    motions: Sequence[Sequence[Mention]],
    named: Sequence[int],
    treatment: Treatment,
) -> Iterator[tuple[int, Verdict]]:
    """What one sentence says of each motion."""
    statuses = read_statuses(sentence, document, motions, named)
    if statuses:
        verdict = next((v for status in statuses for v in judge(status, sentence, Reading.STATUS)), None)
        if verdict and row_cells(sentence.block, document):
            verdict = replace(verdict, span=sentence.block.span)
        if verdict or sentence.block.cells:
            yield from ((at, verdict) for at in named if verdict)
            return
    if RECITAL.search(sentence.text) or sentence.text.rstrip().endswith("?"):
        return
    cell = BEHIND_NUMBER.match(sentence.text) if not named and treatment.since == 1 else None
    if cell and len(treatment.current) == 1:
        yield from (
            (treatment.current[0], v) for v in judge(f"{MASK} {cell['status']}", sentence, Reading.STATUS)
        )
        return
    firm = False
    for at, text in read_sentence(sentence, motions, named, treatment.current):
        for verdict in judge(strip_request(text), sentence, Reading.NAMED):
            firm = True
            yield at, verdict
    if named and treatment.lead and not firm:
        yield from ((at, treatment.lead) for at in named)
    if not named and not firm and treatment.since <= LONGEST_TREATMENT and len(treatment.current) == 1:
        asked = words_of(motions[treatment.current[0]])
        for verdict in judge_after(sentence, treatment.since, asked, document):
            yield treatment.current[0], verdict


def words_of(mentions: Sequence[Mention]) -> frozenset[str]:
    """The words of the sentences that name a motion, in lower case."""
    return frozenset(token.lower_ for mention in mentions for token in mention.sentence.tokens)


def judge_after(
    sentence: Sentence, since: int, asked: frozenset[str], document: Document
) -> Iterator[Verdict]:
    """What a sentence behind the motion says of it: "aan die oproep …" firmly, other words weakly."""
    firm = list(judge_in_other_words(sentence))
    text = without_stops(sentence.text)
    said = firm or list(judge(text, sentence, Reading.CLOSE if since <= CLOSE_BY else Reading.AFTER))
    yield from said
    if not said and since <= DIRECTLY and (read := read_treatment(sentence, asked, document)):
        yield Verdict(read, sentence.span, "after-frame")


def judge_in_other_words(sentence: Sentence) -> Iterator[Verdict]:
    """What a sentence says of a motion that it calls "die oproep", "dit verzoek" or "hieraan"."""
    text, changed = IN_OTHER_WORDS.subn(MASK, sentence.text)
    text, more = TO_IT.subn(f"aan {MASK}", text)
    if changed or more:
        yield from judge(strip_request(text), sentence, Reading.NAMED)


def read_statuses(
    sentence: Sentence, document: Document, motions: Sequence[Sequence[Mention]], named: Sequence[int]
) -> list[str]:
    """The cells beside the motion in a table's row, last one first, or what follows it behind a colon."""
    if not named:
        return []
    if sentence.block.cells and sentence.block.kind is BlockKind.TABLE_ROW:
        own = {m.span.start for at in named for m in motions[at] if m.sentence.span == sentence.span}
        cells = [c for c in sentence.block.cells if not any(c.start <= start < c.end for start in own)]
        return [f"{MASK} {cell.of(document.text)}" for cell in reversed(cells or sentence.block.cells[-1:])]
    printed = row_cells(sentence.block, document)
    if printed:
        return [f"{MASK} {printed[-1].of(document.text)}"]
    text = sentence.text
    match = AFTER_COLON.match(text) if len(named) == 1 and sentence.block.kind in LISTING else None
    return [f"{MASK} {match['status']}"] if match else []


def read_sentence(
    sentence: Sentence, motions: Sequence[Sequence[Mention]], named: Sequence[int], current: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """The motions that a sentence speaks of, each with the sentence's text in which it reads MOTIE."""
    for at in named:
        yield at, mask(sentence, motions, at)
    match = ANAPHOR.search(sentence.text)
    if match is None or (match["all"] and IN_GENERAL.search(sentence.text)):
        return
    text = ANAPHOR.sub(MASK, sentence.text)
    if match["all"]:
        yield from ((at, text) for at in meant_by(match["all"], motions, current) if at not in named)
    elif not named and (len(current) == 1 or len(motions) == 1):
        yield (current[0] if len(current) == 1 else 0), text


def meant_by(words: str, motions: Sequence[Sequence[Mention]], current: Sequence[int]) -> Sequence[int]:
    """The motions of "beide moties": the two that were just named, and otherwise all of the letter."""
    if len(current) > 1:
        return current
    return range(len(motions))


def mask(sentence: Sentence, motions: Sequence[Sequence[Mention]], target: int) -> str:
    """The sentence's text with the target's mentions as MOTIE and those of others as MOTIE_ANDER."""
    here = [
        (mention.span.shifted(-sentence.span.start), at == target)
        for at, mentions in enumerate(motions)
        for mention in mentions
        if mention.sentence is sentence
    ]
    own_spans = {span for span, own in here if own}
    # "de moties 36 111, nrs. 4 en 5" is one place of two motions.
    spans = sorted({(span, own) for span, own in here if own or span not in own_spans})
    text = sentence.text
    for span, own in reversed(spans):
        text = text[: span.start] + (MASK if own else OTHER_MASK) + text[span.end :]
    return ANAPHOR.sub(MASK, text) if len(spans) == 1 else text


def judge(text: str, sentence: Sentence, reading: Reading) -> Iterator[Verdict]:
    """What the first rule that matches says of a sentence, by the rules for that way of reading."""
    for rule in rules_for(reading):
        if rule.pattern.search(text):
            yield Verdict(disposition_of(rule), sentence.span, rule.id)
            return


@cache
def rules_for(reading: Reading) -> tuple[Rule, ...]:
    """The rules that read a status, a sentence that names the motion, or one that follows it."""
    rules = load_rules("dispositions.nl")
    after = tuple(rule for rule in rules if rule.values.get("after"))
    if reading is Reading.CLOSE:
        return after
    if reading is Reading.AFTER:
        return tuple(rule for rule in after if not rule.values.get("close"))
    named = tuple(rule for rule in rules if not rule.values.get("after") and not rule.values.get("row"))
    return named if reading is Reading.NAMED else (*(r for r in rules if r.values.get("row")), *named)


def strip_request(text: str) -> str:
    """A sentence without what the motion asks, without quotations and without citations in brackets."""
    bare = without_stops(" ".join(ASKED.sub(" ", BEHIND_MASK.sub(r"\1 ", text)).split()))
    return ITS_WORDS.sub(MASK, BEHIND_NAME.sub(r"\1", IN_CLAUSE.sub(" ", bare)))


def disposition_of(rule: Rule) -> Disposition:
    """What a rule says."""
    return Disposition(rule.values["disposition"])
