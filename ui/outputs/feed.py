"""A feed (Atom, RFC 4287) of new commitments and motions, moved deadlines and alerts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kamer.findings import Deadline
from kamer.items import Event, ItemKind, Timeliness
from tracking import ItemView
from tracking.wording import say_date
from ui.markup import Html, element, join
from ui.outputs.sound import one_line, sound
from ui.outputs.wording import Letters, ministry_words, place_of, say_deadline, short, standing_of, what_of

ATOM = "http://www.w3.org/2005/Atom"
# The name space of our ids: they are made from the item's id, so the same event has one id for ever.
SPACE = uuid.UUID("6f1f2d0e-7b0c-5d0a-9c53-9f0f3a1d8e41")
TITLE = 160  # characters
MOST = 200  # entries
LABELS = {
    "nieuw": "Nieuw",
    "verschoven": "Termijn verschoven",
    "verstreken": "Termijn verstreken",
    "stil": "Termijn verstreken, geen latere brief gezien",
}
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to report: `id` never changes, `day` is when it happened."""

    id: str
    kind: str
    day: dt.date
    view: ItemView
    text: str


def to_atom(
    views: Sequence[ItemView],
    letters: Letters,
    as_of: dt.date,
    title: str,
    address_of: Address,
    *,
    feed_address: str | None = None,
    most: int = MOST,
) -> bytes:
    """The feed as the bytes of an XML document; the same data and day give the same bytes.

    Args:
        views: the items, as known on `as_of`.
        letters: the letters in which they stand, by key.
        as_of: the day of the picture.
        title: what the feed is called; it is part of its id, so each selection is a feed of its own.
        address_of: the address of an item ("" gives that of the app).
        feed_address: where the feed itself will be found, where that is known.
        most: the newest so many entries.
    """
    from lxml import etree

    entries = sorted(entries_of(views), key=lambda entry: (entry.day, entry.id), reverse=True)[:most]
    names: Any = {None: ATOM}  # the feed's own name space, without a prefix
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=names)
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
    add(feed, "id", name_id("feed", title))
    add(feed, "title", one_line(title))
    add(feed, "updated", moment(max((entry.day for entry in entries), default=as_of)))
    add(feed, "generator", "Nakoming")
    add(add(feed, "author"), "name", "Nakoming")
    add(feed, "link", rel="alternate", type="text/html", href=address_of(""))
    if feed_address:
        add(feed, "link", rel="self", type="application/atom+xml", href=feed_address)
    for entry in entries:
        add_entry(feed, entry, letters, address_of)
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """A child element with text and attributes, all made sound."""
    from lxml import etree

    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    for attribute, value in attributes.items():
        child.set(attribute, sound(value))
    child.text = sound(text) if text is not None else None
    return child


def add_entry(feed: Any, entry: Entry, letters: Letters, address_of: Address) -> None:
    """One entry: what happened, to which item, with a link and the particulars."""
    item = entry.view.item
    node = add(feed, "entry")
    add(node, "id", entry.id)
    add(node, "title", short(f"{LABELS[entry.kind]}: {what_of(item)}", TITLE))
    add(node, "updated", moment(entry.day))
    add(node, "published", moment(entry.day))
    add(node, "link", rel="alternate", type="text/html", href=address_of(item.id))
    for scheme, term in terms_of(entry):
        add(node, "category", scheme=f"urn:nakoming:{scheme}", term=one_line(term))
    add(node, "summary", entry.text, type="text")
    add(node, "content", str(content_html(entry, letters)), type="html")


def terms_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """What a reader can sort entries by: what happened, the kind of item, its ministry and dossiers."""
    item = entry.view.item
    yield "gebeurtenis", entry.kind
    yield "soort", "motie" if item.kind is ItemKind.MOTION else "toezegging"
    if item.ministry:
        yield "ministerie", item.ministry
    for dossier in item.dossiers:
        yield "dossier", dossier


def content_html(entry: Entry, letters: Letters) -> Html:
    """The particulars, as HTML in which all text is escaped."""
    item = entry.view.item
    quote = item.mentions[0].evidence.quote if item.mentions else item.title
    parts = [
        ("Termijn", say_deadline(item.deadline)),
        ("Ministerie", ministry_words(item.ministry)),
        ("Vindplaats", place_of(item, letters)),
        ("Stand van zaken", standing_of(entry.view)),
    ]
    told = (element("p", element("b", f"{name}: "), words) for name, words in parts)
    return element("p", entry.text) + element("blockquote", sound(quote)) + join(told)


def entries_of(views: Sequence[ItemView]) -> Iterator[Entry]:
    """Everything there is to report of the items; what bears no date cannot be reported."""
    for view in views:
        if made := made_entry(view):
            yield made
        yield from moved_entries(view)
        if alert := alert_entry(view):
            yield alert


def made_entry(view: ItemView) -> Entry | None:
    """That it was promised, or that a letter first spoke of the motion."""
    item = view.item
    day = item.made_on or next((mention.date for mention in item.mentions if mention.date), None)
    if day is None:
        return None
    motion = item.kind is ItemKind.MOTION
    text = f"{'Motie genoemd' if motion else 'Toegezegd'} op {say_date(day)}."
    return Entry(name_id(item.id, "made"), "nieuw", day, view, text)


def moved_entries(view: ItemView) -> Iterator[Entry]:
    """Each time that the deadline got another day, or other words that give none."""
    given = [event for event in view.item.deadline_history if event.deadline is not None]
    for before, after in pairwise(given):
        if before.deadline and after.deadline and differs(before.deadline, after.deadline) and after.date:
            yield moved_entry(view, before.deadline, after, after.deadline, after.date)


def differs(before: Deadline, after: Deadline) -> bool:
    """True where a deadline is another one, not the same once more."""
    if before.latest or after.latest:
        return before.latest != after.latest
    return one_line(before.text).lower() != one_line(after.text).lower()


def moved_entry(view: ItemView, before: Deadline, event: Event, after: Deadline, day: dt.date) -> Entry:
    """One such move."""
    text = f"Van {say_deadline(before)} naar {say_deadline(after)}, op {say_date(day)}."
    where = event.evidence.document if event.evidence else ""
    name = name_id(view.item.id, "moved", where, str(after.latest), one_line(after.text))
    return Entry(name, "verschoven", day, view, text)


def alert_entry(view: ItemView) -> Entry | None:
    """That the day has passed, and whether any letter has spoken of it since."""
    deadline = view.item.deadline
    if view.standing.timeliness is not Timeliness.OVERDUE or deadline is None or deadline.latest is None:
        return None
    kind = "stil" if view.standing.silent else "verstreken"
    day = deadline.latest + dt.timedelta(days=1)
    told = one_line(view.standing.reasons[-1])
    return Entry(name_id(view.item.id, "late", str(deadline.latest)), kind, day, view, told)


def name_id(*parts: str) -> str:
    """A lasting id (RFC 4287, section 4.2.6) made from these words."""
    words = "\x1f".join(parts).encode("utf-8", "replace").decode("utf-8")
    return f"urn:uuid:{uuid.uuid5(SPACE, words)}"


def moment(day: dt.date) -> str:
    """The start of a day as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"
