"""What people do with items: each act, undone again, and kept when the extractor changes under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kamer.findings import CommitmentKind, Relation
from kamer.items import Act, Change, EventKind, Status
from kamer.span import Span
from tracking import ItemFilter, ItemView, Store, UnknownItemError, open_store, verify_audit

AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
DAY = date(2024, 6, 1)
MAP = "De havenkaart van de Waddenveren met ligplaatsen en dieptes wordt gepubliceerd."
TRAINS = "Uw Kamer ontvangt in de loop van het jaar de verkenning naar nachttreinen over Venlo."
WHO = ("gezien in de brief", "J. Griffier", AT)

Saves = Callable[..., Any]


@pytest.fixture(autouse=True)
def alone_as_in_the_list(store: Store) -> Iterator[None]:
    """After each test: an item that is read alone is as it is in the list of all."""
    yield
    views = store.items(ItemFilter(rejected=None), DAY)
    with open_store(str(store.engine.url)) as fresh:
        for view in views:
            assert fresh.item(view.item.id, DAY) == view
        assert fresh.shelf is None


def first_letter(letter: Any) -> Any:
    made = letter("40400-1", date(2024, 1, 10)).add("Geachte voorzitter,")
    return made.promise(MAP, date(2024, 4, 30), kind=CommitmentKind.ACT).promise(TRAINS, date(2024, 12, 31))


@pytest.fixture
def kept(store: Store, letter: Any, saved: Saves) -> Store:
    """A store with a letter of two promises."""
    saved(store, first_letter(letter).build(), path="een")
    store.retrack(AT)
    return store


def one(store: Store, words: str, **asked: Any) -> ItemView:
    (view,) = store.items(ItemFilter(text=words, **asked), DAY)
    return view


def test_what_is_confirmed_says_so(kept: Store) -> None:
    view = one(kept, "havenkaart")
    ruling = kept.rule(view.item.id, Act.CONFIRM, Change(), *WHO)
    after = one(kept, "havenkaart")
    assert after.item.confirmed and not view.item.confirmed
    assert [r.id for r in after.rulings] == [ruling.id]
    assert after.item.events[-1].kind is EventKind.DECIDED
    assert after.standing.status is view.standing.status
    kept.undo(ruling.id, "vergissing", "J. Griffier", AT)
    again = one(kept, "havenkaart")
    assert not again.item.confirmed
    assert [r.undone for r in again.rulings] == [True]


def test_what_is_rejected_is_left_out_but_never_lost(kept: Store) -> None:
    item = one(kept, "havenkaart").item.id
    ruling = kept.rule(item, Act.REJECT, Change(), *WHO)
    assert kept.items(ItemFilter(text="havenkaart"), DAY) == []
    assert one(kept, "havenkaart", rejected=True).item.rejected
    shown = kept.item(item, DAY)
    assert shown is not None and shown.item.rejected
    kept.undo(ruling.id, "toch wel", "J. Griffier", AT)
    assert not one(kept, "havenkaart").item.rejected


def test_a_correction_holds_for_every_day(kept: Store, deadline: Any) -> None:
    item = one(kept, "havenkaart").item.id
    change = Change(
        title="De kaart van de havens komt er",
        commitment_kind=CommitmentKind.INFORM,
        actor="de minister",
        deadline=deadline(date(2024, 9, 30), "eind september"),
    )
    ruling = kept.rule(item, Act.CORRECT, change, *WHO)
    for day in (date(2024, 1, 15), DAY):
        view = kept.item(item, day)
        assert view is not None and view.deadline is not None
        assert view.deadline.latest == date(2024, 9, 30)
        assert view.item.title == change.title
        assert (view.item.commitment_kind, view.item.actor) == (CommitmentKind.INFORM, "de minister")
        assert len(view.item.deadline_history) == 1
    early = kept.item(item, date(2024, 1, 15))
    assert early is not None
    assert all(event.kind is not EventKind.DECIDED for event in early.item.events)
    kept.undo(ruling.id, "vergissing", "J. Griffier", AT)
    before = kept.item(item, DAY)
    assert before is not None and before.deadline is not None
    assert before.deadline.latest == date(2024, 4, 30)


def test_a_deadline_can_be_taken_away_or_given(kept: Store, deadline: Any) -> None:
    item = one(kept, "havenkaart").item.id
    kept.rule(item, Act.CORRECT, Change(without_deadline=True), *WHO)
    view = kept.item(item, DAY)
    assert view is not None and view.deadline is None and view.item.deadline_history == ()
    kept.rule(item, Act.CORRECT, Change(deadline=deadline(date(2024, 5, 1))), *WHO)
    view = kept.item(item, DAY)
    assert view is not None and view.deadline is not None and view.standing.silent


def test_two_items_are_one(kept: Store, letter: Any, saved: Saves) -> None:
    later = letter("40400-2", date(2024, 3, 1)).promise(
        "Het boekje over aanlegplaatsen verschijnt in het najaar.", date(2024, 11, 1)
    )
    saved(kept, later.build())
    kept.retrack(AT)
    item, other = one(kept, "havenkaart").item.id, one(kept, "aanlegplaatsen").item.id
    ruling = kept.rule(other, Act.MERGE, Change(other=item), *WHO)
    joined = one(kept, "aanlegplaatsen")
    assert joined.item.id == item
    assert {m.evidence.document for m in joined.item.mentions} == {"kst-40400-1", "kst-40400-2"}
    assert [e.kind for e in joined.item.events if e.kind is EventKind.MADE] == [EventKind.MADE]
    assert joined.deadline is not None and joined.deadline.latest == date(2024, 11, 1)
    assert kept.item(other, DAY) == kept.item(item, DAY)
    kept.undo(ruling.id, "toch twee", "J. Griffier", AT)
    assert one(kept, "aanlegplaatsen").item.id == other


@pytest.fixture
def repeated(kept: Store, letter: Any, saved: Saves) -> Store:
    """The same with a letter that promises the map again."""
    later = letter("40400-3", date(2024, 2, 10)).promise(MAP, date(2024, 7, 1), kind=CommitmentKind.ACT)
    saved(kept, later.build())
    kept.retrack(AT)
    return kept


def test_a_passage_becomes_an_item_of_its_own(repeated: Store) -> None:
    item = one(repeated, "havenkaart").item
    passage = item.mentions[1]
    assert passage.evidence.document == "kst-40400-3"
    change = Change(finding=passage.finding, evidence=passage.evidence)
    ruling = repeated.rule(item.id, Act.SPLIT, change, *WHO)
    views = repeated.items(ItemFilter(text="havenkaart"), DAY)
    assert {view.item.mentions[0].evidence.document for view in views} == {"kst-40400-1", "kst-40400-3"}
    assert {view.deadline.latest for view in views if view.deadline} == {date(2024, 4, 30), date(2024, 7, 1)}
    assert {view.item.id for view in views} == {item.id, passage.finding}
    repeated.decide(passage.finding, Status.DONE, *WHO)
    repeated.retrack(AT)
    own = repeated.item(passage.finding, DAY)
    assert own is not None and own.standing.decided is Status.DONE
    repeated.undo(ruling.id, "toch een", "J. Griffier", AT)
    assert one(repeated, "havenkaart").item.mentions == item.mentions


def test_a_passage_is_loosened(repeated: Store) -> None:
    item = one(repeated, "havenkaart").item
    passage = item.mentions[1]
    repeated.rule(item.id, Act.UNLINK, Change(finding=passage.finding, evidence=passage.evidence), *WHO)
    after = one(repeated, "havenkaart")
    assert [m.evidence.document for m in after.item.mentions] == ["kst-40400-1"]
    assert after.deadline is not None and after.deadline.latest == date(2024, 4, 30)


@pytest.fixture
def doubtful(kept: Store, letter: Any, saved: Saves) -> Store:
    """The same with a letter that claims one of the two, without telling which well enough."""
    claim = "Met deze brief voldoe ik aan de toezegging over de havenkaart en de nachttreinen."
    later = letter("40400-4", date(2024, 5, 1)).claim(claim, Relation.FULFILS, reference="40400-1")
    saved(kept, later.build(), path="vier")
    kept.retrack(AT)
    return kept


def test_where_several_fit_people_choose(doubtful: Store) -> None:
    views = doubtful.items(ItemFilter(), DAY)
    assert [len(view.item.proposals) for view in views] == [1, 1]
    assert all(view.standing.status is Status.OPEN for view in views)
    offered = views[0].item.proposals[0]
    assert offered.rivals == (views[1].item.id,)
    assert offered.link.reason.endswith(".") and 0 < offered.link.score < 1
    change = Change(finding=offered.link.finding, evidence=offered.event.evidence)
    ruling = doubtful.rule(views[1].item.id, Act.LINK, change, *WHO)
    first, second = doubtful.items(ItemFilter(), DAY)
    assert (first.standing.status, second.standing.status) == (Status.OPEN, Status.DONE)
    assert (first.item.proposals, second.item.proposals) == ((), ())
    assert second.standing.claim is not None and second.standing.claim.date == date(2024, 5, 1)
    doubtful.undo(ruling.id, "weet niet", "J. Griffier", AT)
    assert [len(view.item.proposals) for view in doubtful.items(ItemFilter(), DAY)] == [1, 1]


def test_a_proposal_is_declined(doubtful: Store) -> None:
    view = doubtful.items(ItemFilter(), DAY)[0]
    offered = view.item.proposals[0]
    doubtful.rule(view.item.id, Act.UNLINK, Change(finding=offered.link.finding), *WHO)
    assert [len(view.item.proposals) for view in doubtful.items(ItemFilter(), DAY)] == [0, 1]


def test_a_proposal_is_not_known_before_its_letter(doubtful: Store) -> None:
    views = doubtful.items(ItemFilter(), date(2024, 4, 1))
    assert [view.item.proposals for view in views] == [(), ()]


def test_an_oral_promise_is_added_by_hand(kept: Store, deadline: Any) -> None:
    change = Change(
        title="De Kamer krijgt de cijfers over de veerponten",
        source="commissiedebat Scheepvaart",
        said_on=date(2024, 2, 20),
        ministry="IenW",
        deadline=deadline(date(2024, 4, 1)),
    )
    item = kept.add_item(change, *WHO)
    view = one(kept, "veerponten")
    assert (view.item.id, view.item.by_hand, view.item.source) == (item, True, "commissiedebat Scheepvaart")
    assert view.standing.silent and view.item.made_on == date(2024, 2, 20)
    assert kept.items(ItemFilter(text="veerponten"), date(2024, 2, 1)) == []
    kept.decide(item, Status.DONE, *WHO)
    kept.retrack(AT)
    assert one(kept, "veerponten").standing.status is Status.DONE
    assert verify_audit(kept) == []


def test_what_the_reading_missed_is_added_and_found_again(
    kept: Store, letter: Any, saved: Saves, deadline: Any
) -> None:
    missed = first_letter(letter).add("De loodsgelden blijven in dat jaar gelijk aan die van nu.")
    document, findings = missed.build()
    saved(kept, (document, findings), path="een", version="2")
    kept.retrack(AT)
    block = document.blocks[-1]
    change = Change(
        evidence=document.evidence(block.span, "user"),
        said_on=document.metadata.date,
        commitment_kind=CommitmentKind.ACT,
        deadline=deadline(date(2024, 12, 31)),
    )
    item = kept.add_item(change, *WHO)
    assert one(kept, "loodsgelden").item.id == item
    seeing = first_letter(letter).promise("De loodsgelden blijven in dat jaar gelijk aan die van nu.")
    found = seeing.build()
    saved(kept, (replace(found[0], sha256=document.sha256), found[1]), path="een", version="3")
    kept.retrack(AT)
    view = one(kept, "loodsgelden")
    assert view.item.id == found[1].commitments[-1].id
    assert view.item.confirmed and view.deadline is not None and view.deadline.latest == date(2024, 12, 31)
    assert kept.item(item, DAY) == view


@pytest.mark.parametrize(
    ("act", "change", "complaint"),
    [
        (Act.CORRECT, Change(), "gecorrigeerd"),
        (Act.MERGE, Change(other="nergens"), "geen motie of toezegging"),
        (Act.SPLIT, Change(finding="nergens"), "hoort niet bij"),
        (Act.LINK, Change(), "welke passage"),
        (Act.UNLINK, Change(finding="nergens"), "hoort niet bij"),
        (Act.ADD, Change(title="x"), "toegevoegd"),
    ],
)
def test_what_cannot_be_done_is_told(kept: Store, act: Act, change: Change, complaint: str) -> None:
    item = one(kept, "havenkaart").item.id
    before = kept.audit()
    with pytest.raises(ValueError, match=complaint):
        kept.rule(item, act, change, *WHO)
    assert kept.audit() == before


def test_a_ruling_needs_an_item_a_reason_and_a_name(kept: Store) -> None:
    item = one(kept, "havenkaart").item.id
    with pytest.raises(UnknownItemError, match="nergens"):
        kept.rule("nergens", Act.CONFIRM, Change(), *WHO)
    with pytest.raises(ValueError, match="reden"):
        kept.rule(item, Act.CONFIRM, Change(), " ", "J. Griffier", AT)
    with pytest.raises(ValueError, match="wie"):
        kept.rule(item, Act.CONFIRM, Change(), "gezien", "", AT)
    with pytest.raises(ValueError, match="met zichzelf"):
        kept.rule(item, Act.MERGE, Change(other=item), *WHO)
    with pytest.raises(ValueError, match="waar de toezegging"):
        kept.add_item(Change(title="Iets"), *WHO)


# A better, or another, extractor


def read_with(letter: Any, document: Any, quotes: list[str]) -> Any:
    """The findings of the same letter by an extractor that takes these passages for promises."""
    from kamer.findings import Commitment, Findings, Strength
    from kamer.identifiers import IdMaker

    maker, found = IdMaker(document.key), []
    for quote in quotes:
        start = document.text.index(quote)
        evidence = document.evidence(Span(start, start + len(quote)), "test")
        finding = maker.next_id("commitment", quote)
        found.append(Commitment(finding, evidence, CommitmentKind.INFORM, Strength.FIRM))
    return document, Findings(document.key, commitments=tuple(found))


SHORTER = TRAINS.removeprefix("Uw Kamer ontvangt ").removesuffix(".")
ACTS = [
    (Act.CONFIRM, Change()),
    (Act.REJECT, Change()),
    (Act.CORRECT, Change(title="De verkenning komt", actor="de staatssecretaris")),
]


@pytest.mark.parametrize(("act", "change"), ACTS)
@pytest.mark.parametrize("quotes", [[MAP, TRAINS], [MAP, SHORTER], [SHORTER], [MAP]])
def test_a_ruling_outlives_what_the_extractor_changes(
    kept: Store, letter: Any, saved: Saves, act: Act, change: Change, quotes: list[str]
) -> None:
    item = one(kept, "nachttreinen").item.id
    kept.rule(item, act, change, *WHO)
    document, _ = first_letter(letter).build()
    for version in ("2", "3"):
        saved(kept, read_with(letter, document, quotes), path="een", version=version)
        kept.retrack(AT)
        view = one(kept, "nachttreinen", rejected=act is Act.REJECT)
        assert [r.act for r in view.rulings] == [act]
        assert (view.item.rejected, view.item.confirmed) == (act is Act.REJECT, act is not Act.REJECT)
        assert view.item.title == (change.title or view.item.title)
        lost = TRAINS not in quotes and SHORTER not in quotes
        assert view.item.vanished is lost
        assert view.rulings[0].found is not lost
        assert kept.item(item, DAY) == view
        if lost:
            assert any("niet meer gevonden" in reason for reason in view.standing.reasons)
        if quotes == [MAP, SHORTER]:
            assert view.changed
    saved(kept, read_with(letter, document, [MAP, TRAINS]), path="een", version="4")
    kept.retrack(AT)
    assert not one(kept, "nachttreinen", rejected=act is Act.REJECT).item.vanished
    assert verify_audit(kept) == []


def test_a_choice_outlives_the_claim_that_it_was_about(doubtful: Store, letter: Any, saved: Saves) -> None:
    views = doubtful.items(ItemFilter(), DAY)
    offered = views[1].item.proposals[0]
    change = Change(finding=offered.link.finding, evidence=offered.event.evidence)
    doubtful.rule(views[1].item.id, Act.LINK, change, *WHO)
    blind = letter("40400-4", date(2024, 5, 1)).add(offered.event.evidence.quote).build()
    saved(doubtful, blind, path="vier", version="2")
    doubtful.retrack(AT)
    view = doubtful.items(ItemFilter(), DAY)[1]
    assert view.standing.status is Status.DONE
    assert [r.found for r in view.rulings] == [False]


def test_a_split_outlives_the_passage_that_it_was_about(repeated: Store, letter: Any, saved: Saves) -> None:
    item = one(repeated, "havenkaart").item
    passage = item.mentions[1]
    repeated.rule(item.id, Act.SPLIT, Change(finding=passage.finding, evidence=passage.evidence), *WHO)
    document, findings = letter("40400-3", date(2024, 2, 10)).promise(MAP, date(2024, 7, 1)).build()
    saved(repeated, (document, replace(findings, commitments=())), path="kst-40400-3/brief.xml", version="2")
    repeated.retrack(AT)
    own = repeated.item(passage.finding, DAY)
    assert own is not None and own.item.vanished and own.item.title.startswith("De havenkaart")


@pytest.mark.parametrize(
    "tampering",
    [
        'UPDATE decisions SET change = \'{"title":"anders"}\'',
        "UPDATE decisions SET act = 'reject'",
        "DELETE FROM decisions",
    ],
)
def test_tampering_with_a_ruling_is_found(kept: Store, tampering: str) -> None:
    from sqlalchemy import text

    kept.rule(one(kept, "havenkaart").item.id, Act.CORRECT, Change(title="De kaart"), *WHO)
    assert verify_audit(kept) == []
    with kept.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(tampering))
    assert any("besluit 1" in problem for problem in verify_audit(kept))
