from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kamer.document import DocumentKind
from kamer.findings import Deadline, DeadlineBasis, Disposition, Relation
from kamer.items import EventKind, ItemKind, Status, TrackedItem
from tracking import derive_standing, track

LATER = date(2030, 1, 1)
REQUEST = "de havengelden op de Waddenveren in kaart te brengen"


def one(items: list[TrackedItem], item_id: str) -> TrackedItem:
    return next(item for item in items if item.id == item_id)


def paper(letter: Any, number: str = "40200-12", **metadata: Any) -> Any:
    written = letter(
        number,
        date(2024, 1, 9),
        None,
        DocumentKind.MOTION,
        metadata={"proposers": ("Veerman", "De Wit"), "dossiers": ("40200",), **metadata},
    )
    return written.motion(
        f"verzoekt de regering {REQUEST}", number, "Veerman", "De Wit", subject="havengelden", request=REQUEST
    )


def answer(
    letter: Any, disposition: Disposition, day: date, number: str | None = "40200-12", nr: int = 3
) -> Any:
    text = f"Over de motie van de leden Veerman en De Wit: de havengelden op de veren ({nr})."
    subject = "de havengelden op de Waddenveren"
    return letter(f"40200-{nr}0", day).motion(
        text, number, "Veerman", "De Wit", disposition=disposition, subject=subject
    )


def test_one_motion_in_three_letters_is_one_item(letter: Any) -> None:
    days = [date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)]
    letters = [
        answer(letter, disposition, day, nr=nr).build()
        for nr, (disposition, day) in enumerate(
            zip((Disposition.MENTIONED, Disposition.IN_PROGRESS, Disposition.CLOSED), days, strict=True), 1
        )
    ]
    (item,) = track(letters)
    assert item.id == "motie-40200-12"
    assert item.kind is ItemKind.MOTION
    assert [mention.date for mention in item.mentions] == days
    assert [event.kind for event in item.events] == [
        EventKind.MENTIONED,
        EventKind.IN_PROGRESS,
        EventKind.CLAIMED_DONE,
    ]
    assert [derive_standing(item, day).status for day in days] == [Status.UNKNOWN, Status.OPEN, Status.DONE]
    assert item.dossiers == ("40200",)
    assert item.title == "de havengelden op de Waddenveren"
    reason = derive_standing(item, LATER).reasons[0]
    assert reason == "Volgens de brief van 1 april 2024 (kst-40200-30, blz. 1) is de motie afgedaan."


def test_the_motion_itself_gives_birth_and_title(letter: Any) -> None:
    title = "Motie van het lid Veerman over havengelden"
    items = track(
        [
            answer(letter, Disposition.CARRIED_OUT, date(2024, 3, 1)).build(),
            paper(letter, title=title).build(),
        ]
    )
    (item,) = items
    assert item.made_on == date(2024, 1, 9)
    assert item.title == title
    assert item.proposers == ("Veerman", "De Wit")
    assert [event.kind for event in item.events] == [EventKind.MADE, EventKind.CLAIMED_DONE]
    assert item.ministry == "EZK"


def test_a_heading_that_only_names_the_proposer_is_no_title(letter: Any) -> None:
    heading = "Scheepvaart; Motie van de leden Veerman en De Wit"
    written = letter("40200-12", date(2024, 1, 9), None, DocumentKind.MOTION, metadata={"title": heading})
    written.motion("verzoekt de regering", "40200-12", "Veerman", subject=heading, request=f"om {REQUEST}")
    (item,) = track([written.build()])
    assert item.title == REQUEST[:1].upper() + REQUEST[1:]


def test_a_motion_without_findings_of_its_own_still_counts(letter: Any) -> None:
    written = letter("40200-5", date(2024, 1, 9), None, DocumentKind.MOTION).add(
        "De Kamer, gehoord de beraadslaging,"
    )
    (item,) = track([written.build()])
    assert item.id == "motie-40200-5"
    assert item.mentions[0].evidence.quote == "De Kamer, gehoord de beraadslaging,"
    assert derive_standing(item, LATER).status is Status.OPEN


@pytest.mark.parametrize(
    ("disposition", "kind", "status"),
    [
        (Disposition.CLOSED, EventKind.CLAIMED_DONE, Status.DONE),
        (Disposition.CARRIED_OUT, EventKind.CLAIMED_DONE, Status.DONE),
        (Disposition.IN_PROGRESS, EventKind.IN_PROGRESS, Status.OPEN),
        (Disposition.REJECTED, EventKind.REFUSED, Status.LAPSED),
        (Disposition.MENTIONED, EventKind.MENTIONED, Status.UNKNOWN),
    ],
)
def test_what_a_letter_does_with_a_motion_becomes_an_event(
    letter: Any, disposition: Disposition, kind: EventKind, status: Status
) -> None:
    (item,) = track([answer(letter, disposition, date(2024, 3, 1)).build()])
    assert [event.kind for event in item.events] == [kind]
    assert derive_standing(item, LATER).status is status
    assert item.events[0].evidence is not None


def test_a_motion_without_number_joins_the_only_one_it_fits(letter: Any) -> None:
    unnumbered = answer(letter, Disposition.CLOSED, date(2024, 5, 1), number=None)
    (item,) = track([paper(letter).build(), unnumbered.build()])
    assert item.events[-1].kind is EventKind.CLAIMED_DONE
    (link,) = item.links
    assert link.rule == "motion.proposers"
    assert "Kamerstuk 40 200, nr. 12" in link.reason


def test_the_first_signatory_with_others_is_enough(letter: Any) -> None:
    spoken = letter("40200-40", date(2024, 5, 1)).motion(
        "De motie-Veerman c.s. over de havengelden op de Waddenveren is afgedaan.", None, "Veerman"
    )
    second = letter("40200-41", date(2024, 6, 1)).motion(
        "De motie-De Wit c.s. over de havengelden op de Waddenveren is afgedaan.", None, "De Wit"
    )
    items = track([paper(letter).build(), spoken.build(), second.build()])
    assert len(items) == 2
    assert len(one(items, "motie-40200-12").mentions) == 2


def test_a_motion_without_number_with_two_that_fit_stays_apart(letter: Any) -> None:
    unnumbered = answer(letter, Disposition.CLOSED, date(2024, 5, 1), number=None)
    items = track([paper(letter).build(), paper(letter, "40200-13").build(), unnumbered.build()])
    assert len(items) == 3
    assert one(items, "motie-40200-12").events[-1].kind is EventKind.MADE


@pytest.mark.parametrize(
    ("proposers", "text"),
    [
        (("De Wit",), "De motie over de havengelden op de Waddenveren is uitgevoerd."),
        (("Veerman", "Bos"), "De motie over de havengelden op de Waddenveren is uitgevoerd."),
        (("Veerman", "De Wit"), "De motie over de zorgtoeslag voor studenten is uitgevoerd."),
        ((), "De motie over de havengelden op de Waddenveren is uitgevoerd."),
    ],
)
def test_other_proposers_or_another_subject_do_not_link(
    letter: Any, proposers: tuple[str, ...], text: str
) -> None:
    spoken = letter("40200-40", date(2024, 5, 1)).motion(
        text, None, *proposers, disposition=Disposition.CLOSED
    )
    items = track([paper(letter).build(), spoken.build()])
    assert len(items) == 2


def test_a_changed_motion_ends_the_one_before_it(letter: Any) -> None:
    changed = letter(
        "40200-15", date(2024, 1, 20), None, DocumentKind.MOTION, metadata={"replaces": "40200-12"}
    ).add("ter vervanging van die gedrukt onder nr. 12")
    items = track([changed.build(), paper(letter).build()])
    before, after = one(items, "motie-40200-12"), one(items, "motie-40200-15")
    assert before.replaced_by == "motie-40200-15"
    assert derive_standing(before, date(2024, 1, 19)).status is Status.OPEN
    standing = derive_standing(before, date(2024, 1, 20))
    assert standing.status is Status.LAPSED
    assert "Kamerstuk 40 200, nr. 15" in standing.reasons[0]
    assert derive_standing(after, LATER).status is Status.OPEN
    assert any("vervangt" in link.reason for link in after.links)


def test_the_date_in_a_motion_is_its_deadline(letter: Any) -> None:
    due = Deadline("vóór 1 oktober 2024", None, date(2024, 9, 30), DeadlineBasis.EXPLICIT)
    spoken = letter("40200-41", date(2024, 5, 1)).motion(
        "De motie vraagt dit.", "40200-77", "Bos", deadline=due
    )
    (item,) = track([spoken.build()])
    assert item.deadline == due
    assert derive_standing(item, date(2024, 10, 1)).silent


def test_a_fulfilment_that_names_a_motion_is_its_claim(letter: Any) -> None:
    spoken = letter("40200-42", date(2024, 5, 1)).claim(
        "Hiermee is aan de motie voldaan.", reference="40200-12"
    )
    (item,) = track([paper(letter).build(), spoken.build()])
    assert derive_standing(item, LATER).status is Status.DONE
    assert item.links[-1].rule == "claim.motion"


def test_the_letter_s_word_on_the_whole_motion_goes_before_a_fulfilment(letter: Any) -> None:
    spoken = answer(letter, Disposition.REJECTED, date(2024, 5, 1)).claim(
        "Een deel van de motie is uitgevoerd.", Relation.PARTLY, reference="40200-12"
    )
    (item,) = track([spoken.build()])
    assert [event.kind for event in item.events] == [EventKind.REFUSED]
    assert len(item.mentions) == 2


def test_a_promise_that_answers_a_motion_is_tied_to_it(letter: Any) -> None:
    written = answer(letter, Disposition.IN_PROGRESS, date(2024, 5, 1)).promise(
        "Het overzicht van de havengelden volgt.", date(2024, 9, 1), motion="40200-12"
    )
    items = track([written.build()])
    commitment = next(item for item in items if item.kind is ItemKind.COMMITMENT)
    assert [link.rule for link in commitment.links] == ["motion.answered"]
    assert "motion.promised" in {link.rule for link in one(items, "motie-40200-12").links}
