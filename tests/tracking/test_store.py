from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from kamer.document import Document, Problem
from kamer.findings import CommitmentKind, Disposition, Relation
from kamer.items import Status, Timeliness
from tracking import ItemFilter, Store, StoreError, UnknownItemError, open_store, verify_audit

AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
DAY = date(2024, 6, 1)
MAP = "De havenkaart van de Waddenveren met ligplaatsen en dieptes wordt gepubliceerd."
LONG = " ".join(f"Paragraaf {n} gaat over de veren en hun havens op eiland {n * 7}." for n in range(40))

Saves = Callable[..., Any]


def written(letter: Any, number: str | None = "40400-1", **particulars: Any) -> Any:
    made = letter(number, date(2024, 1, 10), **particulars)
    return made.add(LONG).promise(MAP, date(2024, 4, 30), kind=CommitmentKind.ACT)


def test_what_is_saved_comes_back_whole(store: Store, letter: Any, saved: Saves) -> None:
    document, findings = written(letter).build()
    outcome = saved(store, (document, findings), path="in/brief.xml")
    assert (outcome.key, outcome.is_new, outcome.duplicate_of) == ("kst-40400-1", True, None)
    assert store.document("kst-40400-1") == document
    assert store.findings("kst-40400-1") == findings
    assert [passage.text for passage in store.passages()] == [LONG, MAP]
    (summary,) = store.documents()
    assert summary.counts == {"references": 0, "motions": 0, "commitments": 1, "fulfilments": 0}
    assert (summary.date, summary.ministry, summary.number) == (date(2024, 1, 10), "EZK", "40400-1")
    (file,) = store.files()
    assert (file.path, file.document, file.version, file.read_at) == ("in/brief.xml", "kst-40400-1", "1", AT)


def test_saving_the_same_again_changes_nothing(store: Store, letter: Any, saved: Saves) -> None:
    built = written(letter).build()
    first = saved(store, built)
    before = (store.revision(), store.files(), store.audit())
    again = saved(store, built)
    assert (again.key, again.is_new) == (first.key, False)
    assert (store.revision(), store.files(), store.audit()) == before


def test_a_newer_version_replaces_the_reading(store: Store, letter: Any, saved: Saves) -> None:
    built = written(letter).build()
    saved(store, built)
    assert store.is_current(built[0].sha256, "1")
    assert not store.is_current(built[0].sha256, "2")
    bare = replace(built[1], commitments=())
    outcome = saved(store, (built[0], bare), version="2")
    assert not outcome.is_new
    assert store.findings(outcome.key) == bare
    assert store.is_current(built[0].sha256, "2")
    assert not store.is_current(built[0].sha256, "1")
    assert store.revision() == 2


def test_a_newer_version_that_finds_the_same_needs_no_new_index(
    store: Store, letter: Any, saved: Saves
) -> None:
    built = written(letter).build()
    saved(store, built)
    revision = store.revision()
    saved(store, built, version="2")
    assert store.is_current(built[0].sha256, "2")
    assert store.documents_changed_since(revision) == []


def test_revisions_tell_what_changed(store: Store, letter: Any, saved: Saves) -> None:
    saved(store, written(letter).build())
    first = store.revision()
    saved(store, written(letter, "40400-2").build())
    assert store.revision() > first
    assert store.documents_changed_since(first) == ["kst-40400-2"]
    assert store.documents_changed_since(0) == ["kst-40400-1", "kst-40400-2"]
    assert store.tracked_revision() == 0
    assert store.retrack(AT) == 2
    assert store.tracked_revision() == store.revision()


def test_the_first_key_of_a_file_is_kept(store: Store, letter: Any, saved: Saves) -> None:
    blind = written(letter, None).build()
    key = saved(store, blind, path="a.pdf").key
    assert key.startswith("doc-")
    seeing = written(letter).build()
    seeing = (replace(seeing[0], sha256=blind[0].sha256), seeing[1])
    outcome = saved(store, seeing, path="a.pdf", version="2")
    assert outcome.key == key == store.key_of(blind[0].sha256)
    document, findings = store.document(key), store.findings(key)
    assert document is not None and findings is not None
    assert document.metadata.number == "40400-1"
    assert findings.commitments[0].evidence.document == key
    assert {passage.document for passage in store.passages()} == {key}
    assert store.resolve_key("40400-1") == key


@pytest.mark.parametrize("order", [("brief.pdf", "brief.xml"), ("brief.xml", "brief.pdf")])
def test_of_two_files_of_one_letter_the_better_format_stands(
    store: Store, letter: Any, saved: Saves, order: tuple[str, str]
) -> None:
    for source in order:
        saved(store, written(letter, source=source).build(), path=source)
    (summary,) = store.documents()
    assert summary.source == "brief.xml"
    duplicates = {file.path: file.duplicate_of for file in store.files()}
    assert duplicates == {"brief.pdf": "kst-40400-1", "brief.xml": None}
    assert [problem.code for problem in summary.problems] == []


def test_a_duplicate_read_again_stays_a_duplicate(store: Store, letter: Any, saved: Saves) -> None:
    pdf, xml = (written(letter, source=f"brief.{kind}").build() for kind in ("pdf", "xml"))
    saved(store, pdf, path="brief.pdf")
    saved(store, xml, path="brief.xml")
    outcome = saved(store, pdf, path="brief.pdf", version="2")
    assert outcome.duplicate_of == "kst-40400-1"
    revision = store.revision()
    assert saved(store, pdf, path="brief.pdf", version="2") == outcome
    assert store.revision() == revision
    assert store.is_current(pdf[0].sha256, "2")
    assert store.documents()[0].source == "brief.xml"


def test_another_text_under_the_same_number_is_kept_apart(store: Store, letter: Any, saved: Saves) -> None:
    saved(store, written(letter).build(), path="a.xml")
    other = (
        letter("40400-1", date(2024, 2, 1))
        .add("Over de sluizen bij Gouda is een geheel andere brief.")
        .build()
    )
    outcome = saved(store, other, path="b.xml")
    assert outcome.key == f"kst-40400-1~{other[0].sha256[:8]}"
    assert outcome.is_new
    document = store.document(outcome.key)
    assert document is not None
    assert [problem.code for problem in document.problems] == ["duplicate_number"]
    assert len(store.documents()) == 2
    again = saved(store, other, path="b.xml", version="2")
    assert (again.key, again.is_new) == (outcome.key, False)
    assert store.resolve_key("kst-40400-1") == "kst-40400-1"


def test_the_same_bytes_at_another_path_are_a_duplicate(store: Store, letter: Any, saved: Saves) -> None:
    built = written(letter).build()
    saved(store, built, path="a.xml")
    assert saved(store, built, path="b.xml").duplicate_of == "kst-40400-1"
    assert len(store.documents()) == 1


def test_a_file_with_new_bytes_keeps_its_key(store: Store, letter: Any, saved: Saves) -> None:
    key = saved(store, written(letter, None).build(), path="a.txt").key
    edited = letter(None, date(2024, 1, 10)).add(LONG).promise(MAP).add("Met vriendelijke groet,").build()
    outcome = saved(store, edited, path="a.txt")
    assert (outcome.key, outcome.is_new) == (key, False)
    other = letter(None, date(2024, 1, 10)).add(
        "Een andere brief, over de sluizen bij Gouda en de schutting."
    )
    assert saved(store, other.build(), path="a.txt").is_new


def test_problems_are_kept(store: Store, letter: Any, saved: Saves) -> None:
    document, findings = written(letter).build()
    troubled = replace(document, problems=(Problem("truncated", "Het bestand is afgebroken.", page=3),))
    saved(store, (troubled, findings))
    assert store.files()[0].problems == troubled.problems == store.documents()[0].problems


@pytest.mark.parametrize(
    "name",
    ["kst-40400-XVII-7", "40400-XVII-7", "Kamerstuk 40 400 XVII, nr. 7", "40 400 XVII nr. 7", "40400-xvii-7"],
)
def test_a_letter_goes_by_many_names(store: Store, letter: Any, saved: Saves, name: str) -> None:
    saved(store, written(letter, "40400-XVII-7").build())
    assert store.resolve_key(name) == "kst-40400-XVII-7"


@pytest.mark.parametrize("name", ["", "40400", "Kamerstuk 40 400 XVII, nr. 8", "iets anders"])
def test_what_names_no_letter_resolves_to_none(store: Store, letter: Any, saved: Saves, name: str) -> None:
    saved(store, written(letter, "40400-XVII-7").build())
    assert store.resolve_key(name) is None


def test_a_letter_goes_by_its_file_s_name(store: Store, letter: Any, saved: Saves) -> None:
    built = written(letter, None, source="veren.txt").build()
    saved(store, built)
    assert store.resolve_key("veren.txt") == built[0].key


def test_vectors_belong_to_the_text_not_to_the_reading(store: Store, letter: Any, saved: Saves) -> None:
    document, findings = written(letter).build()
    saved(store, (document, findings))
    ids = [passage.id for passage in store.passages()]
    store.save_vectors("klein", {ids[0]: b"0000", ids[1]: b"1111"})
    store.save_vectors("klein", {ids[1]: b"2222"})
    assert store.vectors("klein", [*ids, "nergens#0"]) == {ids[0]: b"0000", ids[1]: b"2222"}
    assert store.vectors("groot", ids) == {}
    shifted = letter("40400-1", date(2024, 1, 10)).add("Nieuw.").add(LONG).promise(MAP)
    saved(store, shifted.build(), version="2", path="kst-40400-1/brief.xml")
    texts = {passage.text: passage.id for passage in store.passages()}
    assert store.vectors("klein", list(texts.values())) == {texts[LONG]: b"0000", texts[MAP]: b"2222"}
    with pytest.raises(KeyError):
        store.save_vectors("klein", {"nergens#0": b"0000"})


def test_passages_come_by_document(store: Store, letter: Any, saved: Saves) -> None:
    for number in ("40400-2", "40400-1"):
        saved(store, written(letter, number).build())
    assert [p.id for p in store.passages(["kst-40400-2"])] == ["kst-40400-2#0", "kst-40400-2#1"]
    assert [p.document for p in store.passages()] == ["kst-40400-1"] * 2 + ["kst-40400-2"] * 2
    assert list(store.passages([])) == []


@pytest.fixture
def followed(store: Store, letter: Any, saved: Saves) -> Store:
    """A store with two letters and their items."""
    first = written(letter).promise("Uw Kamer ontvangt de verkenning naar nachttreinen.", date(2024, 6, 20))
    first.promise("De dienstregeling wordt bezien.", ministry=None) if False else None
    saved(store, first.build())
    second = (
        letter("36111-VII-4", date(2024, 5, 1), "BZK", metadata={"dossiers": ("36111-VII",)})
        .motion("De motie is afgedaan.", "36111-9", "Bos", disposition=Disposition.CLOSED)
        .claim("De toezegging is nagekomen.", Relation.FULFILS, toezegging="TZ202401-001")
        .promise("De gemeenten krijgen een handreiking.", date(2024, 12, 31), kind=CommitmentKind.ACT)
    )
    saved(store, second.build())
    store.retrack(AT)
    return store


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        (ItemFilter(), ["De havenkaart", "Uw Kamer", "De gemeenten", "Motie Bos", "TZ202401-001"]),
        (ItemFilter(statuses=(Status.DONE,)), ["Motie Bos", "TZ202401-001"]),
        (ItemFilter(kinds=("motion",)), ["Motie Bos"]),
        (ItemFilter(kinds=("act", "motion")), ["De havenkaart", "De gemeenten", "Motie Bos"]),
        (ItemFilter(kinds=("commitment",), ministry="EZK"), ["De havenkaart", "Uw Kamer"]),
        (ItemFilter(ministry=("EZK", "FIN")), ["De havenkaart", "Uw Kamer"]),
        (ItemFilter(dossier="36111"), ["De gemeenten", "Motie Bos", "TZ202401-001"]),
        (ItemFilter(dossier="36111-VII"), ["De gemeenten", "TZ202401-001"]),
        (ItemFilter(due_before=date(2024, 6, 20)), ["De havenkaart", "Uw Kamer"]),
        (ItemFilter(due_after=date(2024, 6, 20)), ["Uw Kamer", "De gemeenten"]),
        (ItemFilter(timeliness=Timeliness.OVERDUE), ["De havenkaart"]),
        (ItemFilter(timeliness=(Timeliness.DUE_SOON, Timeliness.ON_TIME)), ["Uw Kamer", "De gemeenten"]),
        (ItemFilter(silent=True), ["De havenkaart"]),
        (ItemFilter(silent=False, kinds=("commitment",), ministry="EZK"), ["Uw Kamer"]),
        (ItemFilter(text="HAVENKAART wadden"), ["De havenkaart"]),
        (ItemFilter(text="havenkaart nachttreinen"), []),
    ],
)
def test_the_list_answers_what_is_asked(followed: Store, asked: ItemFilter, titles: list[str]) -> None:
    found = [view.item.title for view in followed.items(asked, DAY)]
    assert len(found) == len(titles)
    assert all(title.startswith(start) for title, start in zip(found, titles, strict=True))


def test_items_made_later_are_not_listed(followed: Store) -> None:
    assert len(followed.items(ItemFilter(), date(2024, 4, 30))) == 2
    assert followed.items(ItemFilter(), date(2023, 1, 1)) == []


def test_an_item_goes_by_id_start_number_and_finding(followed: Store) -> None:
    view = followed.items(ItemFilter(text="havenkaart"), DAY)[0]
    for name in (view.item.id, view.item.id[:12]):
        assert followed.item(name, DAY) == view
    assert followed.item("36111-9", DAY) == followed.item("motie-36111-9", DAY)
    assert followed.item("TZ202401-001", DAY) is not None
    assert followed.item("bestaat niet", DAY) is None
    assert followed.item("", DAY) is None


def test_people_decide_and_undo(followed: Store) -> None:
    view = followed.items(ItemFilter(text="havenkaart"), DAY)[0]
    decision = followed.decide(view.item.id, Status.DONE, "  Ontvangen op 3 mei. ", "J. Griffier", AT)
    assert decision.reason == "Ontvangen op 3 mei."
    after = followed.item(view.item.id, DAY)
    assert after is not None
    assert (after.standing.status, after.standing.claimed) == (Status.DONE, Status.OPEN)
    assert after.decisions == (decision,)
    before = followed.item(view.item.id, date(2024, 2, 1))
    assert before is not None and before.decisions == ()
    undone_at = datetime(2024, 5, 1, tzinfo=UTC)
    followed.undo(decision.id, "vergissing", "J. Griffier", undone_at)
    assert [d.undone for d in followed.decisions(view.item.id)] == [True]
    now, then = followed.item(view.item.id, DAY), followed.item(view.item.id, date(2024, 4, 1))
    assert now is not None and now.standing.decided is None
    assert then is not None and then.standing.decided is Status.DONE
    actions = [(line.action, line.actor) for line in followed.audit()][-2:]
    assert actions == [("decide", "J. Griffier"), ("undo", "J. Griffier")]


def test_decisions_need_an_item_a_reason_and_a_name(followed: Store) -> None:
    item = followed.items(ItemFilter(), DAY)[0].item.id
    lines = len(followed.audit())
    with pytest.raises(UnknownItemError, match="geen motie of toezegging met kenmerk nergens") as missing:
        followed.decide("nergens", Status.DONE, "reden", "J. Griffier", AT)
    assert isinstance(missing.value, KeyError)
    with pytest.raises(ValueError, match="Geef een reden op"):
        followed.decide(item, Status.DONE, "  ", "J. Griffier", AT)
    with pytest.raises(ValueError, match="wie het besluit neemt"):
        followed.decide(item, Status.DONE, "reden", "", AT)
    with pytest.raises(UnknownItemError, match="geen besluit met nummer 99"):
        followed.undo(99, "reden", "J. Griffier", AT)
    decision = followed.decide(item, Status.DONE, "reden", "J. Griffier", AT)
    followed.undo(decision.id, "toch niet", "J. Griffier", AT)
    with pytest.raises(ValueError, match="al ingetrokken"):
        followed.undo(decision.id, "nog eens", "J. Griffier", AT)
    assert len(followed.audit()) == lines + 2


def test_a_decision_follows_its_item_into_an_earlier_one(followed: Store, letter: Any, saved: Saves) -> None:
    view = followed.items(ItemFilter(text="havenkaart"), DAY)[0]
    followed.decide(view.item.id, Status.PARTLY, "half", "J. Griffier", AT)
    older = letter("40399-1", date(2023, 11, 10)).promise(MAP, date(2024, 2, 1), kind=CommitmentKind.ACT)
    saved(followed, older.build())
    followed.retrack(AT)
    (merged,) = followed.items(ItemFilter(text="havenkaart"), DAY)
    assert merged.item.id != view.item.id
    assert merged.standing.decided is Status.PARTLY
    assert merged.decisions[0].item == merged.item.id
    assert followed.item(view.item.id, DAY) == merged


def test_a_decision_outlives_a_parser_that_finds_the_number(store: Store, letter: Any, saved: Saves) -> None:
    blind = written(letter, None).build()
    saved(store, blind, path="a.pdf")
    store.retrack(AT)
    (view,) = store.items(ItemFilter(), DAY)
    store.decide(view.item.id, Status.PARTLY, "half", "J. Griffier", AT)
    document, findings = written(letter).build()  # other finding ids: they hang on the document's key
    saved(store, (replace(document, sha256=blind[0].sha256), findings), path="a.pdf", version="2")
    for _ in range(2):
        assert store.retrack(AT) == 1
        (again,) = store.items(ItemFilter(), DAY)
        assert again.item.id == findings.commitments[0].id != view.item.id
        assert again.standing.decided is Status.PARTLY
        assert store.item(view.item.id, DAY) == again
    assert [line.action for line in store.audit()].count("keep_decision") == 1
    assert verify_audit(store) == []


def test_two_stores_see_each_other_s_decisions(followed: Store) -> None:
    view = followed.items(ItemFilter(), DAY)[0]
    with open_store(str(followed.engine.url)) as other:
        other.decide(view.item.id, Status.LAPSED, "van tafel", "J. Griffier", AT)
    after = followed.item(view.item.id, DAY)
    assert after is not None and after.standing.decided is Status.LAPSED


def test_two_threads_take_turns(store: Store, letter: Any, saved: Saves) -> None:
    failures: list[BaseException] = []

    def run(half: int) -> None:
        try:
            for n in range(8):
                saved(store, written(letter, f"4050{half}-{n + 1}").build())
                store.retrack(AT)
                store.items(ItemFilter(), DAY)
        except BaseException as failure:  # noqa: BLE001 (a thread's failure must reach the test)
            failures.append(failure)

    threads = [Thread(target=run, args=(half,)) for half in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.revision() == store.tracked_revision() == 16
    assert len(store.documents()) == len(store.audit()) == 16
    assert verify_audit(store) == []
    assert len(store.items(ItemFilter(), DAY)) == store.retrack(AT)


def test_opening_at_once_makes_one_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/n.db"
    revisions: list[int] = []

    def run() -> None:
        with open_store(url) as store:
            revisions.append(store.revision())

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert revisions == [0, 0, 0, 0]


def test_a_store_in_memory_works(letter: Any, saved: Saves) -> None:
    with open_store("sqlite://") as store:
        saved(store, written(letter).build())
        assert store.retrack(AT) == 1
        assert isinstance(store.document("kst-40400-1"), Document)


@pytest.mark.parametrize("address", ["geen adres", "sqlite:///{folder}/letter.txt", "onbekend://host/naam"])
def test_a_database_that_cannot_be_opened_is_told_in_dutch(tmp_path: Path, address: str) -> None:
    (tmp_path / "letter.txt").write_text("This is no database, though it is long. " * 40)
    with pytest.raises(StoreError, match="De database kan niet worden geopend"):
        open_store(address.format(folder=tmp_path))
