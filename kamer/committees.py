"""The standing committees of parliament: which of them follows an item ("voortouwcommissie")."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kamer.bodies import is_within, squeeze

CHAPTER = re.compile(r"\d{5}-(?P<chapter>[IVXLC]+[A-Z]?|[A-M])$")


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee under its abbreviation, with the ministries, budget chapters and dossiers it follows."""

    code: str
    name: str
    ministries: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name for lists, without "vaste commissie voor"."""
        return self.name.removeprefix("vaste commissie voor ")


@cache
def committees() -> dict[str, Committee]:
    """All committees by code, in the order of the data file."""
    rows = tomllib.loads(files("kamer").joinpath("committees.toml").read_text("utf-8"))["committee"]
    lists = ("ministries", "chapters", "dossiers")
    return {
        row["code"]: Committee(row["code"], row["name"], **{key: tuple(row.get(key, ())) for key in lists})
        for row in rows
    }


def parse_committee(text: str) -> str | None:
    """The code of the committee that a user means by its code or name, in any case; None where unknown.

    >>> parse_committee("digitale zaken"), parse_committee("dienst")
    ('DiZa', None)
    """
    typed = squeeze(text)
    for committee in committees().values():
        names = (committee.code, committee.name, committee.label, committee.code.replace("&", "en"))
        if typed in [squeeze(name) for name in names]:
            return committee.code
    return None


def follows(code: str, ministry: str | None, dossiers: Sequence[str], day: date | None) -> bool:
    """True where the committee follows an item of this ministry, in these dossiers, made on that day.

    The chapter of a budget decides before the ministry: "36600-XVII" is of the committee for trade and
    development, though the same ministry signs.

    >>> follows("BuZa", "BZ", ["36600-XVII"], None), follows("BHO", "BZ", ["36600-XVII"], None)
    (False, True)
    """
    committee = committees().get(code)
    if committee is None:
        return False
    if any(own in committee.dossiers for own in dossiers):
        return True
    chapters = {match["chapter"] for own in dossiers if (match := CHAPTER.match(own))}
    if known := chapters & {chapter for each in committees().values() for chapter in each.chapters}:
        return bool(known & set(committee.chapters))
    return any(is_within(ministry, own, day) for own in committee.ministries)
