"""Train the classifier of promises: one command, paths as arguments, seeded.

    python -m training.promise_classifier DATA OUT --letters NAME GOLD LETTERS [--letters …]

DATA holds `motions/` and `law/`; each `--letters` names a folder of gold and one of the annotated letters.
The command writes the model and its reliability to OUT and prints what the letters say of it: each letter
is judged by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from extract.classifier import KINDS, PromiseModel, decide, hash_of, logistic
from extract.classifying import Candidate
from extract.commitments import find_commitments
from extract.motions import find_motions
from extract.promises import PromiseRule
from extract.references import find_references
from extract.scoring import Scorecard, same_statement, score
from kamer.document import Document
from kamer.exchange import letter_report
from kamer.findings import Commitment, Findings
from training.promise_examples import (
    Example,
    Letter,
    read_elsewhere,
    read_invented,
    read_letters,
    read_rule_examples,
)

SIZE = 1 << 16  # places for weights
PENALTY = 0.5  # inverse: less is stricter
PRECISION = 0.85  # at least, of the model alone, where it decides
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)  # of the bins of certainty
Decider = Callable[[Candidate], PromiseRule | None]


class Lesson:
    """Examples as numbers: a row of features, what it is, how much it counts, and whose it is."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.matrix = encode(examples)
        self.promises = np.array([example.promises for example in examples])
        self.kinds = np.array([str(example.kind) for example in examples])
        self.weights = np.array([example.weight for example in examples])
        self.letters = np.array([example.letter for example in examples])
        self.ruled = np.array([example.ruled for example in examples])

    def without(self, letter: str | None) -> Any:
        """Which rows are not of a letter."""
        return self.letters != (letter or "-")


def encode(examples: Sequence[Example]) -> Any:
    """The examples as rows of a sparse matrix."""
    from scipy.sparse import csr_matrix

    places: list[int] = []
    ends = [0]
    for example in examples:
        places += sorted({hash_of(feature) & (SIZE - 1) for feature in example.features})
        ends.append(len(places))
    return csr_matrix((np.ones(len(places)), places, ends), shape=(len(examples), SIZE))


def regress(matrix: Any, labels: Any, weights: Any) -> Any:
    """The weights of one logistic regression; its level goes to the feature "bias"."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=0, max_iter=300)
    model.fit(matrix, labels, sample_weight=weights)
    found = model.coef_[0].astype(np.float32)
    found[hash_of("bias") & (SIZE - 1)] += model.intercept_[0]
    return found


def fit(lesson: Lesson, without: str | None = None) -> Any:
    """Weights for the promise and for each kind, from all letters but one."""
    kept = lesson.without(without)
    promise = regress(lesson.matrix[kept], lesson.promises[kept], lesson.weights[kept])
    told = kept & lesson.promises
    kinds = [
        regress(lesson.matrix[told], lesson.kinds[told] == str(kind), lesson.weights[told]) for kind in KINDS
    ]
    return np.stack([promise, *kinds]).astype(np.float16).astype(np.float32)


def choose_threshold(scores: Any, promises: Any) -> float:
    """The probability from which F1 is best while precision holds, the rules set aside."""
    order = np.argsort(-scores)
    right = np.cumsum(promises[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / promises.sum()
    f1 = np.where(precision >= PRECISION, 2 * precision * recall / (precision + recall), 0)
    return round(logistic(float(scores[order][f1.argmax()])), 3)


def calibrate(scores: Any, ruled: Any, promises: Any) -> tuple[float, float, float]:
    """What turns a score into the observed share: slope, level without a rule, level with one."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, solver="lbfgs").fit(np.column_stack([scores, ruled]), promises)
    slope, ruled_more = model.coef_[0]
    level = float(model.intercept_[0])
    return round(float(slope), 4), round(level, 4), round(level + float(ruled_more), 4)


class LeftOut:
    """The letters, each with the model that has not seen it."""

    def __init__(self, letters: Sequence[Letter], lesson: Lesson) -> None:
        self.letters = letters
        names = sorted({letter.name for letter in letters})
        self.weights = {name: fit(lesson, name) for name in names}
        own = np.isin(lesson.letters, names)
        self.names, self.ruled, self.promises = (
            lesson.letters[own],
            lesson.ruled[own],
            lesson.promises[own],
        )
        matrix = lesson.matrix[own]
        self.scores = np.array(
            [(matrix[at] @ self.weights[name][0])[0] for at, name in enumerate(self.names)]
        )
        self.threshold = choose_threshold(self.scores, self.promises)

    def calibration(self, without: str | None = None) -> tuple[float, float, float]:
        """The calibration from all letters but one."""
        kept = self.names != (without or "-")
        return calibrate(self.scores[kept], self.ruled[kept], self.promises[kept])

    def model(self, name: str) -> PromiseModel:
        """The model that has not seen a letter."""
        return PromiseModel(self.weights[name], self.threshold, self.calibration(name))


def find(document: Document, decider: Decider) -> list[Commitment]:
    """The commitments of a document under one way of deciding."""
    return find_commitments(document, find_motions(document, find_references(document)), decider)


def grade(letters: Iterable[Letter], deciders: Callable[[Letter], Decider]) -> tuple[Scorecard, list[Any]]:
    """The scores of letters, and of each finding its certainty and whether it is right."""
    card, certain = Scorecard(), []
    for letter in letters:
        found = find(letter.document, deciders(letter))
        report = letter_report(letter.document, Findings(letter.document.key, commitments=tuple(found)))
        part = score(
            [{**letter.gold, "references": [], "motions": [], "fulfilments": []}],
            {letter.gold["file"]: report},
        )
        add(card, part)
        certain += [pair for item in found if (pair := weigh(item, letter)) is not None]
    return card, certain


def add(card: Scorecard, part: Scorecard) -> None:
    """Add one letter's scores to those of all."""
    for kind, tally in part.tallies.items():
        whole = card.tallies[kind]
        whole.found, whole.wrong, whole.missed = (
            whole.found + tally.found,
            whole.wrong + tally.wrong,
            whole.missed + tally.missed,
        )
    card.right.update(part.right)
    card.asked.update(part.asked)


def weigh(item: Commitment, letter: Letter) -> tuple[float, bool, str] | None:
    """A finding's certainty, whether the gold requires it, and what found it; None where it is optional."""
    sets, text = letter.gold["commitments"], item.evidence.quote
    if any(same_statement(row["quote"], text) for row in sets["required"]):
        return item.confidence, True, item.evidence.found_by
    if any(same_statement(quote, text) for quote in sets.get("optional") or []):
        return None
    return item.confidence, False, item.evidence.found_by


def tabulate(certain: Sequence[tuple[float, bool, str]], day: dt.date) -> dict[str, Any]:
    """The table of reliability: bins, Brier score, and the mean distance between said and seen."""
    said = np.array([pair[0] for pair in certain])
    seen = np.array([pair[1] for pair in certain], dtype=float)
    bins = []
    for low, high in pairwise(EDGES):
        inside = (said >= low) & ((said < high) | (high == 1.0))
        if inside.any():
            n, predicted, observed = int(inside.sum()), said[inside].mean(), seen[inside].mean()
            bins.append({"from": low, "to": high, "predicted": round(float(predicted), 3),
                         "observed": round(float(observed), 3), "n": n})  # fmt: skip
    error = sum(row["n"] * abs(row["predicted"] - row["observed"]) for row in bins) / len(said)
    brier = float(((said - seen) ** 2).mean())
    return {
        "measured": day.isoformat(),
        "n": len(said),
        "brier": round(brier, 4),
        "calibration_error": round(float(error), 4),
        "bins": bins,
    }


def write_model(folder: Path, lesson: Lesson, left: LeftOut, seed: int) -> None:
    """The model from all letters, with the threshold and calibration that the left-out ones gave."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "model.npz", weights=fit(lesson).astype(np.float16))
    settings = {
        "version": 1,
        "seed": seed,
        "examples": len(lesson.promises),
        "promises": int(lesson.promises.sum()),
        "letters": len(set(left.names)),
        "threshold": left.threshold,
        "calibration": left.calibration(),
    }
    (folder / "model.json").write_text(json.dumps(settings, indent=2) + "\n", "utf-8")


def by_rules(candidate: Candidate) -> PromiseRule | None:
    """The rules alone."""
    return candidate.rule


def line(name: str, letters: Sequence[Letter], *cards: Scorecard) -> str:
    """One row of the table of scores."""
    cells = []
    for card in cards:
        tally = card.tallies["commitments"]
        cells.append(f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}")
    return f"| {name} | {len(letters)} | {' | '.join(cells)} |"


def compare(left: LeftOut) -> list[Any]:
    """Print the scores of the rules and of rules and model, by source; what was found, with certainties."""
    print("| letters | n | rules P | R | F1 | + model P | R | F1 |")
    sources = sorted({letter.source for letter in left.letters})
    everything: list[Any] = []
    for source in [*sources, "all"]:
        letters = [letter for letter in left.letters if source in (letter.source, "all")]
        rules, _ = grade(letters, lambda _: by_rules)
        both, certain = grade(letters, lambda letter: partial(decide, model=left.model(letter.name)))
        print(line(source, letters, rules, both))
        everything = certain
    return everything


def parse_arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--letters", nargs=3, action="append", metavar=("NAME", "GOLD", "LETTERS"), required=True
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--day", type=dt.date.fromisoformat, default=dt.date.today())
    return parser.parse_args()


def main() -> None:
    """Train, judge, write."""
    asked = parse_arguments()
    letters = [
        letter
        for name, gold, folder in asked.letters
        for letter in read_letters(Path(gold), Path(folder), name)
    ]
    examples = [example for letter in letters for example in letter.examples]
    examples += [*read_invented(), *read_rule_examples(), *read_elsewhere(asked.data, asked.seed)]
    lesson = Lesson(examples)
    left = LeftOut(letters, lesson)
    print(f"{len(examples)} examples, {int(lesson.promises.sum())} promises; threshold {left.threshold}")
    write_model(asked.out, lesson, left, asked.seed)
    reliability = tabulate(compare(left), asked.day)
    (asked.out / "reliability.json").write_text(json.dumps(reliability, indent=2) + "\n", "utf-8")
    print(json.dumps(reliability, indent=1))


if __name__ == "__main__":
    main()
