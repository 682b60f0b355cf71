"""The tables of the store of record, valid on SQLite and on PostgreSQL.

Findings and documents are kept whole as JSON, with columns beside them for what lists need. Decisions,
their withdrawals and the audit log are only ever added to.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, LargeBinary, MetaData, String, Text, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Constraint names that both databases give alike, so that a later migration can name them.
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The registry of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, date: Date, bytes: LargeBinary}  # noqa: RUF012


class FileRow(Base):
    """One file that was read, by path; several may hold the same document."""

    __tablename__ = "files"

    path: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    document: Mapped[str] = mapped_column(ForeignKey("documents.key"), index=True)
    version: Mapped[str] = mapped_column(String(80))
    read_at: Mapped[str] = mapped_column(String(40))
    duplicate_of: Mapped[str | None] = mapped_column(Text)
    problems: Mapped[list[Any]]


class KeyRow(Base):
    """The key first given to a file's bytes: a better parser must not orphan what hangs on it."""

    __tablename__ = "document_keys"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(Text)


class DocumentRow(Base):
    """What lists show of a document; `revision` is that of the store when it last changed."""

    __tablename__ = "documents"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    source: Mapped[str] = mapped_column(Text, index=True)
    title: Mapped[str | None] = mapped_column(Text)
    date: Mapped[date | None] = mapped_column(index=True)
    date_basis: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    ministry: Mapped[str | None] = mapped_column(String(20), index=True)
    number: Mapped[str | None] = mapped_column(Text, index=True)
    dossiers: Mapped[list[Any]]
    language: Mapped[str] = mapped_column(String(10))
    counts: Mapped[dict[str, Any]]
    problems: Mapped[list[Any]]
    version: Mapped[str] = mapped_column(String(80))
    revision: Mapped[int] = mapped_column(Integer, index=True)
    content_sha256: Mapped[str] = mapped_column(String(64))


class ContentRow(Base):
    """A document and its findings whole, as JSON."""

    __tablename__ = "contents"

    key: Mapped[str] = mapped_column(ForeignKey("documents.key"), primary_key=True)
    document: Mapped[dict[str, Any]]
    findings: Mapped[dict[str, Any]]


class PassageRow(Base):
    """One passage of a document, in order; `text_sha256` (of context and text) names its vectors."""

    __tablename__ = "passages"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("documents.key"), index=True)
    ordinal: Mapped[int]
    text_sha256: Mapped[str] = mapped_column(String(64), index=True)
    passage: Mapped[dict[str, Any]]


class VectorRow(Base):
    """The vector of record of a text under a model: float32, little-endian."""

    __tablename__ = "vectors"

    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    text_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes]


class ItemRow(Base):
    """A tracked item whole, as JSON, with what lists filter on.

    `revision` is that of the items when it last changed; `vanished` is true for an item that people
    decided about and that the letters no longer give.
    """

    __tablename__ = "items"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    commitment_kind: Mapped[str | None] = mapped_column(String(20), index=True)
    ministry: Mapped[str | None] = mapped_column(String(20), index=True)
    number: Mapped[str | None] = mapped_column(Text, index=True)
    first_seen: Mapped[date | None] = mapped_column(index=True)
    latest: Mapped[date | None] = mapped_column(index=True)
    item: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, index=True, server_default="0")
    vanished: Mapped[bool] = mapped_column(Boolean, server_default=false())


class ItemFindingRow(Base):
    """Which items a finding of a document stands in: what must be made anew when the finding changes."""

    __tablename__ = "item_findings"

    document: Mapped[str] = mapped_column(Text, primary_key=True)
    finding: Mapped[str] = mapped_column(Text, primary_key=True)
    item: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


class FactsRow(Base):
    """What tracking needs of a document, as JSON, read from content of that hash by that version."""

    __tablename__ = "letter_facts"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    content_sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(20))
    facts: Mapped[str] = mapped_column(Text)


class NodeRow(Base):
    """One thing in a document that links can reach: its head, or a finding; `stems` its words."""

    __tablename__ = "link_nodes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text, index=True)
    finding: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)


class TokenRow(Base):
    """A handle that a node offers (`sought` false) or reaches for: equal handles make a link possible."""

    __tablename__ = "link_tokens"

    node: Mapped[int] = mapped_column(ForeignKey("link_nodes.id"), primary_key=True)
    token: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    sought: Mapped[bool] = mapped_column(Boolean, primary_key=True)


class OfficialRow(Base):
    """What official data tell of a motion by number; only added to, the last of a day holds."""

    __tablename__ = "official_facts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    number: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    result: Mapped[str] = mapped_column(String(60))
    date: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text)


class AliasRow(Base):
    """Another name under which an item is found: a finding that belongs to it, or an id it had before."""

    __tablename__ = "item_aliases"

    alias: Mapped[str] = mapped_column(Text, primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("items.id"), index=True)


class DecisionRow(Base):
    """What a person decided, with the item as it was then, to find it again after a new reading.

    `act` is "status" where it is about the standing (`status` holds it), otherwise an `Act`, of which
    `change` holds the particulars as JSON.
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    item: Mapped[str] = mapped_column(Text, index=True)
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))
    snapshot: Mapped[str] = mapped_column(Text)
    act: Mapped[str] = mapped_column(String(20), server_default="status")
    change: Mapped[str] = mapped_column(Text, server_default="{}")


class UndoRow(Base):
    """The withdrawal of a decision."""

    __tablename__ = "undone_decisions"

    decision: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))


class AuditRow(Base):
    """One line of the audit log; `hash` covers the line and the hash before it."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class CounterRow(Base):
    """A number that only rises: `revision`, `tracked_revision`, `items_revision`."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]
