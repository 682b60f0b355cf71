"""One item with its whole life, in print: standing in three parts, deadlines, passages, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kamer.glossary import dutch, dutch_certainty, dutch_date
from kamer.items import Decision, Event, ItemKind, Ruling, Standing, TrackedItem
from tracking import ItemView, Kept, derive_deadlines, derive_series
from tracking.wording import say_date
from ui.badges import capital, kind_words
from ui.outputs.lists import DISCLAIMER
from ui.outputs.report import Block, Column, Facts, Heading, Report, Row, Table, Words
from ui.outputs.sound import one_line
from ui.outputs.wording import (
    Letters,
    ministry_words,
    say_deadline,
    say_judgement,
    say_letter,
    say_official,
    say_place,
    say_vote,
    short,
    what_of,
)

DAY, STATUS = Column("Datum", 2.2, whole=True), Column("Status", 2.6)
DECIDED = (DAY, STATUS, Column("Reden", 8.5), Column("Wie", 3.7))
KEPT = {Kept.KEPT: "ja", Kept.MISSED: "niet gezien", Kept.AHEAD: "nog te gaan"}
LONG = 400  # characters of a passage that may speak of the item
TOLD, WHERE = Column("Wat", 8.0), Column("Vindplaats", 6.8)


def item_report(view: ItemView, letters: Letters) -> Report:
    """Everything known of one item on the day of its standing."""
    item, day = view.item, view.standing.as_of
    name = f" – {say_official(item.number)}" if item.number else ""
    blocks: list[Block] = [
        Words(what_of(item), "quote"),
        Facts(tuple(facts_of(view, letters))),
        *standing_blocks(view, letters),
        *official_blocks(item),
        *deadline_blocks(item, letters),
        *series_blocks(view, letters),
        *event_blocks(item, letters),
        *passage_blocks(item, letters),
        *link_blocks(item, letters),
        *proposal_blocks(item, letters),
        *passed_over_blocks(view, letters),
        *decision_blocks(view.decisions),
        *ruling_blocks(view.rulings),
        Words(DISCLAIMER, "note"),
    ]
    title = f"{kind_words(item)}{name}"
    lead = (f"Stand op {say_date(day)}.",)
    return Report(f"punt-{item.id}", title, day, lead, tuple(blocks), landscape=False)


def facts_of(view: ItemView, letters: Letters) -> Iterator[tuple[str, str]]:
    """Who, when and where; what is not known is left out."""
    item = view.item
    yield "Kenmerk", item.id
    if item.number:
        yield "Kamerstuk", say_official(item.number)
    if item.proposers:
        yield (
            ("Indieners" if len(item.proposers) > 1 else "Indiener"),
            ", ".join(map(one_line, item.proposers)),
        )
    if item.actor:
        yield "Wie", capital(one_line(item.actor))
    yield "Ministerie", ministry_words(item.ministry)
    if item.strength:
        yield "Stelligheid", dutch(item.strength)
    if item.made_on:
        yield "Gedaan op", dutch_date(item.made_on)
    yield "Termijn", say_deadline(item.deadline)
    yield from life_facts(view)
    if item.dossiers:
        yield ("Dossiers" if len(item.dossiers) > 1 else "Dossier"), ", ".join(item.dossiers)
    if item.replaced_by:
        yield "Vervangen door", item.replaced_by
    yield "Zekerheid", dutch_certainty(item.confidence)
    if item.mentions:
        yield "Brief", say_letter(item.mentions[0].evidence.document, letters)


def life_facts(view: ItemView) -> Iterator[tuple[str, str]]:
    """How often the deadline moved, and how long the item is or was open."""
    life = derive_deadlines(view.item, view.standing.as_of, view.decisions)
    if life.moved:
        yield "Verschoven", f"{life.moved} keer"
    if life.days_open is not None:
        yield "Open", f"{life.days_open} {'dag' if life.days_open == 1 else 'dagen'}"


def series_blocks(view: ItemView, letters: Letters) -> Iterator[Block]:
    """Each time that a duty that comes back fell due, and the letter that kept it."""
    series = derive_series(view.item, view.standing.as_of)
    if series:
        yield Heading("Elke keer")
        rows = (
            Row((each.due, KEPT[each.kept], event_place(each.event, letters) if each.event else ""))
            for each in series
        )
        yield Table("Elke keer", (DAY, Column("Nagekomen", 4.0), Column("Brief", 10.8)), tuple(rows))


def standing_blocks(view: ItemView, letters: Letters) -> Iterator[Block]:
    """The standing in its three parts, which are never mixed, and its reasons."""
    standing = view.standing
    yield Heading("Stand van zaken")
    yield Facts(
        (
            ("Status", dutch(standing.status)),
            ("Wat het ministerie meldt", claimed_words(standing, letters)),
            ("Wat mensen besloten", decided_words(standing)),
            (f"Tijdigheid op {dutch_date(standing.as_of)}", time_words(standing)),
        )
    )
    yield Heading("Waarom deze stand", 2)
    yield from (Words(one_line(reason)) for reason in standing.reasons)


def claimed_words(standing: Standing, letters: Letters) -> str:
    """What a letter says came of it, and which."""
    claim = standing.claim
    if claim is None:
        return f"{dutch(standing.claimed)}. Geen brief meldt wat hiervan gekomen is."
    where = f"\n{say_place(claim.evidence, letters)}" if claim.evidence else ""
    return f"{dutch(standing.claimed)}. {one_line(claim.text)}{where}"


def decided_words(standing: Standing) -> str:
    """What a person decided, why, and who."""
    decision = standing.decision
    if standing.decided is None or decision is None:
        return "Nog geen besluit van een medewerker."
    by = f"{one_line(decision.actor)}, {dutch_date(decision.at)}"
    return f"{dutch(standing.decided)}. {one_line(decision.reason)} ({by})"


def time_words(standing: Standing) -> str:
    """How the day compares with the deadline."""
    silent = " De termijn is verstreken en geen latere brief gaat hierop in." if standing.silent else ""
    return f"{capital(dutch(standing.timeliness))}.{silent}"


def deadline_blocks(item: TrackedItem, letters: Letters) -> Iterator[Block]:
    """First promised, moved to, moved again: each with its letter."""
    if not item.deadline_history:
        return
    yield Heading("Verloop van de termijn")
    columns = (DAY, Column("Termijn", 5.0), Column("Wat", 5.0), Column("Vindplaats", 4.8))
    rows = (
        Row((event.date, given_words(event), one_line(event.text), event_place(event, letters)))
        for event in item.deadline_history
    )
    yield Table("Verloop van de termijn", columns, tuple(rows))


def given_words(event: Event) -> str:
    """The deadline that an event gives; one that gives none says so."""
    return say_deadline(event.deadline) if event.deadline is not None else "niet vermeld"


def event_place(event: Event, letters: Letters) -> str:
    """Where the passage of an event stands."""
    return say_place(event.evidence, letters) if event.evidence else ""


def event_blocks(item: TrackedItem, letters: Letters) -> Iterator[Block]:
    """What happened, oldest first, each with its passage."""
    if not item.events:
        return
    yield Heading("Tijdlijn")
    ordered = sorted(item.events, key=lambda event: event.date or date.min)
    rows = (
        Row((event.date, one_line(event.text) or dutch(event.kind), event_place(event, letters)))
        for event in ordered
    )
    yield Table("Tijdlijn", (DAY, TOLD, WHERE), tuple(rows))


def passage_blocks(item: TrackedItem, letters: Letters) -> Iterator[Block]:
    """Every passage that speaks of the item, in full, with its place and the rule that found it."""
    if not item.mentions:
        return
    yield Heading("Passages")
    for mention in item.mentions:
        yield Words(mention.evidence.quote, "quote")
        day = dutch_date(mention.date) if mention.date else "zonder datum"
        place = say_place(mention.evidence, letters)
        yield Words(f"{place}; {day}; gevonden door: {one_line(mention.evidence.found_by)}", "note")


def link_blocks(item: TrackedItem, letters: Letters) -> Iterator[Block]:
    """Why passages in other letters are taken to speak of the item."""
    if not item.links:
        return
    yield Heading("Verbanden met andere brieven")
    columns = (Column("Brief", 6.8), Column("Waarom", 6.2), Column("Regel", 2.6), Column("Zekerheid", 1.4))
    rows = dict.fromkeys(
        Row((say_letter(tie.document, letters), one_line(tie.reason), tie.rule, f"{tie.score:.0%}"))
        for tie in item.links
    )
    yield Table("Verbanden", columns, tuple(rows))


def official_blocks(item: TrackedItem) -> Iterator[Block]:
    """The vote on a motion and the cabinet's judgement of it, as known."""
    if item.kind is ItemKind.MOTION:
        yield Heading("Stemming en oordeel van het kabinet", 2)
        vote, judged = say_vote(item), say_judgement(item)
        yield Facts((("Stemming", vote or "onbekend"), ("Oordeel van het kabinet", judged or "onbekend")))


def proposal_blocks(item: TrackedItem, letters: Letters) -> Iterator[Block]:
    """Passages that may speak of the item, among which a person is to choose."""
    proofs = [(each.event.evidence, each.link) for each in item.proposals]
    rows = [
        Row((short(proof.quote, LONG), say_place(proof, letters), one_line(tie.reason)))
        for proof, tie in proofs
        if proof is not None
    ]
    if rows:
        yield Heading("Passages die hierover kunnen gaan")
        columns = (Column("Passage", 7.0), Column("Vindplaats", 5.0), Column("Waarom", 5.0))
        yield Table("Passages die hierover kunnen gaan", columns, tuple(rows))


def passed_over_blocks(view: ItemView, letters: Letters) -> Iterator[Block]:
    """The letters since the deadline that say nothing of it."""
    if view.passed_over:
        yield Heading("Latere brieven in dit dossier die hierover zwijgen")
        yield from (Words(say_letter(key, letters)) for key in view.passed_over)


def ruling_blocks(rulings: tuple[Ruling, ...]) -> Iterator[Block]:
    """What people did with the item beside its standing, what was withdrawn too."""
    if rulings:
        yield Heading("Bewerkingen")
        rows = (
            Row(
                (
                    ruling.at.date(),
                    capital(dutch(ruling.act)) + (" (ingetrokken)" if ruling.undone else ""),
                    one_line(ruling.reason),
                    one_line(ruling.actor),
                )
            )
            for ruling in rulings
        )
        yield Table("Bewerkingen", DECIDED, tuple(rows))


def decision_blocks(decisions: tuple[Decision, ...]) -> Iterator[Block]:
    """What people decided, the withdrawn decisions too."""
    yield Heading("Besluiten")
    if not decisions:
        yield Words("Nog geen besluit van een medewerker.")
    rows = (
        Row(
            (
                decision.at.date(),
                dutch(decision.status) + (" (ingetrokken)" if decision.undone else ""),
                one_line(decision.reason),
                one_line(decision.actor),
            )
        )
        for decision in decisions
    )
    yield Table("Besluiten", DECIDED, tuple(rows))
