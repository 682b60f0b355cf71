"""Uitvoer and Volgen in a real browser: files that are saved, a choice that is followed, a digest."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tracking import ItemFilter
from ui.style import serve_options
from ui.watch.keeping import start_watch

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]


@pytest.fixture(scope="module")
def address(register: Any) -> Iterator[str]:
    """The app on the invented register, on a free port of this machine."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed: `apt-get install chromium`")
    pytest.importorskip("playwright", reason="playwright is not installed: `pip install -e .[dev]`")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(ROOT / "ui/app.py"),
            *serve_options(),
            f"--server.port={port}",
        ],
        env={**os.environ, "NAKOMING_DATA": str(register.workplace.data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(480):
        if process.poll() is not None:
            pytest.fail(f"the app stopped with status {process.returncode}")
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail("the app did not come up within two minutes")


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Any]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        opened = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl-NL")
        opened.set_default_timeout(60_000)
        yield opened
        browser.close()


def saved(page: Any, button: str) -> tuple[str, bytes]:
    """The name and bytes of the file that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_list_is_saved_as_it_is_shown(page: Any, address: str) -> None:
    from docx import Document
    from openpyxl import load_workbook
    from playwright.sync_api import expect

    page.goto(f"{address}/uitvoer?peildatum=2026-10-01")
    expect(page.get_by_text("Lijst van openstaande moties en toezeggingen")).to_be_visible()
    expect(page.locator("table.nk-table tbody tr")).to_have_count(1)
    name, content = saved(page, "Word (DOCX)")
    assert name == "commissielijst-2026-10-01.docx"
    [table] = Document(io.BytesIO(content)).tables
    assert len(table.rows) == 2 and "toezichthouder" in table.rows[1].cells[3].text
    name, content = saved(page, "Excel (XLSX)")
    assert load_workbook(io.BytesIO(content))["Toezeggingen"].max_row == 5
    page.get_by_text("Agenda met termijnen").click()
    expect(page.get_by_text("2 termijnen in de agenda.")).to_be_visible()
    name, content = saved(page, "Agenda (ICS)")
    assert name.endswith(".ics") and content.count(b"BEGIN:VEVENT") == 2
    assert address.encode() in content.replace(b"\r\n ", b"")


def test_an_item_leads_to_its_file(page: Any, address: str, register: Any) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}/?item={register.promise.id}")
    page.get_by_role("link", name="Afdrukken of opslaan").click()
    expect(page.get_by_text("Wat het ministerie meldt")).to_be_visible()
    name, content = saved(page, "Webpagina om af te drukken (HTML)")
    assert name.startswith(f"punt-{register.promise.id}") and b"@page" in content


def test_the_digest_is_shown_saved_and_marked_as_seen(page: Any, address: str, register: Any) -> None:
    from playwright.sync_api import expect

    start_watch(register.workplace, "R. Griffier", "Mijn havens", ItemFilter(), date(2026, 8, 1))
    page.goto(f"{address}/volgen")
    page.get_by_label("Uw naam").fill("R. Griffier")
    page.get_by_label("Uw naam").press("Enter")
    expect(page.get_by_text("Andere stand (1)")).to_be_visible()
    name, content = saved(page, "Opslaan als webpagina")
    assert name.startswith("overzicht-") and f"{address}/?item=".encode() in content
    page.get_by_role("button", name="Markeer als gezien").click()
    expect(page.get_by_text("begint bij vandaag")).to_be_visible()
    expect(page.get_by_text("Andere stand (1)")).to_have_count(0)
