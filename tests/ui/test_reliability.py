"""Measurements of quality: kept as files, with honest bounds, and shown on their page."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts import rate_rows
from ui.measuring import (
    SHIPPED,
    Measurement,
    Rate,
    is_name,
    precision_of,
    read_measurements,
    recall_of,
    save_measurement,
)
from ui.views.reliability import certainty, field_table, found_table, in_words, named_rates

ROOT = Path(__file__).parents[2]
SCORES = {
    "references": {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "tp": 5, "fp": 0, "fn": 5},
    "motions": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "tp": 0, "fp": 0, "fn": 0},
    "commitments": {"precision": 0.75, "recall": 0.6, "f1": 0.6667, "tp": 3, "fp": 1, "fn": 2},
    "deadline": {"accuracy": 0.5, "right": 1, "of": 2},
}


def measurement(name: str = "proef", **changed: object) -> Measurement:
    given = {"title": "Proef", "about": "Een proef.", "measured": date(2026, 3, 2), "letters": 2}
    return Measurement(name=name, version="abc", scores=SCORES, **{**given, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962), (81, 263, 0.2553, 0.3662)],
)
def test_bounds_are_those_of_wilson(right: int, of: int, low: float, high: float) -> None:
    """The last row is the example of Newcombe (1998)."""
    assert Rate(right, of).interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_within_its_bounds(right: int, wrong: int) -> None:
    rate = Rate(right, right + wrong)
    low, high = rate.interval
    assert 0 <= low <= high <= 1
    assert rate.value is None or low - 1e-9 <= rate.value <= high + 1e-9


def test_what_is_saved_is_read_back_and_a_broken_file_hurts_nothing(tmp_path: Path) -> None:
    save_measurement(measurement(), tmp_path / "metingen")
    (tmp_path / "metingen" / "kapot.json").write_text('{"title": 3', "utf-8")
    (tmp_path / "metingen" / "lijst.json").write_text("[1, 2]", "utf-8")
    assert measurement() in read_measurements(tmp_path)
    assert len(read_measurements(tmp_path)) == 1 + len(read_measurements())


@pytest.mark.parametrize("name", ["", "../elders", "A", "met spatie", "x" * 70])
def test_a_name_that_is_no_file_name_is_refused(name: str, tmp_path: Path) -> None:
    assert not is_name(name)
    with pytest.raises(ValueError, match="no name"):
        save_measurement(measurement(name), tmp_path)


def test_the_shipped_measurements_add_up() -> None:
    assert {path.stem for path in SHIPPED.glob("*.json")} == {m.name for m in read_measurements()}
    for shipped in read_measurements():
        assert shipped.letters > 0 and shipped.about.endswith(".")
        for score in shipped.scores.values():
            if "tp" in score:
                assert score["precision"] == pytest.approx(precision_of(score).value or 1.0, abs=1e-3)
                assert score["recall"] == pytest.approx(recall_of(score).value or 1.0, abs=1e-3)


def test_the_tables_say_what_was_counted() -> None:
    found, fields = found_table(SCORES), field_table(SCORES)
    assert "0,75" in found and "0,60" in found and "(0,30–0,95)" in found and "&lt;" not in found
    assert "Moties" in found and "–" in found, "nothing counted is no figure"
    assert "1 van 2" in fields and "0,50" in fields
    words = in_words(SCORES)
    assert words is not None and "4 toezeggingen die zijn gevonden, kloppen er 3" in words
    assert in_words({}) is None


def test_what_a_certainty_is_worth_stands_in_a_table() -> None:
    part = {"predicted": 0.91, "right": 9, "of": 10}
    shown = certainty(measurement(reliability=(part,)))
    assert shown is not None and "0,91" in shown and "0,90" in shown and "(0,60–0,98)" in shown
    assert certainty(measurement()) is None


def test_the_chart_leaves_out_what_was_not_counted() -> None:
    points = rate_rows(named_rates(SCORES))
    assert [(p["Wat"], p["Maat"]) for p in points] == [
        ("Verwijzingen", "Precisie"),
        ("Verwijzingen", "Recall"),
        ("Toezeggingen", "Precisie"),
        ("Toezeggingen", "Recall"),
        ("Termijn van een toezegging", "Juist"),
    ]
    assert all(p["van"] <= p["Deel"] <= p["tot"] for p in points)  # type: ignore[operator]


def test_evaluate_keeps_a_measurement_for_the_page(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    source = ROOT / "corpus" / "gold"
    chosen = next(path for path in sorted(source.glob("*.yaml")) if "kst-90101-7" in path.name)
    (gold / chosen.name).write_text(chosen.read_text("utf-8"), "utf-8")
    given = [str(gold), str(ROOT / "corpus" / "letters"), "--data", str(tmp_path / "data")]
    done = nakoming("evaluate", *given, "--save", "eigen", "--title", "Eigen", "--format", "json")
    assert done.returncode == 0, done.stderr
    kept = next(m for m in read_measurements(tmp_path / "data") if m.name == "eigen")
    assert (kept.title, kept.letters, kept.measured) == ("Eigen", 1, date.today())
    assert kept.scores["commitments"]["tp"] >= 1
    assert sum(part["right"] for part in kept.reliability) >= 1
    assert json.loads(done.stdout)["commitments"] == kept.scores["commitments"]
    refused = nakoming("evaluate", *given, "--save", "../x")
    assert refused.returncode == 2 and "streepjes" in refused.stderr


def nakoming(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)
