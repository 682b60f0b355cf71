"""Beoordelen in a real browser, with the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from kamer.items import Act
from tests.ui.test_browser import Served, browser, go, page, served, settle

__all__ = ["browser", "page", "served"]  # the fixtures of the app as it is served

pytestmark = pytest.mark.browser


def press_until(page: Any, key: str, words: str) -> None:
    """Press a key that changes nothing, until the page says this: a busy one may not yet be listening."""
    from playwright.sync_api import TimeoutError as TooLateError

    for _ in range(6):
        settle(page)
        page.locator("h1").first.click()
        page.keyboard.press(key)
        try:
            page.get_by_text(words).first.wait_for(timeout=10_000)
            return
        except TooLateError:
            continue
    page.get_by_text(words).first.wait_for()


def press(page: Any, key: str, words: str) -> None:
    """Press a key outside any field, and wait until the page says this."""
    settle(page)
    page.locator("h1").first.click()
    page.keyboard.press(key)
    page.get_by_text(words).first.wait_for()
    settle(page)


def test_items_are_judged_by_the_keyboard_alone(page: Any, served: Served) -> None:
    go(page, served, "/beoordelen?peildatum=2026-11-20")
    page.get_by_text("punten die op een oordeel wachten").wait_for()
    page.wait_for_selector("article.nk-letter mark.nk-commitment")
    press_until(page, "b", "Vul eerst in: uw naam")
    settle(page)
    page.get_by_label("Uw naam", exact=True).first.fill("J. Griffier")
    page.keyboard.press("Tab")
    settle(page)
    press(page, "j", "2 van")
    press(page, "k", "1 van")
    press(page, "b", "Vastgelegd: bevestigd")
    press(page, "u", "Ongedaan gemaakt: bevestigd")
    press(page, "a", "Vastgelegd: afgewezen")
    press(page, "w", "Er is geen termijn")
    made = [line for line in served.workplace.store.audit() if line.action in ("rule", "undo")]
    assert [line.result for line in made] == [Act.CONFIRM.value, "undone", Act.REJECT.value]
    assert {line.actor for line in made} == {"J. Griffier"}
