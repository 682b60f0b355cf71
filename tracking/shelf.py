"""All items as people left them, ready to be listed: read from the store, and kept until they change."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamer.identifiers import normalise
from kamer.items import Act, Ruling, TrackedItem
from tracking.anchors import birth_of
from tracking.applying import Bench, apply_rulings
from tracking.counters import read_counter
from tracking.decisions import DecisionRecord, read_decisions, read_rulings, snapshots
from tracking.filtering import searched, tests_of
from tracking.models import AliasRow, DocumentRow, ItemFindingRow, ItemRow
from tracking.official import read_official
from tracking.payload import load_item
from tracking.reach import in_chunks
from tracking.records import ItemFilter, ItemView
from tracking.standing import as_seen_on, derive_standing, exists_on, first_seen
from tracking.words import plain

PASSED = 20  # letters that say nothing of an item, at most, that are shown
DAYS_KEPT = 8  # pictures of different days that are kept ready

# Items by id as the letters give them, with the revision at which each last changed.
Loaded = dict[str, tuple[int, TrackedItem]]
Papers = Mapping[str, Sequence[tuple[date, str]]]
# What a view is made from: the item, the decisions and rulings about it, whether it changed.
Source = tuple[TrackedItem, Sequence[DecisionRecord], Sequence[Ruling], bool]


@dataclass(frozen=True, slots=True)
class Picture:
    """Every item known on one day with its standing, in order, and the words of those searched so far.

    `made` holds each view by the item's id, with the item and all else that it was made from.
    """

    views: list[ItemView]
    made: dict[str, tuple[Source, ItemView]]
    texts: dict[str, str] = field(default_factory=dict)

    def select(self, asked: ItemFilter) -> list[ItemView]:
        """The views that answer the filter, in their order."""
        tests, words = tests_of(asked), plain(asked.text or "").split()
        return [
            view
            for view in self.views
            if all(test(view) for test in tests) and (not words or self.holds(view, words))
        ]

    def holds(self, view: ItemView, words: Sequence[str]) -> bool:
        """True where all the words occur in the item of that view."""
        key = view.item.id
        if key not in self.texts:
            self.texts[key] = searched(view.item)
        return all(word in self.texts[key] for word in words)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All items, decisions and rulings at one revision, as they were read.

    `papers` are the dated letters of each dossier, in order of date; `old` the pictures of the revision
    before, of which what did not change is taken over.
    """

    revision: int
    items: Mapping[str, TrackedItem]
    names: Mapping[str, str]
    decisions: Mapping[str, Sequence[DecisionRecord]]
    rulings: Mapping[str, Sequence[Ruling]]
    changed: frozenset[str]
    papers: Papers
    old: Mapping[date, Picture] = field(default_factory=dict)
    pictures: dict[date, Picture] = field(default_factory=dict)

    def picture(self, as_of: date) -> Picture:
        """Every item known on `as_of`."""
        picture = self.pictures.get(as_of)
        if picture is None:
            picture = self.draw_picture(as_of)
            if len(self.pictures) >= DAYS_KEPT:
                self.pictures.clear()
            self.pictures[as_of] = picture
        return picture

    def draw_picture(self, as_of: date) -> Picture:
        """Every item known on `as_of`, as it was drawn before where nothing about it changed."""
        before = self.old.get(as_of)
        known = before.made if before is not None else {}
        made: dict[str, tuple[Source, ItemView]] = {}
        for item in self.items.values():
            source, held = self.source_of(item), known.get(item.id)
            if held is not None and is_same_source(held[0], source) and not held[1].standing.silent:
                made[item.id] = held
            elif exists_on(item, as_of):
                made[item.id] = (source, self.view(item, as_of))
        texts = before.texts if before is not None else {}
        kept = {key: words for key, words in texts.items() if made.get(key) is known.get(key)}
        return Picture(sorted((view for _, view in made.values()), key=order_view), made, kept)

    def source_of(self, item: TrackedItem) -> Source:
        """What a view of the item is made from."""
        rulings = self.rulings.get(item.id, ())
        return (item, self.decisions.get(item.id, ()), rulings, item.id in self.changed)

    def view(self, item: TrackedItem, as_of: date) -> ItemView:
        """One item as it was known on `as_of`."""
        known = (record.seen_on(as_of) for record in self.decisions.get(item.id, ()))
        decisions = tuple(decision for decision in known if decision is not None)
        standing = derive_standing(item, as_of, decisions)
        seen = as_seen_on(item, as_of)
        return ItemView(
            seen,
            standing,
            decisions,
            tuple(self.rulings.get(item.id, ())),
            item.id in self.changed,
            self.passed_over(seen, as_of) if standing.silent else (),
        )

    def passed_over(self, item: TrackedItem, as_of: date) -> tuple[str, ...]:
        """The first letters in the item's dossiers, dated after its deadline and by `as_of`, in order."""
        if item.deadline is None or item.deadline.latest is None:
            return ()
        found: set[tuple[date, str]] = set()
        for dossier in item.dossiers:
            papers = self.papers.get(dossier, ())
            start = bisect_right(papers, item.deadline.latest, key=lambda paper: paper[0])
            found.update(paper for paper in papers[start : start + PASSED] if paper[0] <= as_of)
        return tuple(key for _, key in sorted(found)[:PASSED])

    def find(self, name: str) -> TrackedItem | None:
        """The item of that id, number or finding, or the only one of which the id starts so."""
        asked = name.strip()
        if asked in self.names:
            return self.items.get(self.names[asked])
        if not asked:
            return None
        found = [item for item in self.items.values() if item.number == asked]
        found = found or [item for item in self.items.values() if item.id.startswith(asked)]
        return found[0] if len(found) == 1 else None


def is_same_source(one: Source, other: Source) -> bool:
    """True where two views would be made from the same."""
    return one[0] is other[0] and one[1:] == other[1:]


def order_view(view: ItemView) -> tuple[bool, date, bool, date, str]:
    """Soonest deadline first, then the oldest; without a day last."""
    latest = view.deadline.latest if view.deadline is not None else None
    made = first_seen(view.item)
    return (latest is None, latest or date.min, made is None, made or date.min, view.item.id)


def read_shelf(session: Session, loaded: Loaded, before: Shelf | None = None) -> Shelf:
    """All items, decisions and rulings from the store.

    Args:
        session: where to read.
        loaded: the items that were read before; brought up to date here, so that one that did not
            change is not read again.
        before: the shelf that this one comes in place of.
    """
    refresh_loaded(session, loaded)
    derived = {key: item for key, (_, item) in loaded.items()}
    return make_shelf(session, derived, read_aliases(session), before)


def read_part(session: Session, name: str) -> Shelf:
    """A shelf of the items that `name` may mean, and of those that rulings tie them to: one item at once."""
    rulings = read_rulings(session)
    meant = {name, *(n for r in rulings for n in (r.item, r.change.other, r.change.made) if n)}
    aliases: dict[str, str] = {}
    for chunk in in_chunks(sorted(meant)):
        query = select(AliasRow.alias, AliasRow.item).where(AliasRow.alias.in_(chunk))
        aliases.update(session.execute(query).tuples().all())
    ids = meant | set(aliases.values())
    begins = ItemRow.id.startswith(name, autoescape=True)
    ids.update(session.scalars(select(ItemRow.id).where((ItemRow.number == name) | begins)))
    places = {r.change.evidence.document for r in rulings if r.act is Act.ADD and r.change.evidence}
    for chunk in in_chunks(sorted(places)):
        there = select(ItemFindingRow.item).where(ItemFindingRow.document.in_(chunk))
        ids.update(session.scalars(there))
    found: dict[str, TrackedItem] = {}
    for chunk in in_chunks(sorted(ids)):
        rows = session.execute(select(ItemRow.id, ItemRow.item).where(ItemRow.id.in_(chunk))).tuples()
        found.update({key: load_item(stored) for key, stored in rows})
    return make_shelf(session, found, aliases, None)


def make_shelf(
    session: Session,
    derived: Mapping[str, TrackedItem],
    aliases: Mapping[str, str],
    before: Shelf | None,
) -> Shelf:
    """A shelf of these items, as people left them."""
    rulings = read_rulings(session)
    bench = apply_rulings(derived.values(), aliases, rulings)
    names = {name: found.id for name in (*bench.names, *bench.items) if (found := bench.find(name))}
    add_official(session, bench)
    return Shelf(
        read_counter(session, "items_revision"),
        bench.items,
        names,
        read_decisions(session, names),
        by_item(rulings, names, bench.lost),
        frozenset(find_changed(session, derived, names)),
        read_papers(session),
        before.pictures if before is not None else {},
    )


def refresh_loaded(session: Session, loaded: Loaded) -> None:
    """Read the items that are new or changed, and forget those that are gone."""
    held = dict(session.execute(select(ItemRow.id, ItemRow.revision).order_by(ItemRow.id)).tuples().all())
    for gone in loaded.keys() - held.keys():
        del loaded[gone]
    stale = [key for key, revision in held.items() if key not in loaded or loaded[key][0] != revision]
    for chunk in in_chunks(stale):
        rows = session.execute(select(ItemRow.id, ItemRow.item).where(ItemRow.id.in_(chunk))).tuples()
        loaded.update({key: (held[key], load_item(stored)) for key, stored in rows})


def read_aliases(session: Session) -> dict[str, str]:
    """The item of every other name that an item goes by: its findings, the ids that it had."""
    return dict(session.execute(select(AliasRow.alias, AliasRow.item)).tuples().all())


def by_item(
    rulings: Sequence[Ruling], names: Mapping[str, str], lost: set[int]
) -> dict[str, tuple[Ruling, ...]]:
    """The rulings by the item that they now belong to; those that found no passage say so."""
    found: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        concerned = {names.get(ruling.item, ruling.item)}
        concerned |= {names.get(name, name) for name in (ruling.change.made, ruling.change.other) if name}
        for item in sorted(concerned):
            found[item].append(replace(ruling, found=ruling.id not in lost))
    return {item: tuple(each) for item, each in found.items()}


def add_official(session: Session, bench: Bench) -> None:
    """Give motions what official data tell of them."""
    for number, known in read_official(session).items():
        item = bench.find(f"motie-{number}")
        if item is not None:
            bench.items[item.id] = replace(item, official=tuple(known))


def find_changed(session: Session, derived: Mapping[str, TrackedItem], names: Mapping[str, str]) -> set[str]:
    """The items of which a new reading tells something else than what people last decided about."""
    changed = set()
    for name, before in snapshots(session).items():
        now = derived.get(name) or derived.get(names.get(name, ""))
        if now is not None and not now.vanished and gist_of(now) != gist_of(before):
            changed.add(names.get(name, name))
    return changed


def gist_of(item: TrackedItem) -> tuple[object, ...]:
    """What a person weighs when deciding about an item: its words, kind, actor and last day."""
    birth = birth_of(item)
    latest = item.deadline.latest if item.deadline is not None else None
    return (normalise(birth.quote) if birth is not None else "", item.commitment_kind, item.actor, latest)


def read_papers(session: Session) -> dict[str, list[tuple[date, str]]]:
    """The dated letters of each dossier, in order of date."""
    papers: dict[str, list[tuple[date, str]]] = defaultdict(list)
    query = select(DocumentRow.date, DocumentRow.key, DocumentRow.dossiers, DocumentRow.kind)
    for day, key, dossiers, kind in session.execute(query).tuples():
        if day is not None and kind != "motion":
            for dossier in dossiers:
                papers[dossier].append((day, key))
    return {dossier: sorted(letters) for dossier, letters in papers.items()}
