"""Documents with their findings and passages in the store: one transaction a letter."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kamer.document import DateBasis, Document, DocumentKind, Problem
from kamer.exchange import dump_document, dump_findings, load_document
from kamer.findings import Findings
from kamer.passages import Passage
from tracking import audit
from tracking.counters import raise_counter, read_counter
from tracking.duplicates import is_better, is_same_text, number_problem
from tracking.models import ContentRow, DocumentRow, FileRow, KeyRow, PassageRow
from tracking.records import DocumentSummary, FileRecord, Saved
from tracking.rekey import rekey_document, rekey_findings, rekey_passages

PASSAGE: TypeAdapter[Passage] = TypeAdapter(Passage)
PROBLEMS: TypeAdapter[tuple[Problem, ...]] = TypeAdapter(tuple[Problem, ...])


def sha_of(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def save(
    session: Session,
    path: str,
    document: Document,
    findings: Findings,
    passages: Sequence[Passage],
    *,
    version: str,
    at: datetime,
) -> Saved:
    """Store one letter; see `Store.save_letter`."""
    key, other = settle_key(session, path, document)
    held = session.get(DocumentRow, key)
    if other is not None and not is_better(document, other):
        saved = Saved(key, False, key)
        if is_recorded(session, path, document.sha256, version):
            return saved
    else:
        if key != document.key and key.startswith(f"{document.key}~"):
            problem = number_problem(document.metadata.number or document.key)
            document = replace(document, problems=(*document.problems, problem))
        saved = Saved(key, held is None, copy_of(session, path, document.sha256, key))
        changed = put_document(session, key, document, findings, passages, version)
        if not changed and is_recorded(session, path, document.sha256, version):
            return saved
        if other is not None:
            mark_duplicates(session, key, document.sha256)
    put_file(session, path, document, saved, version, at)
    raise_counter(session, "revision")
    log_saving(session, path, document, findings, saved, version, at)
    return saved


def settle_key(session: Session, path: str, document: Document) -> tuple[str, Document | None]:
    """The key that a document gets, and the other file's document that already stands there, if any.

    The key first given to these bytes is kept. The same file with new bytes keeps its key where the
    text is still the same letter. A number that another text bears gives a key of its own.
    """
    given = session.get(KeyRow, document.sha256)
    if given is not None and holder(session, given.key) in (None, document.sha256):
        return given.key, None
    if (before := earlier_of_path(session, path, document)) is not None:
        return remember_key(session, document.sha256, before), None
    held = session.get(ContentRow, document.key)
    if held is None:
        return remember_key(session, document.sha256, document.key), None
    other = load_document(held.document)
    if is_same_text(document.text, other.text):
        return remember_key(session, document.sha256, document.key), other
    return remember_key(session, document.sha256, f"{document.key}~{document.sha256[:8]}"), None


def holder(session: Session, key: str) -> str | None:
    """The hash of the bytes from which the document under `key` was read, or None without one."""
    row = session.get(DocumentRow, key)
    return row.sha256 if row is not None else None


def earlier_of_path(session: Session, path: str, document: Document) -> str | None:
    """The key of the letter that this path held before, where it is the same letter in other bytes."""
    file = session.get(FileRow, path)
    if file is None or file.duplicate_of is not None or file.sha256 == document.sha256:
        return None
    held = session.get(ContentRow, file.document)
    if held is None or holder(session, file.document) != file.sha256:
        return None
    before = load_document(held.document)
    same_number = before.metadata.number == document.metadata.number
    return file.document if same_number and is_same_text(document.text, before.text) else None


def remember_key(session: Session, sha256: str, key: str) -> str:
    """Bind these bytes to `key` and return it."""
    session.merge(KeyRow(sha256=sha256, key=key))
    return key


def copy_of(session: Session, path: str, sha256: str, key: str) -> str | None:
    """`key` where another path already holds these very bytes, otherwise None."""
    query = select(FileRow.path).where(
        FileRow.sha256 == sha256, FileRow.path != path, FileRow.duplicate_of.is_(None)
    )
    return key if session.scalars(query.limit(1)).first() is not None else None


def is_recorded(session: Session, path: str, sha256: str, version: str) -> bool:
    """True where the file is already recorded as read, with these bytes, by this version."""
    row = session.get(FileRow, path)
    return row is not None and (row.sha256, row.version) == (sha256, version)


def put_document(
    session: Session,
    key: str,
    document: Document,
    findings: Findings,
    passages: Sequence[Passage],
    version: str,
) -> bool:
    """Replace document, findings and passages under `key`; False where they were there already."""
    dumped = dump_document(rekey_document(document, key))
    found = dump_findings(rekey_findings(findings, key))
    cut = [PASSAGE.dump_python(passage, mode="json") for passage in rekey_passages(passages, key)]
    content = sha_of(json.dumps([dumped, found, cut], sort_keys=True))
    held = session.get(DocumentRow, key)
    if held is not None and held.content_sha256 == content:
        held.version = version  # a new reading that found the same: nothing to index anew
        return False
    row = document_row(key, document, findings, version)
    row.content_sha256, row.revision = content, read_counter(session, "revision") + 1
    session.merge(row)
    session.flush()
    session.merge(ContentRow(key=key, document=dumped, findings=found))
    put_passages(session, key, cut)
    return True


def document_row(key: str, document: Document, findings: Findings, version: str) -> DocumentRow:
    """The columns that lists need of a document."""
    about = document.metadata
    return DocumentRow(
        key=key,
        sha256=document.sha256,
        source=document.source,
        title=about.title,
        date=about.date,
        date_basis=about.date_basis,
        kind=about.kind,
        ministry=about.ministry,
        number=about.number,
        dossiers=list(about.dossiers),
        language=about.language,
        counts=count_findings(findings),
        problems=dump_problems(document.problems),
        version=version,
    )


def count_findings(findings: Findings) -> dict[str, Any]:
    """How many findings of each kind there are."""
    return {
        "references": len(findings.references),
        "motions": len(findings.motions),
        "commitments": len(findings.commitments),
        "fulfilments": len(findings.fulfilments),
    }


def dump_problems(problems: Iterable[Problem]) -> list[Any]:
    """Problems as values that JSON knows."""
    return [asdict(problem) for problem in problems]


def put_passages(session: Session, key: str, passages: Sequence[dict[str, Any]]) -> None:
    """Replace all passages of a document."""
    session.execute(delete(PassageRow).where(PassageRow.document == key))
    session.add_all(
        PassageRow(
            id=passage["id"],
            document=key,
            ordinal=nth,
            # what is embedded: the same words under another heading are another vector
            text_sha256=sha_of(f"{passage['context']}\n{passage['text']}"),
            passage=passage,
        )
        for nth, passage in enumerate(passages)
    )
    session.flush()


def mark_duplicates(session: Session, key: str, sha256: str) -> None:
    """Record that the files which held the document until now repeat it."""
    for row in session.scalars(select(FileRow).where(FileRow.document == key)):
        if row.sha256 != sha256:
            row.duplicate_of = key


def put_file(
    session: Session, path: str, document: Document, saved: Saved, version: str, at: datetime
) -> None:
    """Record the file as read."""
    row = FileRow(
        path=path,
        sha256=document.sha256,
        document=saved.key,
        version=version,
        read_at=at.isoformat(),
        duplicate_of=saved.duplicate_of,
        problems=dump_problems(document.problems),
    )
    session.merge(row)
    session.flush()


def log_saving(
    session: Session,
    path: str,
    document: Document,
    findings: Findings,
    saved: Saved,
    version: str,
    at: datetime,
) -> None:
    """Write the saving in the audit log."""
    result = "duplicate" if saved.duplicate_of else "new" if saved.is_new else "changed"
    detail = {"sha256": document.sha256, "version": version, **count_findings(findings)}
    audit.append(session, "save_letter", saved.key, result, at=at, origin=path, detail=detail)


def read_files(session: Session) -> list[FileRecord]:
    """All files, by path."""
    return [file_record(row) for row in session.scalars(select(FileRow).order_by(FileRow.path))]


def file_record(row: FileRow) -> FileRecord:
    """A row as the record that users see."""
    problems, at = PROBLEMS.validate_python(row.problems), datetime.fromisoformat(row.read_at)
    return FileRecord(row.path, row.sha256, row.document, problems, at, row.version, row.duplicate_of)


def read_documents(session: Session) -> list[DocumentSummary]:
    """All documents, newest first, undated last."""
    query = select(DocumentRow).order_by(DocumentRow.date.is_(None), DocumentRow.date.desc(), DocumentRow.key)
    return [summary_of(row) for row in session.scalars(query)]


def summary_of(row: DocumentRow) -> DocumentSummary:
    """A row as the record that users see."""
    return DocumentSummary(
        key=row.key,
        source=row.source,
        title=row.title,
        date=row.date,
        date_basis=DateBasis(row.date_basis) if row.date_basis else None,
        kind=DocumentKind(row.kind),
        ministry=row.ministry,
        number=row.number,
        dossiers=tuple(row.dossiers),
        language=row.language,
        counts=row.counts,
        problems=PROBLEMS.validate_python(row.problems),
    )
