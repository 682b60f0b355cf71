"""A digest in words: the same report for the page, the file and the mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from kamer.glossary import dutch, dutch_date
from kamer.passages import Hit
from tracking import ItemView
from tracking.wording import say_date
from ui.outputs.catalogue import limits_of
from ui.outputs.report import Block, Column, Heading, Report, Row, Table, Words
from ui.outputs.sound import one_line
from ui.outputs.wording import Letters, place_of, say_deadline, short, standing_in_list, term_of, what_of
from ui.watch.digest import Change, Digest

WHAT = Column("Omschrijving", 7.0, linked=True)
WHERE, TERM = Column("Vindplaats", 5.0), Column("Termijn", 4.0)
STANDING = Column("Stand van zaken", 5.0)
LONG = 400  # characters of a passage


def digest_report(user: str, digests: Sequence[Digest], letters: Letters, as_of: dt.date) -> Report:
    """The digests of a user's watches as one report.

    Args:
        user: whose they are.
        digests: one a watch.
        letters: every letter by key.
        as_of: the day of the digests.
    """
    blocks = [block for digest in digests for block in digest_blocks(digest, letters)]
    if not digests:
        blocks = [Words("U volgt nog niets.")]
    lead = (f"Stand op {say_date(as_of)}, voor {one_line(user)}.", say_counts(digests))
    return Report("overzicht", "Nakoming: overzicht van wat u volgt", as_of, lead, tuple(blocks))


def say_counts(digests: Sequence[Digest]) -> str:
    """How much there is to tell, in one line.

    >>> say_counts([])
    'Er is niets te melden.'
    """
    totals: dict[str, int] = {}
    for digest in digests:
        for name, number in digest.counts.items():
            totals[name] = totals.get(name, 0) + number
    told = [f"{number} {name}" for name, number in totals.items() if number]
    return f"{', '.join(told).capitalize()}." if told else "Er is niets te melden."


def digest_blocks(digest: Digest, letters: Letters) -> Iterator[Block]:
    """The digest of one watch."""
    watch = digest.watch
    yield Heading(watch.name)
    yield Words(f"{about(digest)} Sinds {say_date(digest.since)}.", "note")
    if digest.is_empty:
        yield Words("Niets te melden.")
    yield from part("Nieuw", digest.new, letters)
    yield from moved_part(digest.moved, letters)
    yield from part(f"Loopt af binnen {digest.watch.days} dagen", digest.due, letters)
    yield from part("Termijn verstreken, geen latere brief gezien", digest.silent, letters)
    yield from changed_part(digest.changed, letters)
    yield from hits_part(digest.hits, letters)


def about(digest: Digest) -> str:
    """What is watched, in a sentence."""
    watch = digest.watch
    limits = limits_of(watch.wanted)
    search = f"Zoekvraag: “{one_line(watch.question)}”." if watch.question else ""
    items = "" if watch.only_search else f"Keuze: {limits or 'alle moties en toezeggingen'}."
    return " ".join(told for told in (search, items) if told)


def part(title: str, views: Sequence[ItemView], letters: Letters) -> Iterator[Block]:
    """One part of a digest; nothing where it is empty."""
    if views:
        yield Heading(f"{title} ({len(views)})", 2)
        rows = (
            Row((what_of(v.item), place_of(v.item, letters), term_of(v.item), standing_in_list(v)), v.item.id)
            for v in views
        )
        yield Table(title, (WHAT, WHERE, TERM, STANDING), tuple(rows))


def moved_part(changes: Sequence[Change], letters: Letters) -> Iterator[Block]:
    """The items of which the deadline moved, with the one before."""
    if changes:
        yield Heading(f"Termijn verschoven ({len(changes)})", 2)
        columns = (WHAT, WHERE, Column("Was", 3.5), Column("Is", 3.5))
        rows = (
            Row(
                (what_of(c.view.item), place_of(c.view.item, letters), say_before(c), say_now(c)),
                c.view.item.id,
            )
            for c in changes
        )
        yield Table("Termijn verschoven", columns, tuple(rows))


def say_before(change: Change) -> str:
    """The deadline that the last digest saw."""
    before = change.before
    words = f"“{before.words}”" if before.words else ""
    if before.latest is None:
        return f"{words} (geen dag genoemd)" if words else "Geen termijn genoemd"
    return f"{dutch_date(before.latest)} ({words})" if words else dutch_date(before.latest)


def say_now(change: Change) -> str:
    """The deadline now."""
    return say_deadline(change.view.item.deadline)


def changed_part(changes: Sequence[Change], letters: Letters) -> Iterator[Block]:
    """The items of which the status changed, with the one before."""
    if changes:
        yield Heading(f"Andere stand ({len(changes)})", 2)
        columns = (WHAT, WHERE, Column("Was", 2.5), Column("Is", 6.0))
        rows = (
            Row(
                (
                    what_of(c.view.item),
                    place_of(c.view.item, letters),
                    dutch(c.before.status),
                    standing_in_list(c.view),
                ),
                c.view.item.id,
            )
            for c in changes
        )
        yield Table("Andere stand", columns, tuple(rows))


def hits_part(hits: Sequence[Hit], letters: Letters) -> Iterator[Block]:
    """The passages that a watched search found anew."""
    if hits:
        yield Heading(f"Nieuwe passages ({len(hits)})", 2)
        rows = (Row((short(hit.passage.text, LONG), say_hit_place(hit, letters))) for hit in hits)
        columns = (Column("Passage", 13.0), Column("Vindplaats", 8.0))
        yield Table("Nieuwe passages", columns, tuple(rows))


def say_hit_place(hit: Hit, letters: Letters) -> str:
    """Where a passage stands."""
    from ui.outputs.wording import say_letter

    page = f", blz. {hit.passage.page}" if hit.passage.page else ""
    return say_letter(hit.passage.document, letters) + page
