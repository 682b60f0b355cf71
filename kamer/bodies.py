"""Ministries through their renamings: which one signs, told from an office or a masthead."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry under one code; `first` and `last` are the years in which it bore that name."""

    code: str
    name: str
    names: tuple[str, ...]
    offices: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


@cache
def ministries() -> dict[str, Ministry]:
    """All ministries by code, in the order of the data file."""
    rows = tomllib.loads(files("kamer").joinpath("bodies.toml").read_text("utf-8"))["ministry"]
    return {row["code"]: read_row(row) for row in rows}


def read_row(row: dict[str, object]) -> Ministry:
    """One `[[ministry]]` of the data file."""
    names, offices = row["names"], row.get("offices", [])
    assert isinstance(names, list) and isinstance(offices, list)
    first, last = row.get("from"), row.get("until")
    return Ministry(
        str(row["code"]),
        str(row["name"]),
        tuple(names),
        tuple(offices),
        first if isinstance(first, int) else None,
        last if isinstance(last, int) else None,
    )


@cache
def name_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern over all names, longest first, and the code of each name.

    Longest first, because "Economische Zaken" stands within "Economische Zaken en Klimaat".
    """
    codes = {squeeze(n): m.code for m in ministries().values() for n in (*m.names, *m.offices)}
    longest_first = sorted(codes, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"), codes


def squeeze(text: str) -> str:
    """Lower case, white space and line breaks as single spaces."""
    return " ".join(text.lower().split())


def find_ministry(text: str) -> str | None:
    r"""The code of the first ministry that `text` (an office, a masthead) names, or None.

    >>> find_ministry("De Staatssecretaris van Economische Zaken\n en Klimaat,")
    'EZK'
    """
    pattern, codes = name_pattern()
    match = pattern.search(squeeze(text))
    return codes[match.group()] if match else None


def ministry_name(code: str) -> str:
    """The ministry's name for users; the code itself where it is unknown."""
    ministry = ministries().get(code)
    return ministry.name if ministry else code


def parse_ministry(text: str) -> str | None:
    """The code of the ministry that a user means by its code or name, in any case; None where unknown."""
    typed = squeeze(text)
    by_code = {squeeze(code): code for code in ministries()}
    by_name = {squeeze(name): m.code for m in ministries().values() for name in m.names}
    return by_code.get(typed) or by_name.get(typed)
