"""Footnotes: where they start on a page, and where their marks stand in the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest import inline
from ingest.draft import Line

ALONE = re.compile(r"^\s*(\d{1,3}|\*{1,3})\s*$")
LEADING = re.compile(r"^\s*(\d{1,3}|\*{1,3})\s+(?=\S)")
# How the words of a footnote begin, where no white space tells it from the body.
NOTE_WORDS = re.compile(r"[A-ZÀ-Ý«“‘\"(]|https?:|www\.|kamerstuk|zie\b|de\b|het\b|\d+(?:e|ste)\b")
# A word that makes the figure behind it a number of its own, not a mark: "artikel 15", "nr. 4", "vraag 2".
COUNTED = re.compile(
    r"(?:artikel(?:en)?|art\.|leden|lid|nr\.?|nrs\.?|nummer|hoofdstuk(?:ken)?|paragraaf|par\.|§|bijlage|pagina|blz\.|p\.|vraag|vragen|"
    r"antwoord|antwoorden|figuur|tabel|deel|fase|stap|punt|bouwsteen|optie|scenario|lijn|box|pijler|en|of|t/m|tot|van|circa|ruim|op|per|"
    r"ongeveer|de|het|om|in|met|bijna|meer dan|minder dan|minimaal|maximaal|"
    r"kamerstuk(?:ken)?(?: ii| i)?|categorie|niveau|groep|"
    r"[a-z]+\s?,)\s$",
    re.I,
)
COUNTED_AFTER = re.compile(
    r"\s?(?:%|procent|miljoen|miljard|duizend|euro|jaar|jaren|maand|week|weken|dag|dagen|uur|keer|kinderen|personen|landen|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|[-–—/]\s?\d|\d|,\d|\.\d)",
    re.I,
)


@dataclass(slots=True)
class Note:
    """One footnote on its page: mark and lines."""

    label: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Mark:
    """A candidate for a footnote mark: where its figures start and end in a text, and how good it looks."""

    start: int
    end: int
    score: int


def split_notes(lines: list[Line], last: int) -> tuple[list[Line], list[Note]]:
    """Body and footnotes of one page; `last` is the highest note number of the pages before.

    Extracted text sets a note as "12 Kamerstuk …" or as a line with the figure alone and the words below.
    """
    at = start_of_notes(lines, last)
    if at is None:
        return lines, []
    if at == start_batch(lines):
        return lines[:at], batch_of(lines[at:])
    return lines[:at], notes_of(lines[at:], last)


def start_of_notes(lines: Sequence[Line], last: int) -> int | None:
    """The index of the line at which the footnotes of a page start, or None."""
    raised = next((at for at, line in enumerate(lines) if line.note), None)
    if raised is not None:
        return raised
    return start_alone(lines) if any(ALONE.match(line.text) for line in lines) else start_leading(lines, last)


def start_alone(lines: Sequence[Line]) -> int | None:
    """Where figures alone on a line start again: first as marks in the body, then as heads of the notes."""
    batch = start_batch(lines)
    if batch is not None:
        return batch
    found = [(at, match[1]) for at, line in enumerate(lines) if (match := ALONE.match(line.text))]
    for nth, (at, _) in enumerate(found):
        above = {other for _, other in found[:nth]}
        below = [other for _, other in found[nth:]]
        if at + 1 == len(lines) or len(set(below)) < len(below):
            continue
        low = at > 0.4 * len(lines)
        if all(other in above or (low and has_mark(lines[:at], other)) for other in below):
            return at
    return None


def start_batch(lines: Sequence[Line]) -> int | None:
    """Where the figures of all notes of a page stand together, and all their words below, a line each."""
    figures = [at for at, line in enumerate(lines) if ALONE.match(line.text)]
    end = len(lines)
    for at in figures:
        count = next((n for n in range(at, end) if not ALONE.match(lines[n].text)), end) - at
        words = note_starts(lines[at + count :], count)
        labels = [lines[n].text.strip() for n in range(at, at + count)]
        if words and counts_up(labels) and all(has_mark(lines[:at], label) for label in labels):
            return at
    return None


def counts_up(labels: Sequence[str]) -> bool:
    """True for figures that go up by one."""
    return all(label.isdigit() for label in labels) and all(int(b) == int(a) + 1 for a, b in pairwise(labels))


def note_starts(lines: Sequence[Line], count: int) -> list[int]:
    """The indices at which `count` notes start in the lines of their words; none without certainty."""
    if not lines or not all(line.text.strip() for line in lines) or len(lines) > 4 * count:
        return []
    for starts in (
        list(range(len(lines))),
        [at for at, line in enumerate(lines) if at == 0 or line.gap],
        [at for at in range(len(lines)) if at == 0 or is_note_start(lines[at - 1], lines[at])],
    ):
        if len(starts) == count:
            return starts
    return []


def is_note_start(above: Line, line: Line) -> bool:
    """True where a note ends with a full stop and the next begins as notes do."""
    return above.text.rstrip().endswith(".") and bool(NOTE_WORDS.match(line.text.lstrip()))


def batch_of(lines: Sequence[Line]) -> list[Note]:
    """The notes whose figures stand together above their words."""
    count = next((n for n, line in enumerate(lines) if not ALONE.match(line.text)), 0)
    starts = note_starts(lines[count:], count)
    ends = [*starts[1:], len(lines) - count]
    return [
        Note(lines[nth].text.strip(), list(lines[count + start : count + end]))
        for nth, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]


def start_leading(lines: Sequence[Line], last: int) -> int | None:
    """The first line from which "n words" lines count on to the foot of the page, with a mark above."""
    gapless = sum(line.gap for line in lines) <= max(1, len(lines) // 40)
    for at, line in enumerate(lines):
        match = LEADING.match(line.text)
        if match is None or not (follows(match[1], last) and has_mark(lines[:at], match[1])):
            continue
        if line.gap or (gapless and at > 0.3 * len(lines) and NOTE_WORDS.match(line.text, match.end())):
            return at
    return None


def follows(label: str, last: int) -> bool:
    """True where a note numbered `label` can come next: one more, a gap of missing pages, or a new count."""
    return label.startswith("*") or int(label) == last + 1 or (last == 0 and int(label) < 200)


def has_mark(lines: Sequence[Line], label: str) -> bool:
    """True where the lines hold the mark `label`, or a figure that can be it."""
    return any(inline.mark(label) in line.text or find_marks(line.text, label) for line in lines)


def notes_of(lines: Sequence[Line], last: int) -> list[Note]:
    """The footnotes in the lines at the foot of a page."""
    notes: list[Note] = []
    for line in lines:
        label = note_label(line, notes, last)
        if label is None:
            if notes and line.text.strip():
                notes[-1].lines.append(line)
            continue
        notes.append(Note(label))
        rest = (
            line.text
            if line.note
            else LEADING.sub("", line.text, count=1)
            if not ALONE.match(line.text)
            else ""
        )
        if rest:
            notes[-1].lines.append(replace(line, text=rest))
    return [note for note in notes if note.lines]


def note_label(line: Line, notes: Sequence[Note], last: int) -> str | None:
    """The mark at the head of a note, or None where the line goes on with the note above it."""
    if line.note:
        return line.note
    match = ALONE.match(line.text) or LEADING.match(line.text)
    if match is None or (notes and notes[-1].lines and notes[-1].lines[0].note):
        return None
    label = match[1]
    if not notes:
        return label
    previous = notes[-1].label
    counts_on = label.startswith("*") or (previous.isdigit() and int(label) == int(previous) + 1)
    return label if counts_on else None


def find_marks(text: str, label: str) -> list[Mark]:
    """All places in `text` where the mark `label` may stand, in order, with a score of 1 to 4.

    4: behind punctuation ("economie.10 Ondanks"); 3: glued to a word or year ("12 mei 20231 en");
    2: one of several ("jl.14 , 15"); 1: after a space ("Regulation 15, het").
    """
    return [
        Mark(match.start(), match.end(), score)
        for match in re.finditer(re.escape(label), text)
        if (score := mark_score(text, match.start(), match.end()))
    ]


def mark_score(text: str, start: int, end: int) -> int:
    """How well the figures at `start` to `end` look like a footnote mark; 0 for not at all."""
    before, after = text[:start], text[end:]
    if after[:1] and (after[0].isalnum() or after[0] in "%/°€"):
        return 0
    if COUNTED_AFTER.match(after) and not re.match(r"\s[,.]|[.,]\s", after):
        return 0
    if not before.strip():
        return 0
    return glued_score(before, after)


def glued_score(before: str, after: str) -> int:
    """The score of a mark by what stands before it."""
    last = before[-1]
    if last.isdigit():
        return 3 if re.search(r"(?<!\d)(?:19|20)\d\d$", before) else 0
    if last.isspace():
        return spaced_score(before, after)
    if re.search(r"[^\W\d_]{2}$", before):
        return 3
    if last in ".,;:?!)»”\"’'…]":
        return (
            0
            if re.search(r"\d[.,:’']$|(?:nr|blz|art|p)\.$", before)
            and not re.search(r"(?:19|20)\d\d[.,:]$", before)
            else 4
        )
    return 0


def spaced_score(before: str, after: str) -> int:
    """The score of a figure that stands apart: another of several marks, or a mark behind a stray space."""
    if re.search(r"[^\W\d_.)»]\d{1,3}\s?,\s$", before):
        return 2
    if COUNTED.search(before) or re.search(r"\d\s+$", before):
        return 0
    return 1 if re.match(r"\s?[.,;:)?!]|\s|$", after) else 0


def choose_marks(text: str, labels: Sequence[str]) -> dict[str, Mark]:
    """One place for each label, in the order of the labels, with the best total score.

    The marks of a page's notes stand in the page's body in the same order; that settles most doubt.
    """
    best: list[tuple[int, int, dict[str, Mark]]] = [(0, -1, {})]
    for label in labels:
        grown = list(best)
        for mark in find_marks(text, label):
            score, _, chosen = max((b for b in best if b[1] < mark.start), key=lambda b: (b[0], -b[1]))
            grown.append((score + mark.score + 2, mark.end, {**chosen, label: mark}))
        best = grown
    return max(best, key=lambda b: b[0])[2]


def marked(text: str, marks: Iterable[Mark]) -> str:
    """`text` with the figures of each mark replaced by an inline mark, and the printer's spaces tidied."""
    for mark in sorted(marks, key=lambda mark: mark.start, reverse=True):
        text = text[: mark.start] + inline.mark(text[mark.start : mark.end]) + text[mark.end :]
    return inline.tidy(text)


def mark_page(lines: Sequence[Line], labels: Sequence[str]) -> None:
    """Turn the marks of a page's notes into inline marks, in place."""
    if not lines:
        return
    settle_lone_marks(lines)
    settle_last_mark(lines, labels)
    open_labels = [label for label in labels if not any(inline.mark(label) in line.text for line in lines)]
    text = "\n".join(line.text for line in lines)
    chosen = choose_marks(text, open_labels)
    for line, new in zip(lines, marked(text, chosen.values()).split("\n"), strict=True):
        line.text = new


def settle_last_mark(lines: Sequence[Line], labels: Sequence[str]) -> None:
    """The mark of a note of this page that stands below all its text: it ends the last line of the text."""
    label = lines[-1].text.strip()
    if len(lines) > 1 and label in labels and not any(inline.mark(label) in line.text for line in lines):
        lines[-2].text = lines[-2].text.rstrip() + inline.mark(label)
        lines[-1].text = ""


def settle_lone_marks(lines: Sequence[Line]) -> None:
    """A raised mark that came through as a line above its own: it moves into the line below.

    Where in that line it stood is lost; a gap before punctuation, the end of the first sentence or the
    end of the line are the best guesses, in that order. Other extractors break the line at its mark: what
    follows the mark then starts with a space, and the mark stands at the end of the line above.
    """
    for at, line in enumerate(lines[:-1]):
        match = ALONE.match(line.text)
        below = lines[at + 1]
        if match and at and not line.gap and (below.gap or below.text.startswith(" ")):
            lines[at - 1].text = lines[at - 1].text.rstrip() + inline.mark(match[1])
            line.text = ""
        elif match and below.text.strip():
            below.text = with_mark(below.text, match[1])
            line.text = ""


def with_mark(text: str, label: str) -> str:
    """`text` with the mark at its likeliest place."""
    match = re.search(r"(?<=\w)(?=\s[.,;:](?:\s|$))", text) or re.search(r"(?<=[.!?])(?=\s|$)", text)
    at = match.start() if match else len(text.rstrip())
    return inline.tidy(text[:at] + inline.mark(label) + text[at:])
