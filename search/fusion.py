"""Two rankings made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# The usual constant of reciprocal rank fusion: it keeps one engine's first place from deciding alone.
RANK_CONSTANT = 60


def fuse_ranks(rankings: Sequence[Sequence[str]], weights: Sequence[float]) -> dict[str, float]:
    """Reciprocal rank fusion: each engine adds weight / (constant + rank) to what it returned.

    Args:
        rankings: the ids of each engine, best first.
        weights: how much each engine counts.

    Returns:
        Scores by id, highest first; equal scores in the order of the ids.
    """
    scores: dict[str, float] = {}
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, name in enumerate(ranking, start=1):
            scores[name] = scores.get(name, 0.0) + weight / (RANK_CONSTANT + rank)
    return best_first(scores)


def best_first(scores: Mapping[str, float]) -> dict[str, float]:
    """The same scores, highest first; equal ones in the order of their names."""
    return dict(sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])))
