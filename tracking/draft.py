"""An item while it is being put together from the letters that speak of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kamer.document import Evidence
from kamer.findings import CommitmentKind, Deadline, Strength
from kamer.items import (
    Event,
    EventKind,
    ItemKind,
    Link,
    Mention,
    Particulars,
    Proposal,
    Relationship,
    TrackedItem,
)
from tracking.facts import Letter

Order = tuple[bool, date, str, int, str]


def order_of(day: date | None, document: str, start: int, rest: str = "") -> Order:
    """The one order of all things dated: by day (undated last), then document, then place."""
    return (day is None, day or date.min, document, start, rest)


def order_event(event: Event) -> Order:
    """Where an event stands among an item's events."""
    if event.evidence is None:
        return order_of(event.date, "", 0, event.kind)
    return order_of(event.date, event.evidence.document, event.evidence.span.start, event.kind)


@dataclass(slots=True)
class Draft:
    """A TrackedItem in the making; `finish` puts everything in order."""

    id: str
    kind: ItemKind
    title: str
    made_on: date | None = None
    commitment_kind: CommitmentKind | None = None
    strength: Strength | None = None
    actor: str | None = None
    ministry: str | None = None
    number: str | None = None
    proposers: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    replaced_by: str | None = None
    confidence: float = 1.0
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    history: list[Event] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    particulars: list[Particulars] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def deadline(self) -> Deadline | None:
        """The last deadline given so far."""
        given = [event.deadline for event in self.history if event.deadline is not None]
        return given[-1] if given else None

    def deadline_by(self, day: date | None) -> Deadline | None:
        """The last deadline given by that day; an undated letter sees all."""
        known = [e for e in self.history if day is None or e.date is None or e.date <= day]
        given = [event.deadline for event in sorted(known, key=order_event) if event.deadline is not None]
        return given[-1] if given else None

    def note_particulars(self, day: date | None) -> None:
        """Record what the item is known by from `day` on."""
        now = Particulars(day, self.title, self.ministry, self.proposers, self.dossiers, self.made_on)
        self.particulars.append(now)

    def mention(self, letter: Letter, finding: str, evidence: Evidence) -> None:
        """Record a passage that speaks of the item."""
        self.mentions.append(Mention(finding, evidence, letter.date))

    def happen(
        self, kind: EventKind, letter: Letter, text: str, evidence: Evidence, deadline: Deadline | None = None
    ) -> Event:
        """Record an event and return it."""
        event = Event(kind, letter.date, text, evidence, deadline)
        self.events.append(event)
        return event

    def link(
        self,
        letter: Letter,
        finding: str,
        rule: str,
        reason: str,
        score: float = 1.0,
        relation: Relationship | None = None,
    ) -> None:
        """Record why a passage of another letter is taken to speak of this item."""
        self.links.append(Link(letter.key, finding, rule, reason, round(score, 3), relation))

    def propose(self, link: Link, event: Event, rivals: tuple[str, ...]) -> None:
        """Record a passage that may speak of this item, or of its rivals."""
        self.proposals.append(Proposal(link, event, rivals))

    def finish(self) -> TrackedItem:
        """The item, with mentions, events, history and links in order and each once."""
        history = tuple(sorted(set(self.history), key=order_event))
        deadlines = [event.deadline for event in history if event.deadline is not None]
        return TrackedItem(
            id=self.id,
            kind=self.kind,
            title=self.title,
            mentions=tuple(sorted(set(self.mentions), key=order_mention)),
            made_on=self.made_on,
            commitment_kind=self.commitment_kind,
            strength=self.strength,
            actor=self.actor,
            ministry=self.ministry,
            number=self.number,
            proposers=self.proposers,
            dossiers=self.dossiers,
            deadline=deadlines[-1] if deadlines else None,
            deadline_history=history,
            events=tuple(sorted(set(self.events), key=order_event)),
            links=once_linked(self.links),
            replaced_by=self.replaced_by,
            confidence=self.confidence,
            particulars=tuple(self.particulars),
            proposals=tuple(sorted(set(self.proposals), key=order_proposal)),
        )


def order_proposal(proposal: Proposal) -> Order:
    """Where a proposal stands among an item's proposals."""
    return (*order_event(proposal.event)[:4], proposal.link.finding)


def once_linked(links: list[Link]) -> tuple[Link, ...]:
    """The links in order; what one document gives by one rule for one reason counts once."""
    ordered = sorted(set(links), key=lambda link: (link.document, link.finding, link.rule))
    kept: dict[tuple[str, str, str], Link] = {}
    for link in ordered:
        kept.setdefault((link.document, link.rule, link.reason), link)
    return tuple(kept.values())


def order_mention(mention: Mention) -> Order:
    """Where a mention stands among an item's mentions."""
    evidence = mention.evidence
    return order_of(mention.date, evidence.document, evidence.span.start, mention.finding)


def motion_id(number: str) -> str:
    """The id of the item of a numbered motion."""
    return f"motie-{number}"
