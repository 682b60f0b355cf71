"""Floors of speed, with the slack of a slow machine; the benchmark itself measures 10,000 items."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.tracking_speed import FLOORS, build, listing, relink

ITEMS = 300


@pytest.mark.slow
def test_lists_items_and_linking_stay_within_their_floors(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/n.db"
    built = build(url, ITEMS)
    assert built["items"] > ITEMS / 2
    assert relink(url, ITEMS)["relink"] < FLOORS["relink"]
    figures = listing(url)
    assert figures["mentions"] > 5 * ITEMS
    assert max(figures["lists"].values()) < FLOORS["list"]
    assert figures["item"] < FLOORS["item"]
    assert figures["item_in_a_fresh_process"] < 3 * FLOORS["item"]  # a new process opens the database too
