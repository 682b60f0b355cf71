from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ui import reading

# A reader that dies, hangs or fails by the name of the file. It stands in a module of its own, because
# the processes that read import it by name.
READER = """
import os, time
from ui.reading import failed_letter

def read(path):
    if "kills" in path.name:
        os._exit(1)
    if "hangs" in path.name:
        time.sleep(60)
    if "fails" in path.name:
        raise RuntimeError("nobody foresaw this")
    return failed_letter(path, "read", "gelezen")
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "reader_that_dies.py").write_text(READER)
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("reader_that_dies")


@pytest.fixture
def outcome_of(reader: ModuleType, tmp_path: Path) -> Callable[..., dict[str, str]]:
    def outcomes(names: list[str], workers: int) -> dict[str, str]:
        paths = [tmp_path / name for name in names]
        letters = list(reading.read_letters(paths, workers, reader.read))
        assert len(letters) == len(paths), "a file was dropped or read twice"
        return {letter.path.name: letter.document.problems[0].code for letter in letters}

    return outcomes


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_kills_its_process_is_reported_and_the_others_go_on(
    outcome_of: Callable[..., dict[str, str]], workers: int
) -> None:
    assert outcome_of(["a", "kills", "b", "fails", "c"], workers) == {
        "a": "read",
        "kills": "crashed",
        "b": "read",
        "fails": "program_error",
        "c": "read",
    }


def test_a_file_that_never_ends_is_given_up(
    outcome_of: Callable[..., dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS_PER_FILE", 4.0)
    assert outcome_of(["a", "hangs", "b"], 2) == {"a": "read", "hangs": "too_slow", "b": "read"}


def test_problems_name_no_programming_terms_only_dutch(reader: ModuleType, tmp_path: Path) -> None:
    (letter,) = reading.read_letters([tmp_path / "fails"], 1, reader.read)
    assert letter.document.problems[0].message.startswith("Dit bestand kon niet worden gelezen")


def test_processes_do_not_run_the_main_script_again(
    reader: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    page = ModuleType("__main__")  # what Streamlit leaves behind: a script that is no longer there
    page.__file__ = str(tmp_path / "gone.py")
    monkeypatch.setitem(sys.modules, "__main__", page)
    (letter,) = reading.read_letters([tmp_path / "a"], 1, reader.read)
    assert letter.document.problems[0].code == "read"
    assert sys.modules["__main__"] is page


def test_another_pipeline_reads_all_letters_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAKOMING_SPACY_PIPELINE", raising=False)
    own = reading.reading_version()
    monkeypatch.setenv("NAKOMING_SPACY_PIPELINE", "nl_core_news_lg")
    other = reading.reading_version()
    assert other != own and len(other) <= 20
    monkeypatch.setenv("NAKOMING_SPACY_PIPELINE", "nl_core_news_sm")
    assert reading.reading_version() not in (own, other)
