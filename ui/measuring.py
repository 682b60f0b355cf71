"""Measurements of quality: kept as files, so that readers see how far to trust what they read.

A measurement says what was measured, on how many letters, on which day and with which version of the
program. Those that come with the program stand in `ui/measurements`; those that a user makes with
`nakoming evaluate … --save NAAM` stand in the data folder, under `metingen`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "measurements"
FOLDER = "metingen"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
Z95 = 1.959964  # the normal quantile of a two-sided interval of 95 %


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: `scores` and `reliability` as `Scorecard` gives them, the rest for people."""

    name: str
    title: str
    about: str
    measured: date
    letters: int
    version: str
    scores: Mapping[str, Mapping[str, float]]
    reliability: Sequence[Mapping[str, float]] = ()
    order: int = 9


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with the counts that it comes from: `right` of `of`."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, None where nothing was counted."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Within which bounds the true share lies with 95 % certainty (Wilson 1927); 0 to 1 where unknown."""
        if not self.of:
            return 0.0, 1.0
        share, count = self.right / self.of, self.of
        middle = share + Z95**2 / (2 * count)
        spread = Z95 * math.sqrt(share * (1 - share) / count + Z95**2 / (4 * count**2))
        scale = 1 + Z95**2 / count
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def is_name(name: str) -> bool:
    """True for a name that can be a file's: small letters, digits and hyphens.

    >>> is_name("eigen-brieven"), is_name("../x")
    (True, False)
    """
    return NAME.fullmatch(name) is not None


def save_measurement(measurement: Measurement, folder: Path) -> Path:
    """Write a measurement as `folder/NAME.json`; one of the same name is replaced.

    Raises:
        ValueError: for a name that cannot be a file's.
        OSError: when the file cannot be written.
    """
    if not is_name(measurement.name):
        raise ValueError(f"no name for a file: {measurement.name!r}")
    row = {
        "title": measurement.title,
        "about": measurement.about,
        "measured": measurement.measured.isoformat(),
        "letters": measurement.letters,
        "version": measurement.version,
        "order": measurement.order,
        "scores": measurement.scores,
        "reliability": list(measurement.reliability),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{measurement.name}.json"
    path.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read_measurements(data: Path | None = None) -> list[Measurement]:
    """The shipped measurements and those in the data folder, in the order to show; a broken file is left out.

    Raises:
        OSError: when a file that is there cannot be read.
    """
    folders = [SHIPPED, data / FOLDER] if data else [SHIPPED]
    found = [
        m for folder in folders for path in sorted(folder.glob("*.json")) for m in parse_measurement(path)
    ]
    return sorted(found, key=lambda measurement: (measurement.order, measurement.title))


def parse_measurement(path: Path) -> Iterator[Measurement]:
    """The measurement of a file, or nothing where it is none (a user may keep other files there)."""
    try:
        row: dict[str, Any] = json.loads(path.read_text("utf-8"))
        yield Measurement(
            name=path.stem,
            title=str(row["title"]),
            about=str(row["about"]),
            measured=date.fromisoformat(row["measured"]),
            letters=int(row["letters"]),
            version=str(row["version"]),
            scores={str(name): dict(score) for name, score in row["scores"].items()},
            reliability=tuple(dict(part) for part in row.get("reliability", ())),
            order=int(row.get("order", 9)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def precision_of(score: Mapping[str, float]) -> Rate:
    """Of what was found, how much is right."""
    return Rate(int(score.get("tp", 0)), int(score.get("tp", 0) + score.get("fp", 0)))


def recall_of(score: Mapping[str, float]) -> Rate:
    """Of what is there, how much was found."""
    return Rate(int(score.get("tp", 0)), int(score.get("tp", 0) + score.get("fn", 0)))


def accuracy_of(score: Mapping[str, float]) -> Rate:
    """Of the values of a field, how many are right."""
    return Rate(int(score.get("right", 0)), int(score.get("of", 0)))


def is_found(score: Mapping[str, float]) -> bool:
    """True for a kind of finding, which has precision and recall; False for a field, right or wrong."""
    return "tp" in score
