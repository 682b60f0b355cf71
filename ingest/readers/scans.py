"""Pages that are pictures of text: which they are, and their text by OCR where that can be had."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pypdf import PageObject, PdfReader

from ingest import ocr
from ingest.draft import Draft
from ingest.problems import warning
from ingest.readers.fonts import Fonts
from ingest.readers.opened import BROKEN
from ingest.readers.recognised import tidied
from ingest.readers.sheets import Sheet, read_sheet

# The problems that say why pictures of text were not read.
SCANNED = ("scanned_locked", "scanned_pages", "ocr_failed")
# A page with fewer letters bears no more than a stamp, a page number or the name of a scanner.
FEW = 40
# A picture that covers less of its page is an illustration or a logo.
COVERED = 0.1
# Letters drawn as outlines take many fills; a table takes some dozens.
MANY_FILLS = 400
# Words of which no page of Dutch or English is without; a font without a table of its characters has none.
COMMON = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "van",
        "in",
        "op",
        "te",
        "dat",
        "is",
        "voor",
        "met",
        "the",
        "of",
        "and",
        "to",
        "that",
        "for",
    ]
)
ENOUGH_WORDS = 80


def is_picture_of_text(sheet: Sheet) -> bool:
    """True for a page whose words are in a picture, are drawn, or come out as gibberish."""
    text = " ".join(run.text for run in sheet.runs)
    letters = sum(character.isalpha() for character in text)
    if letters < FEW:
        return sheet.pictures > COVERED or sheet.fills > MANY_FILLS
    return is_gibberish(text)


def is_gibberish(text: str) -> bool:
    """True for many words of which none is a common one, or for characters that no letter holds.

    A font that hides which character each of its glyphs is gives "7KHTXLFN" or private characters.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) > ENOUGH_WORDS and not COMMON.intersection(words):
        return True
    shown = [character for character in text if not character.isspace()]
    odd = sum(not character.isprintable() or "\ue010" <= character <= "\uf8ff" for character in shown)
    return len(shown) > FEW and odd > 0.4 * len(shown)


def with_scans(reader: PdfReader, sheets: list[Sheet], draft: Draft) -> set[int]:
    """Read the pages that are pictures of text, in place; their numbers.

    What was read so, and what could not be, is told in the draft.
    """
    scans = [number for number, sheet in enumerate(sheets, 1) if is_picture_of_text(sheet)]
    missing = ocr.missing_parts() if scans else ()
    if scans and reader.is_encrypted:
        tell(draft, "scanned_locked", scans)
    elif missing:
        tell(draft, "scanned_pages", scans, advice=ocr.advice(missing))
    elif scans:
        recognise(reader, sheets, scans, draft)
    return set(scans)


def recognise(reader: PdfReader, sheets: list[Sheet], scans: Sequence[int], draft: Draft) -> None:
    """Read the pages `scans` by OCR, in place, as far as the limits allow."""
    found = dict[int, Sheet]()
    reason = f"het zijn er meer dan {ocr.MAX_PAGES}"
    try:
        for number, page in ocr.recognised(reader, scans[: ocr.MAX_PAGES], is_legible):
            found[number] = read_sheet(page, Fonts())
    except ocr.OcrError as error:
        reason = str(error)
    except BROKEN:
        reason = "de bladzijden zijn beschadigd"
    last = 0
    for number in sorted(found):
        sheets[number - 1], last = tidied(found[number], last)
    rest = [number for number in scans if number not in found]
    if found:
        tell(draft, "ocr", sorted(found))
    if rest:
        tell(draft, "ocr_failed", rest, detail=reason)


def is_legible(page: PageObject) -> bool:
    """True where one word in ten is a common one; of a page that lies upside down hardly any is."""
    text = " ".join(run.text for run in read_sheet(page, Fonts()).runs)
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in COMMON for word in words) > 0.1 * len(words)


def tell(draft: Draft, code: str, pages: Sequence[int], **details: str) -> None:
    """Note a problem of some pages."""
    draft.problems.append(warning(code, pages=written_pages(pages), **details))


def written_pages(pages: Sequence[int]) -> str:
    """The numbers of pages, with a dash between the ends of a stretch.

    >>> written_pages([1, 2, 3, 5, 7, 8])
    '1–3, 5, 7, 8'
    """
    stretches: list[list[int]] = []
    for page in pages:
        if stretches and page == stretches[-1][-1] + 1:
            stretches[-1].append(page)
        else:
            stretches.append([page])
    parts = [
        [f"{stretch[0]}–{stretch[-1]}"] if len(stretch) > 2 else [str(page) for page in stretch]
        for stretch in stretches
    ]
    return ", ".join(part for pair in parts for part in pair)
