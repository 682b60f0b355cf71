"""How well real motions are found: floors that only rise, on development queries and needs of our own."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from kamer.passages import Query, SearchMode
from search import load_embedder, open_index
from search.ranking import fill_index

ROOT = Path(__file__).parents[2]
RETRIEVAL = ROOT.parent / "shared" / "eval" / "retrieval"
NEEDS = ROOT / "training" / "needs"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not RETRIEVAL.exists(), reason="the shared retrieval set is not beside the checkout"),
]


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def motions(tmp_path_factory):
    """The 6,039 motions, indexed as `nakoming rank` does."""
    embedder = load_embedder()
    index = open_index(tmp_path_factory.mktemp("motions"), embedder)
    with gzip.open(RETRIEVAL / "docs-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        fill_index(index, map(json.loads, lines), embedder)
    return index


def ndcg(ids, relevant):
    discount = 1 / np.log2(np.arange(2, 12))
    gains = np.asarray([relevant.get(name, 0) for name in ids[:10]], float)
    best = np.asarray(sorted(relevant.values(), reverse=True)[:10], float)
    return (gains * discount[: len(gains)]).sum() / (best * discount[: len(best)]).sum()


@pytest.mark.parametrize(
    ("path", "mode", "floor"),
    [
        (RETRIEVAL / "setA-dev.jsonl", SearchMode.HYBRID, 0.985),
        (RETRIEVAL / "setA-dev.jsonl", SearchMode.LEXICAL, 0.985),
        (RETRIEVAL / "setB-dev.jsonl", SearchMode.HYBRID, 0.72),
        (RETRIEVAL / "setB-dev.jsonl", SearchMode.LEXICAL, 0.60),
        (RETRIEVAL / "setB-dev.jsonl", SearchMode.SEMANTIC, 0.69),
        (NEEDS / "first.jsonl", SearchMode.HYBRID, 0.70),
        (NEEDS / "second.jsonl", SearchMode.HYBRID, 0.68),
        (NEEDS / "third.jsonl", SearchMode.HYBRID, 0.53),
        (NEEDS / "third.jsonl", SearchMode.SEMANTIC, 0.53),
        (NEEDS / "third.jsonl", SearchMode.LEXICAL, 0.24),
    ],
    ids=lambda value: getattr(value, "stem", None) or str(value),
)
def test_real_motions_are_found(motions, path, mode, floor):
    queries = read_lines(path)[:: 5 if path.stem == "setA-dev" else 1]
    scores = []
    for query in queries:
        hits = motions.rank(Query(query["query"], mode, limit=100))
        scores.append(ndcg([hit.passage.document for hit in hits], query["relevant"]))
    assert np.mean(scores) >= floor
