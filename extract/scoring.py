"""How good extraction is: reports of letters against gold made by hand.

What counts as the same passage, reference or motion follows the guidelines of the annotation: text is
compared by its letters alone, so that line breaks and hyphens never decide; required statements must be
found, optional ones may be, everything else is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

Row = dict[str, Any]
COUNTED_TYPES = frozenset({"kamerstuk", "toezegging", "com", "swd", "join", "celex", "eu_procedure", "bwb"})
# What users read for the names of the scores.
DUTCH = {
    "references": "verwijzingen",
    "motions": "moties",
    "commitments": "toezeggingen",
    "metadata": "gegevens van de brief",
    "proposers": "indieners",
    "disposition": "afdoening van moties",
    "kind": "soort toezegging",
    "deadline": "termijn",
    "actor": "wie",
    "fulfilment": "nakoming",
}
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)  # of certainty
REPEATS_ALLOWED = 2  # predictions that may fall on one gold statement


@dataclass(slots=True)
class Tally:
    """What was found, what was wrong, what was missed."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right; 1 where nothing was predicted."""
        return share(self.found, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what should be found that was; 1 where nothing should be."""
        return share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scorecard:
    """Tallies per kind of finding, accuracies per field, certainties, and every error as a readable line."""

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {kind: Tally() for kind in ("references", "motions", "commitments")}
    )
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    certainties: list[tuple[float, bool]] = field(default_factory=list)

    def check(self, name: str, ok: bool, letter: str, what: str) -> None:
        """Count one field as right or wrong."""
        self.asked[name] += 1
        self.right[name] += ok
        if not ok:
            self.errors.append(f"{letter}: {DUTCH[name]}: {what}")

    def found(self, kind: str) -> None:
        """Count one finding that should be there and is."""
        self.tallies[kind].found += 1

    def missed(self, kind: str, letter: str, what: str) -> None:
        """Count one finding that should be there and is not."""
        self.tallies[kind].missed += 1
        self.errors.append(f"{letter}: {DUTCH[kind]}, gemist: {what}")

    def wrong(self, kind: str, letter: str, what: str) -> None:
        """Count one finding that should not be there."""
        self.tallies[kind].wrong += 1
        self.errors.append(f"{letter}: {DUTCH[kind]}, ten onrechte: {what}")

    def sure(self, commitment: Row, *, right: bool) -> None:
        """Note how certain a commitment was said to be, and whether it is one."""
        if commitment.get("confidence") is not None:
            self.certainties.append((float(commitment["confidence"]), right))

    def reliability(self) -> list[Row]:
        """What the certainties of commitments are worth: mean certainty and share that is right, by bin."""
        bins = [[pair for pair in self.certainties if low <= pair[0] < high] for low, high in pairwise(BINS)]
        return [
            {
                "predicted": round(sum(sure for sure, _ in part) / len(part), 3),
                "right": sum(right for _, right in part),
                "of": len(part),
            }
            for part in bins
            if part
        ]

    def accuracy(self, name: str) -> float:
        """Share of a field's values that are right; 1 where none was asked."""
        return share(self.right[name], self.asked[name])

    def rows(self) -> list[list[str]]:
        """The scorecard as lines of a table: name, precision, recall, F1 or accuracy, count."""
        kinds = [
            [DUTCH[kind], f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", f"{t.found + t.missed}"]
            for kind, t in self.tallies.items()
        ]
        fields = [
            [DUTCH[name], "", "", f"{self.accuracy(name):.3f}", f"{self.right[name]} van {self.asked[name]}"]
            for name in self.asked
        ]
        return kinds + fields

    def as_json(self) -> Row:
        """The scorecard as JSON values."""
        kinds = {
            kind: {
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
                "tp": tally.found,
                "fp": tally.wrong,
                "fn": tally.missed,
            }
            for kind, tally in self.tallies.items()
        }
        fields = {
            name: {"accuracy": round(self.accuracy(name), 4), "right": self.right[name], "of": asked}
            for name, asked in self.asked.items()
        }
        return {**kinds, **fields}


def share(part: int, whole: int) -> float:
    """`part` of `whole`, 1 where there is no whole."""
    return part / whole if whole else 1.0


def read_gold(folder: Path) -> list[Row]:
    """The gold files of a folder, by name.

    Raises:
        OSError: when a file cannot be read.
        yaml.YAMLError: when one is no YAML.
    """
    import yaml

    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]


def score(gold: Iterable[Row], reports: dict[str, Row]) -> Scorecard:
    """Score letters' reports, by file name, against gold; a letter without a report counts as empty."""
    card = Scorecard()
    for row in gold:
        report = reports.get(row["file"], {})
        score_metadata(card, row, report.get("document") or {})
        score_references(card, row, report.get("references") or [])
        score_motions(card, row, report.get("motions") or [])
        score_commitments(card, row, report.get("commitments") or [])
        score_fulfilments(card, row, report.get("fulfilments") or [])
    return card


def score_metadata(card: Scorecard, gold: Row, found: Row) -> None:
    """The letter's own number, date and signatories."""
    letter, want = gold["file"], gold["document"]
    if want.get("id"):
        ok = reference_key(found.get("id")) == reference_key(want["id"])
        card.check("metadata", ok, letter, f"id {found.get('id')}; gold {want['id']}")
    day = found.get("date")
    if want.get("date"):
        card.check(
            "metadata", str(day)[:10] == str(want["date"]), letter, f"datum {day}; gold {want['date']}"
        )
    elif want.get("date_window"):
        ok = day is None or in_window(day, want["date_window"])
        card.check("metadata", ok, letter, f"datum {day} buiten {want['date_window']}")
    names = {letters_of(signatory.get("name", "")) for signatory in found.get("signatories") or []}
    for name in want.get("signatories") or []:
        card.check("metadata", letters_of(name) in names, letter, f"ondertekenaar {name}")


def score_references(card: Scorecard, gold: Row, found: Sequence[Row]) -> None:
    """Documents cited: each once, the letter's own number left out."""
    letter = gold["file"]
    want = {reference_key(r) for r in gold["references"]}
    optional = {reference_key(r) for r in gold.get("references_optional") or []}
    own = {reference_key(gold["document"].get("id"))}
    got = {reference_key(r.get("id")) for r in found if r.get("type") in COUNTED_TYPES} - own
    for _ in sorted(want & got):
        card.found("references")
    for key in sorted(want - got):
        card.missed("references", letter, key)
    for key in sorted(got - want - optional):
        card.wrong("references", letter, key)


def score_motions(card: Scorecard, gold: Row, found: Sequence[Row]) -> None:
    """Motions by number, or by proposers where the gold gives no number."""
    letter = gold["file"]
    left = {motion_key(motion): motion for motion in reversed(found)}
    for want in gold["motions"]:
        motion = take_motion(want, left)
        if motion is None:
            card.missed("motions", letter, motion_key(want))
            continue
        card.found("motions")
        score_motion(card, letter, want, motion)
    optional = {reference_key(m) for m in gold.get("motions_optional") or []}
    for key in left:
        if key not in optional:
            card.wrong("motions", letter, key)


def score_motion(card: Scorecard, letter: str, want: Row, found: Row) -> None:
    """A motion's proposers and what is done with it."""
    proposers = found.get("proposers") or []
    card.check("proposers", names_match(want["proposers"], proposers), letter, f"{proposers}; gold {want}")
    if want.get("disposition"):
        ok = found.get("disposition") in want["disposition"]
        card.check("disposition", ok, letter, f"{found.get('disposition')}; gold {want}")


def take_motion(want: Row, left: dict[str, Row]) -> Row | None:
    """The predicted motion that is the wanted one, taken out of those left."""
    found = left.pop(motion_key(want), None)
    if found is not None or want.get("id"):
        return found
    for key, motion in left.items():
        if names_match(want["proposers"], motion.get("proposers") or []):
            return left.pop(key)
    return None


def motion_key(motion: Row) -> str:
    """A motion's number, or its proposers where it has none."""
    return reference_key(motion.get("id") or "?" + "/".join(motion.get("proposers") or []))


def names_match(want: Iterable[str], found: Sequence[str]) -> bool:
    """True where every wanted surname stands in one of the names found."""
    return all(any(name.lower() in other.lower() for other in found) for name in want)


def score_commitments(card: Scorecard, gold: Row, found: Sequence[Row]) -> None:
    """Required statements found, with kind, deadline and actor; the rest is optional or wrong."""
    letter, sets = gold["file"], gold["commitments"]
    uses: Counter[int] = Counter()
    for want in sets["required"]:
        matching = [n for n, c in enumerate(found) if same_statement(want["quote"], c.get("text", ""))]
        if not matching:
            card.missed("commitments", letter, want["quote"][:110])
            continue
        card.found("commitments")
        # where one sentence holds two statements, the candidate that agrees best is the match
        best = max(matching, key=lambda n: (*agreement(want, found[n]), -uses[n]))
        uses[best] += 1
        score_commitment(card, letter, want, found[best])
    score_surplus(card, letter, sets, found)


def score_commitment(card: Scorecard, letter: str, want: Row, found: Row) -> None:
    """A commitment's kind, deadline and actor."""
    quote = want["quote"][:80]
    card.check(
        "kind",
        found.get("kind") == want["kind"],
        letter,
        f"{found.get('kind')}; gold {want['kind']}: {quote}",
    )
    if "latest" in want:
        latest = (found.get("deadline") or {}).get("latest")
        card.check("deadline", agreement(want, found)[1], letter, f"{latest}; gold {want['latest']}: {quote}")
    if want.get("actor"):
        ok = letters_of(want["actor"]) in letters_of(found.get("actor") or "")
        card.check("actor", ok, letter, f"{found.get('actor')}; gold {want['actor']}: {quote}")


def score_surplus(card: Scorecard, letter: str, sets: Row, found: Sequence[Row]) -> None:
    """Predictions that are neither required nor optional, or that repeat one statement too often."""
    repeats: Counter[int] = Counter()
    for commitment in found:
        text = commitment.get("text", "")
        hit = next((n for n, g in enumerate(sets["required"]) if same_statement(g["quote"], text)), None)
        if hit is not None:
            repeats[hit] += 1
            card.sure(commitment, right=repeats[hit] <= REPEATS_ALLOWED)
            if repeats[hit] > REPEATS_ALLOWED:
                card.wrong("commitments", letter, f"(herhaald) {text[:110]}")
        elif not any(same_statement(quote, text) for quote in sets.get("optional") or []):
            card.wrong("commitments", letter, text[:110])
            card.sure(commitment, right=False)


def agreement(want: Row, found: Row) -> tuple[bool, bool]:
    """Whether kind and last day agree with the gold."""
    latest = (found.get("deadline") or {}).get("latest")
    if "latest" not in want:
        day = True
    else:
        day = latest is None if want["latest"] is None else in_window(latest, want["latest"])
    return found.get("kind") == want.get("kind"), day


def score_fulfilments(card: Scorecard, gold: Row, found: Sequence[Row]) -> None:
    """Fulfilments found with one of their targets and the right relation."""
    for want in gold.get("fulfilments") or []:
        ok = any(is_fulfilment(want, fulfilment) for fulfilment in found)
        card.check("fulfilment", ok, gold["file"], want["quote"][:110])


def is_fulfilment(want: Row, found: Row) -> bool:
    """True where passage, relation and a target agree."""
    targets = {reference_key(value) for value in (found.get("target") or {}).values() if value}
    return (
        found.get("relation") == want["relation"]
        and bool(targets & {reference_key(target) for target in want["target"]})
        and same_statement(want["quote"], found.get("text", ""))
    )


def reference_key(number: object) -> str:
    """A number in the one form in which two are compared."""
    key = re.sub(r"^kst-", "", str(number or "").strip(), flags=re.IGNORECASE)
    key = key.replace("–", "-").replace(" ", "").upper()
    procedure = re.fullmatch(r"(\d{4})/(\d{4})\(?/?([A-Z]{3})\)?", key)
    return f"{procedure[1]}/{procedure[2]}({procedure[3]})" if procedure else key


def in_window(day: object, window: Sequence[str]) -> bool:
    """True where an ISO date lies within the window, both ends included."""
    return day is not None and window[0] <= str(day)[:10] <= window[1]


def letters_of(text: str) -> str:
    """The letters of a text in lower case without accents or inline footnotes."""
    plain = re.sub(r"\[footnoteRef:\d+\]|\[\d+:.*?\]", "", text)
    return "".join(c for c in unicodedata.normalize("NFKD", plain).lower() if c.isalpha())


def same_statement(quote: str, text: str) -> bool:
    """True where a gold quote and a predicted passage are the same statement.

    One holds the other, or they share a run of at least 25 letters and 60 % of the shorter.
    """
    want, got = letters_of(quote), letters_of(text)
    if not want or not got:
        return False
    if want in got or (got in want and len(got) >= 0.4 * len(want)):
        return True
    run = SequenceMatcher(None, want, got, autojunk=False).find_longest_match().size
    return run >= 25 and run >= 0.6 * min(len(want), len(got))


__all__ = ["Scorecard", "Tally", "read_gold", "same_statement", "score"]
