"""Where an item stands on a day: what is claimed, what is decided, and whether it is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kamer.findings import Deadline, DeadlineBasis
from kamer.items import Decision, Event, EventKind, ItemKind, Standing, Status, Timeliness, TrackedItem
from tracking.wording import say_date, say_deadline

SOON = 30  # days

CLAIMS = {
    EventKind.CLAIMED_DONE: Status.DONE,
    EventKind.CLAIMED_PARTLY: Status.PARTLY,
    EventKind.REFUSED: Status.LAPSED,
    EventKind.WITHDRAWN: Status.LAPSED,
    EventKind.REPLACED: Status.LAPSED,
}
# What puts an item that was claimed done back on the list: it is promised, or said to be under way, again.
REOPENS = frozenset(
    {
        EventKind.MOVED,
        EventKind.REPEATED,
        EventKind.SUPPLEMENTED,
        EventKind.WEAKENED,
        EventKind.IN_PROGRESS,
    }
)
# What people do with an item, or parliament with a motion, is no word of the ministry on it.
NOT_TOLD = frozenset({EventKind.DECIDED, EventKind.VOTED, EventKind.APPRECIATED})
# What a letter says of the outcome, also before the day: it is not silent on it.
OUTCOMES = frozenset({*CLAIMS, EventKind.MOVED})
VANISHED = (
    "Deze passage wordt bij een nieuwe lezing niet meer gevonden in de brief; wat hierover is besloten, "
    "blijft staan."
)
SETTLED = frozenset({Status.DONE, Status.LAPSED})


def is_seen(day: date | None, as_of: date) -> bool:
    """True where what happened on `day` is known on `as_of`; what bears no date always is."""
    return day is None or day <= as_of


def as_seen_on(item: TrackedItem, as_of: date) -> TrackedItem:
    """The item as it was known on `as_of`: later mentions, events, links and deadlines left out."""
    offered = [each.event.date for each in item.proposals] + [each.date for each in item.official]
    if all(is_seen(day, as_of) for day in (*days_of(item), *offered)):
        return item
    item = known_by(item, as_of)
    mentions = tuple(mention for mention in item.mentions if is_seen(mention.date, as_of))
    known = {mention.evidence.document for mention in mentions}
    return replace(
        item,
        mentions=mentions,
        events=visible(item.events, as_of),
        deadline_history=visible(item.deadline_history, as_of),
        links=tuple(link for link in item.links if link.document in known),
        deadline=deadline_on(item, as_of),
        replaced_by=item.replaced_by if replaced_on(item, as_of) else None,
        proposals=tuple(each for each in item.proposals if is_seen(each.event.date, as_of)),
        official=tuple(each for each in item.official if is_seen(each.date, as_of)),
    )


def known_by(item: TrackedItem, as_of: date) -> TrackedItem:
    """The item with the title, ministry, proposers, dossiers and making that were known by then."""
    seen = [known for known in item.particulars if is_seen(known.date, as_of)]
    if not seen:
        return item
    last = seen[-1]
    return replace(
        item,
        title=last.title,
        ministry=last.ministry,
        proposers=last.proposers,
        dossiers=last.dossiers,
        made_on=last.made_on,
    )


def days_of(item: TrackedItem) -> list[date | None]:
    """The days of all mentions and events of an item."""
    events = (*item.events, *item.deadline_history)
    known = [particulars.date for particulars in item.particulars]
    return [mention.date for mention in item.mentions] + [event.date for event in events] + known


def visible(events: Sequence[Event], as_of: date) -> tuple[Event, ...]:
    """The events that are known on `as_of`, in their order."""
    return tuple(event for event in events if is_seen(event.date, as_of))


def replaced_on(item: TrackedItem, as_of: date) -> bool:
    """True where the motion was replaced by then."""
    return any(event.kind is EventKind.REPLACED for event in visible(item.events, as_of))


def first_seen(item: TrackedItem) -> date | None:
    """The first day on which the item is known: its first paper's, when it was made, or its first event's.

    None where an undated letter speaks of an item whose making is not dated: it is always known.
    """
    if item.particulars:
        return item.particulars[0].date
    if item.made_on is not None:
        return item.made_on
    days = days_of(item)
    dated = [day for day in days if day is not None]
    return min(dated) if dated and len(dated) == len(days) else None


def exists_on(item: TrackedItem, as_of: date) -> bool:
    """True where the item is known on `as_of`."""
    return is_seen(first_seen(item), as_of)


def deadline_on(item: TrackedItem, as_of: date) -> Deadline | None:
    """The deadline in force on `as_of`: the last one given by then."""
    if not item.deadline_history:
        return item.deadline if exists_on(item, as_of) else None
    given = [event.deadline for event in visible(item.deadline_history, as_of) if event.deadline is not None]
    return given[-1] if given else None


def derive_standing(item: TrackedItem, as_of: date, decisions: Sequence[Decision] = ()) -> Standing:
    """Where `item` stands on `as_of`.

    Args:
        item: one tracked item with its whole life; what is dated after `as_of` is not seen.
        as_of: the day of the picture.
        decisions: what people decided about this item; the last one that is not undone and was made
            by `as_of` holds.

    Returns:
        Claim, decision and timeliness apart, with reasons in Dutch (never none).
    """
    if not exists_on(item, as_of):
        return unborn(item, as_of)
    claimed, claim, why = derive_claim(item, as_of)
    decision = derive_decision(decisions, as_of)
    status = decision.status if decision is not None else claimed
    timeliness, silent, timing = derive_timeliness(item, as_of, status)
    ruling = [say_decision(decision)] if decision is not None else []
    ruling += [VANISHED] if item.vanished else []
    return Standing(
        as_of=as_of,
        status=status,
        claimed=claimed,
        decided=decision.status if decision is not None else None,
        timeliness=timeliness,
        reasons=(*ruling, why, *timing),
        claim=claim,
        decision=decision,
        silent=silent,
    )


def unborn(item: TrackedItem, as_of: date) -> Standing:
    """The standing of an item that is not yet known on `as_of`."""
    what = "deze motie" if item.kind is ItemKind.MOTION else "deze toezegging"
    reason = f"Op {say_date(as_of)} was {what} nog niet bekend."
    return Standing(as_of, Status.UNKNOWN, Status.UNKNOWN, None, Timeliness.NO_DATE, (reason,))


def derive_claim(item: TrackedItem, as_of: date) -> tuple[Status, Event | None, str]:
    """What the letters known by then claim: the status, the event that says so, and the reason in Dutch."""
    status, claim = Status.OPEN, None
    for event in claiming(item, as_of):
        if event.kind in CLAIMS:
            status, claim = CLAIMS[event.kind], event
        elif event.kind in REOPENS and status is not Status.PARTLY:
            status, claim = Status.OPEN, event
    if replaced := next((e for e in visible(item.events, as_of) if e.kind is EventKind.REPLACED), None):
        return Status.LAPSED, replaced, replaced.text
    if is_recurring(item, as_of) and status in (Status.OPEN, Status.DONE):
        told = f"{claim.text} " if claim is not None else ""
        return Status.ONGOING, claim, f"{told}Dit keert steeds terug en blijft daarom doorlopen."
    if claim is not None:
        return status, claim, claim.text
    return without_claim(item, as_of)


def claiming(item: TrackedItem, as_of: date) -> list[Event]:
    """The events that claim or reopen; one without a date counts only where no dated one does."""
    telling = [e for e in visible(item.events, as_of) if e.kind in CLAIMS or e.kind in REOPENS]
    return [event for event in telling if event.date is not None] or telling


def is_recurring(item: TrackedItem, as_of: date) -> bool:
    """True for a duty that comes back ("jaarlijks"), which one letter never settles."""
    deadline = deadline_on(item, as_of)
    return deadline is not None and deadline.basis is DeadlineBasis.RECURRING


def without_claim(item: TrackedItem, as_of: date) -> tuple[Status, Event | None, str]:
    """Open where we hold the paper in which the item was made; otherwise unknown."""
    events = [event for event in visible(item.events, as_of) if event.kind not in NOT_TOLD]
    if any(event.kind is EventKind.MADE for event in events):
        return Status.OPEN, None, f"{events[0].text} Geen brief zegt dat dit is afgedaan."
    if events:
        return Status.UNKNOWN, None, events[-1].text
    return Status.UNKNOWN, None, "Geen brief die hier is ingelezen, zegt wat hiermee is gedaan."


def derive_decision(decisions: Sequence[Decision], as_of: date) -> Decision | None:
    """The decision that holds on `as_of`: the last that was made by then and is not undone."""
    standing = [d for d in decisions if not d.undone and d.at.date() <= as_of]
    return max(standing, key=lambda decision: decision.id) if standing else None


def say_decision(decision: Decision) -> str:
    """The decision as a reason in Dutch."""
    day = say_date(decision.at.date())
    return f"{decision.actor} besloot op {day}: {decision.status.value}. Reden: {decision.reason}"


def derive_timeliness(
    item: TrackedItem, as_of: date, status: Status
) -> tuple[Timeliness, bool, tuple[str, ...]]:
    """How `as_of` compares with the deadline in force, whether it is silent since, and why."""
    deadline = deadline_on(item, as_of)
    if status in SETTLED:
        return Timeliness.SETTLED, False, ()
    if deadline is None or deadline.latest is None:
        return Timeliness.NO_DATE, False, (say_no_date(deadline),)
    left = (deadline.latest - as_of).days
    if left < 0:
        later = last_word(item, deadline.latest, as_of)
        return Timeliness.OVERDUE, later is None, (say_overdue(deadline, later),)
    if left <= SOON:
        return (
            Timeliness.DUE_SOON,
            False,
            (f"De termijn {say_deadline(deadline)} loopt {say_days_left(left)} af.",),
        )
    return Timeliness.ON_TIME, False, (f"De termijn {say_deadline(deadline)} is nog niet verstreken.",)


def say_days_left(left: int) -> str:
    """How soon, in Dutch.

    >>> [say_days_left(days) for days in (0, 1, 2)]
    ['vandaag', 'over 1 dag', 'over 2 dagen']
    """
    return "vandaag" if left == 0 else f"over {left} {'dag' if left == 1 else 'dagen'}"


def last_word(item: TrackedItem, latest: date, as_of: date) -> Event | None:
    """The last event that breaks the silence about a deadline that has passed.

    That is what a letter says on the deadline's day or after it, or what an earlier letter says of the
    outcome. That work goes on, or the promise once more, before the day, leaves it silent after it.
    """
    setters = {event for event in item.deadline_history if event.deadline is not None}
    silent = NOT_TOLD | {EventKind.MADE}
    spoken = [e for e in visible(item.events, as_of) if e.kind not in silent and e not in setters]
    telling = [e for e in spoken if e.kind in OUTCOMES or (e.date is not None and e.date >= latest)]
    return telling[-1] if telling else None


def say_no_date(deadline: Deadline | None) -> str:
    """Why nothing falls due on a day."""
    if deadline is None:
        return "Er is geen termijn genoemd."
    return f"De termijn {say_deadline(deadline)} geeft geen dag waarop dit klaar moet zijn."


def say_overdue(deadline: Deadline, later: Event | None) -> str:
    """That the day has passed, and what was heard since."""
    passed = f"De termijn {say_deadline(deadline)} is verstreken"
    if later is None or deadline.latest is None:
        return f"{passed}; er is geen latere brief gezien die zegt wat ervan gekomen is."
    heard = "een latere brief" if later.date is not None and later.date >= deadline.latest else "een brief"
    return f"{passed}. Wel is er {heard} gezien: {later.text[0].lower()}{later.text[1:]}"
