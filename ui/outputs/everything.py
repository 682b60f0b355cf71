"""Everything with its evidence, for programs: JSON an object an item, CSV a line a passage."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from kamer.document import Evidence
from kamer.findings import Findings
from kamer.glossary import dutch
from tracking import ItemView
from ui.badges import kind_words
from ui.outputs.sound import SURROGATES, guard, one_line
from ui.outputs.wording import Letters, say_judgement, say_vote, what_of

BOM = "\ufeff"  # without it Excel reads UTF-8 as the alphabet of the machine
COLUMNS = (
    *("kenmerk", "soort", "nummer", "omschrijving", "wie", "indieners", "ministerie", "dossiers"),
    *("gedaan_op", "termijn", "termijn_woorden", "termijn_geschat", "status", "gemeld", "besloten"),
    *("tijdigheid", "stil", "redenen", "stemming", "oordeel_kabinet", "zekerheid"),
    *("passage_datum", "brief", "brief_nummer", "brief_titel", "bladzijden", "begin", "eind", "citaat"),
    *("regel", "zekerheid_vondst", "verband_regel", "verband_reden", "verband_zekerheid"),
)
FindingsOf = Callable[[str], Findings | None]


def to_json(
    views: Sequence[ItemView], letters: Letters, as_of: date, limits: str, findings_of: FindingsOf
) -> bytes:
    """All items with standing, evidence, events, links and decisions, and the letters that they stand in.

    Args:
        views: the items, as known on `as_of`.
        letters: the letters, by key.
        as_of: the day of the picture.
        limits: what the export was limited to, in words.
        findings_of: the findings of a letter, for the confidence of each.
    """
    sure = confidences(views, findings_of)
    rows = [item_row(view) for view in views]
    for row in rows:
        for mention in row["mentions"]:
            mention["confidence"] = sure.get(mention["finding"])
    told = {
        "as_of": as_of.isoformat(),
        "limited_to": limits or None,
        "documents": {key: letter_row(key, letters) for key in sorted(documents_of(views))},
        "items": rows,
    }
    text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
    return (SURROGATES.sub("\ufffd", text) + "\n").encode()


def item_row(view: ItemView) -> dict[str, Any]:
    """An item with its standing and decisions as values that JSON knows."""
    item, standing, decision, ruling = adapters()
    row: dict[str, Any] = item.dump_python(view.item, mode="json")
    row["standing"] = standing.dump_python(view.standing, mode="json")
    row["decisions"] = [decision.dump_python(made, mode="json") for made in view.decisions]
    row["rulings"] = [ruling.dump_python(made, mode="json") for made in view.rulings]
    row["passed_over"] = list(view.passed_over)
    return row


@cache
def adapters() -> tuple[Any, Any, Any, Any]:
    """What writes an item and what is told of it; made once, for that takes longer than the writing."""
    from pydantic import TypeAdapter

    from kamer.items import Decision, Ruling, Standing, TrackedItem

    return tuple(TypeAdapter(kind) for kind in (TrackedItem, Standing, Decision, Ruling))  # type: ignore[return-value]


def documents_of(views: Sequence[ItemView]) -> set[str]:
    """The letters in which the items stand."""
    return {mention.evidence.document for view in views for mention in view.item.mentions}


def letter_row(key: str, letters: Letters) -> dict[str, Any]:
    """What an export tells of a letter."""
    letter = letters.get(key)
    if letter is None:
        return {"key": key}
    return {
        "key": key,
        "number": letter.number,
        "title": letter.title,
        "date": letter.date.isoformat() if letter.date else None,
        "date_basis": letter.date_basis,
        "kind": letter.kind,
        "ministry": letter.ministry,
        "dossiers": list(letter.dossiers),
        "source": letter.source,
    }


def confidences(views: Sequence[ItemView], findings_of: FindingsOf) -> dict[str, float]:
    """How sure each finding is that the items rest on."""
    sure: dict[str, float] = {}
    for key in sorted(documents_of(views)):
        found = findings_of(key)
        if found is not None:
            for parts in (found.commitments, found.motions, found.fulfilments):
                sure.update({finding.id: finding.confidence for finding in parts})
    return sure


def to_csv(
    views: Sequence[ItemView], letters: Letters, findings_of: FindingsOf, *, separator: str = ","
) -> bytes:
    """All items as CSV in UTF-8 with a byte order mark, a line for each passage that speaks of one.

    Args:
        views: the items, as known on a day.
        letters: the letters, by key.
        findings_of: the findings of a letter, for the confidence of each.
        separator: "," (RFC 4180), or ";" for an Excel that is set to Dutch.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    sure = confidences(views, findings_of)
    for view in views:
        for line in lines_of(view, letters, sure):
            writer.writerow([guard(cell) for cell in line])
    return (BOM + out.getvalue()).encode()


def lines_of(view: ItemView, letters: Letters, sure: dict[str, float]) -> Iterator[list[str]]:
    """The lines of one item: what is known of it, and one passage each."""
    head = item_cells(view)
    ties = {tie.finding: tie for tie in view.item.links}
    for mention in view.item.mentions:
        tie = ties.get(mention.finding)
        linked = [tie.rule, one_line(tie.reason), number(tie.score)] if tie else ["", "", ""]
        place = evidence_cells(mention.evidence, letters)
        yield [*head, day(mention.date), *place, number(sure.get(mention.finding)), *linked]
    if not view.item.mentions:
        yield [*head, *[""] * (len(COLUMNS) - len(head))]


def item_cells(view: ItemView) -> list[str]:
    """What is known of an item, with its standing in three parts."""
    item, standing, deadline = view.item, view.standing, view.item.deadline
    return [
        *(item.id, kind_words(item), item.number or "", what_of(item), one_line(item.actor or "")),
        *("; ".join(item.proposers), item.ministry or "", "; ".join(item.dossiers), day(item.made_on)),
        *(day(deadline.latest if deadline else None), one_line(deadline.text) if deadline else ""),
        *(yes(deadline.estimated) if deadline else "", dutch(standing.status), dutch(standing.claimed)),
        *(
            dutch(standing.decided) if standing.decided else "",
            dutch(standing.timeliness),
            yes(standing.silent),
        ),
        one_line(" ".join(standing.reasons)),
        *(say_vote(item), say_judgement(item), number(item.confidence)),
    ]


def evidence_cells(evidence: Evidence, letters: Letters) -> list[str]:
    """Where a passage stands, its words, and the rule that found it."""
    letter = letters.get(evidence.document)
    return [
        evidence.document,
        letter.number or "" if letter else "",
        one_line(letter.title or "") if letter else "",
        "; ".join(map(str, evidence.pages)),
        str(evidence.span.start),
        str(evidence.span.end),
        evidence.quote,
        evidence.found_by,
    ]


def day(value: date | None) -> str:
    """A date as every program reads it: `2024-03-31`."""
    return value.isoformat() if value else ""


def yes(value: bool) -> str:
    """Yes or no in Dutch."""
    return "ja" if value else "nee"


def number(value: float | None) -> str:
    """A confidence between 0 and 1, with at most two decimals."""
    return f"{value:.2f}" if value is not None else ""
