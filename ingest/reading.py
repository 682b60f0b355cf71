"""From a file or its bytes to a Document: one call, which never raises for bad content."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from ingest.assembly import assemble
from ingest.draft import Draft, UnreadableError
from ingest.letterhead import read_metadata
from ingest.masthead import with_address
from ingest.problems import failure, warning
from ingest.questions import with_questions
from ingest.sniff import OFFICE, SUFFIXES, Format, format_of_name, sniff
from kamer.document import Document, Metadata, Problem, Severity
from kamer.identifiers import document_key

MAX_BYTES = 64 * 1024 * 1024


def read_document(path: Path, *, given_date: dt.date | None = None) -> Document:
    """The Document of a file.

    Args:
        path: the file; its content decides how it is read, not its suffix.
        given_date: the letter's date where the user knows it better.

    Returns:
        The Document; where something is wrong with the file, `problems` says what.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            return unread(path.name, b"", failure("folder"))
        if size > MAX_BYTES:
            return unread(path.name, b"", failure("too_large", limit=MAX_BYTES // 2**20))
        content = path.read_bytes()
    except FileNotFoundError:
        return unread(path.name, b"", failure("missing"))
    except PermissionError:
        return unread(path.name, b"", failure("no_access"))
    except (OSError, ValueError):
        return unread(path.name, b"", failure("unreadable", detail="het systeem geeft het niet vrij"))
    return parse_document(content, path.name, given_date=given_date)


def parse_document(content: bytes, name: str, *, given_date: dt.date | None = None) -> Document:
    """The Document of the bytes of a file that bears `name` (an upload); never raises for bad content."""
    if len(content) > MAX_BYTES:
        return unread(name, content, failure("too_large", limit=MAX_BYTES // 2**20))
    if not content.strip(b"\x00 \t\r\n\f"):
        return unread(name, content, failure("empty"))
    try:
        draft = read_draft(content, name)
    except UnreadableError as error:
        return unread(name, content, error.problem)
    except RecursionError:
        return unread(name, content, failure("unsafe", detail="het is te diep genest"))
    return finished(draft, content, name, given_date)


def read_draft(content: bytes, name: str) -> Draft:
    """The draft of the content, by its own format; a name that promises another is a warning.

    Raises:
        UnreadableError: when the content gives no text.
    """
    found, meant = sniff(content), format_of_name(name)
    if found is Format.OLD_WORD:
        raise UnreadableError(failure("old_word"))
    if found is Format.LOCKED_WORD:
        raise UnreadableError(failure("encrypted_word"))
    if found is Format.UNKNOWN or (
        found is Format.TEXT and meant in (Format.PDF, Format.DOCX) and not is_prose(content)
    ):
        raise UnreadableError(
            failure("truncated", detail="het begin ontbreekt")
            if meant in (Format.PDF, Format.DOCX)
            else failure("unknown_format")
        )
    draft = reader_of(found)(content)
    if (
        meant is not found
        and not (meant is None and found is Format.TEXT)
        and {meant, found} != {Format.XML, Format.HTML}
    ):
        draft.problems.append(warning("wrong_name", format=found.value))
    return draft


def is_prose(content: bytes) -> bool:
    """True where bytes that claim to be a PDF or Word file are readable text after all."""
    sample = content[:2000]
    return sum(byte in b"\t\n\r" or byte >= 32 for byte in sample) > 0.98 * len(sample) and b" " in sample


def reader_of(found: Format) -> Callable[[bytes], Draft]:
    """The reader for a format, imported when it is needed."""
    if found is Format.PDF:
        from ingest.readers.pdf import read_pdf

        return read_pdf
    if found is Format.DOCX:
        from ingest.readers.docx import read_docx

        return read_docx
    if found is Format.XML:
        from ingest.readers.xml import read_xml

        return read_xml
    if found is Format.HTML:
        from ingest.readers.html import read_html

        return read_html
    from ingest.readers.text import read_text

    return read_text


def finished(draft: Draft, content: bytes, name: str, given: dt.date | None) -> Document:
    """The Document of a draft, with metadata and key."""
    draft.blocks = with_questions(with_address(draft.blocks))
    whole = assemble(draft)
    sha256 = hashlib.sha256(content).hexdigest()
    if not whole.text:
        problem = next((p for p in draft.problems if p.severity is Severity.ERROR), None) or failure(
            "no_text"
        )
        return unread(name, content, problem)
    metadata = read_metadata(draft, name, given)
    problems = list(draft.problems)
    if metadata.date is None:
        problems.append(warning("no_date"))
    return Document(
        key=document_key(metadata.number, sha256),
        source=name,
        sha256=sha256,
        text=whole.text,
        pages=whole.pages,
        blocks=tuple(whole.blocks),
        note_marks=tuple(whole.marks),
        metadata=metadata,
        problems=tuple(problems),
    )


def unread(name: str, content: bytes, problem: Problem) -> Document:
    """The Document of a file of which nothing could be read."""
    sha256 = hashlib.sha256(content or name.encode("utf-8", "surrogatepass")).hexdigest()
    problem = replace(problem, severity=Severity.ERROR)
    return Document(document_key(None, sha256), name, sha256, "", metadata=Metadata(), problems=(problem,))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read among `paths`: files as they are, folders with all letters below them.

    Letters are the supported files, and those of other word processors: what cannot be read of these is
    told for each. Hidden files and folders are left out below a folder; the result is sorted and without
    doubles.
    """
    found: set[Path] = set()
    for path in paths:
        found.update(files_below(path) if path.is_dir() else [path])
    return sorted(found)


def files_below(folder: Path) -> Iterable[Path]:
    """The files in a folder and its folders that may be letters, without the hidden ones."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in (*SUFFIXES, *OFFICE) and not hidden and path.is_file():
            yield path
