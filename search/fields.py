"""Limits typed into a question: "ministerie:VWS soort:motie vanaf:2023 wachtlijsten"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from kamer.bodies import ministries
from kamer.items import Status
from kamer.ministers import plain_surname
from kamer.passages import Filters

# A name, a colon at once after it, and a value that may stand between quotes: "Re: brief" is none.
FIELD = re.compile(
    r"(?<!\S)(?P<name>[a-z]+(?:-[a-z]+)?):(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>\d\d \d{3}\b|[^\s\":]+))",
    re.IGNORECASE,
)
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
DUTCH_DAY = re.compile(r"(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})")
KINDS = {
    "brief": "letter", "kamerbrief": "letter", "antwoord": "answer", "motie": "motion",
    "mededeling": "communication", "fiche": "fiche", "bnc-fiche": "fiche", "anders": "other",
}  # fmt: skip
FINDINGS = {
    "toezegging": "commitment", "motie": "motion", "nakoming": "fulfilment", "afdoening": "fulfilment",
    "verwijzing": "reference",
}  # fmt: skip
# "deels-voldaan", as a blank would end the value
STATUSES = {status.value.replace(" ", "-"): status.value for status in Status}
EDGES = ("vanaf", "na", "voor", "tot")
LANGUAGES = {"nl": "nl", "nederlands": "nl", "en": "en", "engels": "en"}
ALIKE = {"ministers": plain_surname}  # where values that differ by more than capitals are the same
NOTHING = ("\0",)  # a value that no passage has: two limits that exclude each other


def take_fields(text: str) -> tuple[str, Filters]:
    """The text without the limits in it, and these; what is none that we know stays in the text.

    >>> text, filters = take_fields("wachtlijsten dossier:31765 Re:brief")
    >>> text, filters.dossiers
    ('wachtlijsten Re:brief', ('31765',))
    """
    filters = Filters()
    kept: list[str] = []
    at = 0
    for match in FIELD.finditer(text):
        limit = read_limit(match["name"].lower(), match["quoted"] or match["bare"])
        if limit is not None:
            filters = both(filters, limit)
            kept.append(text[at : match.start()])
            at = match.end()
    return " ".join("".join([*kept, text[at:]]).split()) if at else text, filters


def read_limit(name: str, value: str) -> Filters | None:
    """One limit; None for a name or a value that we do not know."""
    parse = PARSERS.get(name)
    return parse(value.strip()) if parse else None


def parse_ministry(value: str) -> Filters | None:
    """A ministry by its code."""
    codes = {code.lower(): code for code in ministries()}
    code = codes.get(value.lower().replace("&", "en"))
    return Filters(ministries=(code,)) if code else None


def parse_one_of(field: str, values: Mapping[str, str]) -> Callable[[str], Filters | None]:
    """A reader of a word out of a list."""

    def parse(value: str) -> Filters | None:
        known = values.get(value.lower())
        if known is None:
            return None
        return make_filters(language=known) if field == "language" else make_filters(**{field: (known,)})

    return parse


def parse_dossier(value: str) -> Filters | None:
    """A dossier number, with its chapter or without."""
    bare = value.replace(" ", "").replace(".", "")
    return Filters(dossiers=(bare,)) if re.fullmatch(r"\d{5}(-[IVXLCA-Z]+)?", bare) else None


def parse_period(value: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a year, a month or a day.

    >>> parse_period("2023-02")
    (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    """
    match = DUTCH_DAY.fullmatch(value) or DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(match[part]) if match[part] else 0 for part in ("year", "month", "day"))
    try:
        first = dt.date(year, month or 1, day or 1)
        if day:
            return first, first
        following = dt.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    except ValueError:
        return None
    return first, following - dt.timedelta(days=1)


def parse_edge(name: str, of: str = "") -> Callable[[str], Filters | None]:
    """A reader of "vanaf:", "na:", "voor:" or "tot:" with a year, a month or a day.

    Args:
        name: which of the four.
        of: what begins the names of the filters: nothing for a letter's day, "due_" for a deadline.
    """

    def parse(value: str) -> Filters | None:
        period = parse_period(value)
        if period is None:
            return None
        first, last = period
        one_day = dt.timedelta(days=1)
        edge, day = {
            "vanaf": ("after", first),
            "na": ("after", last + one_day),
            "voor": ("before", first - one_day),
            "tot": ("before", last),
        }[name]
        return make_filters(**{of + edge: day})

    return parse


PARSERS: dict[str, Callable[[str], Filters | None]] = {
    "ministerie": parse_ministry,
    "dossier": parse_dossier,
    "soort": parse_one_of("kinds", KINDS),
    "met": parse_one_of("finding_kinds", FINDINGS),
    "taal": parse_one_of("language", LANGUAGES),
    "minister": lambda value: Filters(ministers=(value,)) if plain_surname(value) else None,
    "stand": parse_one_of("statuses", STATUSES),
    **{name: parse_edge(name) for name in EDGES},
    **{f"termijn-{name}": parse_edge(name, "due_") for name in EDGES},
}


def both(one: Filters, other: Filters) -> Filters:
    """What satisfies both."""
    if other == Filters():
        return one
    joint = {
        name: joint_values(getattr(one, name), getattr(other, name), ALIKE.get(name, str.casefold))
        for name in value_names()
    }
    days = {
        name: latest_or_first(filter(None, (getattr(one, name), getattr(other, name))), default=None)
        for name, latest_or_first in (
            ("after", max), ("before", min), ("due_after", max), ("due_before", min), ("as_of", min)
        )
    }  # fmt: skip
    among = [filters.passages for filters in (one, other) if filters.passages is not None]
    passages = frozenset.intersection(*among) if among else None
    language = one.language or other.language
    if one.language and other.language and one.language != other.language:
        language = NOTHING[0]
    return make_filters(**joint, **days, language=language, passages=passages)


def make_filters(**values: Any) -> Filters:
    """Filters by the names of their fields."""
    return Filters(**values)


def value_names() -> Iterator[str]:
    """The filters that hold several values, of which any will do."""
    yield from (field.name for field in fields(Filters) if field.default == ())


def joint_values(
    one: tuple[str, ...], other: tuple[str, ...], alike: Callable[[str], str]
) -> tuple[str, ...]:
    """The values that both allow; an empty side allows all.

    Args:
        one: the values of one side.
        other: those of the other.
        alike: makes two ways to write a value the same.
    """
    if not (one and other):
        return one or other
    allowed = set(map(alike, other))
    return tuple(value for value in one if alike(value) in allowed) or NOTHING
