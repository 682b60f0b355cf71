"""What else to search for: the official names of the subjects of policy that a question is about.

A question in everyday words ("peuters die te lang op de tablet zitten") shares few words with the letters
that answer it ("schermtijd"). The thesaurus of `concepts` has both. A subject is recognised by whole phrases
of it in the question, by single words that few subjects have, and by likeness in meaning to its phrases.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.analysis import Word
from search.compounds import part_stems, word_counts
from search.concepts import Concept
from search.embedding import Embedder, Vectors
from search.phrases import PhraseTable, load_phrases

# Chosen on the development questions and on questions of our own; training/README.md has the figures.
WEIGHT_OF_PHRASE, WEIGHT_OF_WORDS, WEIGHT_OF_LIKENESS = 0.5, 0.5, 1.0
LEAST_COVERED = 0.7  # of a phrase, by weight of its words
LEAST_LIKENESS = 0.35  # what is less alike is no more than any two phrases are
MOST_CONCEPTS, LEAST_WEIGHT = 4, 0.15
PART = 0.6  # a part of a compound in the question, against a word of it
COMMON = 160_000.0  # more than any telling word is counted


@dataclass(frozen=True, slots=True)
class Related:
    """A subject that a question is about, and how surely (0 to 1)."""

    concept: Concept
    weight: float


class Expander:
    """Finds the subjects of a question.

    Args:
        embedder: whose vectors of the phrases are compared with the question's.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.table: PhraseTable = load_phrases(embedder)
        self.rarities = [sum(map(self.rarity, words)) or 1.0 for words in self.table.words]
        self.phrases_with: dict[str, list[int]] = defaultdict(list)
        for phrase, words in enumerate(self.table.words):
            for word in words:
                self.phrases_with[word].append(phrase)
        # phrases stand in the order of their subjects, and each has some
        self.starts = np.unique(self.table.owners, return_index=True)[1]

    def find(self, words: Sequence[Word], vector: Vectors) -> list[Related]:
        """The subjects of a question, surest first; none where it is about none that is known.

        Args:
            words: its telling words.
            vector: its vector.
        """
        asked = weigh_forms(words)
        total = sum(self.rarity(*names) for names in {(word.stem, word.exact) for word in words}) or 1.0
        weights = (WEIGHT_OF_PHRASE * self.by_phrase(asked) + WEIGHT_OF_WORDS * self.by_word(asked)) / total
        weights += WEIGHT_OF_LIKENESS * self.by_likeness(vector)
        best = np.argsort(-weights, kind="stable")[:MOST_CONCEPTS]
        return [
            Related(self.table.concepts[number], min(float(weights[number]), 1.0))
            for number in best
            if weights[number] >= LEAST_WEIGHT
        ]

    def rarity(self, stem: str, exact: str = "") -> float:
        """How much a word tells: the rarer in parliamentary texts, the more."""
        count = self.table.counts.get(stem)
        return math.log(1 + COMMON / ((word_counts().get(exact, 0) if count is None else count) + 20))

    def by_phrase(self, asked: Mapping[str, float]) -> Vectors:
        """For each subject, the weight of the phrase of it that the question has (almost) whole."""
        found: dict[int, float] = defaultdict(float)
        for stem, share in asked.items():
            for phrase in self.phrases_with.get(stem, ()):
                found[phrase] += self.rarity(stem) * share
        best = np.zeros(len(self.table.concepts), np.float32)
        for phrase, weight in found.items():
            covered = weight / self.rarities[phrase]
            if covered >= LEAST_COVERED:
                owner = self.table.owners[phrase]
                best[owner] = max(best[owner], weight * covered**2)
        return best

    def by_word(self, asked: Mapping[str, float]) -> Vectors:
        """For each subject, the weight of the question's words that it has; what many have counts less."""
        sums = np.zeros(len(self.table.concepts), np.float32)
        for stem, share in asked.items():
            owners = self.table.postings.get(stem, ())
            for owner, own_share in owners:
                sums[owner] += self.rarity(stem) * min(share, own_share) / (1 + math.log(len(owners)))
        return sums

    def by_likeness(self, vector: Vectors) -> Vectors:
        """For each subject, how much more alike its nearest phrase is than phrases commonly are."""
        if self.table.vectors is None:
            return np.zeros(len(self.table.concepts), np.float32)
        best: Vectors = np.maximum.reduceat(self.table.vectors @ vector, self.starts)
        above: Vectors = np.maximum(best - LEAST_LIKENESS, 0.0)
        return above


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
