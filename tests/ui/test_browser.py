"""The app in a real browser: the five pages, deep links, a decision that is kept, good and bad uploads."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tracking import ItemFilter
from ui.style import serve_options
from ui.workplace import Workplace

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LETTERS = ROOT / "corpus" / "letters"
CHAIN = ["kst-90101-7.pdf", "ienw-2025-06-30-uitstel-actieplan.docx", "kst-90101-15.xml", "kst-90133-9.xml"]
PROMISED = "kst-90101-7"
QUESTION = "Actieplan Drinkwaterbesparing"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
ENGLISH = re.compile(
    r"\b(upload|browse files|drag and drop|per file|no results|choose an? |select all|running|press enter|"
    r"submit form|loading|error|warning|yyyy)\b",
    re.IGNORECASE,
)
ICONS = {"upload", "search", "close", "error"}  # names of glyphs in the icon font, hidden from readers
# What Streamlit's own widgets fail, whatever the page does with them.
WIDGET_FAULTS = {"target-size", "presentation-role-conflict"}


@dataclass
class Served:
    """The app as it runs: its address, its data, and the item of the promise in the first letter."""

    address: str
    workplace: Workplace
    promise: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(360):
        if process.poll() is not None:
            pytest.fail(f"the app stopped with status {process.returncode}")
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail("the app did not come up within 90 seconds")


def find_promise(workplace: Workplace) -> str:
    from datetime import date

    views = workplace.store.items(ItemFilter(kinds=("inform",)), date(2025, 3, 1))
    return next(v.item.id for v in views if "zomerreces" in v.item.mentions[0].evidence.quote)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Four letters of one chain in a fresh folder, served on a free port of this machine."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed: `apt-get install chromium`")
    pytest.importorskip("playwright", reason="playwright is not installed: `pip install -e .[dev]`")
    data = tmp_path_factory.mktemp("register")
    workplace = Workplace(data)
    summary = workplace.ingest([LETTERS / name for name in CHAIN], workers=2)
    assert [outcome.status for outcome in summary.outcomes] == ["new"] * len(CHAIN)
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "ui" / "app.py"), *serve_options()]
    environment = {**os.environ, "NAKOMING_DATA": str(data)}
    process = subprocess.Popen(
        [*command, f"--server.port={port}"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_up(address, process)
        yield Served(address, workplace, find_promise(workplace))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


@pytest.fixture(scope="module")
def browser(served: Served) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*CHROMIUM, *QUIET]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    """A fresh page; a script error, a dialog or a request to elsewhere fails the test."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    opened.set_default_timeout(60_000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    opened.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    opened.on("request", lambda request: note_request(request.url, served.address, faults))
    yield opened
    opened.close()
    assert faults == []


SEEN = (
    "selector => { const found = document.querySelector(selector); if (!found) return false;"
    " const top = found.getBoundingClientRect().top; return 0 < top && top < 900; }"
)
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


def note_request(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
        faults.append(f"request to elsewhere: {url}")


def go(page: Any, served: Served, path: str) -> None:
    page.goto(served.address + path)
    settle(page)


def settle(page: Any) -> None:
    """Wait until the page is drawn whole: its foot is there and nothing is running."""
    page.wait_for_selector(".nk-foot")
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
    page.wait_for_selector("[data-stale=true]", state="detached")


def test_search_open_a_hit_and_see_the_mark(page: Any, served: Served) -> None:
    go(page, served, "/")
    page.get_by_label("Zoekvraag").first.fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("article.nk-result mark.nk-hit")
    page.wait_for_url("**vraag=Actieplan**")
    page.locator("article.nk-result h2 a").first.click()
    page.wait_for_selector("article.nk-letter mark.nk-asked")
    page.wait_for_function(SEEN, arg="article.nk-letter mark.nk-asked")  # scrolled into view
    page.wait_for_url("**documenten?document=**passage=**")
    page.go_back()
    page.wait_for_selector("article.nk-result mark.nk-hit")


def test_jumps_within_a_letter_show_the_passage(page: Any, served: Served) -> None:
    go(page, served, f"/documenten?document={PROMISED}")
    jumps = page.locator(".nk-panel li > a")
    for number in (jumps.count() - 1, 0, 0):
        jumps.nth(number).click()
        wanted = jumps.nth(number).get_attribute("href").split("passage=")[1]
        page.wait_for_url(f"**passage={wanted}")
        settle(page)
        page.wait_for_timeout(600)  # a late scroll would move it away again
        page.wait_for_function(SEEN, arg="mark.nk-asked")
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")


def test_a_followed_link_starts_at_the_top(page: Any, served: Served) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    go(page, served, "/opvolging")
    page.locator("table.nk-table a").last.click()
    page.wait_for_selector(".nk-standing")
    settle(page)
    page.wait_for_function(f"({SCROLLED})() === 0")


def test_deep_links_hold_on_a_fresh_load(page: Any, served: Served) -> None:
    from playwright.sync_api import expect

    go(page, served, "/?vraag=drinkwater&modus=Alleen woorden")
    page.wait_for_selector("article.nk-result mark.nk-hit")
    expect(page.get_by_label("Zoekvraag").first).to_have_value("drinkwater", timeout=60_000)
    go(page, served, f"/?item={served.promise}")
    page.wait_for_selector(".nk-standing")
    page.wait_for_url("**/opvolging?item=**")
    go(page, served, f"/?document={PROMISED}&passage=100-140")
    page.wait_for_selector("article.nk-letter #passage", state="attached")


def test_the_day_is_kept_from_page_to_page(page: Any, served: Served) -> None:
    go(page, served, "/opvolging?peildatum=2025-03-01")
    page.wait_for_selector(".nk-count >> text=stand op 01-03-2025")
    page.get_by_role("link", name="Termijnen", exact=True).click()
    page.wait_for_selector("text=Tijdlijn per maand")
    settle(page)
    page.get_by_role("link", name="Opvolging", exact=True).click()
    page.wait_for_selector("text=stand op 01-03-2025")


def test_filters_travel_from_page_to_page_without_harm(page: Any, served: Served) -> None:
    go(page, served, "/opvolging")
    for name in ("Termijnen", "Documenten", "Zoeken", "Opvolging", "Documenten", "Toevoegen", "Zoeken"):
        choice = page.get_by_role("combobox", name="Ministerie")
        if choice.count():
            choice.first.click()
            page.get_by_role("option", name="Infrastructuur en Waterstaat").click()
            settle(page)
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_selector(f"h1 >> text={name}")
        settle(page)
        assert page.locator("[data-testid=stException]").count() == 0


def test_decide_with_a_reason_and_see_it_after_a_reload(page: Any, served: Served) -> None:
    go(page, served, "/opvolging")
    page.locator("table.nk-table a").first.click()
    page.wait_for_selector(".nk-standing")
    settle(page)
    address = page.url
    page.locator("[data-testid=stRadio] label", has_text="Deels voldaan").click()
    page.get_by_label("Reden").first.fill("Besproken in de procedurevergadering")
    page.get_by_label("Uw naam").first.fill("R. Griffier")
    page.get_by_role("button", name="Besluit vastleggen").click()
    page.wait_for_selector("text=Vastgelegd: Deels voldaan")
    page.goto(address)
    part = page.wait_for_selector(".nk-part:nth-child(2) >> text=R. Griffier")
    assert part is not None
    page.wait_for_selector(".nk-standing >> text=Besproken in de procedurevergadering")
    entry = served.workplace.store.audit()[-1]
    assert (entry.action, entry.actor) == ("decide", "R. Griffier")


def test_deadlines_are_drawn_and_listed(page: Any, served: Served) -> None:
    go(page, served, "/termijnen?peildatum=2026-06-01")
    page.wait_for_selector("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    page.locator(".nk-figure a", has_text="geen latere brief gezien").click()
    page.wait_for_selector("h2 >> text=/Geen latere brief gezien \\(\\d+\\)/")
    page.wait_for_url("**lijst=Geen**")


def test_upload_a_good_and_a_bad_file(page: Any, served: Served, tmp_path: Path) -> None:
    bad = tmp_path / "kapot.pdf"
    bad.write_bytes(b"%PDF-1.7 dit is geen PDF")
    go(page, served, "/toevoegen")
    page.set_input_files(
        "input[type=file]", [str(LETTERS / "vws-2025-12-09-kinderrevalidatie.pdf"), str(bad)]
    )
    page.get_by_role("button", name="Inlezen", exact=True).click()
    page.wait_for_selector("text=1 bestand van 2 gelezen.", timeout=90_000)
    settle(page)
    rows = page.locator("table.nk-table tbody tr")
    assert "Nieuw" in rows.nth(0).inner_text() and "Niet gelezen" in rows.nth(1).inner_text()
    assert len(rows.nth(1).inner_text()) > len("kapot.pdf Niet gelezen") + 10, "it says what is wrong"
    rows.nth(0).locator("a").click()
    page.wait_for_selector("article.nk-letter")
    go(page, served, "/?vraag=kinderrevalidatie&modus=Alleen woorden")
    page.wait_for_selector("article.nk-result mark.nk-hit")


def test_a_hostile_letter_shows_literally(page: Any, served: Served, tmp_path: Path) -> None:
    words = (
        'Let op <script>alert("x")</script> <img src=x onerror=a()> **vet** :red[ja] $x$ [a](javascript:b)'
    )
    letter = tmp_path / "vijandig.txt"
    letter.write_text(f"Geachte Voorzitter,\n\n{words}\n\nHoogachtend,\n\nDe Minister\n", "utf-8")
    go(page, served, "/toevoegen")
    page.set_input_files("input[type=file]", [str(letter)])
    page.get_by_role("button", name="Inlezen", exact=True).click()
    page.wait_for_selector("text=1 bestand van 1 gelezen.", timeout=90_000)
    page.locator("table.nk-table a").first.click()
    page.wait_for_selector("article.nk-letter")
    shown = " ".join(page.inner_text("article.nk-letter").split())
    assert words in shown
    assert page.locator("article.nk-letter script, article.nk-letter img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


PATHS = [
    "/?vraag=drinkwater",
    "/opvolging",
    "/opvolging?item={item}",
    "/termijnen",
    "/documenten",
    f"/documenten?document={PROMISED}",
    "/toevoegen",
    "/betrouwbaarheid",
]


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_dutch_accessible_and_fit_a_narrow_screen(page: Any, served: Served, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    go(page, served, path.format(item=served.promise))
    page.wait_for_timeout(500)
    page.wait_for_function("document.documentElement.lang === 'nl'")
    assert [words for words in words_of_frame(page) if ENGLISH.search(words) and words not in ICONS] == []
    found = Axe().run(page).response["violations"]
    faults = {v["id"]: [n["html"][:160] for n in v["nodes"]] for v in found if v["id"] not in WIDGET_FAULTS}
    assert faults == {}, json.dumps(faults, indent=1)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 390")


def words_of_frame(page: Any) -> list[str]:
    """All texts and names on the page but those of letters, items and documents."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stApp] *')]"
        ".filter(e => !e.closest('article, table, dl, blockquote, script, style')).flatMap(e => ["
        "...['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n)),"
        "...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.nodeValue)]).filter(Boolean)"
    )
    return found
