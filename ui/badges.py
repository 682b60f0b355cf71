"""Badges for statuses, timeliness and signals: a sign, a word and a colour, so that none stands alone."""

from __future__ import annotations

from datetime import date

from kamer.glossary import dutch, dutch_date
from kamer.items import ItemKind, Standing, Status, Timeliness, TrackedItem
from ui.markup import Html, element

STATUS_SIGNS = {
    Status.OPEN: "○",
    Status.PARTLY: "◐",
    Status.DONE: "●",
    Status.LAPSED: "✕",
    Status.ONGOING: "↻",
    Status.UNKNOWN: "?",
}
TIME_SIGNS = {
    Timeliness.ON_TIME: "✓",
    Timeliness.DUE_SOON: "◔",
    Timeliness.OVERDUE: "!",
    Timeliness.NO_DATE: "–",
    Timeliness.SETTLED: "■",
}


def badge(sign: str, words: str, kind: str) -> Html:
    """A sign and words in the colours of `kind`."""
    mark = element("span", sign, class_="nk-sign", aria_hidden="true")
    return element("span", mark, words, class_=f"nk-badge nk-{kind}")


def status_badge(status: Status) -> Html:
    """The badge of an official status."""
    return badge(STATUS_SIGNS[status], dutch(status), f"status-{status.name.lower()}")


def time_badge(timeliness: Timeliness) -> Html:
    """The badge of an item against its deadline."""
    return badge(TIME_SIGNS[timeliness], capital(dutch(timeliness)), f"time-{timeliness.name.lower()}")


def silence_badge() -> Html:
    """The signal that nobody else has: the day has passed and no later letter speaks of it."""
    return badge("…", "Geen latere brief gezien", "silent")


def signals(standing: Standing) -> list[Html]:
    """What asks for attention: overdue, due soon, silent."""
    shown = [t for t in (Timeliness.OVERDUE, Timeliness.DUE_SOON) if t is standing.timeliness]
    return [*(time_badge(t) for t in shown), *([silence_badge()] if standing.silent else [])]


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def kind_words(item: TrackedItem) -> str:
    """What the item is: "Motie", "Toezegging (informeren)"."""
    if item.kind is ItemKind.COMMITMENT and item.commitment_kind:
        return f"Toezegging ({dutch(item.commitment_kind)})"
    return capital(dutch(item.kind))


def due_day(item: TrackedItem) -> date | None:
    """The last day on which the item is still on time, where one is known."""
    return item.deadline.latest if item.deadline else None


def deadline_words(item: TrackedItem) -> str:
    """The deadline as a list shows it: the last day (with "geschat" where it hangs on an estimate)."""
    if item.deadline is None:
        return "Geen termijn genoemd"
    if item.deadline.latest is None:
        return f"“{item.deadline.text}”" if item.deadline.text else "Geen termijn genoemd"
    return dutch_date(item.deadline.latest) + (" (geschat)" if item.deadline.estimated else "")
