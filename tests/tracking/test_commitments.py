from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kamer.document import DateBasis
from kamer.findings import CommitmentKind, Deadline, DeadlineBasis, Relation
from kamer.items import EventKind, Status, Timeliness, TrackedItem
from kamer.span import Span
from tracking import derive_standing, track

MAP = "De havenkaart van de Waddenveren met ligplaatsen en dieptes wordt uiterlijk dit voorjaar gepubliceerd."
TOLL = "De evaluatie van het sluisgeld voor pleziervaart ontvangt uw Kamer."
FIRST = date(2024, 1, 10)


def titled(items: list[TrackedItem], title: str) -> TrackedItem:
    return next(item for item in items if item.title == title)


def first_letter(letter: Any) -> Any:
    written = letter("40300-1", FIRST).promise(MAP, date(2024, 4, 30), kind=CommitmentKind.ACT)
    return written.promise(TOLL, date(2024, 6, 30))


def test_every_promise_is_an_item(letter: Any) -> None:
    built = first_letter(letter).build()
    items = track([built])
    assert [item.title for item in items] == [MAP, TOLL] or [item.title for item in items] == [TOLL, MAP]
    item = titled(items, MAP)
    assert item.id == built[1].commitments[0].id
    assert item.made_on == FIRST
    assert item.commitment_kind is CommitmentKind.ACT
    assert item.ministry == "EZK"
    assert item.deadline is not None and item.deadline.latest == date(2024, 4, 30)
    assert [event.kind for event in item.deadline_history] == [EventKind.MADE]


@pytest.mark.parametrize(
    ("relation", "kind", "status"),
    [
        (Relation.FULFILS, EventKind.CLAIMED_DONE, Status.DONE),
        (Relation.PARTLY, EventKind.CLAIMED_PARTLY, Status.PARTLY),
        (Relation.WITHDRAWS, EventKind.WITHDRAWN, Status.LAPSED),
        (Relation.POSTPONES, EventKind.MOVED, Status.OPEN),
    ],
)
def test_a_claim_reaches_the_promise_it_speaks_of(
    letter: Any, relation: Relation, kind: EventKind, status: Status
) -> None:
    later = letter("40300-2", date(2024, 5, 2)).claim(
        "In de brief van januari zegde ik de havenkaart met ligplaatsen toe.", relation, reference="40300-1"
    )
    items = track([first_letter(letter).build(), later.build()])
    item = titled(items, MAP)
    assert item.events[-1].kind is kind
    assert derive_standing(item, date(2024, 5, 2)).status is status
    (link,) = item.links
    assert link.document == "kst-40300-2"
    assert "Kamerstuk 40 300, nr. 1" in link.reason
    assert [event.kind for event in titled(items, TOLL).events] == [EventKind.MADE]


def test_a_claim_by_the_letter_s_day(letter: Any) -> None:
    later = letter(None, date(2024, 5, 2)).claim("De havenkaart met ligplaatsen is er.", date=FIRST)
    item = titled(track([first_letter(letter).build(), later.build()]), MAP)
    assert item.events[-1].kind is EventKind.CLAIMED_DONE
    assert "10 januari 2024" in item.links[0].reason


@pytest.mark.parametrize(
    ("text", "target", "ministry"),
    [
        ("Dit is nu gedaan.", {"reference": "40300-1"}, "EZK"),  # no word says which of the two
        ("De havenkaart en de evaluatie van het sluisgeld zijn er.", {"reference": "40300-1"}, "EZK"),
        ("De havenkaart met ligplaatsen is er.", {"reference": "40300-9"}, "EZK"),  # another letter
        ("De havenkaart met ligplaatsen is er.", {}, "EZK"),
        ("De havenkaart met ligplaatsen is er.", {"date": FIRST}, "BZK"),  # another ministry
    ],
)
def test_no_link_unless_one_candidate_remains(
    letter: Any, text: str, target: dict[str, Any], ministry: str
) -> None:
    short = "De havenkaart verschijnt."
    written = letter("40300-1", FIRST).promise(short).promise("Het sluisgeld wordt herzien.")
    later = letter("40300-2", date(2024, 5, 2), ministry).claim(text, **target)
    items = track([written.build(), later.build()])
    assert all(not item.links for item in items)
    assert all(item.events[-1].kind is EventKind.MADE for item in items)


def test_a_letter_of_that_day_with_another_number_is_not_meant(letter: Any) -> None:
    later = letter(None, date(2024, 5, 2)).claim(
        "De havenkaart met ligplaatsen is er.", reference="40300-77", date=FIRST
    )
    assert titled(track([first_letter(letter).build(), later.build()]), MAP).links == ()


def test_a_claim_never_reaches_a_later_letter(letter: Any) -> None:
    earlier = letter("40300-2", date(2023, 5, 2)).claim(
        "De havenkaart met ligplaatsen is er.", reference="40300-1"
    )
    item = titled(track([first_letter(letter).build(), earlier.build()]), MAP)
    assert [event.kind for event in item.events] == [EventKind.MADE]


def test_a_number_of_the_oral_register_is_an_item(letter: Any) -> None:
    claiming = letter("40300-2", date(2024, 5, 2)).claim(
        "Hiermee voldoe ik aan de toezegging aan het lid Bos.", toezegging="TZ202401-003"
    )
    naming = letter("40300-3", date(2024, 6, 2)).refer("Zie TZ202401-003.", "TZ202401-003")
    (item,) = track([naming.build(), claiming.build()])
    assert item.id == "tz-202401-003"
    assert item.number == "TZ202401-003"
    assert item.title.startswith("TZ202401-003: Hiermee")
    assert [event.kind for event in item.events] == [EventKind.CLAIMED_DONE, EventKind.MENTIONED]
    assert derive_standing(item, date(2024, 7, 1)).status is Status.DONE


def test_a_number_that_is_only_cited_is_no_item(letter: Any) -> None:
    naming = letter("40300-3", date(2024, 6, 2)).refer("Zie TZ202401-003.", "TZ202401-003")
    assert track([naming.build()]) == []


def test_a_repeated_promise_is_the_same_item_with_its_deadline_moved(letter: Any) -> None:
    again = letter("40300-2", date(2024, 5, 2)).promise(MAP, date(2024, 10, 1), kind=CommitmentKind.ACT)
    items = track([again.build(), first_letter(letter).build()])
    assert len(items) == 2
    item = titled(items, MAP)
    assert [event.kind for event in item.events] == [EventKind.MADE, EventKind.MOVED]
    latest = [event.deadline.latest for event in item.deadline_history if event.deadline]
    assert latest == [date(2024, 4, 30), date(2024, 10, 1)]
    assert "1 oktober 2024" in item.deadline_history[-1].text
    assert item.links[0].rule == "repetition"
    assert derive_standing(item, date(2024, 5, 1)).silent
    assert not derive_standing(item, date(2024, 5, 2)).silent


@pytest.mark.parametrize(
    ("text", "ministry", "day", "kind"),
    [
        (MAP, "BZK", date(2024, 5, 2), CommitmentKind.ACT),  # another ministry
        (MAP, None, date(2024, 5, 2), CommitmentKind.ACT),  # unknown ministry
        (MAP, "EZK", None, CommitmentKind.ACT),  # unknown day
        (MAP, "EZK", FIRST, CommitmentKind.ACT),  # not later
        (MAP, "EZK", date(2024, 5, 2), CommitmentKind.INFORM),  # another kind
        ("Ik informeer uw Kamer hierover voor de zomer.", "EZK", date(2024, 5, 2), CommitmentKind.INFORM),
        (
            "De havenkaart van Delfzijl wordt door de gemeente getoetst aan het nieuwe bestemmingsplan.",
            "EZK",
            date(2024, 5, 2),
            CommitmentKind.ACT,
        ),
    ],
)
def test_what_only_looks_alike_is_another_promise(
    letter: Any, text: str, ministry: str | None, day: date | None, kind: CommitmentKind
) -> None:
    again = letter("40300-2", day, ministry).promise(text, kind=kind)
    formula = letter("40300-3", FIRST).promise("Ik informeer uw Kamer hierover voor de zomer.")
    assert len(track([first_letter(letter).build(), formula.build(), again.build()])) == 4


def test_promised_again_after_it_was_kept_is_a_new_promise(letter: Any) -> None:
    kept = letter("40300-2", date(2024, 5, 2)).claim(
        "De havenkaart met ligplaatsen is er.", reference="40300-1"
    )
    again = letter("40300-3", date(2024, 9, 2)).promise(MAP, date(2024, 12, 1), kind=CommitmentKind.ACT)
    items = track([first_letter(letter).build(), kept.build(), again.build()])
    assert len(items) == 3


def test_a_yearly_report_is_not_the_same_report_postponed(letter: Any) -> None:
    next_year = letter("40300-2", date(2024, 9, 2)).promise(MAP, date(2025, 4, 30), kind=CommitmentKind.ACT)
    assert len(track([first_letter(letter).build(), next_year.build()])) == 3
    in_time = letter("40300-2", date(2024, 3, 2)).promise(MAP, date(2025, 4, 30), kind=CommitmentKind.ACT)
    assert len(track([first_letter(letter).build(), in_time.build()])) == 2


def test_two_promises_that_answer_one_motion_are_one(letter: Any) -> None:
    one = letter("40300-1", FIRST).promise("De bevaarbaarheid van de geul wordt gepeild.", motion="40300-9")
    two = letter("40300-2", date(2024, 5, 2), None).promise(
        "De bevaarbaarheid van de geul is in onderzoek.", motion="40300-9"
    )
    (item,) = track([one.build(), two.build()])
    assert [event.kind for event in item.events] == [EventKind.MADE, EventKind.REPEATED]


def test_a_postponed_promise_lives_on_in_the_new_one(letter: Any) -> None:
    later = (
        letter("40300-2", date(2024, 5, 2))
        .add("Havenkaart", "heading")
        .claim("De havenkaart met ligplaatsen is niet klaar.", Relation.POSTPONES, reference="40300-1")
        .promise("De metingen zijn in juli klaar.", date(2024, 7, 31), kind=CommitmentKind.MILESTONE)
        .promise("Ik zend u het stuk in het najaar.", date(2024, 11, 30))
        .add("Overig", "heading")
        .promise("De brug gaat in december open.", date(2024, 12, 1))
    )
    items = track([first_letter(letter).build(), later.build()])
    item = titled(items, MAP)
    assert len(items) == 4
    assert item.deadline is not None and item.deadline.latest == date(2024, 11, 30)
    assert [m.evidence.quote for m in item.mentions][-1] == "Ik zend u het stuk in het najaar."
    latest = [event.deadline.latest for event in item.deadline_history if event.deadline]
    assert latest == [date(2024, 4, 30), date(2024, 11, 30)]


def test_the_moved_date_of_a_promise_in_a_paper_not_held_shows_as_history(letter: Any) -> None:
    moving = (
        letter("40300-2", date(2024, 5, 2))
        .claim(
            "De kaart was toegezegd voor mei.", Relation.POSTPONES, reference="39999-4", date=date(2023, 9, 1)
        )
        .promise("De kaart komt in het najaar.", date(2024, 11, 30))
    )
    (item,) = track([moving.build()])
    assert [event.kind for event in item.deadline_history] == [EventKind.MENTIONED, EventKind.MOVED]
    assert "Kamerstuk 39 999, nr. 4, 1 september 2023" in item.deadline_history[0].text
    assert item.deadline is not None and item.deadline.latest == date(2024, 11, 30)
    assert item.made_on == date(2024, 5, 2)


def test_sentences_that_name_the_old_and_the_new_date_are_one_move(letter: Any) -> None:
    old = Deadline("voor het eind van dit jaar", None, date(2024, 12, 31), DeadlineBasis.RELATIVE)
    new = Deadline("in het voorjaar", None, date(2025, 6, 21), DeadlineBasis.RELATIVE)
    moving = (
        letter("40300-2", date(2024, 12, 2))
        .claim("De kaart was toegezegd.", Relation.POSTPONES, reference="39999-4", deadline=old)
        .claim("Dat lukt niet.", Relation.POSTPONES, deadline=new)
        .claim("De metingen duren langer.", Relation.POSTPONES, reference="39999-4")
        .promise("Ik zend u de kaart in het voorjaar.", deadline=new)
    )
    (item,) = track([moving.build()])
    assert [event.deadline for event in item.deadline_history] == [old, new]
    assert len(item.mentions) == 4
    assert item.title == "Ik zend u de kaart in het voorjaar."


def test_a_postponement_that_names_only_the_old_day_gives_no_new_one(letter: Any) -> None:
    old = Deadline("voor 1 mei", None, date(2024, 4, 30), DeadlineBasis.RELATIVE)
    later = letter("40300-2", date(2024, 4, 2)).claim(
        "De havenkaart met ligplaatsen lukt niet voor 1 mei.",
        Relation.POSTPONES,
        reference="40300-1",
        deadline=old,
    )
    item = titled(track([first_letter(letter).build(), later.build()]), MAP)
    assert "een nieuwe termijn is niet genoemd" in item.events[-1].text
    standing = derive_standing(item, date(2024, 6, 1))
    assert standing.timeliness is Timeliness.OVERDUE
    assert not standing.silent


def test_a_postponement_without_a_new_promise_is_an_item_of_its_own(letter: Any) -> None:
    new = Deadline("na de zomer", None, date(2024, 12, 20), DeadlineBasis.RELATIVE)
    moving = letter("40300-2", date(2024, 5, 2)).claim(
        "De kaart was toegezegd voor mei en komt na de zomer.",
        Relation.POSTPONES,
        reference="39999-4",
        deadline=new,
    )
    (item,) = track([moving.build()])
    assert item.id == moving.build()[1].fulfilments[0].id
    assert item.deadline == new
    assert derive_standing(item, date(2024, 6, 1)).status is Status.OPEN
    assert derive_standing(item, date(2025, 1, 1)).silent


def test_an_estimated_day_says_so(letter: Any) -> None:
    (item, _) = track(
        [letter("40300-1", FIRST, basis=DateBasis.ESTIMATED).promise(MAP).promise(TOLL).build()]
    )
    assert "van omstreeks 10 januari 2024 (datum geschat)" in item.events[0].text


def test_an_undated_claim_yields_to_a_dated_one(letter: Any) -> None:
    made = letter("40600-1", date(2024, 1, 9)).promise("Ik zend u de kaart van de ligplaatsen.")
    moved = letter("40600-2", date(2024, 3, 9)).claim(
        "De kaart volgt later.", Relation.POSTPONES, reference="40600-1"
    )
    done = letter("40600-3", None).claim("De kaart van de ligplaatsen is gezonden.", reference="40600-1")
    day = date(2024, 6, 1)
    alone = next(i for i in track([made.build(), done.build()]) if i.title.startswith("Ik zend"))
    assert derive_standing(alone, day).claimed is Status.DONE
    both = next(
        i for i in track([made.build(), moved.build(), done.build()]) if i.title.startswith("Ik zend")
    )
    assert derive_standing(both, day).claimed is Status.OPEN


def test_a_piece_of_a_sentence_gets_its_whole_sentence_as_title(letter: Any) -> None:
    text = "De brug is af. in de brief (Kamerstuk 40 600, nr. 7) van Bos c.s. kom ik op de tol terug. Dank."
    document, findings = letter("40600-1", date(2024, 1, 9)).promise(text).build()
    (found,) = findings.commitments
    part = "kom ik op de tol terug."
    at = text.replace("in de", "In de").index(part)
    document = replace(document, text=text.replace("in de", "In de"))
    evidence = document.evidence(Span(at, at + len(part)), "test")
    (item,) = track([(document, replace(findings, commitments=(replace(found, evidence=evidence),)))])
    assert item.title == "In de brief (Kamerstuk 40 600, nr. 7) van Bos c.s. kom ik op de tol terug."
