"""What people should look at: what is new or doubtful, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kamer.glossary import dutch
from kamer.items import Timeliness
from tracking.records import ItemView
from tracking.wording import say_date

DOUBTFUL = 0.6  # confidence below which a person should look
RECENT = 30  # days in which an item is new


class Doubt(IntEnum):
    """Why an item waits for a person, the most urgent first."""

    VANISHED = 1
    CHANGED = 2
    CHOICE = 3
    SILENT = 4
    UNSURE = 5
    NEW = 6


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """An item that waits for a person: why, in code and in Dutch, the weightiest reason first."""

    view: ItemView
    doubts: tuple[Doubt, ...]
    reasons: tuple[str, ...]


def derive_queue(views: Iterable[ItemView], as_of: date) -> list[ReviewEntry]:
    """The items that wait for a person, the most urgent first.

    What people confirmed, corrected, rejected or decided about waits no longer, unless a new reading
    changed it or lost it, or a passage that may speak of it still waits for a choice.

    Args:
        views: items as known on `as_of`.
        as_of: the day of the picture.
    """
    entries = [entry for view in views if (entry := review(view, as_of)) is not None]
    return sorted(entries, key=order_entry)


def review(view: ItemView, as_of: date) -> ReviewEntry | None:
    """Why an item waits for a person; None where it does not."""
    found = [*lasting_doubts(view), *([] if is_judged(view) else first_doubts(view, as_of))]
    if not found or view.item.rejected:
        return None
    return ReviewEntry(view, tuple(doubt for doubt, _ in found), tuple(reason for _, reason in found))


def is_judged(view: ItemView) -> bool:
    """True where a person has looked at the item."""
    decided = view.standing.decision is not None
    return view.item.confirmed or view.item.by_hand or decided


def lasting_doubts(view: ItemView) -> list[tuple[Doubt, str]]:
    """What asks for a person also after one has looked."""
    item, found = view.item, []
    if item.vanished:
        found.append((Doubt.VANISHED, "Een nieuwe lezing vindt deze passage niet meer in de brief."))
    if view.changed:
        found.append((Doubt.CHANGED, "Een nieuwe lezing geeft iets anders dan waarover is besloten."))
    found += [
        (Doubt.VANISHED, f"{dutch(r.act).capitalize()}: de passage is niet meer te vinden.")
        for r in view.rulings
        if not r.found and not r.undone and not item.vanished
    ]
    if item.proposals:
        number = len(item.proposals)
        passages = "Eén passage gaat" if number == 1 else f"{number} passages gaan"
        found.append((Doubt.CHOICE, f"{passages} misschien hierover; kies of dat zo is."))
    return found


def first_doubts(view: ItemView, as_of: date) -> list[tuple[Doubt, str]]:
    """What asks for a first look."""
    item, found = view.item, []
    if view.standing.silent:
        found.append((Doubt.SILENT, say_silent(view)))
    if item.confidence < DOUBTFUL:
        found.append((Doubt.UNSURE, f"De herkenning is onzeker ({item.confidence:.0%})."))
    weak = min((link.score for link in item.links), default=1.0)
    if weak < DOUBTFUL:
        found.append((Doubt.UNSURE, f"Een verband met een andere brief is onzeker ({weak:.0%})."))
    if item.made_on is not None and 0 <= (as_of - item.made_on).days <= RECENT:
        found.append((Doubt.NEW, f"Nieuw: de brief is van {say_date(item.made_on)}."))
    return found


def say_silent(view: ItemView) -> str:
    """That nothing was heard after the deadline; with the letters that could have told."""
    words = "De termijn is verstreken en geen latere brief gaat hierop in."
    if not view.passed_over:
        return words
    number = len(view.passed_over)
    letters = "één latere brief" if number == 1 else f"{number} latere brieven"
    silent = "zwijgt" if number == 1 else "zwijgen"
    return f"{words} In hetzelfde dossier {silent} {letters} erover: mogelijk is zij stil vervallen."


def order_entry(entry: ReviewEntry) -> tuple[int, int, date, str]:
    """The weightiest doubt first, then what is overdue, then the soonest deadline."""
    deadline = entry.view.deadline
    latest = deadline.latest if deadline is not None and deadline.latest is not None else date.max
    late = 0 if entry.view.standing.timeliness is Timeliness.OVERDUE else 1
    return (min(entry.doubts), late, latest, entry.view.item.id)


def count_doubts(entries: Sequence[ReviewEntry]) -> dict[Doubt, int]:
    """How many items wait for each reason."""
    return {doubt: sum(doubt in entry.doubts for entry in entries) for doubt in Doubt}
