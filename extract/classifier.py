"""The trained classifier: it decides where no rule does, and says how sure a finding is."""

from __future__ import annotations

from extract.classifying import Candidate
from extract.promises import PromiseRule


def decide(candidate: Candidate) -> PromiseRule | None:
    """What a candidate is: the rule or the model that accepts it, or None."""
    return candidate.rule
