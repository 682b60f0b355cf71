"""What can be made, in which forms, and how: the one place that command line and app both ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kamer.bodies import ministry_name
from kamer.committees import committees
from kamer.glossary import dutch, dutch_date
from tracking import ItemFilter, ItemView
from ui.outputs.kinds import FORMS, LOCAL, TYPES, Form, Kind
from ui.outputs.report import Report
from ui.outputs.sound import one_line
from ui.outputs.wording import Letters
from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Choice:
    """What to make: of which items, as known on which day, and what only some kinds ask.

    `settled_since` limits the annex, `separator` is that of CSV, `address` where the app is found,
    `feed_address` where the feed will be.
    """

    kind: Kind
    as_of: dt.date
    wanted: ItemFilter = field(default_factory=ItemFilter)
    item: str | None = None
    settled_since: dt.date | None = None
    separator: str = ","
    address: str = LOCAL
    feed_address: str | None = None

    def address_of(self, item: str) -> str:
        """Where the app shows an item; "" gives the app itself."""
        return address_of(self.address, item)


@dataclass(frozen=True, slots=True)
class Output:
    """A file: its name, its type and its bytes."""

    name: str
    type: str
    content: bytes

    @property
    def is_binary(self) -> bool:
        """True for a file that is no text."""
        return self.type.startswith("application/vnd.")


class NoSuchItemError(Exception):
    """The item that was asked for is not there; the message is Dutch, for the user."""


def address_of(app: str, item: str) -> str:
    """Where the app at that address shows an item; "" gives the app itself.

    >>> address_of("https://nakoming.example/app", "motie-1-2")
    'https://nakoming.example/app/?item=motie-1-2'
    """
    base = app.rstrip("/") + "/"
    return f"{base}?{urlencode({'item': item})}" if item else base


def make_output(workplace: Workplace, choice: Choice, form: Form) -> Output:
    """The file that was asked for.

    Raises:
        ValueError: where the kind does not come in that form.
        NoSuchItemError: where there is no such item.
    """
    if form not in FORMS[choice.kind]:
        raise ValueError(f"{choice.kind} has no form {form}")
    letters = letters_of(workplace)
    content = WRITERS[form](workplace, choice, letters)
    return Output(file_name(choice, form), TYPES[form], content)


def file_name(choice: Choice, form: Form) -> str:
    """What the file is called: the kind (or the item), the day, the suffix."""
    stem = f"punt-{choice.item}" if choice.kind is Kind.ITEM else choice.kind.value
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in stem)
    return f"{safe}-{choice.as_of.isoformat()}.{form.value}"


def letters_of(workplace: Workplace) -> Letters:
    """Every letter of the register by key."""
    return {letter.key: letter for letter in workplace.store.documents()}


def views_of(workplace: Workplace, choice: Choice) -> list[ItemView]:
    """The items that the choice is about."""
    return workplace.store.items(choice.wanted, choice.as_of)


def report_of(workplace: Workplace, choice: Choice, letters: Letters) -> Report:
    """The report of a list, or of one item.

    Raises:
        NoSuchItemError: where there is no such item.
    """
    from ui.outputs import lists, one_item

    if choice.kind is Kind.ITEM:
        return one_item.item_report(item_of(workplace, choice), letters)
    views, limits = views_of(workplace, choice), limits_of(choice.wanted)
    if choice.kind is Kind.ANNEX:
        since = choice.settled_since
        return lists.budget_annex(views, letters, choice.as_of, limits, settled_since=since)
    if choice.kind is Kind.HALF_YEAR:
        return lists.half_year_list(views, letters, choice.as_of, limits)
    every = bool(choice.wanted.statuses)
    return lists.committee_list(views, letters, choice.as_of, limits, all_statuses=every)


def item_of(workplace: Workplace, choice: Choice) -> ItemView:
    """The item that was asked for.

    Raises:
        NoSuchItemError: where there is none.
    """
    view = workplace.store.item(choice.item or "", choice.as_of)
    if view is None:
        asked = one_line(choice.item or "")
        raise NoSuchItemError(f"Er is geen punt met nummer ‘{asked}’. Zie `nakoming items` voor de nummers.")
    return view


def title_of(choice: Choice) -> str:
    """What a calendar or feed is called."""
    limits = limits_of(choice.wanted)
    names = {Kind.AGENDA: "Nakoming: termijnen", Kind.FEED: "Nakoming: toezeggingen en moties"}
    return names[choice.kind] + (f" ({limits})" if limits else "")


def limits_of(wanted: ItemFilter) -> str:
    """What a filter limits a list to, in words; empty where to nothing."""
    codes = (wanted.ministry,) if isinstance(wanted.ministry, str) else wanted.ministry or ()
    times = wanted.timeliness if isinstance(wanted.timeliness, tuple) else (wanted.timeliness,)
    parts = [
        *(f"ministerie {ministry_name(code)}" for code in codes),
        *([f"ministerie {ministry_name(wanted.family)} en zijn voorgangers"] if wanted.family else []),
        *([committee_name(wanted.committee)] if wanted.committee else []),
        *([f"gedaan onder {one_line(wanted.minister)}"] if wanted.minister else []),
        *(f"soort {kind_name(kind)}" for kind in wanted.kinds),
        *([f"status {', '.join(dutch(s).lower() for s in wanted.statuses)}"] if wanted.statuses else []),
        *([f"dossier {one_line(wanted.dossier)}"] if wanted.dossier else []),
        *([f"termijn vanaf {dutch_date(wanted.due_after)}"] if wanted.due_after else []),
        *([f"termijn tot en met {dutch_date(wanted.due_before)}"] if wanted.due_before else []),
        *(dutch(time) for time in times if time is not None),
        *(["geen latere brief gezien"] if wanted.silent else []),
        *([f"woorden “{one_line(wanted.text)}”"] if wanted.text else []),
    ]
    return "; ".join(parts)


def committee_name(code: str) -> str:
    """A committee by its name; the code itself where it is unknown."""
    known = committees().get(code)
    return known.name if known else code


def kind_name(kind: str) -> str:
    """A kind of the filter in Dutch."""
    from kamer.findings import CommitmentKind
    from kamer.items import ItemKind

    names = {term.value: dutch(term) for term in (*ItemKind, *CommitmentKind)}
    return names.get(kind, kind)


def write_docx(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """A list or an item as DOCX."""
    from ui.outputs.word import to_docx

    return to_docx(report_of(workplace, choice, letters))


def write_xlsx(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """A list as XLSX."""
    from ui.outputs.excel import to_xlsx

    return to_xlsx(report_of(workplace, choice, letters))


def write_html(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """A list or an item as HTML."""
    from ui.outputs.page import to_html

    return to_html(report_of(workplace, choice, letters))


def write_ics(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """The deadlines as a calendar."""
    from ui.outputs.agenda import to_ics

    views = views_of(workplace, choice)
    return to_ics(views, letters, choice.as_of, title_of(choice), choice.address_of)


def write_atom(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """What is new as a feed."""
    from ui.outputs.feed import to_atom

    views, at = views_of(workplace, choice), choice.feed_address
    return to_atom(views, letters, choice.as_of, title_of(choice), choice.address_of, feed_address=at)


def write_csv(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """Everything as CSV."""
    from ui.outputs.everything import to_csv

    views = views_of(workplace, choice)
    return to_csv(views, letters, workplace.store.findings, separator=choice.separator)


def write_json(workplace: Workplace, choice: Choice, letters: Letters) -> bytes:
    """Everything as JSON."""
    from ui.outputs.everything import to_json

    views, limits = views_of(workplace, choice), limits_of(choice.wanted)
    return to_json(views, letters, choice.as_of, limits, workplace.store.findings)


WRITERS: dict[Form, Callable[[Workplace, Choice, Letters], bytes]] = {
    Form.DOCX: write_docx,
    Form.XLSX: write_xlsx,
    Form.HTML: write_html,
    Form.ICS: write_ics,
    Form.ATOM: write_atom,
    Form.CSV: write_csv,
    Form.JSON: write_json,
}
