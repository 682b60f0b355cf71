"""How well the splitter of compounds does on the words of a treebank: one command.

    python -m training.measure_compounds DATA

Its compounds are in two halves: one on whose errors the splitter may be improved, and one that only measures.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from search.analysis import WORD, fold
from search.compounds import split_compound, stem_part
from training.compounds import read_approved

SPLITS = Path("lexicon") / "compound_splits.tsv"
LONG = 7  # letters of a noun on which it is tried whether it is left whole


def is_for_tuning(word: str) -> bool:
    """True for the half of the treebank's words on whose errors the splitter may be improved."""
    return hashlib.sha256(fold(word).encode()).digest()[0] % 2 == 0


def measure(data: Path) -> None:
    """Print how the splitter does on the treebank, each half by itself."""
    compounds = [row.split("\t")[:2] for row in (data / SPLITS).read_text(encoding="utf-8").splitlines()]
    simple = read_simple(data)
    for name, tuning in (("tuning", True), ("measuring", False)):
        half = [(word, parts) for word, parts in compounds if is_for_tuning(word) == tuning]
        print(f"{name} half: {len(half)} compounds, {rate(half, split_whole)}", end="; ")
        print(f"cut at hyphens as texts are, {rate(half, split_pieces)}")
        nouns = {word: count for word, count in simple.items() if is_for_tuning(word) == tuning}
        split = [word for word in nouns if split_compound(word)]
        tokens = sum(nouns[word] for word in split) / sum(nouns.values())
        print(
            f"{len(nouns)} nouns whose lemma shows no compound, {len(split) / len(nouns):.3f} split", end=""
        )
        print(f", {tokens:.3f} of their {sum(nouns.values())} places")


def rate(given: list[list[str]] | list[tuple[str, str]], split: Callable[[str], tuple[str, ...]]) -> str:
    """What share of compounds is split, and what share of these into the parts that are given."""
    found = [(tuple(map(stem_part, split(word))), parts) for word, parts in given]
    some = sum(bool(stems) for stems, _ in found)
    right = sum(stems == tuple(stem_part(fold(part)) for part in parts.split("_")) for stems, parts in found)
    return f"{some / len(given):.3f} split, {right / max(some, 1):.3f} of these as given"


def split_whole(word: str) -> tuple[str, ...]:
    """The parts of a word, its hyphens left out."""
    return split_compound(fold(word))


def split_pieces(word: str) -> tuple[str, ...]:
    """The parts of a word whose hyphens part it, as they do where texts are indexed."""
    pieces = [fold(piece) for piece in WORD.findall(word)]
    parts = tuple(part for piece in pieces for part in split_compound(piece) or (piece,))
    return parts if len(parts) > 1 else ()


def read_simple(data: Path) -> Counter[str]:
    """Approved nouns whose lemma in the treebank shows no compound, and how often each stands there.

    Many are compounds all the same ("strohoed"): the treebank cuts what its own dictionary lacks.
    """
    approved, nouns, compounds = read_approved(data), Counter[str](), set()
    with gzip.open(data / "treebank" / "nl-train.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("\t")
            if len(columns) < 4:
                continue
            lemma, kind = columns[2], columns[3]
            if "_" in lemma.strip("_"):
                compounds.add(fold(lemma.replace("_", "")))
            elif kind == "NOUN" and lemma.isalpha() and len(lemma) >= LONG and fold(lemma) in approved:
                nouns[fold(lemma)] += 1
    return Counter({word: count for word, count in nouns.items() if word not in compounds})


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="Measure the splitter of compounds")
    parser.add_argument("data", type=Path, help="folder with lexicon/ and treebank/")
    measure(parser.parse_args().data)


if __name__ == "__main__":
    main()
