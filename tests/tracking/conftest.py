"""Small letters, built in memory, with what extraction would find in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kamer.document import Block, BlockKind, DateBasis, Document, DocumentKind, Metadata, Page
from kamer.findings import (
    Commitment,
    CommitmentKind,
    Deadline,
    DeadlineBasis,
    Disposition,
    Findings,
    Fulfilment,
    Motion,
    Reference,
    ReferenceType,
    Relation,
    Strength,
    Target,
)
from kamer.identifiers import IdMaker, document_key
from kamer.passages import Passage
from kamer.span import Span
from tracking import Store, open_store

Built = tuple[Document, Findings]
AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)


def by(
    latest: date | None, words: str = "op tijd", basis: DeadlineBasis = DeadlineBasis.EXPLICIT
) -> Deadline:
    """A deadline with this last day."""
    return Deadline(words, None, latest, basis)


@dataclass
class Letter:
    """A letter that is written block by block; every statement is a block with its finding."""

    number: str | None = None
    day: date | None = None
    ministry: str | None = "EZK"
    kind: DocumentKind = DocumentKind.LETTER
    source: str = "brief.xml"
    basis: DateBasis = DateBasis.STATED
    metadata: dict[str, Any] = field(default_factory=dict)
    blocks: list[tuple[BlockKind, str]] = field(default_factory=list)
    found: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)

    def add(self, text: str, finding: str | None = None, **particulars: Any) -> Letter:
        """Write a block; with `finding`, record that it holds one."""
        heading = finding == "heading"
        self.blocks.append((BlockKind.HEADING if heading else BlockKind.PARAGRAPH, text))
        if finding and not heading:
            self.found.append((len(self.blocks) - 1, finding, particulars))
        return self

    def promise(self, text: str, latest: date | None = None, **particulars: Any) -> Letter:
        """Write a commitment."""
        deadline = particulars.pop("deadline", by(latest) if latest else None)
        return self.add(text, "commitment", deadline=deadline, **particulars)

    def claim(self, text: str, relation: Relation = Relation.FULFILS, **particulars: Any) -> Letter:
        """Write a fulfilment; `reference`, `toezegging` and `date` name its target."""
        named = {key: particulars.pop(key, None) for key in ("reference", "toezegging", "date")}
        return self.add(text, "fulfilment", relation=relation, target=Target(**named), **particulars)

    def motion(self, text: str, number: str | None, *proposers: str, **particulars: Any) -> Letter:
        """Write a passage that names a motion."""
        particulars.setdefault("disposition", Disposition.MENTIONED)
        return self.add(text, "motion", identifier=number, proposers=proposers, **particulars)

    def refer(self, text: str, identifier: str) -> Letter:
        """Write a passage that cites a TZ number."""
        return self.add(text, "reference", identifier=identifier, type=ReferenceType.TOEZEGGING)

    def document(self, key: str | None = None) -> Document:
        """The document."""
        text = "\n\n".join(words for _, words in self.blocks)
        sha = hashlib.sha256(f"{self.source}{self.number}{text}".encode()).hexdigest()
        spans, at = [], 0
        for _, words in self.blocks:
            spans.append(Span(at, at + len(words)))
            at += len(words) + 2
        return Document(
            key or document_key(self.number, sha),
            self.source,
            sha,
            text,
            pages=(Page(1, Span(0, len(text))),),
            blocks=tuple(Block(kind, span) for (kind, _), span in zip(self.blocks, spans, strict=True)),
            metadata=Metadata(
                kind=self.kind,
                number=self.number,
                date=self.day,
                date_basis=self.basis if self.day else None,
                ministry=self.ministry,
                **self.metadata,
            ),
        )

    def build(self, key: str | None = None) -> Built:
        """The document with its findings."""
        document, lists = (
            self.document(key),
            {"commitment": [], "fulfilment": [], "motion": [], "reference": []},
        )
        ids = IdMaker(document.key)
        for block, kind, particulars in self.found:
            evidence = document.evidence(document.blocks[block].span, f"test.{kind}")
            finding = ids.next_id(kind, evidence.quote)
            lists[kind].append(make_finding(kind, finding, evidence, dict(particulars)))
        return document, Findings(
            document.key,
            tuple(lists["reference"]),
            tuple(lists["motion"]),
            tuple(lists["commitment"]),
            tuple(lists["fulfilment"]),
        )


def make_finding(kind: str, finding: str, evidence: Any, particulars: dict[str, Any]) -> Any:
    """A finding of this kind."""
    if kind == "commitment":
        particulars = {"kind": CommitmentKind.INFORM, "strength": Strength.FIRM} | particulars
        return Commitment(finding, evidence, **particulars)
    if kind == "fulfilment":
        return Fulfilment(finding, evidence, **particulars)
    if kind == "motion":
        particulars.setdefault("mentions", (evidence,))
        return Motion(finding, evidence, **particulars)
    return Reference(finding, evidence, **particulars)


def passages_of(document: Document) -> list[Passage]:
    """One passage for each block."""
    return [
        Passage(f"{document.key}#{nth}", document.key, block.span, block.span.of(document.text))
        for nth, block in enumerate(document.blocks)
    ]


def save(store: Store, built: Built, *, path: str | None = None, version: str = "1") -> Any:
    """Save a built letter with its passages."""
    document, findings = built
    return store.save_letter(
        path or f"{document.key}/{document.source}",
        document,
        findings,
        passages_of(document),
        version=version,
        at=AT,
    )


@pytest.fixture(scope="session")
def letter() -> type[Letter]:
    """The letter builder."""
    return Letter


@pytest.fixture(scope="session")
def deadline() -> Callable[..., Deadline]:
    """The deadline builder."""
    return by


@pytest.fixture(scope="session")
def saved() -> Callable[..., Any]:
    """Saves a built letter."""
    return save


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a new folder."""
    with open_store(f"sqlite:///{tmp_path}/data/nakoming.db") as opened:
        yield opened
