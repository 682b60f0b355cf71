"""What else to search for: the official names of the subjects of policy that a question is about.

A question in everyday words ("peuters die te lang op de tablet zitten") shares few words with the letters
that answer it ("schermtijd"). The thesaurus of `concepts` has both. A subject is recognised by whole phrases
of it in the question, by single words that few subjects have, and by likeness in meaning to its phrases.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from search.analysis import Word
from search.compounds import part_stems, word_counts
from search.embedding import Embedder, StaticEmbedder, Vectors
from search.phrases import load_phrases, token_vectors

# Chosen on the development questions and on questions of our own; training/README.md has the figures.
WEIGHT_OF_PHRASE, WEIGHT_OF_WORDS, WEIGHT_OF_LIKENESS = 0.1, 1.6, 0.5
LEAST_COVERED = 0.7  # of a phrase, by weight of its words
LEAST_LIKENESS = 0.5  # what is less alike is no more than any two phrases are
MOST_CONCEPTS, LEAST_WEIGHT = 8, 0.15
PART = 0.6  # a part of a compound in the question, against a word of it
COMMON = 160_000.0  # more than any telling word is counted


@dataclass(frozen=True, slots=True)
class Related:
    """The official names of a subject that a question is about, and how surely (0 to 1)."""

    names: tuple[str, ...]
    weight: float


class Expander:
    """Finds the subjects of a question.

    Args:
        embedder: whose vectors of the phrases are compared with the question's; only with those of a model
            like our own, as likeness to short phrases has another scale with others.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.table = load_phrases(embedder)
        self.tokens = token_vectors(embedder, self.table) if isinstance(embedder, StaticEmbedder) else None
        self.firsts = self.table.content["firsts"]
        known = rarity(self.table.content["counts"])
        words = self.table.words
        self.rarities = np.maximum(
            np.add.reduceat(np.append(known[words.values], 0.0), words.starts)[:-1], 1e-9
        )

    def find(self, words: Sequence[Word], vector: Vectors) -> list[Related]:
        """The subjects of a question, surest first; none where it is about none that is known.

        Args:
            words: its telling words.
            vector: its vector.
        """
        asked = {
            self.table.stems[stem]: share
            for stem, share in weigh_forms(words).items()
            if stem in self.table.stems
        }
        total = sum(self.rarity_of(*names) for names in {(word.stem, word.exact) for word in words}) or 1.0
        weights = (WEIGHT_OF_PHRASE * self.by_phrase(asked) + WEIGHT_OF_WORDS * self.by_word(asked)) / total
        weights += WEIGHT_OF_LIKENESS * self.by_likeness(vector)
        best = np.argsort(-weights, kind="stable")[:MOST_CONCEPTS]
        return [
            Related(tuple(self.table.names[number].split(",")), min(float(weights[number]), 1.0))
            for number in best
            if weights[number] >= LEAST_WEIGHT
        ]

    def rarity_of(self, stem: str, exact: str) -> float:
        """How much a word tells: the rarer in parliamentary texts, the more."""
        at = self.table.stems.get(stem)
        return float(rarity(word_counts().get(exact, 0) if at is None else self.table.content["counts"][at]))

    def by_phrase(self, asked: Mapping[int, float]) -> Vectors:
        """For each subject, the weight of the phrase of it that the question has (almost) whole."""
        found = np.zeros(len(self.rarities), np.float32)
        for stem, share in asked.items():
            found[self.table.phrases_with[stem]] += float(rarity(self.table.content["counts"][stem])) * share
        covered = found / self.rarities
        best: Vectors = np.maximum.reduceat(
            np.where(covered >= LEAST_COVERED, found * covered**2, 0.0), self.firsts
        )
        return best

    def by_word(self, asked: Mapping[int, float]) -> Vectors:
        """For each subject, the weight of the question's words that it has; what many have counts less."""
        sums = np.zeros(len(self.firsts), np.float32)
        weights, starts = self.table.content["weights"], self.table.shares.starts
        for stem, share in asked.items():
            owners = self.table.shares[stem]
            own = np.minimum(weights[starts[stem] : starts[stem + 1]], share)
            sums[owners] += rarity(self.table.content["counts"][stem]) * own / (1 + math.log(len(owners)))
        return sums

    def by_likeness(self, vector: Vectors) -> Vectors:
        """For each subject, how much more alike its nearest phrase is than phrases commonly are."""
        if self.tokens is None:
            return np.zeros(len(self.firsts), np.float32)
        tokens = self.table.tokens
        sums = np.add.reduceat((self.tokens @ vector)[tokens.values], tokens.starts[:-1])
        best: Vectors = np.maximum.reduceat(sums / self.table.content["lengths"], self.firsts)
        above: Vectors = np.maximum(best - LEAST_LIKENESS, 0.0)
        return above


def rarity(count: Any) -> Any:
    """How much a word tells that stands so often in parliamentary texts; of many words at once, too."""
    return np.log(1 + COMMON / (count + 20))


def weigh_forms(words: Iterable[Word]) -> dict[str, float]:
    """The stems of a question's words, and at less weight those of their parts."""
    words = list(words)
    parts = {part: PART for word in words for part in part_stems(word.exact)}
    return parts | {word.stem: 1.0 for word in words}


def expander_of(embedder: Embedder) -> Expander:
    """One expander an embedder: its tables are made once."""
    if id(embedder) not in EXPANDERS:
        # it is kept beside its expander, so that no other embedder gets its id
        EXPANDERS[id(embedder)] = (embedder, Expander(embedder))
    return EXPANDERS[id(embedder)][1]


EXPANDERS: dict[int, tuple[Embedder, Expander]] = {}
