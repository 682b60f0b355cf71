"""How a passage and an item are known again after a better parser gave them other bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from kamer.document import Evidence
from kamer.identifiers import normalise
from kamer.items import Change, Mention, Proposal, TrackedItem

SAME = 0.85  # likeness from which two readings of a passage are one
HELD = 20  # letters that a passage has at least, to be known inside another

Thing = TypeVar("Thing")


def likeness(before: TrackedItem, item: TrackedItem) -> float:
    """How far the passage that made `item` is that of `before`, 0 to 1."""
    one, other = birth_of(before), birth_of(item)
    if one is None or other is None:
        return 0.0
    return evidence_likeness(one, other)


def birth_of(item: TrackedItem) -> Evidence | None:
    """The passage that made the item, or the first that speaks of it."""
    own = [mention.evidence for mention in item.mentions if mention.finding == item.id]
    first = [mention.evidence for mention in item.mentions[:1]]
    return next(iter(own or first), None)


def evidence_likeness(one: Evidence, other: Evidence) -> float:
    """How alike two passages of one document are; 0 for those of different documents."""
    return passage_likeness(one.quote, other.quote) if one.document == other.document else 0.0


def passage_likeness(one: str, other: str) -> float:
    """How alike two passages are; one that holds the other counts as the same, the better the longer."""
    short, long = sorted((normalise(one), normalise(other)), key=len)
    if len(short) >= HELD and short in long:
        return SAME + (1 - SAME) * len(short) / len(long)
    return float(ratio(short, long)) / 100 if short else 0.0


def find_mentions(item: TrackedItem, change: Change) -> list[Mention]:
    """The mentions of an item that are the passage of a change: by its finding, otherwise by its words."""
    return list(same_passage(item.mentions, [m.evidence for m in item.mentions], findings_of(item), change))


def find_proposals(item: TrackedItem, change: Change) -> list[Proposal]:
    """The proposals of an item that are the passage of a change."""
    found = [proposal for proposal in item.proposals if proposal.event.evidence is not None]
    passages = [proposal.event.evidence for proposal in found if proposal.event.evidence is not None]
    return list(same_passage(found, passages, [proposal.link.finding for proposal in found], change))


def findings_of(item: TrackedItem) -> list[str]:
    """The findings of an item's mentions."""
    return [mention.finding for mention in item.mentions]


def same_passage(
    things: Sequence[Thing], passages: Sequence[Evidence], findings: Sequence[str], change: Change
) -> Iterable[Thing]:
    """The things that stand for the passage of a change: those of its finding, otherwise the most alike."""
    document = change.evidence.document if change.evidence is not None else None
    rows = [
        row for row in zip(things, passages, findings, strict=True) if document in (None, row[1].document)
    ]
    if exact := [thing for thing, _, finding in rows if finding == change.finding]:
        return exact
    if change.evidence is None:
        return []
    scored = [(evidence_likeness(change.evidence, passage), thing) for thing, passage, _ in rows]
    best = max((score for score, _ in scored), default=0.0)
    return [thing for score, thing in scored if score == best and best >= SAME]


def resolve_decided(before: TrackedItem, fresh: Sequence[TrackedItem]) -> TrackedItem | None:
    """The item that was decided about, among the new items of a new reading; None unless one is most alike.

    A better parser may give the promise other bounds, and so another id. It is the same one where the
    passage in the same document holds the earlier one, or is most of it. Of several the most alike is
    taken, unless two are equally so.
    """
    scored = [(likeness(before, item), item) for item in fresh if item.kind is before.kind]
    fitting = sorted(((score, item.id, item) for score, item in scored if score >= SAME), reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][2]
