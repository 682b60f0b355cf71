"""The top of a ministry's letter and the column beside its text: addresses, kenmerk, date and subject lines.

In text extracted from PDF they stand between the lines of the letter, even in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.cleaning import join_lines, squeeze
from ingest.dates import NAMES
from ingest.draft import Draft, Line, RawBlock
from ingest.furniture import is_reference_code, is_side_label
from kamer.document import BlockKind

SALUTATION = re.compile(
    r"^(?:geachte|zeer geachte|excellentie|mijnheer de voorzitter|dear|hooggeachte)\b", re.I
)
SUBJECT = re.compile(r"^(?:(?:betreft|onderwerp|subject)\b\s*:?|(?:inzake|re)\s*:)\s*", re.I)
DATE_LINE = re.compile(r"^(?:datum|date)\b(?!\s+(?:ontvangst|uw|inwerking))\s*:?\s*(?P<rest>.*)$", re.I)
DAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?(?:de\s+)?"
    rf"(?:\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?\s+(?:{NAMES})\.?\s+\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}"
    rf"|(?:{NAMES})\s+\d{{1,2}}(?:st|nd|rd|th)?,\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
)
# The places where letters to parliament are dated need no comma; any other place does.
PLACE_DATE = re.compile(
    r"^(?:(?:Den Haag|['’‘]s-Gravenhage|Brussels?|Straatsburg|Strasbourg|The Hague)\s*,?"
    rf"|(?-i:[A-Z])[\w’'-]+(?:\s+[\w’'-]+){{0,3}}\s*,)\s*{DAY}\.?$",
    re.I,
)
DAY_ALONE = re.compile(rf"^{DAY}$", re.I)
# A subject that breaks before this many characters goes no further: its next word would have fit.
SUBJECT_WIDTH = 45
FIRST_QUESTION = re.compile(r"^(?:Vra(?:ag|gen)\s+)?1\b(?!\s*[a-z])")
OFFERED = re.compile(rf"^(?:Voorgesteld|Ontvangen|Vastgesteld)\s*(?:op|d\.d\.|:)?\s*{DAY}", re.I)
REFERENCE_LABEL = re.compile(r"^(?:ons\s|onze\s|our\s)?(?:kenmerk|referentie|reference)\s*:?$", re.I)
PLACEHOLDER = re.compile(r"^(?:\[Ondertekenaar \d\]\s*)+$")
# Fixed requests that the side column prints over several lines.
PHRASES = tuple(
    phrase.split()
    for phrase in (
        "bij beantwoording datum, onze referentie en betreft vermelden.",
        "bij beantwoording de datum en ons kenmerk vermelden. "
        # and, at the same address, what follows it on a line of its own:
        "wilt u slechts één zaak in uw brief behandelen.",
        "correspondentie uitsluitend richten aan het retouradres "
        # and below it, often beside the date and the subject of the letter:
        "met vermelding van de datum en het kenmerk van deze brief.",
        "gelieve bij beantwoording ons kenmerk te vermelden.",
    )
)
ADDRESS = re.compile(
    r"(?:(?-i:\b\d{4}\s?[A-Z]{2}\b)|^postbus\s|^> ?retouradres|^www\.|\bwww\.rijksoverheid|"
    r"^[TFEM]\s+[\d+(]|@\w+\.\w+|"
    r"^den haag$|^nederland$|"
    r"^(?:rijnstraat|turfmarkt|plein|parnassusplein|korte voorhout|bezuidenhoutseweg|"
    r"schedeldoekshaven|binnenhof|oranjebuitensingel|"
    r"prinses irenestraat|prinses beatrixlaan|kalvermarkt)\s+\d+|^aan de voorzitter|"
    r"^(?:de )?voorzitter van de|^der staten-generaal|^generaal$|"
    r"^tweede kamer der|^eerste kamer der|^(?:ministerie|directoraat|directie|afdeling|cluster|programma)\b)",
    re.I,
)


@dataclass(slots=True)
class Column:
    """State while the lines of a page are read: phrases begun, a label that waits for its value."""

    words: list[str] = field(default_factory=list)
    waiting: bool = False
    references: list[str] = field(default_factory=list)


def without_side_column(
    lines: Sequence[Line], draft: Draft, *, first: bool, beside: Sequence[Line] = ()
) -> list[Line]:
    """The page without its side column and, on the first page, without the masthead.

    The reference number becomes a fact, and so does the masthead: `add_masthead` makes a block of it.
    `beside` are lines that the layout already shows to stand in a column of their own.
    """
    column = Column()
    end = masthead_end(lines) if first else 0
    body = [line for line in lines[end:] if not is_side_line(line, column)]
    if first:
        note_masthead(lines[:end], beside, draft)
    else:
        body = without_top(body, draft)
        body += [line for line in beside if not (is_side_line(line, column) or is_known(line, draft))]
    note_references([*beside, *lines[:end]], column, draft)
    return body


def take_stray_head(pages: Sequence[list[Line]]) -> list[Line]:
    """Date and subject lines that an extractor set below the text they stand above, taken out of their page.

    Only where the first page has no date at its top; they are looked for on the first two pages.
    """
    top = [squeeze(line.text) for line in pages[0][: masthead_end(pages[0])]] if pages else []
    if any(PLACE_DATE.match(text) or DAY_ALONE.match(text) or DATE_LINE.match(text) for text in top):
        return []
    for page in pages[:2]:
        for at, line in enumerate(page):
            match = DATE_LINE.match(squeeze(line.text))
            if match and DAY_ALONE.match(match["rest"]):
                end = at + 1 + (at + 1 < len(page) and bool(SUBJECT.match(squeeze(page[at + 1].text))))
                stray = page[at:end]
                del page[at:end]
                return stray
    return []


def note_masthead(top: Sequence[Line], beside: Sequence[Line], draft: Draft) -> None:
    """Keep the masthead: as printed, and as text in which nothing of the side column comes between."""
    column = Column()
    head = [without_phrase(squeeze(line.text), column) for line in top]
    side = "\n".join(squeeze(line.text) for line in beside)
    draft.note("masthead", "\n".join(squeeze(line.text) for line in top))
    draft.note("beside", side)
    if top or beside:
        draft.note("head", "\n".join(text for text in head if text) + "\n\n" + side)


def add_masthead(draft: Draft, page: int | None = 1) -> None:
    """The masthead as the first blocks; its lines stay apart."""
    lines = [line for line in draft.facts.get("masthead", "").split("\n") if line]
    parts = printed_parts(lines)
    parts[0] = "\n".join(part for part in (parts[0], draft.facts.get("beside", "")) if part)
    draft.blocks += [RawBlock(BlockKind.MASTHEAD, text, page, complete=True) for text in parts if text]


def with_address(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with the line to whom a letter is written as masthead."""
    addressed = re.compile(
        r"(?:Aan de|To the)\s+(?:heer\s+)?(?:Voorzitter|Speaker|President)\b.{0,80}$", re.I
    )
    return [
        replace(block, kind=BlockKind.MASTHEAD)
        if at < 10 and block.kind is BlockKind.PARAGRAPH and addressed.match(block.text)
        else block
        for at, block in enumerate(blocks)
    ]


def printed_parts(lines: Sequence[str]) -> list[str]:
    """The masthead as printed; in an Aanhangsel, who asked and who answered stand apart."""
    starts = [at for at, line in enumerate(lines) if re.match(r"(?:Vragen|Antwoord|Mededeling) van\b", line)]
    if not starts or not any("Aanhangsel" in line or "(ingezonden" in line for line in lines):
        return ["\n".join(lines)]
    ends = [*starts[1:], len(lines)]
    parts = [join_lines(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return ["\n".join(lines[: starts[0]]), *parts]


def note_references(top: Sequence[Line], column: Column, draft: Draft) -> None:
    """The ministry's own reference, from the side column or the line below its label."""
    for line, following in pairwise(top):
        if REFERENCE_LABEL.match(squeeze(line.text)) and is_reference_code(following.text):
            draft.note("reference", squeeze(following.text))
    for reference in column.references:
        draft.note("reference", reference)


def masthead_end(lines: Sequence[Line]) -> int:
    """The index of the first line behind the masthead; 0 where the page has none.

    The masthead ends above the salutation; without one, below the subject.
    """
    limit = min(len(lines), 60)
    for at in range(limit):
        if FIRST_QUESTION.match(lines[at].text.strip()) and is_asked(lines[:at]):
            return at
    for at in range(limit):
        if SALUTATION.match(lines[at].text.strip()):
            return at
    for at in range(limit):
        if PLACE_DATE.match(squeeze(lines[at].text)) or OFFERED.match(squeeze(lines[at].text)):
            return at + 1
    for at in range(limit):
        if SUBJECT.match(lines[at].text.strip()):
            return subject_end(lines, at)
    return 0


def is_asked(lines: Sequence[Line]) -> bool:
    """True where the lines above the first question are the head of an answer in the Aanhangsel."""
    text = " ".join(squeeze(line.text) for line in lines)
    return "Aanhangsel" in text or bool(re.search(r"\(\s*ingezonden\b.*\(\s*ontvangen\b", text))


def subject_end(lines: Sequence[Line], at: int) -> int:
    """The index behind the subject that starts at `at`: it ends at white space or a closed cell.

    Below a label alone on its line the subject starts on the next.
    """
    if SUBJECT.fullmatch(squeeze(lines[at].text)) and at + 2 < len(lines) and not lines[at + 1].note:
        at += 1
    while at < len(lines) - 1:
        below = lines[at + 1].text.split()
        fits = len(squeeze(lines[at].text)) + len(below[0] if below else "") < SUBJECT_WIDTH
        if lines[at].ends or lines[at + 1].gap or lines[at + 1].text.strip().isdigit() or fits:
            return at + 1
        at += 1
    return at + 1


def is_side_line(line: Line, column: Column) -> bool:
    """True where the line belongs to the side column; a label at the end of a body line is cut off."""
    text = squeeze(line.text)
    if is_side_label(text):
        column.waiting = True
        return True
    if column.waiting and is_reference_code(text):
        column.references.append(text)
        column.waiting = False
        return True
    cut = re.search(r"\s(?:Kenmerk|Ons kenmerk|Onze referentie)$", line.text.rstrip())
    if cut and len(text) > 40:
        line.text, column.waiting = line.text[: cut.start()], True
        return False
    return (
        text.lower() in ("nvt", "n.v.t.") or bool(PLACEHOLDER.match(text)) or goes_with_phrase(text, column)
    )


def goes_with_phrase(text: str, column: Column) -> bool:
    """True where the line is the next part of a fixed request in the side column."""
    words = text.lower().split()
    for rest in (column.words, *PHRASES):
        if (
            rest
            and len(words) <= len(rest)
            and rest[: len(words)] == words
            and (rest is column.words or len(words) > 1)
        ):
            column.words = list(rest[len(words) :])
            return True
    return False


def without_phrase(text: str, column: Column) -> str:
    """A line of the masthead without its part in a fixed request of the side column beside it.

    "Datum 13 december 2022 met vermelding van de" loses its end, once the request has begun above.
    """
    if goes_with_phrase(text, column):
        return ""
    words = text.split()
    for at in range(1, len(words) - 1):
        tail = [word.lower() for word in words[at:]]
        if column.words[: len(tail)] == tail:
            column.words = column.words[len(tail) :]
            return " ".join(words[:at])
    return text


def without_top(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """A later page without the lines at its top that the first page's masthead has too."""
    known = known_lines(draft)
    end = 0
    while end < min(len(lines), 8) and is_known_top(squeeze(lines[end].text), known):
        end += 1
    return list(lines[end:])


def known_lines(draft: Draft) -> set[str]:
    """The lines of the first page's masthead."""
    printed = [draft.facts.get("masthead", ""), draft.facts.get("beside", "")]
    return {squeeze(line).lower() for text in printed for line in text.split("\n") if line.strip()}


def is_known(line: Line, draft: Draft) -> bool:
    """True for a line beside the text of a later page that the first page has too."""
    return is_known_top(squeeze(line.text), known_lines(draft))


def is_known_top(text: str, known: set[str]) -> bool:
    """True for a line of the sender's block: the first page's masthead has it, or it reads as an address."""
    lower = text.lower()
    part = any(line.endswith(lower) for line in known if len(lower) > 8)
    return lower in known or part or (len(text) < 60 and bool(ADDRESS.search(text)))
