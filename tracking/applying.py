"""What people did with items, applied last: pure, so that it can be done anew after every reading.

A correction of the reading (what was promised, by whom, by when) holds for the picture of every day: the
letter said so then. What a person decides about the standing counts from the day of the decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kamer.document import Evidence
from kamer.findings import CommitmentKind, Deadline
from kamer.items import (
    Act,
    Change,
    Event,
    EventKind,
    ItemKind,
    Link,
    Mention,
    Particulars,
    Ruling,
    TrackedItem,
)
from tracking.anchors import SAME, birth_of, evidence_likeness, find_mentions, find_proposals
from tracking.draft import order_event, order_mention
from tracking.wording import one_line, say_date, say_deadline

BY_PERSON = "person"  # the rule of links that people made


@dataclass(slots=True)
class Bench:
    """Items on which rulings are applied; `names` says where an id went, `lost` what found no passage."""

    items: dict[str, TrackedItem]
    names: dict[str, str]
    lost: set[int] = field(default_factory=set)

    def find(self, name: str | None) -> TrackedItem | None:
        """The item of that id, or of the one into which it went."""
        seen: set[str] = set()
        while name and name not in self.items and name in self.names and name not in seen:
            seen.add(name)
            name = self.names[name]
        return self.items.get(name or "")

    def put(self, item: TrackedItem) -> None:
        """Replace an item, or add one; its own name leads to it."""
        self.items[item.id] = item
        self.names[item.id] = item.id

    def drop(self, gone: TrackedItem, heir: TrackedItem) -> None:
        """Let an item go into another: every name of it leads there."""
        self.items.pop(gone.id, None)
        self.names[gone.id] = heir.id


def apply_rulings(items: Iterable[TrackedItem], names: Mapping[str, str], rulings: Sequence[Ruling]) -> Bench:
    """The items as people left them.

    Args:
        items: as the letters give them.
        names: the item of every other name that items go by.
        rulings: of people; the undone ones are left out, the others applied in order of their ids.
    """
    bench = Bench({item.id: item for item in items}, dict(names))
    for ruling in sorted(rulings, key=lambda ruling: ruling.id):
        if not ruling.undone and not ACTS[ruling.act](bench, ruling):
            bench.lost.add(ruling.id)
    return bench


def note(item: TrackedItem, ruling: Ruling, words: str) -> TrackedItem:
    """The item with the event that a person did something with it."""
    text = f"{ruling.actor} {words}. Reden: {ruling.reason}"
    event = Event(EventKind.DECIDED, ruling.at.date(), text, actor=ruling.actor)
    return replace(item, events=in_order((*item.events, event)))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in their order, each once."""
    return tuple(sorted(dict.fromkeys(events), key=order_event))


def confirm(bench: Bench, ruling: Ruling) -> bool:
    """It is what the reading says."""
    item = bench.find(ruling.item)
    if item is not None:
        bench.put(note(replace(item, confirmed=True, rejected=False), ruling, "bevestigde dit"))
    return item is not None and not item.vanished


def reject(bench: Bench, ruling: Ruling) -> bool:
    """It is no commitment or motion."""
    item = bench.find(ruling.item)
    if item is not None:
        said = "wees dit af: het is geen toezegging of motie"
        bench.put(note(replace(item, rejected=True, confirmed=False), ruling, said))
    return item is not None and not item.vanished


def correct(bench: Bench, ruling: Ruling) -> bool:
    """The reading was wrong in some respects."""
    item = bench.find(ruling.item)
    if item is None:
        return False
    change = ruling.change
    fixed = replace(
        item,
        title=change.title or item.title,
        commitment_kind=change.commitment_kind or item.commitment_kind,
        actor=change.actor or item.actor,
        ministry=change.ministry or item.ministry,
        particulars=tuple(correct_particulars(known, change) for known in item.particulars),
        confirmed=True,
    )
    if change.without_deadline:
        fixed = without_deadline(fixed)
    elif change.deadline is not None:
        fixed = with_deadline(fixed, change.deadline)
    bench.put(note(fixed, ruling, f"corrigeerde {say_change(change)}"))
    return not item.vanished


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


def merge(bench: Bench, ruling: Ruling) -> bool:
    """The item is the same promise as another: that one stays, with all that is known of both."""
    item, other = bench.find(ruling.item), bench.find(ruling.change.other)
    if item is None or other is None:
        return False
    if item.id == other.id:  # a new reading sees it too
        return True
    joined = join_items(other, item)
    bench.put(note(joined, ruling, f"voegde hierbij samen: “{item.title}”"))
    bench.drop(item, other)
    return True


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


def split(bench: Bench, ruling: Ruling) -> bool:
    """A passage becomes an item of its own; gone from the letter, it stays as it was then."""
    item, change = bench.find(ruling.item), ruling.change
    found = find_mentions(item, change) if item is not None else []
    if item is None or not found or len(found) == len(item.mentions):
        bench.put(note(added_item(ruling, vanished=True), ruling, "splitste deze passage af"))
        return False
    rest, own = part_item(item, found, change)
    bench.put(note(rest, ruling, "splitste een passage hiervan af"))
    bench.put(note(own, ruling, "splitste deze passage af"))
    return True


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


def link(bench: Bench, ruling: Ruling) -> bool:
    """A passage speaks of the item: what it says happened, and it may speak of no other."""
    item, change = bench.find(ruling.item), ruling.change
    if item is None or change.evidence is None:
        return False
    offered = find_proposals(item, change)
    here = bool(find_mentions(item, change))
    events = [proposal.event for proposal in offered] or ([change.event] if change.event else [])
    if not here:
        item = with_passage(item, change, events, ruling)
    bench.put(note(item, ruling, "kende hieraan een passage toe"))
    for other in list(rivals(bench, offered, change)):
        bench.put(without_proposal(other, change))
    bench.put(without_proposal(bench.items[item.id], change))
    return here or bool(offered) or change.finding is None


def rivals(bench: Bench, offered: Iterable, change: Change) -> Iterable[TrackedItem]:  # type: ignore[type-arg]
    """The other items of which the passage may have spoken."""
    names = {name for proposal in offered for name in proposal.rivals}
    found = [bench.find(name) for name in names]
    return [item for item in found if item is not None and find_proposals(item, change)]


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


def unlink(bench: Bench, ruling: Ruling) -> bool:
    """A passage does not speak of the item, or what may have spoken of it does not."""
    item = bench.find(ruling.item)
    if item is None:
        return False
    found, offered = find_mentions(item, ruling.change), find_proposals(item, ruling.change)
    if found and len(found) < len(item.mentions):
        item = without_passages(item, found)
    bench.put(note(without_proposal(item, ruling.change), ruling, "maakte een passage hiervan los"))
    return bool(found or offered)


def add(bench: Bench, ruling: Ruling) -> bool:
    """A commitment that the reading missed; where a new reading finds it, what people said of it holds."""
    fresh = added_item(ruling)
    found = find_same(bench.items.values(), ruling.change.evidence)
    if found is None:
        bench.put(note(fresh, ruling, "voegde dit met de hand toe"))
        return True
    change = ruling.change
    kept = replace(
        found,
        confirmed=True,
        commitment_kind=change.commitment_kind or found.commitment_kind,
        actor=change.actor or found.actor,
    )
    if change.deadline is not None and change.deadline != found.deadline:
        kept = with_deadline(kept, change.deadline)
    bench.put(note(kept, ruling, "voegde dit met de hand toe"))
    bench.names[fresh.id] = found.id
    return True


def find_same(items: Iterable[TrackedItem], passage: Evidence | None) -> TrackedItem | None:
    """The item that was made by this passage, or None."""
    if passage is None:
        return None
    born = [(item, birth_of(item)) for item in items if is_of(item, passage.document)]
    scored = [(evidence_likeness(passage, birth), item.id, item) for item, birth in born if birth is not None]
    fitting = [row for row in scored if row[0] >= SAME and row[2].kind is ItemKind.COMMITMENT]
    return max(fitting)[2] if fitting else None


def is_of(item: TrackedItem, document: str) -> bool:
    """True where the first passage of the item stands in that document."""
    return bool(item.mentions) and item.mentions[0].evidence.document == document


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


ACTS: Mapping[Act, Callable[[Bench, Ruling], bool]] = {
    Act.CONFIRM: confirm,
    Act.REJECT: reject,
    Act.CORRECT: correct,
    Act.MERGE: merge,
    Act.SPLIT: split,
    Act.LINK: link,
    Act.UNLINK: unlink,
    Act.ADD: add,
}
