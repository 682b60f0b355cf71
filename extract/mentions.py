"""Where a letter names a motion: the words, the members, the number where the letter gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.names import NAMES, no_names, parse_names
from extract.pipeline import Sentence
from kamer.document import Block, BlockKind, Document
from kamer.findings import Reference, ReferenceType
from kamer.span import Span

MEMBER = r"(?P<member>(?:(?:het|de)\s+)?(?:TK-|Kamer|oud-)?(?P<lid>[Ll]id|[Ll]eden)\s+)"
MENTION = re.compile(
    r"\b(?P<word>[Mm]otie(?P<plural>s)?)(?:-|:?\s+)(?:van\s*:?\s+)?"
    rf"(?:-\s+)?{MEMBER}?(?P<names>{NAMES})"
)
ITEM = re.compile(rf"^\W*{MEMBER}(?P<names>{NAMES})")
AND_ANOTHER = re.compile(rf"^(?:\s*\([^)]*\))?\s*(?:,|en|,\s*en)\s+(?:van\s+)?{MEMBER}(?P<names>{NAMES})")
NUMBERED = re.compile(
    r"\b(?P<word>[Mm]otie)\s*(?:,|\(|met\s+|onder\s+|nr\.?\s*\d+\s*\()?\s*(?=(?:Kamerst|TK\s|\d{2}\s?\d{3}))"
)
ANAPHOR = re.compile(
    r"\b(?:(?P<all>(?:(?:alle|beide|bovengenoemde|genoemde|voornoemde|deze|de)\s+)?"
    r"(?:twee|drie|vier|vijf|zes|zeven|drietal|tweetal)\s+moties|(?:beide|deze|bovengenoemde|genoemde|voornoemde|de)\s+moties)|"
    r"(?P<one>(?:de|deze|die|bovengenoemde|genoemde|voornoemde|onderhavige)\s+(?:aangenomen\s+)?motie))\b"
    r"(?!\s+van\s+(?:het|de)\s+(?:lid|leden)|-)"
)
LISTS_MOTIONS = re.compile(r"\bmoties\s+van\s*:?\s*$|\bvolgende\s+moties\b[^.]*:\s*$", re.IGNORECASE)
# Between a motion and its number these words show that the number is another paper's.
OTHER_PAPER = re.compile(
    r"\b(?:brief|brieven|kamerbrief\w*|rapport\w*|nota|toezegging\w*|verslag\w*|kabinetsreactie|agenda|fiche|"
    r"motie\w*|amendement\w*|wetsvoorstel)\b",
    re.IGNORECASE,
)
FARTHEST_NUMBER = 260


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a motion. `bare` is true where only members are named, in a list of motions."""

    span: Span
    sentence: Sentence
    names: tuple[str, ...]
    identifier: str | None = None
    bare: bool = False


def find_mentions(
    document: Document, sentences: Sequence[Sentence], references: Sequence[Reference]
) -> list[Mention]:
    """All places that name a motion by its members or its number, in order."""
    numbers = [reference for reference in references if reference.type is ReferenceType.KAMERSTUK]
    found: list[Mention] = []
    listing = False
    for sentence in sentences:
        spans = list(find_spans(sentence.text))
        if not spans and listing and sentence.block.kind is BlockKind.LIST_ITEM:
            spans = list(find_item(sentence.text))
        elif sentence.block.kind is not BlockKind.LIST_ITEM:
            listing = LISTS_MOTIONS.search(sentence.text) is not None
        found.extend(number_mentions(spans, sentence, document, numbers))
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """Where in a sentence members are named, and who."""

    start: int
    end: int
    names: tuple[str, ...]
    bare: bool = False


def find_spans(text: str) -> Iterator[Named]:
    """The motions that a sentence names by their members, or by a number alone."""
    taken = 0
    for match in MENTION.finditer(text):
        names = read_names(match)
        if match.start() < taken or not names:
            continue
        end = match.end()
        yield Named(match.start(), end, names)
        if match["plural"]:
            for another in find_others(text, end):
                yield another
                end = another.end
        taken = end
    if not taken:
        yield from (Named(match.start("word"), match.end("word"), ()) for match in NUMBERED.finditer(text))


def find_others(text: str, end: int) -> Iterator[Named]:
    """The further motions of "de moties van het lid A (…) en het lid B (…)"."""
    while (match := AND_ANOTHER.match(text[end:])) is not None:
        names = read_names(match)
        if not names:
            return
        start, end = end + match.start("member"), end + match.end()
        yield Named(start, end, names)


def find_item(text: str) -> Iterator[Named]:
    """The members of "- het lid De Wind (XYZ) over …" in a list of motions."""
    match = ITEM.search(text)
    if match and read_names(match):
        yield Named(match.start("member"), match.end(), read_names(match), bare=True)


def read_names(match: re.Match[str]) -> tuple[str, ...]:
    """The members named, or none where a word is no name ("motie Kamerstuk …", "motie van de Kamer")."""
    spoken = [word.strip(",.") for word in match["names"].split()]
    if any(word in no_names() for word in spoken[:2]):
        return ()
    return parse_names(match["names"], single=(match["lid"] or "").lower() == "lid")


def with_prefix(names: tuple[str, ...], before: str, text: str) -> tuple[str, ...]:
    """The members of "de motie van Nispen": "van" is a prefix where the letter elsewhere says so."""
    if not names or not re.search(r"\b[Mm]oties?\s+van\s+$", before):
        return names
    full = f"Van {names[0]}"
    return (full, *names[1:]) if re.search(rf"\b{re.escape(full)}\b", text) else names


def number_mentions(
    spans: Sequence[Named], sentence: Sentence, document: Document, numbers: Sequence[Reference]
) -> Iterator[Mention]:
    """The mentions of a sentence with the number that belongs to each."""
    for at, named in enumerate(spans):
        span = sentence.place(named.start, named.end)
        until = (
            sentence.place(spans[at + 1].start, spans[at + 1].start).start
            if at + 1 < len(spans)
            else sentence.span.end
        )
        number = find_number(span, until, sentence, document, numbers)
        names = with_prefix(named.names, read_before(named, sentence), document.text)
        if names or number:
            yield Mention(span, sentence, names, number, named.bare)


def read_before(named: Named, sentence: Sentence) -> str:
    """The words of a mention before its members."""
    mention = sentence.text[named.start : named.end]
    first = named.names[0] if named.names else ""
    return mention[: mention.find(first)] if first and first in mention else ""


def find_number(
    span: Span, until: int, sentence: Sentence, document: Document, numbers: Sequence[Reference]
) -> str | None:
    """The Kamerstuk of the motion at `span`: in its note, in the line behind it, or in a later note."""
    own_note = number_in_notes(document, Span(span.end - 1, span.end + 1), numbers)
    if own_note:
        return own_note
    for reference in numbers:
        place = reference.evidence.span
        if span.end <= place.start < min(until, span.end + FARTHEST_NUMBER):
            between = document.text[span.end : place.start]
            return None if OTHER_PAPER.search(between) else reference.identifier
    before = number_before(span, document, numbers)
    return before or number_at_end(span, until, document, numbers)


def number_before(span: Span, document: Document, numbers: Iterable[Reference]) -> str | None:
    """The number of "36 111, nr. 4 (motie De Wind)": directly before the motion."""
    for reference in numbers:
        place = reference.evidence.span
        if place.end <= span.start <= place.end + 4 and "(" in document.text[place.end : span.start + 1]:
            return reference.identifier
    return None


def number_at_end(span: Span, until: int, document: Document, numbers: Sequence[Reference]) -> str | None:
    """The number in the first note after the motion in its sentence, unless another paper stands between."""
    later = [mark for mark in document.note_marks if span.end < mark.at <= until + 1]
    if not later or OTHER_PAPER.search(document.text[span.end : later[0].at]):
        return None
    return number_in_notes(document, Span(later[0].at, later[0].at), numbers)


def number_in_notes(document: Document, span: Span, numbers: Sequence[Reference]) -> str | None:
    """The only Kamerstuk in the notes whose marks stand in `span`, or the first behind the word "motie"."""
    for note in document.notes_within(span):
        inside = [reference for reference in numbers if note.span.contains(reference.evidence.span)]
        if len({reference.identifier for reference in inside}) == 1 and not names_other_paper(note, document):
            return inside[0].identifier
        if inside and re.match(r"\W*\d*\W*(?:\w+\s+){0,2}[Mm]otie", note.span.of(document.text)):
            return inside[0].identifier
    return None


def names_other_paper(note: Block, document: Document) -> bool:
    """True where a note opens with another paper ("Zie Kamerbrief …")."""
    text = note.span.of(document.text)
    return "motie" not in text.lower() and OTHER_PAPER.search(text) is not None
