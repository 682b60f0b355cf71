"""Watches in a file a user, and the digest of what happened since the last one."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from invented_items import DAY, LETTERS, commitment, done, due, moved, some_views, view

from kamer.items import Status
from kamer.passages import Hit, Passage
from kamer.span import Span
from tracking import ItemFilter, ItemView
from ui.outputs.plain import to_text
from ui.watch.digest import Digest, derive_digest, make_digest, seen_items, seen_now
from ui.watch.keeping import start_watch
from ui.watch.telling import digest_report, say_counts
from ui.watch.watches import Seen, SeenItem, Watch, WatchError, Watches

EARLY = date(2026, 8, 1)


def watch(name: str = "Havens", **given: Any) -> Watch:
    return Watch(name, ItemFilter(ministry="EZK"), given.pop("seen", Seen(EARLY)), **given)


def test_a_user_starts_with_nothing(tmp_path: Path) -> None:
    assert Watches(tmp_path).book("R. Griffier").watches == ()
    assert not (tmp_path / "watches").exists()


def test_what_was_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = watch(
        question="stille havens",
        days=60,
        seen=Seen(EARLY, {"a1": SeenItem(date(2026, 6, 30), "voor juli", Status.OPEN, True)}, ("p#1",)),
    )
    Watches(tmp_path).add("R. Griffier", kept)
    assert Watches(tmp_path).book("r. GRIFFIER").watches == (kept,)
    assert Watches(tmp_path).book("S. Griffier").watches == ()


@pytest.mark.parametrize("user", ["../../etc/passwd", "a/b", "ééñ 😀", ".", "x" * 79, "CON"])
def test_any_name_has_a_file_of_its_own_in_the_folder(tmp_path: Path, user: str) -> None:
    store = Watches(tmp_path)
    store.add(user, watch())
    assert store.path_of(user).parent == tmp_path / "watches"
    assert store.path_of(user).is_file()
    assert store.path_of(user) != store.path_of(user + "2")


@pytest.mark.parametrize(("user", "message"), [("", "Geef de gebruiker een naam."), ("x" * 81, "te lang")])
def test_a_user_has_a_name(tmp_path: Path, user: str, message: str) -> None:
    with pytest.raises(WatchError, match=message):
        Watches(tmp_path).book(user)


def test_a_name_is_used_once_and_can_be_given_up(tmp_path: Path) -> None:
    store = Watches(tmp_path)
    store.add("R.", watch("Havens"))
    with pytest.raises(WatchError, match="U volgt al iets onder de naam ‘havens’"):
        store.add("R.", watch("havens"))
    with pytest.raises(WatchError, match="U volgt niets onder de naam ‘Kades’"):
        store.remove("R.", "Kades")
    store.remove("R.", "HAVENS")
    assert store.book("R.").watches == ()


def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path) -> None:
    store = Watches(tmp_path)
    store.add("R.", watch())
    path = store.path_of("R.")
    path.write_text(path.read_text("utf-8")[:50], "utf-8")
    before = path.read_bytes()
    for act in (lambda: store.book("R."), lambda: store.add("R.", watch("b"))):
        with pytest.raises(WatchError, match="is beschadigd"):
            act()
    assert path.read_bytes() == before


def test_a_file_of_an_older_version_lacks_fields_and_is_read(tmp_path: Path) -> None:
    store = Watches(tmp_path)
    store.add("R.", watch())
    path = store.path_of("R.")
    told = json.loads(path.read_text("utf-8"))
    del told["watches"][0]["wanted"]["silent"], told["watches"][0]["days"]
    told["watches"][0]["wanted"]["of_later"] = True
    path.write_text(json.dumps(told), "utf-8")
    assert store.book("R.").watches == (watch(),)


def test_watches_added_at_once_are_all_kept(tmp_path: Path) -> None:
    adding = [
        threading.Thread(target=Watches(tmp_path).add, args=("R.", watch(f"keuze {n}"))) for n in range(8)
    ]
    for thread in adding:
        thread.start()
    for thread in adding:
        thread.join()
    names = {kept.name for kept in Watches(tmp_path).book("R.").watches}
    assert names == {f"keuze {n}" for n in range(8)}
    json.loads(Watches(tmp_path).path_of("R.").read_text("utf-8"))


def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Watches(tmp_path)
    store.add("R.", watch())
    before = store.path_of("R.").read_bytes()

    def refuse(path: Path, content: bytes) -> None:
        raise OSError(28, "Geen ruimte meer over")

    monkeypatch.setattr("ui.workplace.write_whole", refuse)
    with pytest.raises(WatchError, match="Geen ruimte meer over"):
        store.add("R.", watch("b"))
    assert store.path_of("R.").read_bytes() == before


def digest_of(
    before: list[ItemView], now: list[ItemView], hits: tuple[Hit, ...] = (), **known: str
) -> Digest:
    return derive_digest(watch(), Seen(EARLY, seen_items(before)), now, hits, DAY, known.get)


def ids(views: tuple[ItemView, ...]) -> list[str]:
    return [shown.item.id for shown in views]


def test_the_digest_tells_what_is_new_moved_due_silent_and_settled() -> None:
    first = due("in het najaar", date(2026, 11, 30))
    plan = commitment("b2", "Ik stuur het plan.", first)
    report = commitment("f6", "Ik bericht u.", due("voor oktober", date(2026, 9, 30)))
    kept = commitment("g7", "Ik meet.", due("in 2026", date(2026, 12, 31)))
    before = [view(item, EARLY) for item in (plan, report, kept)]
    now = [
        view(commitment("b2", "Ik stuur het plan.", first, later=[moved("in mei 2027", date(2027, 5, 31))])),
        view(report),
        view(commitment("g7", "Ik meet.", due("in 2026", date(2026, 12, 31)), later=[done()])),
        view(commitment("h8", "Ik kom met een wet.", due("eind november", date(2026, 11, 30)))),
    ]
    told = digest_of(before, now)
    assert ids(told.new) == ["h8"]
    assert [(c.view.item.id, c.before.latest) for c in told.moved] == [("b2", date(2026, 11, 30))]
    assert ids(told.due) == ["h8"]
    assert ids(told.silent) == ["f6"]
    assert [(c.view.item.id, c.before.status) for c in told.changed] == [("g7", Status.OPEN)]
    assert not told.is_empty


def test_what_was_told_is_not_told_again() -> None:
    now = some_views()
    told = digest_of(now, now)
    assert (told.new, told.moved, told.silent, told.changed) == ((), (), (), ())
    assert ids(told.due) == ["e5"], "what falls due soon is told until it does"


def test_an_item_that_got_another_id_is_not_new() -> None:
    item = commitment("oud", "Ik stuur het plan.", due("in 2027", date(2027, 12, 31)))
    now = replace(item, id="nieuw")
    assert ids(digest_of([view(item)], [view(now)], oud="nieuw").new) == []
    assert ids(digest_of([view(item)], [view(now)]).new) == ["nieuw"]


def test_a_deadline_in_other_words_of_the_same_day_did_not_move() -> None:
    before = commitment("x", "Ja.", due("voor 1 juli 2027", date(2027, 6, 30)))
    after = commitment("x", "Ja.", due("uiterlijk 30 juni 2027", date(2027, 6, 30)))
    assert digest_of([view(before)], [view(after)]).moved == ()
    vague, other = commitment("x", "Ja.", due("spoedig", None)), commitment("x", "Ja.", due("later", None))
    assert len(digest_of([view(vague)], [view(other)]).moved) == 1


def hit(name: str, words: str = "Stille kades") -> Hit:
    return Hit(Passage(name, "kst-90871-15", Span(0, 5), words, page=3, date=date(2026, 9, 1)), 1.0)


def test_a_watched_search_tells_only_passages_that_it_had_not_found() -> None:
    known = seen_now([], [hit("kst-90871-15#1")], EARLY)
    told = derive_digest(watch(), known, [], (hit("kst-90871-15#1"), hit("kst-90871-15#2")), DAY, str)
    assert [found.passage.id for found in told.hits] == ["kst-90871-15#2"]


def test_the_digest_in_words() -> None:
    told = digest_of([], some_views(), (hit("kst-90871-15#2", "Stille <b>kades</b>\x00"),))
    text = to_text(digest_report("R. Griffier", [told], LETTERS, DAY)).decode("utf-8")
    assert "Stand op 20 november 2026, voor R. Griffier." in text
    assert "7 nieuw, 1 binnenkort, 1 stil, 1 nieuwe passages." in text
    for part in ("Nieuw (7)", "Loopt af binnen 30 dagen (1)", "Termijn verstreken, geen latere brief"):
        assert part in text
    assert "Stille <b>kades</b>" in text and "\x00" not in text
    assert "Keuze: ministerie Economische Zaken en Klimaat. Sinds 1 augustus 2026." in text


def test_nothing_to_tell_is_told() -> None:
    told = derive_digest(watch(), Seen(EARLY), [], (), DAY, str)
    assert told.is_empty and say_counts([told]) == "Er is niets te melden."
    assert "Niets te melden." in to_text(digest_report("R.", [told], LETTERS, DAY)).decode("utf-8")


def test_a_new_watch_starts_from_what_there_is(register: Any) -> None:
    place = register.workplace
    made = start_watch(
        place, "R. Griffier", " Mijn  havens ", ItemFilter(dossier="90871"), EARLY, question="toezichthouder"
    )
    assert made.name == "Mijn havens" and len(made.seen.items) == 3 and made.seen.passages
    told, _ = make_digest(place, made, EARLY)
    assert told.is_empty
    told, seen = make_digest(place, made, date(2026, 10, 1))
    assert [change.view.standing.status for change in told.changed] == [Status.DONE]
    Watches(place.data).mark_seen("R. Griffier", {made.name: seen})
    [kept] = Watches(place.data).book("R. Griffier").watches
    assert make_digest(place, kept, date(2026, 10, 1))[0].is_empty


def test_a_digest_since_a_day_compares_with_what_was_known_then(register: Any) -> None:
    made = start_watch(register.workplace, "S.", "alles", ItemFilter(), date(2026, 10, 1))
    told, _ = make_digest(register.workplace, made, date(2026, 10, 1), since=date(2026, 3, 1))
    assert len(told.new) == 3 and told.since == date(2026, 3, 1)


def test_a_search_alone_lists_no_items(register: Any) -> None:
    made = start_watch(register.workplace, "T.", "zoek", ItemFilter(), EARLY, question="toezichthouder")
    assert made.only_search is True
    assert made.seen.items == {}
