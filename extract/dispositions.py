"""What a letter says is done with a motion: rules on sentences in which its mention reads "MOTIE"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.mentions import ANAPHOR, Mention
from extract.pipeline import Sentence
from extract.rules import Rule, load_rules
from kamer.document import BlockKind, Document
from kamer.findings import Disposition
from kamer.span import Span

MASK, OTHER_MASK = "MOTIE", "MOTIE_ANDER"
# How far after a motion was named its treatment may still run on, in sentences.
LONGEST_TREATMENT = 12


# What the motion itself considers, and what it asks: neither is the letter's own word on it.
RECITAL = re.compile(
    r"\bin\s+de\s+motie\b[^.]*\b(?:overwogen|geconstateerd|uitgesproken)\b|\b(?:overwegende|constaterende)\b"
)
ASKED = re.compile(
    r"\b(?:verzoekt|verzocht|roept|riep|vraagt|vroeg)\s+(?:de\s+Tweede\s+Kamer\s+|de\s+Kamer\s+)?"
    r"(?:de\s+regering|het\s+kabinet|mij|u\s+mij)\b.*|«[^»]*»|“[^”]*”|\([^()]*\d[^()]*\)",
    re.DOTALL,
)


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
    refused = [verdict for verdict in verdicts if verdict.disposition is Disposition.REJECTED]
    chosen = closing or firm or refused or list(verdicts)
    return chosen[-1] if chosen else None


def find_verdicts(
    document: Document, sentences: Sequence[Sentence], motions: Sequence[Sequence[Mention]]
) -> list[list[Verdict]]:
    """For each motion, given as its mentions, the passages that say what is done with it, in order."""
    found: list[list[Verdict]] = [[] for _ in motions]
    current: list[int] = []
    since = 0
    # A letter whose subject is one motion speaks of it throughout.
    about_one = len(motions) == 1 and "motie" in (document.metadata.title or "").lower()
    for sentence in sentences:
        named = [at for at, mentions in enumerate(motions) if any(m.sentence is sentence for m in mentions)]
        current, since = (named, 0) if named else (current, since + 1)
        if about_one and not named:
            current, since = [0], 0
        elif sentence.block.kind is BlockKind.HEADING and not named:
            current = []
        if sentence.block.kind is BlockKind.TABLE_ROW and sentence.block.cells:
            status = f"{MASK} {sentence.block.cells[-1].of(document.text)}"
            for at in named:
                found[at].extend(judge(status, sentence, in_sentence=True))
            continue
        if RECITAL.search(sentence.text):
            continue
        for at, text in read_sentence(sentence, motions, named, current):
            found[at].extend(judge(strip_request(text), sentence, in_sentence=True))
        if not named and since <= LONGEST_TREATMENT and len(current) == 1:
            found[current[0]].extend(judge(sentence.text, sentence, in_sentence=False))
    return found


def read_sentence(
    sentence: Sentence, motions: Sequence[Sequence[Mention]], named: Sequence[int], current: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """The motions that a sentence speaks of, each with the sentence's text in which it reads MOTIE."""
    for at in named:
        yield at, mask(sentence, motions, at)
    if named and ANAPHOR.search(sentence.text) is None:
        return
    match = ANAPHOR.search(sentence.text)
    if match is None:
        return
    if match["all"]:
        yield from ((at, ANAPHOR.sub(MASK, sentence.text)) for at in range(len(motions)) if at not in named)
    elif not named and (len(current) == 1 or len(motions) == 1):
        yield (current[0] if len(current) == 1 else 0), ANAPHOR.sub(MASK, sentence.text)


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


def judge(text: str, sentence: Sentence, *, in_sentence: bool) -> Iterator[Verdict]:
    """What the first rule that matches says of a sentence; `in_sentence` where it names the motion."""
    for rule in load_rules("dispositions.nl"):
        if bool(rule.values.get("after")) is not in_sentence and rule.pattern.search(text):
            yield Verdict(disposition_of(rule), sentence.span, rule.id)
            return


def strip_request(text: str) -> str:
    """A sentence without what the motion asks, without quotations and without citations in brackets."""
    return " ".join(ASKED.sub(" ", text).split())


def disposition_of(rule: Rule) -> Disposition:
    """What a rule says."""
    return Disposition(rule.values["disposition"])
