"""The app as Streamlit starts it: the frame around the pages, and a data folder that cannot be opened."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "ui" / "app.py"


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def words(test: AppTest) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", "\n".join(e.proto.body for e in test.get("html"))))


def start(monkeypatch: pytest.MonkeyPatch, data: Path) -> AppTest:
    monkeypatch.setenv("NAKOMING_DATA", str(data))
    monkeypatch.delenv("NAKOMING_DATABASE_URL", raising=False)
    return AppTest.from_file(str(APP), default_timeout=120).run()


def test_the_start_page_is_searching_with_the_newest_documents(
    monkeypatch: pytest.MonkeyPatch, register: Any
) -> None:
    test = start(monkeypatch, register.workplace.data)
    assert not test.exception
    assert "Nieuwste stukken" in words(test) and "Meting van het geluid" in words(test)
    assert "2 documenten in het register." in words(test)
    assert [field.label for field in test.date_input][-1] == "Peildatum"


def test_a_folder_that_cannot_be_opened_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "bestand"
    blocked.write_text("geen map", "utf-8")
    test = start(monkeypatch, blocked)
    assert not test.exception
    assert "De gegevensmap kan niet worden geopend." in words(test)


def test_the_app_does_nothing_when_a_reading_process_imports_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A process that reads an upload imports the main file once more, under another name."""
    import runpy

    runpy.run_path(str(APP), run_name="__mp_main__")
    assert capsys.readouterr().out == ""
