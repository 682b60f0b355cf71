"""Short texts searched in memory: the commitments and motions of the register, by words and by meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import numpy as np

from search.analysis import find_forms
from search.compounds import part_stems
from search.embedding import Embedder, Vectors
from search.fusion import HYBRID, fuse_scores
from search.lexical import rarity
from search.querying import ParsedQuery, parse_query
from search.related import openness_of, weigh_names, widen

LEAST_SCORE = 0.5  # fused; below it a text only seems to have to do with the question
PART = 0.7


class StatementSearch:
    """Some thousands of short texts, ready to be searched.

    Args:
        texts: by id.
        embedder: makes vectors of texts and questions.
    """

    def __init__(self, texts: Mapping[str, str], embedder: Embedder) -> None:
        self.ids = list(texts)
        self.embedder = embedder
        self.forms = [forms_of_text(text) for text in texts.values()]
        self.counts = Counter(form for forms in self.forms for form in forms)
        self.texts = list(texts.values())

    @cached_property
    def vectors(self) -> Vectors:
        """One row a text."""
        return self.embedder.embed_passages(self.texts)

    def rarity_of(self, stem: str) -> float:
        """How much a stem tells among these texts; 0 for one that stands nowhere."""
        count = self.counts.get(stem, 0)
        return rarity(float(len(self.ids)), count) if count else 0.0

    def find(self, question: str, limit: int = 5) -> list[str]:
        """The ids of the texts that answer a question, best first; none where none does."""
        parsed = parse_query(question)
        if not (parsed.words and self.ids):
            return []
        shares = self.shares_of({word.stem: 1.0 for word in parsed.telling})
        known = sum(stem in self.counts for stem in {word.stem for word in parsed.telling})
        openness = openness_of(known, max(shares.values(), default=0.0))
        vector = self.embedder.embed_queries([parsed.text])[0]
        widened = widen(parsed, vector, self.embedder, openness)
        likeness = self.likeness_of(vector)
        subjects = self.weights_of(weigh_names(widened, self.rarity_of))
        scores = fuse_scores(HYBRID, shares, likeness, subjects, openness=openness)
        found = [name for name, score in scores.items() if score >= LEAST_SCORE]
        return [name for name in found if not self.is_barred(name, parsed)][:limit]

    def shares_of(self, asked: Mapping[str, float]) -> dict[str, float]:
        """By id, the share of the question's words that a text has, rare ones counting more."""
        weights = {stem: math.log(1 + len(self.ids)) for stem in asked if stem not in self.counts}
        weights |= {stem: self.rarity_of(stem) for stem in asked if stem in self.counts}
        total = sum(weights.values()) or 1.0
        return {name: share / total for name, share in self.weights_of(weights, of_rarity=False).items()}

    def weights_of(self, weights: Mapping[str, float], *, of_rarity: bool = True) -> dict[str, float]:
        """By id, the weights of the stems that stand in a text; those that have none are left out."""
        sums: dict[str, float] = {}
        for name, forms in zip(self.ids, self.forms, strict=True):
            present = weights.keys() & forms.keys()
            if present:
                sums[name] = sum(
                    weights[stem] * forms[stem] * (self.rarity_of(stem) if of_rarity else 1.0)
                    for stem in present
                )
        return sums

    def likeness_of(self, vector: Vectors) -> dict[str, float]:
        """By id, how near each text is to the question."""
        scores = self.vectors @ vector
        return {self.ids[at]: float(scores[at]) for at in np.argsort(-scores)[:200]}

    def is_barred(self, name: str, parsed: ParsedQuery) -> bool:
        """True where the text has a word or phrase that must not stand there, or lacks one that must."""
        words = [form.exact for form in find_forms(self.texts[self.ids.index(name)])]
        run = f" {' '.join(words)} "
        has = [f" {' '.join(word.exact for word in phrase)} " in run for phrase in parsed.phrases]
        barred = [f" {' '.join(word.exact for word in phrase)} " in run for phrase in parsed.excluded]
        return not all(has) or any(barred)


def forms_of_text(text: str) -> dict[str, float]:
    """The stems of a text's telling words, and at less weight those of their parts."""
    forms = [form for form in find_forms(text) if not form.is_stop]
    parts = {part: PART for form in forms for part in part_stems(form.exact)}
    return parts | {form.stem: 1.0 for form in forms}
