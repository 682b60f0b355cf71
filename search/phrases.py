"""The thesaurus made ready to be searched: stems, counts and vectors of every phrase, read from one file.

Making them takes a second, which nobody who asks one question should wait for; where the file is older
than the thesaurus or the model, they are made anew in memory. `python -m training.phrases` writes it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from search.analysis import Word, find_words, stem_both
from search.compounds import part_stems, word_counts
from search.concepts import Concept, read_concepts
from search.embedding import Embedder, StaticEmbedder, Vectors, to_unit_length

TABLE = Path(__file__).parent / "model" / "phrases.json.gz"
VECTORS = Path(__file__).parent / "model" / "phrases.npy"
PART = 0.5  # a part of a compound in a phrase, against a word of it


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """All phrases of the thesaurus.

    `words` and `owners` have one entry a phrase: its stems, and the number of its subject; `postings`
    tells which subjects a stem leads to, and how much of it; `counts` how common each stem is; `vectors`
    has one row a phrase, and is None where the model is not one of ours.
    """

    concepts: tuple[Concept, ...]
    words: list[list[str]]
    owners: list[int]
    postings: dict[str, list[tuple[int, float]]]
    counts: dict[str, int]
    vectors: Vectors | None


def load_phrases(embedder: Embedder) -> PhraseTable:
    """The table for a model: from the file where it is of today, made anew where it is not."""
    made = read_table() or make_table()
    return PhraseTable(
        read_concepts(), made["words"], made["owners"], made["postings"], made["counts"],
        vectors_for(embedder, made),
    )  # fmt: skip


def read_table() -> dict[str, Any] | None:
    """What the file holds; None where it is missing or of another thesaurus."""
    if not TABLE.exists():
        return None
    table: dict[str, Any] = json.loads(gzip.decompress(TABLE.read_bytes()))
    return table if table["mark"] == mark_of(read_concepts()) else None


def vectors_for(embedder: Embedder, table: dict[str, Any]) -> Vectors | None:
    """One row a phrase; None where likeness to short phrases has another scale than with our own model."""
    if not isinstance(embedder, StaticEmbedder):
        return None
    if table.get("model") == embedder.name and VECTORS.exists():
        return to_unit_length(np.load(VECTORS).astype(np.float32))
    return embedder.embed_queries(phrases_of(read_concepts()))


def phrases_of(concepts: tuple[Concept, ...]) -> list[str]:
    """All phrases of all subjects in order."""
    return [phrase for concept in concepts for phrase in concept.phrases]


def mark_of(concepts: tuple[Concept, ...]) -> str:
    """A mark that changes with the thesaurus."""
    return hashlib.sha256(repr(concepts).encode()).hexdigest()[:16]


def make_table() -> dict[str, Any]:
    """Everything but the vectors, as JSON values."""
    concepts = read_concepts()
    words: list[list[str]] = []
    owners: list[int] = []
    forms: dict[str, dict[int, float]] = defaultdict(dict)
    for owner, concept in enumerate(concepts):
        for phrase in concept.phrases:
            telling = telling_words(phrase)
            words.append(list(dict.fromkeys(word.stem for word in telling)))
            owners.append(owner)
            for form, share in shares_of(telling).items():
                forms[form][owner] = max(share, forms[form].get(owner, 0.0))
    postings = {form: list(shares.items()) for form, shares in forms.items()}
    return {
        "mark": mark_of(concepts),
        "words": words,
        "owners": owners,
        "postings": postings,
        "counts": counts_of(postings.keys()),
    }


def telling_words(phrase: str) -> list[Word]:
    """The words of a phrase without stop words."""
    return [word for word in find_words(phrase) if not word.is_stop]


def shares_of(words: list[Word]) -> dict[str, float]:
    """The stems of a phrase whole, and those of its compounds' parts at less."""
    parts = {part: PART for word in words for part in part_stems(word.exact)}
    return parts | {word.stem: 1.0 for word in words}


def counts_of(stems: Any) -> dict[str, int]:
    """How often each of these stems stands in parliamentary texts, all its forms together."""
    counts: Counter[str] = Counter()
    for word, count in word_counts().items():
        counts[stem_both(word)[0]] += count
    return {stem: counts[stem] for stem in stems}


def write_files(embedder: Embedder) -> None:
    """Write both files for the shipped model."""
    table = make_table() | {"model": embedder.name}
    content = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    with TABLE.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as out:
        out.write(content)
    rows = embedder.embed_queries(phrases_of(read_concepts()))
    np.save(
        VECTORS, np.round(rows * 127 / np.abs(rows).max(axis=1, keepdims=True).clip(1e-9)).astype(np.int8)
    )
