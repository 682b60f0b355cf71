"""Rank any collection of texts for any questions, so that anyone can measure the search."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kamer.passages import Passage, Query, SearchMode
from kamer.span import Span
from search.embedding import Embedder, load_embedder
from search.index import Index, open_index
from search.vectors import in_batches

MOST_RESULTS = 10_000


def rank(
    docs: Iterable[Mapping[str, Any]],
    queries: Iterable[Mapping[str, Any]],
    mode: SearchMode | str,
    limit: int = 100,
    embedder: Embedder | None = None,
) -> Iterator[dict[str, Any]]:
    """Index a collection in a temporary folder and rank it for each question.

    Args:
        docs: `{id, text}` each; one document is one passage.
        queries: `{qid, query}` each.
        mode: which engines answer.
        limit: how many ids a question gets at most.
        embedder: the model; by default that of `load_embedder`.

    Yields:
        `{qid, ids}` for each question, best first.

    Raises:
        KeyError: when a document or a question lacks its fields.
    """
    model = embedder or load_embedder()
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder), model)
        fill_index(index, docs, model)
        asked = Query("", SearchMode(mode), min(limit, MOST_RESULTS))
        for query in queries:
            hits = index.rank(replace(asked, text=str(query["query"])))
            yield {"qid": query["qid"], "ids": [hit.passage.document for hit in hits]}


def fill_index(index: Index, docs: Iterable[Mapping[str, Any]], embedder: Embedder) -> None:
    """Index every document as one passage."""
    for batch in in_batches(docs, 5_000):
        passages = [text_as_passage(str(doc["id"]), str(doc["text"])) for doc in batch]
        vectors = embedder.embed_passages([passage.text for passage in passages])
        rows = zip(passages, (row.astype("<f4").tobytes() for row in vectors), strict=True)
        index.update(1, [], rows)


def text_as_passage(name: str, text: str) -> Passage:
    """A whole text as one passage."""
    return Passage(f"{name}#0", name, Span(0, len(text)), text)
