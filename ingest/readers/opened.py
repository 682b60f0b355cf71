"""A PDF opened with pypdf, and all that a damaged one can make pypdf stumble over."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.draft import UnreadableError
from ingest.problems import failure

# All that a damaged file makes pypdf stumble over, page by page.
BROKEN = (
    PyPdfError, KeyError, TypeError, AttributeError, ValueError, IndexError, zlib.error, struct.error,
    OverflowError, NotImplementedError, AssertionError, OSError, ZeroDivisionError, RecursionError,
)  # fmt: skip


def open_pdf(content: bytes) -> PdfReader:
    """The opened file.

    Raises:
        UnreadableError: when it is encrypted with a password, or damaged.
    """
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(failure("encrypted"))
        if not len(reader.pages):
            raise UnreadableError(failure("truncated", detail="er staan geen pagina's in"))
    except BROKEN as error:
        raise UnreadableError(failure("truncated", detail="de PDF is niet heel")) from error
    return reader
