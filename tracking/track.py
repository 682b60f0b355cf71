"""From the findings of all letters to the items that are followed."""

from __future__ import annotations

from collections.abc import Iterable

from kamer.document import Document
from kamer.findings import Findings
from kamer.items import TrackedItem
from tracking.commitments import draft_commitments
from tracking.draft import Draft, order_of
from tracking.facts import Letter, read_facts
from tracking.link import Alike
from tracking.motions import draft_motions


def track(letters: Iterable[tuple[Document, Findings]], alike: Alike | None = None) -> list[TrackedItem]:
    """Every commitment and motion of these letters over time, with links, events and reasons.

    Args:
        letters: documents with what was found in them; their order never matters.
        alike: how alike two passages are in meaning, 0 to 1, where a model tells; without one only words
            are compared.

    Returns:
        The items, in order of the day they were made (undated last), then of id.
    """
    return link_letters([read_facts(document, findings) for document, findings in letters], alike)


def link_letters(letters: Iterable[Letter], alike: Alike | None = None) -> list[TrackedItem]:
    """The items of letters of which the facts have been read; see `track`."""
    ordered = sorted(letters, key=lambda letter: order_of(letter.date, letter.key, 0))
    motions = draft_motions(ordered)
    commitments = draft_commitments(ordered, motions, alike)
    items = [draft.finish() for draft in (*motions.values(), *commitments.values()) if is_told(draft)]
    return sorted(items, key=lambda item: order_of(item.made_on, item.id, 0))


def is_told(draft: Draft) -> bool:
    """True where at least one passage speaks of the item."""
    return bool(draft.mentions)
