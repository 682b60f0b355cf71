"""An item changed by what a person says of it: pure, one function a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from kamer.document import Evidence
from kamer.findings import CommitmentKind, Deadline
from kamer.items import Change, Event, EventKind, ItemKind, Link, Mention, Particulars, Ruling, TrackedItem
from tracking.anchors import birth_of, find_proposals
from tracking.draft import order_event, order_mention
from tracking.wording import one_line, say_date, say_deadline

BY_PERSON = "person"  # the rule of links that people made


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in their order, each once."""
    return tuple(sorted(dict.fromkeys(events), key=order_event))


def correct_particulars(known: Particulars, change: Change) -> Particulars:
    """What was known of an item, corrected: the letters said so on every day."""
    return replace(known, title=change.title or known.title, ministry=change.ministry or known.ministry)


def with_deadline(item: TrackedItem, deadline: Deadline) -> TrackedItem:
    """The item with another deadline in force, in the place of the one that was read wrongly."""
    wrong = item.deadline
    if wrong is None or not any(event.deadline == wrong for event in item.deadline_history):
        first = next((e for e in item.events if e.kind is EventKind.MADE), None)
        day = first.date if first is not None else item.made_on
        proof = first.evidence if first is not None else birth_of(item)
        text = f"De termijn is {say_deadline(deadline)}, zo is met de hand vastgelegd."
        given = Event(EventKind.MADE, day, text, proof, deadline)
        return replace(item, deadline=deadline, deadline_history=in_order((*item.deadline_history, given)))
    return replace(
        item,
        deadline=deadline,
        deadline_history=tuple(redated(event, wrong, deadline) for event in item.deadline_history),
        events=tuple(redated(event, wrong, deadline) for event in item.events),
    )


def redated(event: Event, wrong: Deadline, deadline: Deadline) -> Event:
    """The event with the corrected deadline, where it gave the wrong one."""
    return replace(event, deadline=deadline) if event.deadline == wrong else event


def without_deadline(item: TrackedItem) -> TrackedItem:
    """The item without the deadlines that were read into it."""
    events = tuple(replace(event, deadline=None) for event in item.events)
    return replace(item, deadline=None, deadline_history=(), events=events)


def say_change(change: Change) -> str:
    """What was corrected, in Dutch.

    >>> say_change(Change(title="De kaart", without_deadline=True))
    'de omschrijving en de termijn (er is geen termijn)'
    """
    parts = [
        ("de omschrijving", change.title),
        ("de soort", change.commitment_kind),
        ("wie het doet", change.actor),
        ("het ministerie", change.ministry),
        (f"de termijn (nu {say_deadline(change.deadline)})" if change.deadline else "", change.deadline),
        ("de termijn (er is geen termijn)", change.without_deadline),
    ]
    names = [name for name, value in parts if value]
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def join_items(kept: TrackedItem, gone: TrackedItem) -> TrackedItem:
    """All that is known of two items, under the id of the first."""
    first, later = (kept, gone) if is_made_before(kept, gone) else (gone, kept)
    events = in_order((*first.events, *(as_repetition(event) for event in later.events)))
    history = in_order((*first.deadline_history, *(as_repetition(event) for event in later.deadline_history)))
    given = [event.deadline for event in history if event.deadline is not None]
    deadline = kept.deadline if kept.deadline is not None else gone.deadline
    return replace(
        kept,
        title=first.title,
        made_on=first.made_on,
        mentions=tuple(sorted({*kept.mentions, *gone.mentions}, key=order_mention)),
        events=events,
        deadline_history=history,
        deadline=given[-1] if given else deadline,
        links=tuple(dict.fromkeys((*kept.links, *gone.links))),
        dossiers=tuple(dict.fromkeys((*kept.dossiers, *gone.dossiers))),
        proposals=tuple(dict.fromkeys((*kept.proposals, *gone.proposals))),
        particulars=(),
        ministry=kept.ministry or gone.ministry,
        actor=kept.actor or gone.actor,
    )


def is_made_before(one: TrackedItem, other: TrackedItem) -> bool:
    """True where the first was made on an earlier day; undated counts as latest, ids decide a tie."""
    return (one.made_on or date.max, one.id) <= (other.made_on or date.max, other.id)


def as_repetition(event: Event) -> Event:
    """What made the later of two items repeats the earlier."""
    return replace(event, kind=EventKind.REPEATED) if event.kind is EventKind.MADE else event


def part_item(item: TrackedItem, found: Sequence[Mention], change: Change) -> tuple[TrackedItem, TrackedItem]:
    """The item without these mentions, and an item of them."""
    rest = without_passages(item, found)
    taken = [event for event in item.events if is_told_by(event, found)]
    history = [event for event in item.deadline_history if is_told_by(event, found)]
    given = [event.deadline for event in (*taken, *history) if event.deadline is not None]
    quote = one_line(found[0].evidence.quote)
    made = Event(
        EventKind.MADE,
        found[0].date,
        f"Afgesplitst van “{item.title}”.",
        found[0].evidence,
        given[-1] if given else None,
    )
    own = replace(
        item,
        id=change.made or found[0].finding,
        kind=ItemKind.COMMITMENT,
        title=change.title or quote,
        mentions=tuple(found),
        made_on=found[0].date,
        commitment_kind=item.commitment_kind or CommitmentKind.ACT,
        number=None,
        proposers=(),
        deadline=given[-1] if given else None,
        deadline_history=(made,) if given else (),
        events=(made, *(event for event in taken if event.kind not in (EventKind.MADE, EventKind.REPEATED))),
        links=(),
        particulars=(),
        proposals=(),
        replaced_by=None,
        by_hand=True,
    )
    return rest, own


def is_told_by(event: Event, mentions: Iterable[Mention]) -> bool:
    """True where one of these passages tells of the event."""
    told = event.evidence
    return told is not None and any(
        told.document == m.evidence.document and told.span.overlaps(m.evidence.span) for m in mentions
    )


def without_passages(item: TrackedItem, found: Sequence[Mention]) -> TrackedItem:
    """The item without these mentions and what they tell."""
    kept = tuple(mention for mention in item.mentions if mention not in found)
    gone = {mention.finding for mention in found} - {mention.finding for mention in kept}
    history = tuple(event for event in item.deadline_history if not is_told_by(event, found))
    given = [event.deadline for event in history if event.deadline is not None]
    lost = len(history) < len(item.deadline_history)
    return replace(
        item,
        mentions=kept,
        events=tuple(event for event in item.events if not is_told_by(event, found)),
        deadline_history=history,
        deadline=(given[-1] if given else None) if lost else item.deadline,
        links=tuple(link for link in item.links if link.finding not in gone),
        proposals=tuple(p for p in item.proposals if p.link.finding not in gone),
    )


def with_passage(item: TrackedItem, change: Change, events: Sequence[Event], ruling: Ruling) -> TrackedItem:
    """The item with a passage that a person says speaks of it, and what that passage tells."""
    passage = change.evidence
    assert passage is not None
    finding = change.finding or f"{passage.document}#{passage.span.start}"
    mention = Mention(finding, passage, change.said_on)
    reason = f"{ruling.actor} kende deze passage toe. Reden: {ruling.reason}"
    history = [event for event in events if event.kind is EventKind.MOVED]
    given = [event.deadline for event in history if event.deadline is not None]
    return replace(
        item,
        mentions=tuple(sorted({*item.mentions, mention}, key=order_mention)),
        links=(*item.links, Link(passage.document, finding, BY_PERSON, reason)),
        events=in_order((*item.events, *(events or [told_by(passage, change)]))),
        deadline_history=in_order((*item.deadline_history, *history)),
        deadline=given[-1] if given else item.deadline,
    )


def told_by(passage: Evidence, change: Change) -> Event:
    """The event of a passage of which nobody said what it does to the item."""
    day = f" van {say_date(change.said_on)}" if change.said_on else ""
    return Event(EventKind.MENTIONED, change.said_on, f"Genoemd in een passage{day}.", passage)


def without_proposal(item: TrackedItem, change: Change) -> TrackedItem:
    """The item without the proposals for this passage."""
    gone = find_proposals(item, change)
    return replace(item, proposals=tuple(p for p in item.proposals if p not in gone))


def added_item(ruling: Ruling, *, vanished: bool = False) -> TrackedItem:
    """The item that a person made by hand, from a passage or from words spoken in a debate."""
    change, passage = ruling.change, ruling.change.evidence
    day = change.said_on or ruling.at.date()
    place = f" ({change.source})" if change.source else ""
    text = f"Toegezegd op {say_date(day)}{place}; met de hand vastgelegd."
    made = Event(EventKind.MADE, day, text, passage, change.deadline)
    title = change.title or (one_line(passage.quote) if passage is not None else "Toezegging")
    finding = change.finding or change.made or ""
    return TrackedItem(
        id=change.made or ruling.item,
        kind=ItemKind.COMMITMENT,
        title=title,
        mentions=(Mention(finding, passage, day),) if passage is not None else (),
        made_on=day,
        commitment_kind=change.commitment_kind or CommitmentKind.ACT,
        actor=change.actor,
        ministry=change.ministry,
        deadline=change.deadline,
        deadline_history=(made,) if change.deadline is not None else (),
        events=(made,),
        by_hand=True,
        source=change.source,
        vanished=vanished,
    )
