"""The parts of a Word file, unpacked with bounds: no part may grow beyond what a letter needs."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from ingest.draft import UnreadableError
from ingest.markup import Element, parse_xml
from ingest.problems import failure

MAX_PART = 80 * 1024 * 1024
MAX_RATIO = 400


class Package:
    """An opened Word file."""

    def __init__(self, content: bytes) -> None:
        """Open the file.

        Raises:
            UnreadableError: when it is no zip file, is damaged, or is no Word document.
        """
        try:
            self.zip = zipfile.ZipFile(BytesIO(content))
            self.names = set(self.zip.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
            raise UnreadableError(failure("truncated", detail="het Word-bestand is niet heel")) from error
        if "word/document.xml" not in self.names:
            raise UnreadableError(failure("unknown_format"))

    def part(self, name: str) -> Element | None:
        """The root of an XML part, or None where the file has no such part.

        Raises:
            UnreadableError: when the part is damaged, too large, or unsafe.
        """
        if name not in self.names:
            return None
        info = self.zip.getinfo(name)
        if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
            raise UnreadableError(failure("unsafe", detail="uitgepakt wordt het onredelijk groot"))
        try:
            with self.zip.open(info) as stream:
                content = stream.read(info.file_size + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise UnreadableError(failure("truncated", detail="het Word-bestand is niet heel")) from error
        return parse_xml(content)

    def headers(self) -> list[str]:
        """The names of the header parts, in order."""
        return sorted(name for name in self.names if name.startswith("word/header") and name.endswith(".xml"))
