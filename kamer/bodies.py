"""Ministries through their renamings: which one signs, told from an office or a masthead.

Also whose work a ministry took over, so that "my ministry" can mean it and those before it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A ministry whose work another took over, with the days on which its code stood for that work."""

    code: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry under one code; `first` and `last` are the years in which it bore that name.

    `predecessors` are the ministries whose work it took over.
    """

    code: str
    name: str
    names: tuple[str, ...]
    offices: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    predecessors: tuple[Predecessor, ...] = ()


@cache
def ministries() -> dict[str, Ministry]:
    """All ministries by code, in the order of the data file."""
    rows = tomllib.loads(files("kamer").joinpath("bodies.toml").read_text("utf-8"))["ministry"]
    return {row["code"]: read_row(row) for row in rows}


def read_row(row: dict[str, object]) -> Ministry:
    """One `[[ministry]]` of the data file."""
    names, offices, before = row["names"], row.get("offices", []), row.get("predecessors", [])
    assert isinstance(names, list) and isinstance(offices, list) and isinstance(before, list)
    first, last = row.get("from"), row.get("until")
    return Ministry(
        str(row["code"]),
        str(row["name"]),
        tuple(names),
        tuple(offices),
        first if isinstance(first, int) else None,
        last if isinstance(last, int) else None,
        tuple(Predecessor(**each) for each in before),
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


def is_within(code: str | None, family: str, day: date | None) -> bool:
    """True where what `code` did on `day` is now the work of the ministry `family`, or was its own.

    Args:
        code: of the ministry that signed.
        family: of the ministry that is meant with its predecessors.
        day: of the letter; where it is not known, the predecessor counts whatever its days.

    >>> is_within("EZK", "KGG", date(2023, 5, 1)), is_within("EZ", "KGG", date(2025, 5, 1))
    (True, False)
    """
    if code is None or code == family:
        return code == family
    ministry = ministries().get(family)
    before = next((p for p in ministry.predecessors if p.code == code), None) if ministry else None
    if before is None or day is None:
        return before is not None
    return (before.since or date.min) <= day <= (before.until or date.max)


def are_kin(one: str | None, other: str | None) -> bool:
    """True for one ministry, or two of which one took over work of the other.

    >>> are_kin("EZK", "KGG"), are_kin("FIN", "KGG"), are_kin(None, None)
    (True, False, False)
    """
    if one is None or other is None:
        return False
    return one == other or is_within(one, other, None) or is_within(other, one, None)


@cache
def kin_of(code: str) -> str:
    """The first code, by alphabet, of all ministries that are kin of `code`, or kin of those, and so on.

    >>> kin_of("KGG") == kin_of("LVVN"), kin_of("FIN")
    (True, 'FIN')
    """
    seen, fresh = {code}, {code}
    while fresh:
        fresh = {other for other in ministries() if any(are_kin(other, one) for one in fresh)} - seen
        seen |= fresh
    return min(seen)
