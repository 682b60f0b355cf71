"""What happened to what a user watches since the last digest: new, moved, due, silent, settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamer.items import Status
from kamer.passages import Hit, Query
from tracking import ItemView
from ui.badges import due_day
from ui.outputs.sound import one_line
from ui.watch.watches import Seen, SeenItem, Watch
from ui.workplace import Workplace

SETTLED = frozenset({Status.DONE, Status.LAPSED})
HITS = 30  # passages that a watched search looks at
Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """An item that changed, as it is now, and as it was."""

    view: ItemView
    before: SeenItem


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one watch: what is new, what moved, what falls due soon, what went silent, what changed.

    An item stands in each part that is true of it. `hits` are passages that a watched search found anew.
    `since` is the day of the last digest.
    """

    watch: Watch
    since: dt.date
    as_of: dt.date
    new: tuple[ItemView, ...] = ()
    moved: tuple[Change, ...] = ()
    due: tuple[ItemView, ...] = ()
    silent: tuple[ItemView, ...] = ()
    changed: tuple[Change, ...] = ()
    hits: tuple[Hit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to tell."""
        return not (self.new or self.moved or self.due or self.silent or self.changed or self.hits)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many there are in each part, by its Dutch name."""
        return {
            "nieuw": len(self.new),
            "verschoven": len(self.moved),
            "binnenkort": len(self.due),
            "stil": len(self.silent),
            "andere stand": len(self.changed),
            "nieuwe passages": len(self.hits),
        }


def make_digest(
    workplace: Workplace, watch: Watch, as_of: dt.date, since: dt.date | None = None
) -> tuple[Digest, Seen]:
    """The digest of a watch, and what it saw, for the next one.

    Args:
        workplace: where the items are.
        watch: what is watched.
        as_of: the day of the digest.
        since: compare with what was known on this day, instead of with what the last digest saw.
    """
    views = views_of(workplace, watch, as_of)
    hits = hits_of(workplace, watch)
    before = watch.seen
    if since is not None:
        before = Seen(since, seen_items(views_of(workplace, watch, since)), passages_by(hits, since))

    def resolve(item: str) -> str | None:
        found = workplace.store.item(item, as_of)
        return found.item.id if found is not None else None

    return derive_digest(watch, before, views, hits, as_of, resolve), seen_now(views, hits, as_of)


def views_of(workplace: Workplace, watch: Watch, as_of: dt.date) -> list[ItemView]:
    """The items that a watch is about; none where it is only a search."""
    return [] if watch.only_search else workplace.store.items(watch.wanted, as_of)


def hits_of(workplace: Workplace, watch: Watch) -> list[Hit]:
    """The passages that answer a watched search."""
    return workplace.find(Query(watch.question, limit=HITS)) if watch.question else []


def passages_by(hits: Sequence[Hit], day: dt.date) -> tuple[str, ...]:
    """The passages that were known on a day."""
    return tuple(hit.passage.id for hit in hits if hit.passage.date is None or hit.passage.date <= day)


def seen_now(views: Sequence[ItemView], hits: Sequence[Hit], as_of: dt.date) -> Seen:
    """What a digest of these saw."""
    return Seen(as_of, seen_items(views), tuple(hit.passage.id for hit in hits))


def seen_items(views: Sequence[ItemView]) -> dict[str, SeenItem]:
    """Each item as it is now."""
    return {view.item.id: seen_item(view) for view in views}


def seen_item(view: ItemView) -> SeenItem:
    """What a digest keeps of an item."""
    deadline = view.item.deadline
    words = one_line(deadline.text) if deadline is not None else ""
    return SeenItem(due_day(view.item), words, view.standing.status, view.standing.silent)


def derive_digest(
    watch: Watch,
    before: Seen,
    views: Sequence[ItemView],
    hits: Sequence[Hit],
    as_of: dt.date,
    resolve: Resolve,
) -> Digest:
    """What changed between what was seen before and what there is now.

    Args:
        watch: what is watched.
        before: what the last digest saw.
        views: the items now.
        hits: the passages of a watched search now.
        as_of: the day of the digest.
        resolve: the id under which an item goes now that had this id before; a new reading of a letter can
            give an item another id, which does not make it new.
    """
    known = under_present_ids(before.items, {view.item.id for view in views}, resolve)
    changes = [Change(view, known[view.item.id]) for view in views if view.item.id in known]
    told = set(before.passages)
    return Digest(
        watch=watch,
        since=before.day,
        as_of=as_of,
        new=tuple(view for view in views if view.item.id not in known),
        moved=tuple(change for change in changes if is_moved(change)),
        due=tuple(view for view in views if is_due(view, as_of, watch.days)),
        silent=tuple(v for v in views if v.standing.silent and not was_silent(known.get(v.item.id))),
        changed=tuple(c for c in changes if c.view.standing.status is not c.before.status),
        hits=tuple(hit for hit in hits if hit.passage.id not in told),
    )


def under_present_ids(
    seen: Mapping[str, SeenItem], present: set[str], resolve: Resolve
) -> dict[str, SeenItem]:
    """What was seen, by the ids that the items have now."""
    return dict(renamed(seen, present, resolve))


def renamed(
    seen: Mapping[str, SeenItem], present: set[str], resolve: Resolve
) -> Iterator[tuple[str, SeenItem]]:
    """Each item that was seen with its present id; those that are gone are left out."""
    for item, was in seen.items():
        now = item if item in present else resolve(item)
        if now is not None:
            yield now, was


def is_moved(change: Change) -> bool:
    """True where the deadline got another day, or other words where neither gives a day."""
    latest, before = due_day(change.view.item), change.before.latest
    if latest or before:
        return latest != before
    return seen_item(change.view).words.lower() != change.before.words.lower()


def is_due(view: ItemView, as_of: dt.date, days: int) -> bool:
    """True where an open item falls due within so many days."""
    latest = due_day(view.item)
    if latest is None or view.standing.status in SETTLED:
        return False
    return 0 <= (latest - as_of).days <= days


def was_silent(before: SeenItem | None) -> bool:
    """True where the last digest told already that it was silent."""
    return before is not None and before.silent
