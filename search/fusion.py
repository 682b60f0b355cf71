"""Rankings made one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NONE: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing that a passage has of a question counts.

    `words` is for the share of the question's words, raised to the power `sharpness`, and `exactness` tells
    how many times more they count where they leave nothing to be guessed; `meaning` is for the likeness of
    the passage, `part` for that of the sentence in it that is most alike, `subjects` for the names of the
    question's subjects.
    """

    words: float
    sharpness: float
    exactness: float
    meaning: float
    part: float
    subjects: float


# Chosen on needs in lay words and on descriptions; training/README.md has the figures of what was tried,
# fusion by rank among it. The words of a question that all stand together in one passage outweigh any
# likeness; where few of them stand there, likeness decides.
HYBRID = Weights(words=0.15, sharpness=4.0, exactness=8.0, meaning=1.0, part=0.9, subjects=0.1)
LEXICAL = Weights(words=1.0, sharpness=2.0, exactness=4.0, meaning=0.0, part=0.0, subjects=0.6)
# For a passage that others should be like: there are no words of a question.
ALIKE = Weights(words=1.0, sharpness=2.0, exactness=0.0, meaning=1.0, part=0.0, subjects=0.0)


def fuse_scores(
    weights: Weights,
    shares: Mapping[str, float] = NONE,
    likeness: Mapping[str, float] = NONE,
    subjects: Mapping[str, float] = NONE,
    parts: Mapping[str, float] = NONE,
    openness: float = 1.0,
) -> dict[str, float]:
    """Add up what a passage has of a question: its words, its meaning, and the names of its subjects.

    Unlike a fusion of ranks this knows whether the best passage by words is a good one at all.

    Args:
        weights: how much each counts.
        shares: by id, the lexical score as a share of what a passage with every word would get.
        likeness: by id, the cosine with the question.
        subjects: by id, how many of the names of the question's subjects stand there.
        parts: by id, the cosine of the sentence that is most alike; where it is not known, the passage's.
        openness: how much the words leave to be guessed; where nothing, they count several times as much.

    Returns:
        Scores by id, highest first; equal scores in the order of the ids.
    """
    exactness = weights.words * (1.0 + weights.exactness * (1.0 - openness))
    return best_first(
        {
            name: exactness * max(shares.get(name, 0.0), 0.0) ** weights.sharpness
            + weights.meaning * likeness.get(name, 0.0)
            + weights.part * parts.get(name, likeness.get(name, 0.0))
            + weights.subjects * subjects.get(name, 0.0)
            for name in shares.keys() | likeness.keys() | subjects.keys()
        }
    )


def put_first(chosen: Mapping[str, float], others: Mapping[str, float]) -> dict[str, float]:
    """The chosen in their order, then the others in theirs, none of which gets a higher score."""
    least = min(chosen.values(), default=0.0)
    rest = {name: min(score, least) for name, score in others.items() if name not in chosen}
    return dict(chosen) | rest


def best_first(scores: Mapping[str, float]) -> dict[str, float]:
    """The same scores, highest first; equal ones in the order of their names."""
    return dict(sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])))
