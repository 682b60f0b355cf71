"""Invented items as the store hands them out, for tests of what is made of them: no store, no letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from kamer.document import DateBasis, DocumentKind, Evidence
from kamer.findings import CommitmentKind, Deadline, DeadlineBasis, Strength
from kamer.items import Decision, Event, EventKind, ItemKind, Link, Mention, Status, TrackedItem
from kamer.span import Span
from tracking import DocumentSummary, ItemView, derive_standing

DAY = date(2026, 11, 20)
LETTER, ANSWER, LATER = "kst-90871-12", "ah-tk-20252026-9041", "kst-90871-15"


def summary(key: str, kind: DocumentKind, day: date, number: str | None, title: str) -> DocumentSummary:
    """What a list shows of a document."""
    return DocumentSummary(
        key, f"{key}.xml", title, day, DateBasis.STATED, kind, "EZK", number, ("90871",), "nl", {}, ()
    )


LETTERS = {
    LETTER: summary(LETTER, DocumentKind.LETTER, date(2026, 3, 12), "90871-12", "Stille havens"),
    LATER: summary(LATER, DocumentKind.LETTER, date(2026, 9, 1), "90871-15", "Meting van het geluid"),
    ANSWER: summary(ANSWER, DocumentKind.ANSWER, date(2026, 4, 21), ANSWER, "Antwoord over kranen"),
}


def passage(quote: str, document: str = LETTER, page: int = 2) -> Evidence:
    """A passage on a page."""
    return Evidence(document, Span(10, 10 + len(quote)), (page,), quote, "inform-verb")


def due(words: str, latest: date | None, *, estimated: bool = False) -> Deadline:
    """A deadline in these words."""
    basis = DeadlineBasis.EXPLICIT if latest else DeadlineBasis.VAGUE
    return Deadline(words, None, latest, basis, estimated=estimated)


def commitment(
    name: str,
    quote: str,
    deadline: Deadline | None = None,
    *,
    ministry: str | None = "EZK",
    later: Sequence[Event] = (),
    document: str = LETTER,
    actor: str | None = "Minister van Economische Zaken en Klimaat",
) -> TrackedItem:
    """A promise made in a letter, with what happened to it later."""
    made = LETTERS[document].date
    proof = passage(quote, document)
    first = Event(EventKind.MADE, made, "Toegezegd in de brief.", proof, deadline)
    given = [first] if deadline is not None else []
    history = (*given, *(event for event in later if event.deadline is not None))
    return TrackedItem(
        id=name,
        kind=ItemKind.COMMITMENT,
        title=quote,
        mentions=(
            Mention(name, proof, made),
            *(Mention(f"{name}-{n}", e.evidence, e.date) for n, e in enumerate(later) if e.evidence),
        ),
        made_on=made,
        commitment_kind=CommitmentKind.INFORM,
        strength=Strength.FIRM,
        actor=actor,
        ministry=ministry,
        dossiers=("90871",),
        deadline=history[-1].deadline if history else None,
        deadline_history=tuple(history),
        events=(first, *later),
        links=tuple(
            Link(e.evidence.document, f"{name}-{n}", "by-date", "De brief noemt de datum.", 0.9)
            for n, e in enumerate(later)
            if e.evidence
        ),
        confidence=0.9,
    )


def motion(number: str, subject: str, proposers: Sequence[str], *events: Event) -> TrackedItem:
    """A motion that a letter names."""
    proof = passage(f"De motie over {subject} is genoemd.")
    named = Event(EventKind.MENTIONED, date(2026, 3, 12), "Genoemd in de brief.", proof)
    return TrackedItem(
        id=f"motie-{number}",
        kind=ItemKind.MOTION,
        title=subject,
        mentions=(Mention(number, proof, date(2026, 3, 12)),),
        ministry="EZK",
        number=number,
        proposers=tuple(proposers),
        dossiers=("90871",),
        events=events or (named,),
    )


def moved(words: str, latest: date | None, day: date = date(2026, 9, 1)) -> Event:
    """That a later letter moved the deadline."""
    proof = passage(f"Ik verwacht dit {words}.", LATER, 1)
    return Event(EventKind.MOVED, day, f"Verschoven naar “{words}”.", proof, due(words, latest))


def done(day: date = date(2026, 9, 1)) -> Event:
    """That a later letter says it is done."""
    return Event(
        EventKind.CLAIMED_DONE, day, "Volgens de brief is dit nagekomen.", passage("Nagekomen.", LATER, 1)
    )


def decision(item: str, status: Status, reason: str = "Zie het debat.") -> Decision:
    """That a person decided about an item."""
    return Decision(1, item, status, reason, "R. Griffier", datetime(2026, 10, 1, 9, tzinfo=UTC))


def view(item: TrackedItem, day: date = DAY, *decisions: Decision) -> ItemView:
    """The item as the store hands it out for a day."""
    return ItemView(item, derive_standing(item, day, decisions), decisions)


def some_views(day: date = DAY) -> list[ItemView]:
    """A promise that is silent, one moved, one kept, one vague, one of another ministry, two motions."""
    items = [
        commitment("a1", "Ik meet het geluid voor 1 juli 2026.", due("voor 1 juli 2026", date(2026, 6, 30))),
        commitment(
            "b2",
            "Ik stuur het plan in het najaar.",
            due("in het najaar", date(2026, 11, 30)),
            later=[moved("in het eerste kwartaal van 2027", date(2027, 3, 31))],
        ),
        commitment(
            "c3",
            "Ik bericht u over de kranen.",
            due("voor de zomer", date(2026, 7, 3)),
            later=[done()],
            document=ANSWER,
        ),
        commitment("d4", "Ik kom erop terug.", due("te zijner tijd", None)),
        commitment(
            "e5",
            "Het ministerie opent een loket.",
            due("medio december 2026", date(2026, 12, 20), estimated=True),
            ministry="BZK",
            actor=None,
        ),
        motion("90871-10", "een register van geluid", ["Van Oosterhuis", "De Wit", "Bos"]),
        motion("90871-11", "rustige kades", ["Veerman"], done()),
    ]
    return [view(item, day) for item in items]
