"""The sentence of a passage that is most alike: a passage about several things is like none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from search.embedding import StaticEmbedder, Vectors

# "overwegende dat …; verzoekt de regering: …" has several parts
PART_END = re.compile(r"\n+|(?<=[.;:])\s+")
SHORTEST = 4  # words


def parts_of(text: str) -> list[str]:
    """The parts of a text that say something; the whole where none does.

    >>> parts_of("Ja. De brug wordt hersteld; het verkeer rijdt om.")
    ['De brug wordt hersteld;', 'het verkeer rijdt om.']
    """
    return [part for part in PART_END.split(text) if len(part.split()) >= SHORTEST] or [text]


def nearest_parts(embedder: StaticEmbedder, texts: Sequence[str], vector: Vectors) -> list[float]:
    """For each text, the cosine of its most alike part with a vector of length one."""
    if not texts:
        return []
    parts = [parts_of(text) for text in texts]
    scores = embedder.embed_passages([part for some in parts for part in some]) @ vector
    starts = np.cumsum([0, *map(len, parts)])[:-1]
    return [float(score) for score in np.maximum.reduceat(scores, starts)]
