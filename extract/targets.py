"""Which earlier promise a passage is about: its number, its paper, or the day on which it was made."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.commitments import SPEAKING
from extract.past import OCCASION, find_occasion
from extract.pipeline import Sentence
from kamer.document import BlockKind, Document
from kamer.findings import Reference, ReferenceType, Target
from kamer.span import Span

# A promise's own words can stand some sentences before the words that keep it.
LOOK_BACK = 6
EMPTY = Target()
# "Eerder meldde ik u": a paper cited in such a sentence is where the promise was made.
TOLD = re.compile(
    r"\b(?:meldde|schreef|berichtte|kondigde|informeerde|zegde|gemeld|geschreven|bericht|aangekondigd|toegezegd|vooruitzicht)\b"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with its sentences and citations, as the search for targets needs them."""

    document: Document
    sentences: tuple[Sentence, ...]
    references: tuple[Reference, ...]

    def sentences_in_section(self, at: int) -> range:
        """The indexes of the sentences in the section of sentence `at`."""
        first, last = at, at
        while first > 0 and self.sentences[first - 1].block.kind is not BlockKind.HEADING:
            first -= 1
        while last + 1 < len(self.sentences) and self.sentences[last + 1].block.kind is not BlockKind.HEADING:
            last += 1
        return range(first, last + 1)


def find_targets(at: int, letter: Letter) -> Iterator[Target]:
    """What sentence `at` is about: each promise that it names itself, or else the nearest one before it."""
    sentence = letter.sentences[at]
    own = [target for part in promise_parts(sentence) if (target := read_target(part, letter)) != EMPTY]
    if len(own) == 1 and own[0].toezegging:
        yield from (Target(toezegging=number) for number in registered(sentence.span, letter))
        return
    if own:
        yield from dict.fromkeys(own)
        return
    told = told_after(at, letter)
    if told != EMPTY:
        yield told
        return
    earlier = target_before(at, letter)
    if earlier != EMPTY:
        yield earlier


def told_after(at: int, letter: Letter) -> Target:
    """The day of an occasion that sentence `at` names without one, where the next sentences give it."""
    named = OCCASION.search(letter.sentences[at].text)
    own = letter.sentences[at].block
    for later in letter.sentences[at + 1 : at + 3]:
        if named and later.block == own and named[0].lower() in later.text.lower():
            return Target(date=find_occasion(later.text, letter.document.metadata.date))
    return EMPTY


def promise_parts(sentence: Sentence) -> Iterator[Span]:
    """The parts of a sentence that name one promise each: "de toezegging … en de toezegging …"."""
    text = sentence.text
    starts = [match for match in range(len(text)) if text.startswith("toezegging", match)]
    if len(starts) < 2:
        yield sentence.span
        return
    bounds = [0, *starts[1:], len(text)]
    for start, end in pairwise(bounds):
        yield sentence.place(start, end)


def read_target(span: Span, letter: Letter) -> Target:
    """The handle on a promise that a passage gives: in its own words, and in its notes."""
    document = letter.document
    cited = [reference for reference in letter.references if within(reference, span, document)]
    numbers = [r.identifier for r in cited if r.type is ReferenceType.KAMERSTUK]
    registered = [r.identifier for r in cited if r.type is ReferenceType.TOEZEGGING]
    return Target(
        reference=numbers[0] if numbers else None,
        toezegging=registered[0] if registered else None,
        date=find_occasion(span.of(document.text), document.metadata.date),
    )


def registered(span: Span, letter: Letter) -> list[str]:
    """The numbers of the register that a passage gives, each once ("TZ203109-077 en TZ203109-078")."""
    cited = [reference for reference in letter.references if reference.type is ReferenceType.TOEZEGGING]
    return list(dict.fromkeys(r.identifier for r in cited if within(r, span, letter.document)))


def within(reference: Reference, span: Span, document: Document) -> bool:
    """True where a citation stands in the span or in a note whose mark does."""
    place = reference.evidence.span
    return span.contains(place) or any(note.span.contains(place) for note in document.notes_within(span))


def target_before(at: int, letter: Letter) -> Target:
    """The last debate or letter named before sentence `at`, or else the one in the letter's title."""
    for earlier in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
        sentence = letter.sentences[earlier]
        if sentence.block.kind is BlockKind.FOOTNOTE:
            continue
        target = read_target(sentence.span, letter)
        if (
            target.toezegging
            or target.date
            or (target.reference and (OCCASION.search(sentence.text) or TOLD.search(sentence.text)))
        ):
            return target
    return Target(date=day_of_title(letter))


def day_of_title(letter: Letter) -> dt.date | None:
    """The day of the debate that the letter's title or its first sentences name."""
    document = letter.document
    titled = find_occasion(document.metadata.title or "", document.metadata.date)
    if titled is not None:
        return titled
    spoken = [sentence for sentence in letter.sentences if sentence.block.kind in SPEAKING]
    for sentence in spoken[:4]:
        day = find_occasion(sentence.text, document.metadata.date)
        if day is not None:
            return day
    return None
