"""The trained classifier: it decides where no rule does, and says how sure each finding is.

A logistic regression over hashed features (`extract/classifying.py`), trained by
`training/promise_classifier.py`. `extract/model/promise` holds it: `model.npz` (weights), `model.json`
(threshold, calibration), and `reliability.json` (how often what was said with a certainty was right,
measured on letters left out).
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.classifying import Candidate, features_of
from extract.promises import PromiseRule
from kamer.document import BlockKind
from kamer.findings import CommitmentKind, Strength

Weights = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "model" / "promise"
RULE_ID = "model.promise"
KINDS = (CommitmentKind.INFORM, CommitmentKind.ACT, CommitmentKind.MILESTONE)
# From this share on the model's kind goes before the rule's: on letters that were new to the rules it was
# right in all seven cases where they differed.
KIND_SURE = 0.8
# Of what was or would have been, only the rules say whether it still promises.
TENSES = frozenset({"present", "none"})
# Only a rule knows which duty is a promise ("moet op 1 mei ingaan").
DUTIES = frozenset({"moeten", "mogen", "dienen", "hoeven"})


@dataclass(frozen=True, slots=True)
class PromiseModel:
    """What training left: weights for promise or none and for each kind, and what a score means.

    `weights` has one row for the promise and one for each of `KINDS`; its length is a power of two.
    `threshold` is the probability from which the model alone decides, `veto` the one below which no rule is
    believed. `calibration` turns a score into the observed share of promises: slope, level without a rule,
    level with one.
    """

    weights: Weights
    threshold: float
    calibration: tuple[float, float, float]
    veto: float = 0.0

    def score(self, places: Sequence[int]) -> float:
        """The log-odds that a clause with these features promises."""
        return float(self.weights[0].take(places).sum())

    def kind_of(self, places: Sequence[int]) -> tuple[CommitmentKind, float]:
        """The most likely kind of a promise with these features, and its share of the likelihood of all."""
        odds = self.weights[1:].take(places, axis=1).sum(axis=1)
        likely = 1 / (1 + np.exp(-odds))
        best = int(likely.argmax())
        return KINDS[best], float(likely[best] / likely.sum())

    def confidence(self, score: float, *, by_rule: bool) -> float:
        """The share of statements with such a score that are promises."""
        slope, alone, ruled = self.calibration
        return round(logistic(slope * score + (ruled if by_rule else alone)), 3)

    def places_of(self, features: Sequence[str]) -> list[int]:
        """Where the features stand among the weights."""
        mask = self.weights.shape[1] - 1
        return [hash_of(feature) & mask for feature in features]


def logistic(value: float) -> float:
    """The probability that goes with log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


@lru_cache(maxsize=100_000)
def hash_of(feature: str) -> int:
    """A number for a feature, the same on every machine and in every run."""
    return zlib.crc32(feature.encode("utf-8"))


@cache
def load_model(folder: Path = FOLDER) -> PromiseModel:
    """The model of a folder.

    Raises:
        FileNotFoundError: when the folder holds no model.
    """
    settings = json.loads((folder / "model.json").read_text("utf-8"))
    with np.load(folder / "model.npz") as stored:
        weights = stored["weights"].astype(np.float32)
    slope, alone, ruled = settings["calibration"]
    threshold, veto = float(settings["threshold"]), float(settings["veto"])
    return PromiseModel(weights, threshold, (slope, alone, ruled), veto)


@cache
def read_reliability(folder: Path = FOLDER) -> dict[str, Any]:
    """How far the certainties can be trusted, as measured on letters that were left out in turn.

    Returns:
        `measured` (ISO date), `n` (findings), `brier`, `calibration_error` and `bins`, each with the mean
        certainty `predicted`, the share `observed` that was right, and its `n`.

    Raises:
        FileNotFoundError: when the folder holds no measurement.
    """
    content: dict[str, Any] = json.loads((folder / "reliability.json").read_text("utf-8"))
    return content


def decide(candidate: Candidate, model: PromiseModel | None = None) -> PromiseRule | None:
    """What a candidate is, with its certainty: the rule or the model that accepts it, or None.

    Args:
        candidate: A clause that may promise, with the rule that accepts it, if any.
        model: Another model than the shipped one.

    Returns:
        The rule with its calibrated confidence, and with the model's kind where that is sure;
        `model.promise` where only the model accepts the clause. None also where a rule accepts what the
        model takes for something else with near certainty.
    """
    model = model or load_model()
    if candidate.rule is None and not may_decide(candidate):
        return None
    places = model.places_of(features_of(candidate))
    score = model.score(places)
    if logistic(score) < (model.threshold if candidate.rule is None else model.veto):
        return None
    kind, share = model.kind_of(places)
    sure = model.confidence(score, by_rule=candidate.rule is not None)
    if candidate.rule is None:
        return PromiseRule(RULE_ID, kind, Strength.FIRM, sure, conditions={})
    return replace(candidate.rule, confidence=sure, kind=kind if share >= KIND_SURE else candidate.rule.kind)


def may_decide(candidate: Candidate) -> bool:
    """True where the model may accept a clause that no rule accepts: a main clause, no row, past or duty."""
    frame = candidate.scene.frame
    whole_row = candidate.sentence.block.kind is BlockKind.TABLE_ROW
    speaks = frame.tense in TENSES and frame.helpers.isdisjoint(DUTIES)
    return speaks and candidate.clause.main and not whole_row
