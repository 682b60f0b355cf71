"""What each stage makes of the demonstration letters is what it made before (see `write_golden.py`)."""

from __future__ import annotations

import pytest
import write_golden as golden

PAIRS = [
    (stage, name)
    for stage in golden.STAGES
    for name in (
        [f"on-{golden.AS_OF}"] if stage == "items" else sorted(path.name for path in golden.LETTERS.iterdir())
    )
]


@pytest.mark.parametrize(("stage", "name"), PAIRS)
def test_a_stage_makes_what_it_made(stage: str, name: str) -> None:
    assert golden.differences(stage, name) == []


@pytest.mark.parametrize("stage", golden.STAGES)
def test_no_golden_file_without_its_letter(stage: str) -> None:
    kept = {path.name.removesuffix(".json") for path in (golden.GOLDEN / stage).glob("*.json")}
    assert kept == {name for of_stage, name in PAIRS if of_stage == stage}


def test_a_missing_golden_file_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "GOLDEN", golden.ROOT / "tests" / "no-such-folder")
    assert "is missing" in golden.differences("documents", "kst-90101-7.pdf")[0]


def test_each_difference_names_its_place() -> None:
    old, new = {"blocks": [["heading", "Kop"]], "date": None}, {"blocks": [["heading", "Slot"]], "date": None}
    assert golden.compare(old, new, "brief") == ["brief > blocks > 0 > 1: golden 'Kop', now 'Slot'"]
