"""The index's folder: whole generations side by side, and a pointer to the one in use."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

POINTER = "CURRENT"
STATE = "state.json"
# Raised whenever what is stored changes: an older index is then left and made anew.
FORMAT = 7


@dataclass(frozen=True, slots=True)
class State:
    """What a generation holds: up to which revision of the store, and whose vectors."""

    revision: int
    model: str
    format: int = FORMAT

    def at(self, revision: int) -> State:
        """The same at another revision."""
        return replace(self, revision=revision)


def current_generation(folder: Path) -> Path | None:
    """The generation in use; None where there is none, or one of another format."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
        state = read_state(folder / name)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return folder / name if name and state.format == FORMAT else None


def read_state(generation: Path) -> State:
    """What a generation says it holds.

    Raises:
        FileNotFoundError: when it was never completed.
        ValueError, TypeError: when the file is no state.
    """
    return State(**json.loads((generation / STATE).read_text(encoding="utf-8")))


def write_state(generation: Path, state: State) -> None:
    """Record what the generation holds; done last, so that it is never more than is there."""
    write_whole(generation / STATE, json.dumps(asdict(state)))


def new_generation(folder: Path) -> Path:
    """An empty folder for the next generation."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name.partition("-")[2]) for path in generations(folder)]
    fresh = folder / f"generation-{max(numbers, default=0) + 1}"
    fresh.mkdir()
    return fresh


def generations(folder: Path) -> list[Path]:
    """All generations in the folder, those of a broken-off rebuild too."""
    return [path for path in folder.glob("generation-*") if path.name.partition("-")[2].isdigit()]


def use_generation(folder: Path, generation: Path) -> None:
    """Point to a complete generation, and take away all others."""
    write_whole(folder / POINTER, generation.name)
    for other in generations(folder):
        if other != generation:
            # a reader in another process may still hold files of it: it sees the pointer at its next search
            shutil.rmtree(other, ignore_errors=True)


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all, also after a power cut."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def stamp(folder: Path) -> tuple[int, ...]:
    """Changes whenever another process has written: the pointer's and the state's time and inode."""
    generation = current_generation(folder)
    paths = [folder / POINTER] + ([generation / STATE] if generation else [])
    return tuple(value for path in paths if path.exists() for value in stamp_of(path))


def stamp_of(path: Path) -> tuple[int, int]:
    """A file's time of change and inode."""
    status = path.stat()
    return status.st_mtime_ns, status.st_ino
