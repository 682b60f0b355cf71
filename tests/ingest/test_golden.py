"""What reading makes of the demonstration letters is what it made before (see `write_golden.py`)."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def load_golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_golden", ROOT / "tests" / "write_golden.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


golden = load_golden()
LETTERS = sorted(path.name for path in golden.LETTERS.iterdir())


@pytest.mark.parametrize("name", LETTERS)
def test_reading_is_as_it_was(name: str) -> None:
    assert golden.differences("documents", name) == []


def test_no_golden_file_without_its_letter() -> None:
    kept = {path.name.removesuffix(".json") for path in (golden.GOLDEN / "documents").glob("*.json")}
    assert kept == set(LETTERS)


def test_a_missing_golden_file_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "GOLDEN", golden.ROOT / "tests" / "no-such-folder")
    assert "is missing" in golden.differences("documents", LETTERS[0])[0]


def test_each_difference_names_its_place() -> None:
    old, new = {"blocks": [["heading", "Kop"]], "date": None}, {"blocks": [["heading", "Slot"]], "date": None}
    assert golden.compare(old, new, "brief") == ["brief > blocks > 0 > 1: golden 'Kop', now 'Slot'"]
