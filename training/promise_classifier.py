"""Train the classifier of promises: one command, paths as arguments, seeded.

    python -m training.promise_classifier DATA OUT --letters NAME GOLD LETTERS [--letters …] [--fresh NAME …]

DATA holds `motions/` and `law/`; each `--letters` names a folder of gold and one of the annotated letters.
The command writes the model and its reliability to OUT and prints what the letters say of it: each letter
is judged by a model that has not seen it.

What a score is worth, and from where the model decides, is learnt from `certainties.tsv`: scores of what was
found in letters for which no rule had been written yet, because on letters that the rules know they are
always right. `--fresh` names sources that are new in this way and writes that file anew.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from extract.classifier import KINDS, RULE_ID, PromiseModel, decide, hash_of, logistic
from extract.classifying import Candidate
from extract.commitments import find_commitments
from extract.motions import find_motions
from extract.promises import PromiseRule, promise_rules
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
PRECISION = 0.85  # at least, of what the model adds to the rules
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)  # of the bins of certainty
# Of what rules found below this in new letters, one in six was right; above it, most.
VETO = 0.05
PROBE = 0.2  # probability from which a clause of a new letter is looked at
CERTAINTIES = Path(__file__).parent / "certainties.tsv"
Calibration = tuple[float, float, float]
Decider = Callable[[Candidate], PromiseRule | None]


class Lesson:
    """Examples as numbers: a row of features, what it is, how much it counts, and whose it is."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.matrix = encode(examples)
        self.promises = np.array([example.promises for example in examples])
        self.kinds = np.array([str(example.kind) for example in examples])
        self.weights = np.array([example.weight for example in examples])
        self.letters = np.array([example.letter for example in examples])

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


@dataclass(frozen=True, slots=True)
class Certainty:
    """A finding in a letter that the rules did not know: its score, whether by a rule, whether right."""

    letter: str
    score: float
    ruled: bool
    right: bool


def read_certainties(path: Path) -> list[Certainty]:
    """The findings of a file, one a line."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [
        Certainty(letter, float(value), ruled == "1", right == "1") for letter, value, ruled, right in rows
    ]


def write_certainties(path: Path, found: Sequence[Certainty]) -> None:
    """Keep findings; letters are numbered, since their names tell nothing here."""
    numbers = {name: f"{at:02}" for at, name in enumerate(dict.fromkeys(row.letter for row in found), 1)}
    rows = (f"{numbers[row.letter]}\t{row.score:.3f}\t{row.ruled:d}\t{row.right:d}" for row in found)
    path.write_text("letter\tscore\truled\tright\n" + "\n".join(rows) + "\n", "utf-8")


def choose_threshold(found: Sequence[Certainty]) -> float:
    """The lowest probability from which enough of what the model adds to the rules is right."""
    alone = sorted((row for row in found if not row.ruled), key=lambda row: -row.score)
    right = np.cumsum([row.right for row in alone]) / np.arange(1, len(alone) + 1)
    lowest = max((at for at, share in enumerate(right) if share >= PRECISION), default=0)
    return round(logistic(alone[lowest].score), 3)


def calibrate(found: Sequence[Certainty], without: str | None = None) -> Calibration:
    """What turns a score into the observed share: slope, level without a rule, level with one."""
    from sklearn.linear_model import LogisticRegression

    kept = [row for row in found if row.letter != without]
    known = np.array([[row.score, row.ruled] for row in kept], dtype=float)
    model = LogisticRegression(C=1.0, solver="lbfgs").fit(known, [row.right for row in kept])
    slope, ruled_more = (float(value) for value in model.coef_[0])
    level = float(model.intercept_[0])
    return round(slope, 4), round(level, 4), round(level + ruled_more, 4)


class LeftOut:
    """The letters, each with the weights that have not seen it."""

    def __init__(self, letters: Sequence[Letter], lesson: Lesson) -> None:
        self.letters = letters
        self.weights = {name: fit(lesson, name) for name in sorted({letter.name for letter in letters})}

    def model(
        self, name: str, calibration: Calibration, threshold: float, veto: float = VETO
    ) -> PromiseModel:
        """The model that has not seen a letter."""
        return PromiseModel(self.weights[name], threshold, calibration, veto)

    def certainties(self, sources: Sequence[str]) -> list[Certainty]:
        """What rules and model find in the letters of new sources, with bare scores."""
        fresh = [letter for letter in self.letters if letter.source in sources]
        known = {RULE_ID, *(rule.id for rule in promise_rules())}  # no table, no English
        found: list[Certainty] = []
        for letter in fresh:
            bare = self.model(letter.name, (1.0, 0.0, 0.0), PROBE, veto=0.0)
            _, certain = grade([letter], lambda _, bare=bare: partial(decide, model=bare))
            found += [
                Certainty(letter.name, logit(said), by != RULE_ID, right)
                for said, right, by in certain
                if by in known
            ]
        return found


def logit(share: float) -> float:
    """The log-odds of a probability, which was rounded."""
    kept = min(max(share, 0.0005), 0.9995)
    return float(np.log(kept / (1 - kept)))


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


def tabulate(found: Sequence[Certainty], threshold: float, day: dt.date) -> dict[str, Any]:
    """The table of reliability: bins, Brier score, and the mean distance between said and seen.

    Each letter's certainties come from a calibration without that letter.
    """
    kept = [row for row in found if logistic(row.score) >= (VETO if row.ruled else threshold)]
    calibrations = {name: calibrate(found, name) for name in {row.letter for row in kept}}
    said = np.array([certainty_of(row, calibrations[row.letter]) for row in kept])
    seen = np.array([row.right for row in kept], dtype=float)
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
        "letters": len(calibrations),
        "n": len(said),
        "brier": round(brier, 4),
        "calibration_error": round(float(error), 4),
        "bins": bins,
    }


def certainty_of(row: Certainty, calibration: Calibration) -> float:
    """What is said of a finding."""
    slope, alone, ruled = calibration
    return logistic(slope * row.score + (ruled if row.ruled else alone))


def write_model(folder: Path, lesson: Lesson, left: LeftOut, found: Sequence[Certainty], seed: int) -> None:
    """The model from all letters, with the threshold and calibration that the new ones gave."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "model.npz", weights=fit(lesson).astype(np.float16))
    settings = {
        "version": 1,
        "seed": seed,
        "examples": len(lesson.promises),
        "promises": int(lesson.promises.sum()),
        "letters": len(left.weights),
        "threshold": choose_threshold(found),
        "veto": VETO,
        "calibration": calibrate(found),
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
        kind = card.accuracy("kind")
        cells.append(f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} | {kind:.3f}")
    return f"| {name} | {len(letters)} | {' | '.join(cells)} |"


def compare(left: LeftOut, found: Sequence[Certainty]) -> None:
    """Print the scores of the rules and of rules and model, by source."""
    print("| letters | n | rules P | R | F1 | kind | + model P | R | F1 | kind |")

    calibration, threshold = calibrate(found), choose_threshold(found)

    def both(letter: Letter) -> Decider:
        return partial(decide, model=left.model(letter.name, calibration, threshold))

    for source in [*sorted({letter.source for letter in left.letters}), "all"]:
        letters = [letter for letter in left.letters if source in (letter.source, "all")]
        cards = [grade(letters, deciders)[0] for deciders in (lambda _: by_rules, both)]
        print(line(source, letters, *cards))


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
    parser.add_argument("--fresh", nargs="+", metavar="NAME", default=[])
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
    print(f"{len(examples)} examples, {int(lesson.promises.sum())} promises")
    if asked.fresh:
        write_certainties(CERTAINTIES, left.certainties(asked.fresh))
    found = read_certainties(CERTAINTIES)
    write_model(asked.out, lesson, left, found, asked.seed)
    reliability = tabulate(found, choose_threshold(found), asked.day)
    (asked.out / "reliability.json").write_text(json.dumps(reliability, indent=2) + "\n", "utf-8")
    print(json.dumps(reliability))
    compare(left, found)


if __name__ == "__main__":
    main()
