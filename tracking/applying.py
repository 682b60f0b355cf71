"""What people did with items, applied last: pure, so that it can be done anew after every reading.

A correction of the reading (what was promised, by whom, by when) holds for the picture of every day: the
letter said so then. What a person decides about the standing counts from the day of the decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kamer.document import Evidence
from kamer.items import (
    Act,
    Change,
    Event,
    EventKind,
    ItemKind,
    Proposal,
    Ruling,
    TrackedItem,
)
from tracking.amending import (
    added_item,
    correct_particulars,
    in_order,
    join_items,
    part_item,
    say_change,
    with_deadline,
    with_passage,
    without_deadline,
    without_passages,
    without_proposal,
)
from tracking.anchors import SAME, birth_of, evidence_likeness, find_mentions, find_proposals


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


def rivals(bench: Bench, offered: Iterable[Proposal], change: Change) -> list[TrackedItem]:
    """The other items of which the passage may have spoken."""
    names = {name for proposal in offered for name in proposal.rivals}
    found = [bench.find(name) for name in names]
    return [item for item in found if item is not None and find_proposals(item, change)]


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
