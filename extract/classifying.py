"""What a clause looks like to the classifier: a candidate, and its features as numbers.

A feature is a short text ("finite=zullen", "subject=we+class=tell", "w:kamer informeren"); its place among
the model's weights is a hash of it, so the model needs no vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.clauses import Clause
from extract.pipeline import Sentence
from extract.promises import PromiseRule, Scene
from kamer.document import Document
from kamer.findings import Deadline


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may promise, what the rules saw of it, and the rule that accepts it, if any."""

    document: Document
    sentence: Sentence
    clause: Clause
    scene: Scene
    deadline: Deadline | None
    rule: PromiseRule | None
