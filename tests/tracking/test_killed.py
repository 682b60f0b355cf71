from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).with_name("saving_run.py")
ROOT = Path(__file__).parents[2]


def run(database: Path, kills: int, seed: int = 0) -> int:
    """Save all letters with that many kills; how many of them hit a working run."""
    command = [sys.executable, str(RUN), f"sqlite:///{database}", str(kills), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def dump(database: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    with sqlite3.connect(database) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What a run leaves that was never killed."""
    database = tmp_path_factory.mktemp("undisturbed") / "n.db"
    assert run(database, 0) == 0
    return dump(database)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7])
def test_a_killed_run_is_completed_to_the_same_state(
    undisturbed: dict[str, list[Any]], tmp_path: Path, seed: int
) -> None:
    database = tmp_path / "n.db"
    assert run(database, 14, seed) >= 10
    assert dump(database) == undisturbed
    assert len(undisturbed["documents"]) == 36
    assert len(undisturbed["files"]) == 40
    assert len(undisturbed["items"]) == 36
