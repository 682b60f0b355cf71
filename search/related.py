"""A question widened by the subjects of policy that it is about."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import find_forms
from search.embedding import Embedder, Vectors
from search.expansion import Related, expander_of
from search.querying import ParsedQuery

# Where one passage has nearly all words of a question, and these are many, the question is in official words
# already: the names of its subjects would only blur it. From the upper strength on nothing is added, up to
# the lower one all.
UPPER_STRENGTH, LOWER_STRENGTH = 0.8, 0.55
USUAL_WORDS = 5  # telling words of a question
FULL_NAME = 3  # so many of the rarest words of a subject's names are as good as all of them


@dataclass(frozen=True, slots=True)
class Widened:
    """What a question is about beside its words: subjects, and how much they count (0 to 1)."""

    related: tuple[Related, ...]
    openness: float = 1.0


def widen(query: ParsedQuery, vector: Vectors, embedder: Embedder, openness: float) -> Widened:
    """The subjects of a question.

    Args:
        query: the question.
        vector: its vector.
        embedder: what made it.
        openness: how much they count.
    """
    # who types a number, or a phrase between quotes, means just that
    if openness <= 0 or query.identifiers or query.phrases:
        return Widened((), openness)
    return Widened(tuple(expander_of(embedder).find(query.telling, vector)), openness)


def openness_of(words: int, best_share: float) -> float:
    """How much a question leaves to be guessed: 1 for a few words that stand together nowhere, 0 for a title.

    Args:
        words: how many of its telling words stand anywhere at all.
        best_share: the share of these that the best passage by words has.
    """
    strength = best_share * math.sqrt(words / USUAL_WORDS)
    return min(max((UPPER_STRENGTH - strength) / (UPPER_STRENGTH - LOWER_STRENGTH), 0.0), 1.0)


def weigh_names(widened: Widened, rarity_of: Callable[[str], float]) -> dict[str, float]:
    """How much each word of the subjects' official names counts: all of one subject's add up to its weight.

    Args:
        widened: the subjects.
        rarity_of: how much a stem tells in this collection; 0 for one that is not in it.
    """
    weights: dict[str, float] = defaultdict(float)
    for found in widened.related:
        rarities = {stem: rarity_of(stem) for stem in name_stems(found.names)}
        full = sum(sorted(rarities.values(), reverse=True)[:FULL_NAME])
        for stem, rarity in rarities.items():
            if rarity > 0:
                weights[stem] += widened.openness * found.weight / full
    return weights


@lru_cache(maxsize=4_000)
def name_stems(names: Sequence[str]) -> tuple[str, ...]:
    """The stems of a subject's official names, without stop words."""
    return tuple(dict.fromkeys(form.stem for name in names for form in find_forms(name) if not form.is_stop))
