"""Passages and their vectors of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kamer.passages import Passage
from tracking.letters import PASSAGE
from tracking.models import PassageRow, VectorRow

CHUNK = 500  # parameters in one query; SQLite bounds their number


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in stretches that fit in one query."""
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]


def read_passages(session: Session, keys: Sequence[str] | None) -> Iterator[Passage]:
    """The passages of these documents (None: of all), by document and in order."""
    ordered = select(PassageRow.passage).order_by(PassageRow.document, PassageRow.ordinal)
    if keys is None:
        yield from map(PASSAGE.validate_python, session.scalars(ordered.execution_options(yield_per=500)))
        return
    for chunk in chunks(sorted(set(keys))):
        found = session.scalars(ordered.where(PassageRow.document.in_(chunk)))
        yield from map(PASSAGE.validate_python, found)


def text_hashes(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The hash of each passage's text, by passage id; ids that are not there are left out."""
    hashes: dict[str, str] = {}
    for chunk in chunks(ids):
        query = select(PassageRow.id, PassageRow.text_sha256).where(PassageRow.id.in_(chunk))
        hashes.update(session.execute(query).tuples().all())
    return hashes


def save_vectors(session: Session, model: str, vectors: Mapping[str, bytes]) -> None:
    """Store vectors by passage id, as those of the passages' texts.

    Raises:
        KeyError: when a passage is not in the store.
    """
    hashes = text_hashes(session, list(vectors))
    by_text = {hashes[passage]: vector for passage, vector in vectors.items()}
    for chunk in chunks(sorted(by_text)):
        session.execute(delete(VectorRow).where(VectorRow.model == model, VectorRow.text_sha256.in_(chunk)))
        rows = [{"model": model, "text_sha256": text, "vector": by_text[text]} for text in chunk]
        session.execute(insert(VectorRow), rows)


def read_vectors(session: Session, model: str, ids: Sequence[str]) -> dict[str, bytes]:
    """The vectors of these passages under a model; passages without one are left out."""
    hashes = text_hashes(session, ids)
    known: dict[str, bytes] = {}
    for chunk in chunks(sorted(set(hashes.values()))):
        query = select(VectorRow.text_sha256, VectorRow.vector)
        query = query.where(VectorRow.model == model, VectorRow.text_sha256.in_(chunk))
        known.update(session.execute(query).tuples().all())
    return {passage: known[text] for passage, text in hashes.items() if text in known}
