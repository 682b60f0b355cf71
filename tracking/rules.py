"""Whether what a person wants to do with an item can be done, and with what particulars it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from kamer.identifiers import finding_id
from kamer.items import Act, Change, ItemKind, Mention, Ruling, TrackedItem
from tracking.amending import added_item
from tracking.anchors import find_mentions, find_proposals
from tracking.shelf import Shelf

ORAL = "mondeling"  # stands for the document of a promise that was made in a debate
CORRECTED = ("title", "commitment_kind", "actor", "ministry", "deadline", "without_deadline")


def check_ruling(shelf: Shelf, item: TrackedItem, act: Act, change: Change) -> Change:
    """The change as it is recorded.

    Raises:
        ValueError: when the act cannot be done so (in Dutch).
    """
    return CHECKS[act](shelf, item, change)


def as_it_is(_shelf: Shelf, _item: TrackedItem, change: Change) -> Change:
    """Nothing to check."""
    return change


def check_correction(_shelf: Shelf, item: TrackedItem, change: Change) -> Change:
    """Something must change, and a kind belongs to a commitment."""
    if not any(getattr(change, name) for name in CORRECTED):
        raise ValueError("Geef op wat er moet worden gecorrigeerd.")
    if change.commitment_kind is not None and item.kind is not ItemKind.COMMITMENT:
        raise ValueError("Een motie heeft geen soort toezegging.")
    return change


def check_merge(shelf: Shelf, item: TrackedItem, change: Change) -> Change:
    """The other item must be there, be another one, and be of one kind."""
    other = shelf.find(change.other or "")
    if other is None:
        raise ValueError(f"Er is geen motie of toezegging met kenmerk {change.other or '(leeg)'}.")
    if other.id == item.id:
        raise ValueError("Een toezegging kan niet met zichzelf worden samengevoegd.")
    if other.kind is not item.kind:
        raise ValueError("Een motie en een toezegging kunnen niet worden samengevoegd.")
    return replace(change, other=other.id)


def check_split(_shelf: Shelf, item: TrackedItem, change: Change) -> Change:
    """The passage must be one of several of the item; it gets the id of its finding."""
    found = find_mentions(item, change)
    if not found:
        raise ValueError("Deze passage hoort niet bij deze toezegging of motie.")
    if len(found) == len(item.mentions):
        raise ValueError("Dit is de enige passage; er valt niets af te splitsen.")
    first = found[0]
    made = first.finding if first.finding != item.id else split_id(first)
    return replace(
        change, finding=first.finding, evidence=first.evidence, said_on=first.date, made=change.made or made
    )


def split_id(mention: Mention) -> str:
    """The id of an item split off by the passage that gave the whole item its id."""
    return finding_id(mention.evidence.document, "split", mention.evidence.quote)


def check_link(shelf: Shelf, item: TrackedItem, change: Change) -> Change:
    """The passage is one that was offered, or one that the user points at."""
    offered = find_proposals(item, change)
    if not offered:  # offered to another item, perhaps, but meant for this one
        offered = [p for each in shelf.items.values() if each.proposals for p in find_proposals(each, change)]
    if offered:
        event = offered[0].event
        return replace(
            change,
            finding=offered[0].link.finding,
            evidence=event.evidence,
            said_on=event.date,
            event=event,
        )
    if change.evidence is None:
        raise ValueError("Geef op welke passage hierover gaat.")
    return change


def check_unlink(_shelf: Shelf, item: TrackedItem, change: Change) -> Change:
    """The passage must be one of the item, or offered to it, and not the one that made it."""
    found = find_mentions(item, change)
    if found and (len(found) == len(item.mentions) or found[0] == item.mentions[0]):
        raise ValueError("Deze passage is waar het mee begon; wijs de toezegging af als zij er geen is.")
    if found:
        return replace(change, finding=found[0].finding, evidence=found[0].evidence, said_on=found[0].date)
    if offered := find_proposals(item, change):
        proposal = offered[0]
        return replace(change, finding=proposal.link.finding, evidence=proposal.event.evidence)
    raise ValueError("Deze passage hoort niet bij deze toezegging of motie.")


def refuse_addition(_shelf: Shelf, _item: TrackedItem, _change: Change) -> Change:
    """What is added has no item yet."""
    raise ValueError("Een nieuwe toezegging wordt toegevoegd, niet bij een andere vastgelegd.")


CHECKS: Mapping[Act, Callable[[Shelf, TrackedItem, Change], Change]] = {
    Act.CONFIRM: as_it_is,
    Act.REJECT: as_it_is,
    Act.CORRECT: check_correction,
    Act.MERGE: check_merge,
    Act.SPLIT: check_split,
    Act.LINK: check_link,
    Act.UNLINK: check_unlink,
    Act.ADD: refuse_addition,
}


def draft_addition(change: Change, at: datetime) -> tuple[TrackedItem, Change]:
    """The item that a person adds, with the change as it is recorded; the id comes from the content.

    Raises:
        ValueError: when there is neither a passage nor words with their source (in Dutch).
    """
    words = (change.title or "").strip()
    if change.evidence is None and not words:
        raise ValueError("Geef de passage op, of de woorden van de toezegging.")
    if change.evidence is None and not (change.source or "").strip():
        raise ValueError("Geef op waar de toezegging is gedaan, bijvoorbeeld het debat.")
    place = change.evidence.document if change.evidence is not None else ORAL
    quote = (
        change.evidence.quote if change.evidence is not None else f"{change.source} {change.said_on} {words}"
    )
    made = finding_id(place, "added", quote)
    settled = replace(change, made=made, title=words or None)
    return added_item(Ruling(0, made, Act.ADD, settled, "", "", at)), settled
