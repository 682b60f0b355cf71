"""A run of `ingest` that is killed at a random point is completed by the next to the same state."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import corpus
from kamer.passages import Query, SearchMode
from ui.workplace import Workplace

LETTERS = Path(corpus.__path__[0]) / "letters"
TODAY_ARGS = ["--as-of", "2026-11-20"]


def command(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "ui.cli", *words, "--data", str(data)]


def ingest(data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(data, "ingest", str(LETTERS), "--workers", "2"), capture_output=True, text=True, check=False
    )


def state_of(data: Path) -> dict[str, Any]:
    """Everything a user can see of a data folder, apart from moments of reading."""
    done = subprocess.run(
        command(data, "items", "--format", "json", *TODAY_ARGS), capture_output=True, text=True, check=True
    )
    workplace = Workplace(data)
    passages = sorted(passage.id for passage in workplace.store.passages())
    hits = {
        mode: [hit.passage.id for hit in workplace.find(Query("drinkwater toezegging evaluatie", mode))]
        for mode in SearchMode
    }
    return {
        "items": json.loads(done.stdout),
        "documents": [summary.key for summary in workplace.store.documents()],
        "files": sorted((f.path, f.document) for f in workplace.store.files()),
        "passages": passages,
        "indexed": workplace.index.count(),
        "hits": hits,
    }


def letters_in(data: Path) -> int:
    """How many letters are in the database of a folder; 0 while it is being made."""
    try:
        with closing(sqlite3.connect(f"file:{data / 'nakoming.db'}?mode=ro", uri=True)) as database:
            (count,) = database.execute("SELECT count(*) FROM documents").fetchone()
            return int(count)
    except sqlite3.OperationalError:
        return 0


def kill_after(data: Path, letters: int, delay: float) -> bool:
    """Start an ingest in a group of its own and kill the whole group a moment after so many letters are in.

    Returns:
        True where it was still running when it was killed.
    """
    process = subprocess.Popen(
        command(data, "ingest", str(LETTERS), "--workers", "2"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and letters_in(data) < letters:
        time.sleep(0.005)
    time.sleep(delay)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_killed_ingest_is_completed_by_the_next(tmp_path: Path) -> None:
    undisturbed = ingest(tmp_path / "undisturbed")
    assert undisturbed.returncode in (0, 3), undisturbed.stderr
    expected = state_of(tmp_path / "undisturbed")
    assert expected["items"] and expected["indexed"] == len(expected["passages"]) > 0

    chance = random.Random(20261120)
    whole = len(expected["documents"])
    points = [*sorted(chance.sample(range(1, whole - 3), 3)), whole, whole]
    killed = [kill_after(tmp_path / "killed", point, chance.uniform(0, 0.05)) for point in points]
    assert sum(killed) >= 3, "hardly any run was killed: nothing was tested"
    completed = ingest(tmp_path / "killed")
    assert completed.returncode in (0, 3), completed.stderr
    assert state_of(tmp_path / "killed") == expected


def test_what_has_not_changed_is_skipped_and_nothing_changes(tmp_path: Path) -> None:
    first = ingest(tmp_path)
    before = state_of(tmp_path)
    second = subprocess.run(
        command(tmp_path, "ingest", str(LETTERS), "--format", "json"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert first.returncode in (0, 3), first.stderr
    assert {row["status"] for row in json.loads(second.stdout)} == {"unchanged"}
    assert state_of(tmp_path) == before
