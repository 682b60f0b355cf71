"""The number that belongs to a motion: before it, in its notes, or in a loose line below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kamer.document import Block, BlockKind, Document
from kamer.findings import Reference
from kamer.span import Span

# Between a motion and its number these words show that the number is another paper's.
OTHER_PAPER = re.compile(
    r"\b(?:brief|brieven|kamerbrief\w*|rapport\w*|nota|toezegging\w*|verslag\w*|kabinetsreactie|agenda|fiche|"
    r"motie\w*|amendement\w*|wetsvoorstel)\b",
    re.IGNORECASE,
)
# A mark glued to the word or the stop before it: "constructiedelen.4 Tegelijkertijd".
GLUED_MARK = re.compile(r"(?:(?<=[a-zéë][.,?!)])|(?<=[a-zéë]))(?P<mark>\d{1,2})(?=[\s.,;)]|$)")
LOOSE_MARK = re.compile(r"(?P<mark>[¹²³⁰⁴-⁹]+|\d{1,2})(?!\w)")
ONLY_NUMBER = re.compile(
    r"\W*(?:Zie\s+)?(?:Kamerst\w*|TK|EK)?[\sIi,]*(?:20\d\d[-–/]\d{2,4})?[\s,]*", re.IGNORECASE
)
BEFORE = re.compile(
    r"\s*[(:;,–\t|-]*\s*(?:de\s+|betreft\s+)?(?:(?:nader\s+)?gewijzigde\s+|aangenomen\s+)?", re.IGNORECASE
)
FARTHEST_NUMBER = 260
NOTES_ABOVE = 1500
SAME_MOTION = re.compile(
    r"\b(?:de|deze|die)\s+(?:(?:betreffende|bedoelde|genoemde|onderhavige)\s+)?motie\b(?!-|\s+(?:van|[A-Z]))"
)


def number_before(span: Span, document: Document, numbers: Iterable[Reference]) -> str | None:
    """The number directly before the motion: "36 111, nr. 4 (motie De Wind)", "36 111-4: motie De Wind"."""
    for reference in numbers:
        place = reference.evidence.span
        if place.end <= span.start <= place.end + 40 and BEFORE.fullmatch(
            document.text[place.end : span.start]
        ):
            return reference.identifier
    return None


def loose_note(span: Span, until: int, document: Document, numbers: Sequence[Reference]) -> str | None:
    """The number in a note whose mark was left in the text, behind the motion or behind its clause."""
    mark = LOOSE_MARK.match(document.text, span.end)
    if mark is None:
        mark = GLUED_MARK.search(document.text, span.end, until + 3)
        if mark is None or OTHER_PAPER.search(document.text[span.end : mark.start()]):
            return None
    label = mark["mark"]
    places = [*labelled(label, document), *lines_marked(label, span, document)]
    for place in places:
        inside = [number for number in numbers if place.start <= number.evidence.span.start < place.end]
        if inside and ONLY_NUMBER.fullmatch(document.text[place.start : inside[0].evidence.span.start]):
            return inside[0].identifier
    return None


def labelled(label: str, document: Document) -> list[Span]:
    """The places of the footnotes with a label, which no mark of the document points at."""
    return [note.span for note in document.blocks_of(BlockKind.FOOTNOTE) if note.label == label]


def lines_marked(label: str, span: Span, document: Document) -> list[Span]:
    """The lines that open with a mark: below the motion, or above it where its page ends in mid-text."""
    lines = [
        Span(match.end(), line_end(document.text, match.end()))
        for match in re.finditer(
            rf"(?m)^\s*{label}\s+(?=\S)|(?<=[a-z])\s{label}\s+(?=Kamerst)", document.text
        )
    ]
    below = [line for line in lines if line.start > span.start]
    near = [line for line in reversed(lines) if span.start - NOTES_ABOVE < line.start <= span.start]
    return below + near


def line_end(text: str, at: int) -> int:
    """Where the line ends in which offset `at` stands."""
    end = text.find("\n", at)
    return end if end > 0 else len(text)


def number_at_end(span: Span, until: int, document: Document, numbers: Sequence[Reference]) -> str | None:
    """The number in the first note after the motion in its sentence, unless another paper stands between."""
    later = [mark for mark in document.note_marks if span.end < mark.at <= until + 1]
    if not later or OTHER_PAPER.search(SAME_MOTION.sub("", document.text[span.end : later[0].at])):
        return None
    return number_in_notes(document, Span(later[0].at, later[0].at), numbers)


def number_in_notes(document: Document, span: Span, numbers: Sequence[Reference]) -> str | None:
    """The only Kamerstuk in the notes whose marks stand in `span`, or the first behind the word "motie"."""
    for note in document.notes_within(span):
        inside = [reference for reference in numbers if note.span.contains(reference.evidence.span)]
        if not inside:
            continue
        if len({reference.identifier for reference in inside}) == 1 and not names_other_paper(note, document):
            return inside[0].identifier
        if ONLY_NUMBER.fullmatch(document.text[note.span.start : inside[0].evidence.span.start]):
            return inside[0].identifier
        if inside and re.match(r"\W*\d*\W*(?:\w+\s+){0,2}[Mm]otie", note.span.of(document.text)):
            return inside[0].identifier
    return None


def names_other_paper(note: Block, document: Document) -> bool:
    """True where a note opens with another paper ("Zie Kamerbrief …")."""
    text = note.span.of(document.text)
    return "motie" not in text.lower() and OTHER_PAPER.search(text) is not None
