"""Rankings made one."""

from __future__ import annotations

from collections.abc import Mapping

# Chosen on the development questions; training/README.md has the figures of what was tried, fusion by rank
# among it. The words of a question that all stand together in one passage outweigh any likeness; where few
# of them stand there, likeness decides.
SHARPNESS_OF_WORDS = 2.0
WEIGHT_OF_MEANING = 1.0
WEIGHT_OF_SUBJECTS = 0.6
WEIGHT_OF_EXACTNESS = 4.0
NONE: Mapping[str, float] = {}


def fuse_scores(
    shares: Mapping[str, float],
    likeness: Mapping[str, float],
    subjects: Mapping[str, float] = NONE,
    openness: float = 1.0,
) -> dict[str, float]:
    """Add up what a passage has of a question: its words, its meaning, and the names of its subjects.

    Unlike a fusion of ranks this knows whether the best passage by words is a good one at all.

    Args:
        shares: by id, the lexical score as a share of what a passage with every word would get.
        likeness: by id, the cosine with the question (moved by its subjects).
        subjects: by id, how many of the names of the question's subjects stand there.
        openness: how much the words leave to be guessed; where nothing, they count several times as much.

    Returns:
        Scores by id, highest first; equal scores in the order of the ids.
    """
    exactness = 1.0 + WEIGHT_OF_EXACTNESS * (1.0 - openness)
    names = shares.keys() | likeness.keys() | subjects.keys()
    return best_first(
        {
            name: exactness * max(shares.get(name, 0.0), 0.0) ** SHARPNESS_OF_WORDS
            + WEIGHT_OF_MEANING * likeness.get(name, 0.0)
            + WEIGHT_OF_SUBJECTS * subjects.get(name, 0.0)
            for name in names
        }
    )


def best_first(scores: Mapping[str, float]) -> dict[str, float]:
    """The same scores, highest first; equal ones in the order of their names."""
    return dict(sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])))
