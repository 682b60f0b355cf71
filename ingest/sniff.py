"""Which format some bytes are, by their content; the name only says what somebody meant."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """The formats that are read, and those that are recognised to say so."""

    PDF = "PDF"
    DOCX = "Word"
    XML = "XML"
    HTML = "HTML"
    TEXT = "tekst"
    OLD_WORD = "oud Word"
    LOCKED_WORD = "beveiligd Word"
    UNKNOWN = "onbekend"


SUFFIXES = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".xml": Format.XML,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
}
# Other word processors' files: not read, but found in a folder and told of, never passed over in silence.
OFFICE = (".doc", ".odt", ".rtf", ".wpd", ".docm", ".dotx")
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]", re.I)
XML = re.compile(rb"^\s*(?:<\?xml|<!--|<!DOCTYPE|<[A-Za-z_][\w.:-]*[\s/>])", re.I)
LOCKED = "EncryptedPackage".encode("utf-16-le")
# The magic numbers of files that are not letters: images, archives, programs, media.
OTHER = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"OggS",
    b"RIFF",
    b"ID3",
    b"SQLite format 3",
    b"{\\rtf",
)


def format_of_name(name: str) -> Format | None:
    """The format that a file's suffix promises, or None for a suffix that is not read."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def sniff(content: bytes) -> Format:
    """The format of the content."""
    head = content[:4096]
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.DOCX if b"word/" in content or b"[Content_Types].xml" in content else Format.UNKNOWN
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Word keeps a .docx with a password inside such a container, under this name in UTF-16
        return Format.LOCKED_WORD if LOCKED in content else Format.OLD_WORD
    if head.startswith(OTHER):
        return Format.UNKNOWN
    return sniff_text(plain_head(head))


def plain_head(head: bytes) -> bytes:
    """The start without byte-order mark, UTF-16 brought to single bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def sniff_text(head: bytes) -> Format:
    """XML, HTML or text, by the first characters; binary data is unknown."""
    if HTML.search(head[:2048]):
        return Format.HTML
    if XML.match(head):
        return Format.XML
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in head)
    return Format.UNKNOWN if head and controls / len(head) > 0.05 else Format.TEXT
