"""Dutch labels for users of the values in code."""

from __future__ import annotations

import tomllib
from enum import Enum
from functools import cache
from importlib.resources import files


@cache
def glossary() -> dict[str, dict[str, str]]:
    """Labels by enum class name and value."""
    labels: dict[str, dict[str, str]] = tomllib.loads(
        files("kamer").joinpath("glossary.toml").read_text("utf-8")
    )
    return labels


def dutch(term: Enum) -> str:
    """What users read for an enum value: `dutch(Disposition.CLOSED)` is "afgedaan".

    Raises:
        KeyError: when the glossary lacks it (a test holds the glossary complete).
    """
    return glossary()[type(term).__name__][str(term.value)]


def dutch_date(day: object) -> str:
    """A date as Dutch readers write it in lists: `24-03-2024`; "onbekend" for None."""
    return day.strftime("%d-%m-%Y") if hasattr(day, "strftime") else "onbekend"


def dutch_certainty(confidence: float) -> str:
    """A certainty below 1 as a percentage; what rounds to 100 is told as "meer dan 99%", because it is not.

    >>> dutch_certainty(0.874), dutch_certainty(0.998)
    ('87%', 'meer dan 99%')
    """
    return "meer dan 99%" if 0.99 < confidence < 1 else f"{confidence:.0%}"
