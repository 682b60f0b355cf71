"""The lists that clerks and ministries make by hand: open items, the budget annex, the half-yearly list.

The forms follow what the houses publish: the committee's list as griffies keep it, the annex "Moties en
toezeggingen" of a departmental budget (Omschrijving | Vindplaats | Stand van zaken), and the list with which
the Eerste Kamer twice a year asks a minister for corrections and a prognosis: what is overdue, and what falls
due in the next half year.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count as count_from

from kamer.items import Ballot, ItemKind, Status, Timeliness, TrackedItem
from tracking import ItemView, derive_chain
from tracking.wording import say_date
from ui.badges import capital, due_day
from ui.outputs.report import Block, Cell, Column, Heading, Report, Row, Table, Words
from ui.outputs.wording import (
    COMMISSION,
    Letters,
    ministry_words,
    place_of,
    standing_in_list,
    term_of,
    what_of,
    who_of,
)

SETTLED = frozenset({Status.DONE, Status.LAPSED})
FALLS_DUE = frozenset({Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.ON_TIME})
KINDS = ((ItemKind.MOTION, "Moties"), (ItemKind.COMMITMENT, "Toezeggingen"))
HALF_YEAR = 6  # months
DISCLAIMER = (
    "Samengesteld uit de ingelezen brieven. Elke stand noemt de brief of het besluit waarop hij rust; "
    "bij twijfel beslist de passage zelf."
)

NUMBER = Column("Nr.", 0.9)
MADE = Column("Datum", 2.0, whole=True)
WHO = Column("Bewindspersoon / ministerie", 3.4)
WHAT = Column("Omschrijving", 5.7, linked=True)
PLACE = Column("Vindplaats", 4.0)
TERM = Column("Termijn", 3.4)
STANDING = Column("Stand van zaken", 5.0)
REMARKS = Column("Opmerkingen", 2.7)
PROGNOSIS = Column("Prognose", 2.2)
LAST_DAY = Column("Uiterste dag", 2.2, sheet_only=True)
IDENTITY = Column("Kenmerk", 3.6, sheet_only=True)
ANNEX_COLUMNS = (
    Column("Omschrijving", 9.5, linked=True),
    Column("Vindplaats", 6.5),
    Column("Stand van zaken", 10.7),
    IDENTITY,
)

Fill = Callable[[ItemView, int], tuple[Cell, ...]]


def committee_list(
    views: Sequence[ItemView], letters: Letters, as_of: date, limits: str, *, all_statuses: bool = False
) -> Report:
    """The committee's list of open motions and commitments, by ministry and kind.

    Args:
        views: the items, as known on `as_of`.
        letters: the letters in which they stand, by key.
        as_of: the day of the picture.
        limits: what the list was limited to, in words; empty where to nothing.
        all_statuses: also what is settled (where the user asked for certain statuses).
    """
    listed = [view for view in views if all_statuses or view.standing.status not in SETTLED]
    columns = (NUMBER, MADE, WHO, WHAT, PLACE, TERM, STANDING, REMARKS, LAST_DAY, IDENTITY)
    blocks = list(by_ministry(listed, columns, filler(letters)))
    title = (
        "Lijst van moties en toezeggingen" if all_statuses else "Lijst van openstaande moties en toezeggingen"
    )
    return Report("commissielijst", title, as_of, lead(as_of, limits, listed), closing(blocks))


def budget_annex(
    views: Sequence[ItemView],
    letters: Letters,
    as_of: date,
    limits: str,
    *,
    settled_since: date | None = None,
) -> Report:
    """The budget's annex: motions and commitments, settled and in hand, a table each.

    Args:
        views: the items, as known on `as_of`.
        letters: the letters in which they stand, by key.
        as_of: the day of the picture.
        limits: what the list was limited to, in words.
        settled_since: leave out what was settled before this day (it stood in an earlier annex).
    """
    owed = [view for view in of_ministers(views) if not was_turned_down(view.item)]
    listed = [view for view in owed if settled_since is None or is_current(view, settled_since)]
    blocks: list[Block] = []
    for kind, name in KINDS:
        of_kind = [view for view in listed if view.item.kind is kind]
        blocks.append(Heading(name))
        blocks += annex_part(
            f"{name}: afgerond", [v for v in of_kind if v.standing.status in SETTLED], letters
        )
        rest = [v for v in of_kind if v.standing.status not in SETTLED]
        blocks += annex_part(f"{name}: onderhanden", rest, letters)
    title = "Bijlage: Moties en toezeggingen"
    return Report("begrotingsbijlage", title, as_of, lead(as_of, limits, listed), closing(blocks))


def annex_part(title: str, views: Sequence[ItemView], letters: Letters) -> Iterator[Block]:
    """One of the four tables under its heading."""
    yield Heading(f"{title} ({len(views)})", 2)
    if not views:
        yield Words("Geen.")
    ordered = sorted(views, key=order_in_annex)
    rows = (
        Row((what_of(v.item), place_of(v.item, letters), standing_in_list(v), v.item.id), v.item.id)
        for v in ordered
    )
    yield Table(title, ANNEX_COLUMNS, tuple(rows))


def was_turned_down(item: TrackedItem) -> bool:
    """True for a motion that was voted down or withdrawn: nothing is to come of it."""
    if item.kind is not ItemKind.MOTION:
        return False
    return derive_chain(item, date.max).vote in (Ballot.REJECTED, Ballot.WITHDRAWN)


def is_current(view: ItemView, since: date) -> bool:
    """True where the item is in hand, or was settled on `since` or later (or on a day that is not known)."""
    if view.standing.status not in SETTLED:
        return True
    decision, claim = view.standing.decision, view.standing.claim
    day = decision.at.date() if decision is not None else claim.date if claim is not None else None
    return day is None or day >= since


def half_year_list(views: Sequence[ItemView], letters: Letters, as_of: date, limits: str) -> Report:
    """What is overdue and what falls due in the next half year, with an empty column for the prognosis."""
    until = months_later(as_of, HALF_YEAR)
    dated = [view for view in of_ministers(views) if view.standing.timeliness in FALLS_DUE]
    late = [view for view in dated if view.standing.timeliness is Timeliness.OVERDUE]
    ahead = [view for view in dated if as_of <= (due_day(view.item) or date.max) <= until]
    columns = (NUMBER, MADE, WHO, WHAT, PLACE, TERM, STANDING, PROGNOSIS, LAST_DAY, IDENTITY)
    numbers, fill = count_from(1), filler(letters)
    blocks: list[Block] = []
    for title, part in (
        (f"Termijn verstreken op {say_date(as_of)}", late),
        (f"Termijn loopt af van {say_date(as_of)} tot en met {say_date(until)}", ahead),
    ):
        blocks.append(Heading(f"{title} ({len(part)})"))
        sheet = "Termijn verstreken" if part is late else "Komend halfjaar"
        blocks += halves(part, sheet, columns, fill, numbers)
    blocks += [Words(told, "note") for told in say_missing(views)]
    shown = [*late, *ahead]
    return Report(
        "halfjaarlijst",
        "Halfjaarlijst moties en toezeggingen",
        as_of,
        lead(as_of, limits, shown),
        closing(blocks),
    )


def halves(
    views: Sequence[ItemView], sheet: str, columns: tuple[Column, ...], fill: Fill, numbers: Iterator[int]
) -> Iterator[Block]:
    """One half of the half-yearly list: a table a ministry; an empty one where there is nothing."""
    if not views:
        yield Words("Geen.")
        yield Table(sheet, columns, (), "")
    for ministry, part in groups(views):
        yield Heading(ministry, 2)
        yield Table(sheet, columns, tuple(rows_of(part, fill, numbers)), ministry)


def by_ministry(views: Sequence[ItemView], columns: tuple[Column, ...], fill: Fill) -> Iterator[Block]:
    """A heading a ministry, and under it the motions and the commitments, numbered through."""
    numbers = count_from(1)
    yield from (Table(name, columns, (), "") for _, name in KINDS)  # the order of the sheets in Excel
    if not views:
        yield Words("Er zijn geen moties of toezeggingen die aan deze keuze voldoen.")
    for ministry, part in groups(views):
        yield Heading(ministry)
        for kind, name in KINDS:
            of_kind = [view for view in part if view.item.kind is kind]
            if of_kind:
                yield Heading(f"{name} ({len(of_kind)})", 2)
                yield Table(name, columns, tuple(rows_of(of_kind, fill, numbers)), ministry)


def groups(views: Sequence[ItemView]) -> Iterator[tuple[str, list[ItemView]]]:
    """The items by ministry, by name; what has no ministry last."""
    codes = sorted({view.item.ministry or "" for view in views}, key=order_ministry)
    for code in codes:
        yield ministry_words(code), [view for view in views if (view.item.ministry or "") == code]


def order_ministry(code: str) -> tuple[bool, bool, str]:
    """By name; the European Commission after the ministries, what has no ministry last."""
    return (not code, code == COMMISSION, ministry_words(code))


def of_ministers(views: Sequence[ItemView]) -> list[ItemView]:
    """The items without those of the European Commission: it owes parliament no answer."""
    return [view for view in views if view.item.ministry != COMMISSION]


def rows_of(views: Sequence[ItemView], fill: Fill, numbers: Iterator[int]) -> Iterator[Row]:
    """The lines of a table, in the order of the views, each with the next number."""
    for view in views:
        yield Row(fill(view, next(numbers)), view.item.id)


def filler(letters: Letters) -> Fill:
    """What fills the columns of the lists; the last one on paper is for the reader to fill."""

    def fill(view: ItemView, number: int) -> tuple[Cell, ...]:
        item = view.item
        made = item.made_on or (item.mentions[0].date if item.mentions else None)
        place = place_of(item, letters)
        told = (str(number), made, who_of(item), what_of(item), place, term_of(item), standing_in_list(view))
        return (*told, "", due_day(item), item.id)

    return fill


def order_in_annex(view: ItemView) -> tuple[str, date, str]:
    """By ministry, then as they were made."""
    made = view.item.made_on or (view.item.mentions[0].date if view.item.mentions else None)
    return (view.item.ministry or "~", made or date.min, view.item.id)


def lead(as_of: date, limits: str, views: Sequence[ItemView]) -> tuple[str, ...]:
    """The lines under a title: the day, what it is limited to, and how many there are."""
    motions = sum(view.item.kind is ItemKind.MOTION for view in views)
    promises = say_count(len(views) - motions, "toezegging", "toezeggingen")
    told = f"{capital(say_count(motions, 'motie', 'moties'))} en {promises}."
    return (f"Stand op {say_date(as_of)}.", *([f"Beperkt tot: {limits}."] if limits else []), told)


def say_count(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> say_count(1, "motie", "moties"), say_count(0, "motie", "moties")
    ('1 motie', 'geen moties')
    """
    return f"{number or 'geen'} {one if number == 1 else many}"


def say_missing(views: Sequence[ItemView]) -> Iterator[str]:
    """Which open items are not on a half-yearly list, and why."""
    undated = sum(v.standing.timeliness is Timeliness.NO_DATE for v in of_ministers(views))
    if undated:
        told = say_count(undated, "openstaand punt", "openstaande punten")
        yield f"Niet op deze lijst: {told} zonder termijn met een dag."
    if others := len(views) - len(of_ministers(views)):
        told = say_count(others, "punt", "punten")
        yield f"Niet op deze lijst: {told} van de Europese Commissie."


def closing(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the note that every list ends with."""
    return (*blocks, Words(DISCLAIMER, "note"))


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
