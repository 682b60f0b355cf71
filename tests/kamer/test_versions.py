from __future__ import annotations

from pathlib import Path

import pytest

from kamer import versions


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sample_of_versions"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "data" / "rules.toml").write_text("a = 1")
    monkeypatch.syspath_prepend(str(tmp_path))
    return folder


def version_now(*names: str) -> str:
    versions.version_of.cache_clear()
    return versions.version_of(*names)


def test_a_version_changes_with_code_and_data_and_with_nothing_else(package: Path) -> None:
    first = version_now("sample_of_versions")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert version_now("sample_of_versions") == first
    (package / "data" / "rules.toml").write_text("a = 2")
    second = version_now("sample_of_versions")
    (package / "more.py").write_text("")
    third = version_now("sample_of_versions")
    assert len({first, second, third}) == 3


def test_a_single_module_has_a_version_of_its_own() -> None:
    assert version_now("search.passages") != version_now("search") != version_now("extract", "ingest")
