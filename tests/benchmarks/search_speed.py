"""How fast searching is: passages made by chance, one command.

    python tests/benchmarks/search_speed.py [--passages 100000] [--queries 100] [--folder DIR] [--start]

Prints passages indexed a second, the times of questions (with two filters, with what the register of
commitments names, with none, by words alone), what the index weighs on disk and in memory. With --start
also how long a new process takes from nothing to the first answer over that index.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import numpy as np

from kamer.passages import Filters, Passage, Query, SearchMode
from kamer.span import Span
from search import load_embedder, open_index
from search.compounds import word_counts
from search.index import Index
from search.vectors import in_batches

MINISTRIES = ("BZK", "EZK", "FIN", "IENW", "JENV", "LNV", "OCW", "SZW", "VWS", "DEF", "BZ", "KGG")
KINDS = ("letter", "letter", "letter", "answer", "motion", "attachment")
FIRST_DAY = dt.date(2015, 1, 1)
TOPICS, TOPIC_WORDS = 400, 60
BATCH = 5_000


def make_passages(count: int, seed: int = 7) -> Iterator[Passage]:
    """Passages of 60 to 180 words: half common words, half those of one subject."""
    chance = np.random.default_rng(seed)
    words, frequencies = read_words()
    rising = np.cumsum(frequencies)
    topics = chance.choice(len(words), (TOPICS, TOPIC_WORDS), p=frequencies**0.5 / (frequencies**0.5).sum())
    names = np.asarray(words, object)
    for first in range(0, count, BATCH):
        # drawn many at a time: drawing would take longer than indexing
        lengths = chance.integers(60, 181, min(BATCH, count - first))
        total = int(lengths.sum())
        common = np.searchsorted(rising, chance.random(total)).clip(max=len(words) - 1)
        subjects = np.repeat(chance.integers(TOPICS, size=len(lengths)), lengths)
        special = topics[subjects, chance.integers(TOPIC_WORDS, size=total)]
        picked = names[np.where(chance.random(total) < 0.5, common, special)]
        ends = np.cumsum(lengths)
        for at, (start, end) in enumerate(zip(ends - lengths, ends, strict=True)):
            yield make_passage(first + at, " ".join(picked[start:end]), chance)


def make_passage(number: int, text: str, chance: np.random.Generator) -> Passage:
    """A passage with the labels of a letter, ten passages a letter."""
    letter = number // 10
    dossier = str(20_000 + letter % 15_000)
    return Passage(
        id=f"kst-{letter}#{number % 10}", document=f"kst-{letter}", span=Span(0, len(text)), text=text,
        context="Voortgang van het programma", title="Brief over de voortgang van het programma",
        ministry=MINISTRIES[letter % len(MINISTRIES)], kind=KINDS[letter % len(KINDS)],
        date=FIRST_DAY + dt.timedelta(days=letter % 3_900), dossiers=(dossier,),
        number=f"{dossier}-{letter % 900 + 1}",
        kinds=("commitment",) if chance.random() < 0.1 else (),
    )  # fmt: skip


def read_words() -> tuple[list[str], np.ndarray]:
    """Dutch words with how often they stand in parliamentary texts, as chances."""
    known = word_counts()
    counts = np.asarray(list(known.values()), float)
    return list(known), counts / counts.sum()


def fill(index: Index, count: int) -> float:
    """Index passages; the seconds that took. They are made beforehand and read from a file."""
    with tempfile.TemporaryFile() as made:
        for batch in in_batches(make_passages(count), BATCH):
            pickle.dump(batch, made)
        made.seek(0)
        began = time.perf_counter()
        index.rebuild(1, with_vectors(index, read_passages(made)))
        return time.perf_counter() - began


def read_passages(made: IO[bytes]) -> Iterator[Passage]:
    """The passages that were made, to the end of the file."""
    try:
        while True:
            yield from pickle.load(made)
    except EOFError:
        return


def with_vectors(index: Index, passages: Iterable[Passage]) -> Iterator[tuple[Passage, bytes]]:
    """Each passage with its vector."""
    for batch in in_batches(passages, BATCH):
        vectors = index.embedder.embed_passages([f"{p.context}\n{p.text}" for p in batch])
        yield from ((p, row.astype("<f4").tobytes()) for p, row in zip(batch, vectors, strict=True))


def ask(index: Index, queries: Sequence[Query]) -> list[float]:
    """Milliseconds of each question, after a few to warm up."""
    for query in queries[:5]:
        index.find(query)
    times = []
    for query in queries:
        began = time.perf_counter()
        index.find(query)
        times.append((time.perf_counter() - began) * 1000)
    return times


def make_questions(count: int, seed: int = 11) -> list[str]:
    """Questions of two to five words that are not the commonest."""
    chance = np.random.default_rng(seed)
    words, frequencies = read_words()
    weights = frequencies**0.5
    picked = chance.choice(len(words), (count, 5), p=weights / weights.sum())
    return [" ".join(words[at] for at in row[: chance.integers(2, 6)]) for row in picked]


def filters_of(number: int) -> Filters:
    """Two filters: a ministry and a period."""
    year = 2016 + number % 8
    return Filters(
        ministries=(MINISTRIES[number % len(MINISTRIES)],),
        after=dt.date(year, 1, 1), before=dt.date(year + 2, 1, 1),
    )  # fmt: skip


def named_of(passages: int, count: int, number: int) -> Filters:
    """What the register may name: passages by chance, another list for each question."""
    chosen = np.random.default_rng(number).choice(passages, count, replace=False).tolist()
    return Filters(passages=frozenset(f"kst-{at // 10}#{at % 10}" for at in chosen))


def describe(name: str, times: Sequence[float]) -> str:
    """The middle and the slowest twentieth."""
    return f"{name:34} p50 {np.percentile(times, 50):6.1f} ms   p95 {np.percentile(times, 95):6.1f} ms"


def measure(index: Index, count: int) -> None:
    """Print the times of questions in each way."""
    questions = make_questions(count)
    print(describe("hybrid, two filters", ask(index, [
        Query(text, filters=filters_of(at)) for at, text in enumerate(questions)
    ])))  # fmt: skip
    for mode in SearchMode:
        print(describe(f"{mode}, no filter", ask(index, [Query(text, mode) for text in questions])))


def peak(whose: int) -> int:
    """The most memory that this process or, each by itself, those that it started ever had, in megabytes."""
    return round(resource.getrusage(whose).ru_maxrss * 1024 / 1e6)


def measure_named(index: Index, count: int) -> None:
    """Print the times of questions among those that the register names: few passages, some, and half."""
    questions = make_questions(count)
    total = index.count()
    for share in (0.01, 0.12, 0.5):
        named = int(total * share)
        lists = [named_of(total, named, at) for at in range(4)]
        queries = [Query(text, filters=lists[at % len(lists)]) for at, text in enumerate(questions)]
        print(describe(f"hybrid, {named} named", ask(index, queries)))


def first_answer(folder: Path) -> float:
    """Seconds from nothing to the first answer in a new process."""
    program = (
        "import sys; from pathlib import Path; from search import load_embedder, open_index\n"
        "from kamer.passages import Query\n"
        "index = open_index(Path(sys.argv[1]), load_embedder())\n"
        "index.find(Query('gemeenten krijgen meer tijd voor de regeling'))\n"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
    return time.perf_counter() - began


def main() -> None:
    """Make, index, ask, and print."""
    parser = argparse.ArgumentParser(description="How fast searching is")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the index here; where it is there, only ask")
    parser.add_argument("--start", action="store_true", help="time a new process too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        index = open_index(folder, load_embedder())
        if index.count() == 0:
            seconds = fill(index, options.passages)
            print(f"{options.passages} passages, {options.passages / seconds:.0f} indexed a second")
            memory = {"memory_mb": peak(resource.RUSAGE_SELF), "chroma_mb": peak(resource.RUSAGE_CHILDREN)}
            print(json.dumps(memory), flush=True)
        measure(index, options.queries)
        weight = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(json.dumps({"disk_mb": round(weight / 1e6), "memory_mb": peak(resource.RUSAGE_SELF)}))
        measure_named(index, options.queries)
        if options.start:
            print(f"first answer of a new process: {min(first_answer(folder) for _ in range(3)):.2f} s")


if __name__ == "__main__":
    main()
