"""What is left of a PDF that was cut off: its pages that came through whole, under a new page tree."""

from __future__ import annotations

import re

PAGE = re.compile(rb"(?<!\d)(\d{1,7})\s+0\s+obj\b(?=(?:(?!endobj).){0,2000}?/Type\s*/Page\b(?!s))", re.S)
OBJECT = re.compile(rb"(?<!\d)(\d{1,7})\s+0\s+obj\b")
END = b"%%EOF"


def is_whole(content: bytes) -> bool:
    """True where a PDF ends as it should; writers may add some bytes behind its end."""
    return END in content[-4096:]


def rebuilt(content: bytes) -> bytes | None:
    """The file with a catalogue of the pages that it still holds; None where it holds none.

    A page tree mostly stands at the end of a file and is lost first; the pages stand with their text.
    An object that was cut off at the end of the file is left out.
    """
    whole = content[: content.rfind(b"endobj") + len(b"endobj")]
    pages = list(dict.fromkeys(int(match[1]) for match in PAGE.finditer(whole)))
    if not pages:
        return None
    free = max(int(match[1]) for match in OBJECT.finditer(whole)) + 1
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    tree = b"%d 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n" % (free + 1, kids, len(pages))
    catalogue = b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (free, free + 1)
    trailer = b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n" % (free, free + 2)
    return whole + b"\n" + tree + catalogue + trailer
