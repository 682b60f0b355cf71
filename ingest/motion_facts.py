"""Votes on motions and the cabinet's appreciation of them, from what official data give.

Read are: cases of Tweede Kamer open data as JSON (one, a list, or a page with `value`), with their
documents and decisions expanded; records a line with `id` and `appreciation`; and tables (TSV or CSV) with
the columns `nummer`, and `stemming` or `appreciatie`, and `datum`. A motion is named by its Kamerstuk
number: a case without one is left out and counted.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kamer.identifiers import KAMERSTUK
from kamer.items import Appreciation, Ballot

# What `BesluitSoort` says of a vote, by how it begins once "Stemmen - " is off.
VOTES = {
    "aangenomen": Ballot.ADOPTED,
    "verworpen": Ballot.REJECTED,
    "aangehouden": Ballot.HELD,
    "ingetrokken": Ballot.WITHDRAWN,
    "overgenomen": Ballot.TAKEN_OVER,
    "zonder stemming aannemen": Ballot.ADOPTED,
}
# `Kabinetsappreciatie`; what is not there, or not known yet, tells nothing.
APPRECIATIONS = {
    **{each.value.lower(): each for each in Appreciation},
    "geen (expliciete) appreciatie": Appreciation.NONE,
}
COLUMNS = {
    "number": ("nummer", "id", "kamerstuk"),
    "vote": ("stemming", "besluit", "besluitsoort"),
    "appreciation": ("appreciatie", "kabinetsappreciatie", "appreciation"),
    "date": ("datum", "date", "gestartop"),
}


@dataclass(frozen=True, slots=True)
class MotionFact:
    """One thing that official data tell of the motion of that number."""

    number: str
    result: Ballot | Appreciation
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """All that a file tells, and how many of its records name no motion by number."""

    facts: tuple[MotionFact, ...]
    unnamed: int


def parse_motion_facts(text: str) -> MotionFacts:
    """What a file of official data tells of motions.

    Args:
        text: its content: JSON, JSON a line, or a table with a line of column names.

    Raises:
        ValueError: when it is none of these (in Dutch).
    """
    records = list(find_records(text.lstrip("\ufeff")))
    found = [(record, number_of(record)) for record in records]
    facts = dict.fromkeys(fact for record, number in found if number for fact in facts_of(record, number))
    return MotionFacts(tuple(facts), sum(number is None for _, number in found))


def find_records(text: str) -> Iterator[Mapping[str, Any]]:
    """The records of the file, whatever its form."""
    try:
        if text.lstrip()[:1] in ("{", "["):
            yield from json_records(text)
        else:
            yield from table_records(text)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"Dit bestand is geen geldige JSON (regel {error.lineno}). Haal het opnieuw op."
        ) from error


def json_records(text: str) -> Iterator[Mapping[str, Any]]:
    """The records of JSON as a whole, or of JSON a line."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
        whole = lines
    if isinstance(whole, dict):
        whole = whole.get("value", [whole])
    yield from (record for record in whole if isinstance(record, dict))


def table_records(text: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, by the names of its columns in lower case."""
    head = text.partition("\n")[0]
    sign = next((sign for sign in ("\t", ";", ",") if sign in head), None)
    rows = csv.DictReader(io.StringIO(text), delimiter=sign or ",")
    names = {(name or "").strip().lower() for name in rows.fieldnames or ()}
    if sign is None or not names & set(COLUMNS["number"]):
        raise ValueError(
            "Dit bestand is niet te lezen. Nodig is JSON van de Tweede Kamer, of een tabel met de kolommen "
            "nummer, stemming, appreciatie en datum."
        )
    for row in rows:
        yield {(name or "").strip().lower(): value for name, value in row.items()}


def cell(record: Mapping[str, Any], column: str) -> str:
    """A column of a record under any of its names; empty where it is not there."""
    lower = {name.lower(): value for name, value in record.items()}
    values = (lower.get(name) for name in COLUMNS[column])
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")


def number_of(record: Mapping[str, Any]) -> str | None:
    """The Kamerstuk number of a record, in its own column or on the motion among its documents."""
    for document in record.get("Document") or ():
        if (number := number_of_document(document)) is not None:
            return number
    return parse_number(cell(record, "number"))


def number_of_document(document: Mapping[str, Any]) -> str | None:
    """The number of a motion's document: as it was published, otherwise by dossier and sequence."""
    if document.get("Soort") not in (None, "Motie", "Motie (gewijzigd/nader)", "Gewijzigde motie"):
        return None
    version = document.get("HuidigeDocumentVersie") or {}
    published = [version.get("ExterneIdentifier")]
    published += [each.get("Identifier") for each in version.get("DocumentPublicatie") or ()]
    if found := next((n for p in published if p and (n := parse_number(p))), None):
        return found
    dossiers = document.get("Kamerstukdossier") or ()
    parts = [(each.get("Nummer"), each.get("Toevoeging"), document.get("Volgnummer")) for each in dossiers]
    return next((n for p in parts if (n := parse_number("-".join(str(x) for x in p if x)))), None)


def parse_number(text: str) -> str | None:
    """A Kamerstuk number without `kst-`, or None.

    >>> parse_number("kst-21501-02-2871"), parse_number("2024Z06941")
    ('21501-02-2871', None)
    """
    number = re.sub(r"\s", "", text).removeprefix("kst-")
    return number if KAMERSTUK.fullmatch(number) else None


def facts_of(record: Mapping[str, Any], number: str) -> Iterator[MotionFact]:
    """The votes and the appreciation of one record."""
    day = parse_day(cell(record, "date"))
    for decision in record.get("Besluit") or ():
        if isinstance(decision, dict) and (vote := parse_vote(str(decision.get("BesluitSoort") or ""))):
            yield MotionFact(number, vote, day_of_decision(decision) or day)
    if vote := parse_vote(cell(record, "vote")):
        yield MotionFact(number, vote, day)
    if appreciation := APPRECIATIONS.get(cell(record, "appreciation").lower()):
        yield MotionFact(number, appreciation, day)


def parse_vote(text: str) -> Ballot | None:
    """What became of a motion by a `BesluitSoort` or a word; None where that is not settled.

    >>> parse_vote("Stemmen - aangenomen"), parse_vote("Ingediend")
    (<Ballot.ADOPTED: 'aangenomen'>, None)
    """
    said = text.strip().lower().removeprefix("stemmen - ")
    return next((vote for words, vote in VOTES.items() if said.startswith(words)), None)


def day_of_decision(decision: Mapping[str, Any]) -> dt.date | None:
    """The day of the meeting at which it was decided, where it is expanded."""
    point = decision.get("Agendapunt") or {}
    meeting = point.get("Activiteit") or {}
    return parse_day(str(meeting.get("Datum") or ""))


def parse_day(text: str) -> dt.date | None:
    """The day of a date or moment; None where there is none, or one of the year 1 (which stands for none)."""
    for form, length in (("%Y-%m-%d", 10), ("%d-%m-%Y", 10)):
        try:
            day = dt.datetime.strptime(text.strip()[:length], form).date()
        except ValueError:
            continue
        return day if day.year > 1 else None
    return None


def count_motions(facts: Iterable[MotionFact]) -> int:
    """How many motions these are about."""
    return len({fact.number for fact in facts})
