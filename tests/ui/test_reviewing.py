"""Reviewing: the page as Streamlit's harness draws it, and the commands that do the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from kamer.items import Status
from tracking import ItemFilter

DAY = date(2026, 10, 1)
WHO = ["--actor", "J. Griffier", "--reason", "gelezen in de brief"]
Run = Callable[..., Any]


@pytest.fixture
def run(own_register: Any) -> Run:
    """Runs a command on a register of its own."""
    from typer.testing import CliRunner

    from ui.commands import app

    def call(*words: str, status: int = 0) -> Any:
        data = ["--data", str(own_register.workplace.data)]
        done = CliRunner().invoke(app, [*words, *data])
        assert done.exit_code == status, (done.output, done.exception)
        return done

    return call


def queue_of(run: Run, *words: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("review", "--format", "json", *words).stdout)
    return rows


def late(run: Run) -> list[dict[str, Any]]:
    """What waits a month after the open promise fell due."""
    return queue_of(run, "--as-of", "2026-12-31")


def test_what_waits_is_listed_with_its_reasons(run: Run, own_register: Any) -> None:
    rows = late(run)
    assert [row["id"] for row in rows] == [own_register.open_promise.id, own_register.promise.id]
    assert [row["doubts"] for row in rows] == [["silent"], ["unsure"]]
    assert "verband met een andere brief is onzeker" in rows[1]["review_reasons"][0]
    assert "geen latere brief" in rows[0]["review_reasons"][0]
    assert "2 punten wachten op een oordeel" in run("review", "--as-of", "2026-12-31").stdout
    assert queue_of(run, "--as-of", "2026-12-31", "--ministry", "FIN") == []
    assert len(queue_of(run, "--as-of", "2026-12-31", "--ministry", "KGG")) == 2
    assert len(queue_of(run, "--as-of", "2026-12-31", "--committee", "EZ")) == 2
    assert "Er wacht niets" in run("review", "--as-of", "2026-12-31", "--committee", "DEF").stdout


def test_what_is_confirmed_waits_no_longer_until_that_is_undone(run: Run, own_register: Any) -> None:
    item = own_register.open_promise.id
    said = run("decide", item[:10], "--confirm", *WHO).stdout
    assert "Vastgelegd als besluit 1: bevestigd." in said
    assert [row["id"] for row in late(run)] == [own_register.promise.id]
    shown = run("item", item, "--as-of", "2026-12-31").stdout
    assert "Bewerkingen" in shown and "bevestigd — gelezen in de brief" in " ".join(shown.split())
    run("decide", item, "--undo", "1", *WHO)
    assert len(late(run)) == 2
    refused = run("decide", item, "--undo", "7", *WHO, status=2)
    assert "Besluit 7 hoort niet bij dit punt." in refused.stderr


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (["--kind", "informeren"], "commitment_kind", "inform"),
        (["--who", "de Autoriteit"], "actor", "de Autoriteit"),
        (["--title", "Er komt een toezichthouder"], "title", "Er komt een toezichthouder"),
        (["--ministry", "Financiën"], "ministry", "FIN"),
        (["--deadline", "geen"], "deadline", None),
        (["--reject"], "rejected", True),
    ],
)
def test_each_thing_can_be_corrected(
    run: Run, own_register: Any, options: list[str], field: str, value: object
) -> None:
    item = own_register.open_promise.id
    run("decide", item, *options, *WHO)
    (row,) = json.loads(run("item", item, "--format", "json").stdout)
    assert row[field] == value
    assert row["rulings"][0]["reason"] == "gelezen in de brief"


def test_a_date_and_a_status_can_be_given(run: Run, own_register: Any) -> None:
    item = own_register.open_promise.id
    run("decide", item, "--deadline", "31-1-2027", *WHO)
    run("decide", item, "--status", "deels voldaan", *WHO)
    (row,) = json.loads(run("item", item, "--format", "json").stdout)
    assert row["deadline"]["latest"] == "2027-01-31"
    assert row["standing"]["decided"] == Status.PARTLY.value


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "precies één besluit"),
        (["--confirm", "--reject"], "precies één besluit"),
        (["--merge-into", "nergens"], "geen motie of toezegging met kenmerk nergens"),
        (["--split", "nergens"], "hoort niet bij"),
        (["--link", "kst-90871-12:5-2"], "ligt niet in"),
        (["--link", "elders:1-5"], "geen document ‘elders’"),
    ],
)
def test_what_cannot_be_decided_is_told(
    run: Run, own_register: Any, options: list[str], message: str
) -> None:
    done = run("decide", own_register.open_promise.id, *options, *WHO, status=2)
    assert message in " ".join(done.stderr.split())


def test_a_passage_is_linked_by_its_place(run: Run, own_register: Any) -> None:
    item, place = own_register.open_promise.id, "90871-15:0-40"
    run("decide", item, "--link", place, *WHO)
    (row,) = json.loads(run("item", item, "--format", "json").stdout)
    assert [m["evidence"]["document"] for m in row["mentions"]] == ["kst-90871-12", "kst-90871-15"]


def test_promises_are_added_by_hand(run: Run) -> None:
    oral = ["--words", "De Kamer krijgt de cijfers over veerponten", "--source", "debat Scheepvaart"]
    said = run("add", *oral, "--date", "2026-09-15", "--ministry", "IenW", "--deadline", "2026-12-01", *WHO)
    made = said.stdout.split()[-1].rstrip(".")
    (row,) = json.loads(run("item", made, "--format", "json").stdout)
    assert (row["by_hand"], row["source"], row["ministry"]) == (True, "debat Scheepvaart", "IenW")
    passage = run("add", "--passage", "kst-90871-15:0-60", *WHO).stdout.split()[-1].rstrip(".")
    (row,) = json.loads(run("item", passage, "--format", "json").stdout)
    assert row["made_on"] == "2026-09-01"
    lacking = run("add", "--words", "Iets", *WHO, status=2)
    assert "waar de toezegging is gedaan" in lacking.stderr


def test_votes_are_read_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "stemmingen.csv"
    file.write_text("nummer;stemming;datum\n90871-10;aangenomen;2026-03-20\n2026Z1;verworpen;2026-03-20\n")
    done = run("votes", str(file))
    assert "1 nieuwe gegevens over 1 moties vastgelegd." in done.stdout
    assert "1 regels noemen geen Kamerstuknummer" in done.stderr
    (row,) = json.loads(run("item", "90871-10", "--format", "json").stdout)
    assert row["official"][0]["result"] == "aangenomen"
    assert "0 nieuwe" in run("votes", str(file)).stdout
    file.write_text("zomaar")
    assert "niet te lezen" in run("votes", str(file), status=2).stderr
    assert "kan niet worden gelezen" in run("votes", str(tmp_path / "weg.json"), status=2).stderr


def test_the_log_is_verified_and_written(run: Run, own_register: Any, tmp_path: Path) -> None:
    run("decide", own_register.open_promise.id, "--confirm", "--actor", "=HYPERLINK(1)", "--reason", "gezien")
    assert "Het logboek is ongeschonden: 3 regels." in run("audit", "verify").stdout
    lines = [json.loads(line) for line in run("audit", "export", "--format", "jsonl").stdout.splitlines()]
    assert [line["action"] for line in lines] == ["save_letter", "save_letter", "rule"]
    out = tmp_path / "log.csv"
    run("audit", "export", "--format", "csv", "--out", str(out))
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert rows[2]["actor"] == "'=HYPERLINK(1)" and json.loads(rows[2]["detail"])["reason"] == "gezien"
    with own_register.workplace.store.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE audit_log SET actor = 'iemand anders' WHERE id = 2"))
    broken = run("audit", "verify", status=1)
    assert "Regel 2 van het logboek is gewijzigd" in broken.stderr


# The page


def script(workplace, day):  # type: ignore[no-untyped-def]  # its source runs on its own
    import streamlit as st

    from ui.session import KEPT_AS_OF
    from ui.views.reviewing import draw_reviewing

    st.session_state[KEPT_AS_OF] = day
    draw_reviewing(workplace)


def draw(register: Any, day: date = date(2026, 12, 31)) -> AppTest:
    import streamlit as st

    st.cache_resource.clear()
    test = AppTest.from_function(script, args=(register.workplace, day), default_timeout=120)
    test.run()
    assert not test.exception, test.exception
    return test


def markup(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def test_the_page_shows_the_passage_in_its_letter(own_register: Any) -> None:
    page = markup(draw(own_register))
    assert "1 van 2 punten die op een oordeel wachten" in page
    assert "Waarom dit wacht" in page and "geen latere brief gaat hierop in" in page
    assert "<mark" in page and "stelt voor 1 december 2026 een toezichthouder aan" in page
    assert "<script>alert" not in page


def test_a_name_is_asked_before_anything_is_recorded(own_register: Any) -> None:
    test = draw(own_register)
    test.button(key="beoordelen_bevestigen").click().run()
    assert "Vul eerst in: uw naam" in markup(test)
    assert len(own_register.workplace.store.audit()) == 2


@pytest.mark.parametrize(("button", "word"), [("bevestigen", "bevestigd"), ("afwijzen", "afgewezen")])
def test_one_press_decides_and_one_undoes(own_register: Any, button: str, word: str) -> None:
    store = own_register.workplace.store
    test = draw(own_register)
    test.text_input(key="naam").set_value("J. Griffier").run()
    test.button(key=f"beoordelen_{button}").click().run()
    assert not test.exception, test.exception
    assert f"Vastgelegd: {word}" in markup(test) and "1 van 1 punt dat" in markup(test)
    assert len(store.items(ItemFilter(), DAY)) == (2 if button == "afwijzen" else 3)
    test.button(key="beoordelen_terug").click().run()
    assert "Ongedaan gemaakt" in markup(test) and "1 van 2 punten" in markup(test)
    assert [ruling.undone for ruling in store.rulings(own_register.open_promise.id)] == [True]


def test_keys_go_on_and_back_and_an_empty_queue_says_so(own_register: Any) -> None:
    test = draw(own_register)
    test.text_input(key="naam").set_value("J. Griffier").run()
    test.button(key="beoordelen_volgende").click().run()
    assert "2 van 2 punten" in markup(test)
    test.button(key="beoordelen_bevestigen").click().run()
    assert "1 van 1 punt" in markup(test)
    test.button(key="beoordelen_bevestigen").click().run()
    assert "Er wacht niets op een oordeel" in markup(test)


# On the page of an item and of a letter


def item_script(workplace, item):  # type: ignore[no-untyped-def]  # its source runs on its own
    from ui.views.item import draw_item

    draw_item(workplace, item)


def letter_script(workplace, key):  # type: ignore[no-untyped-def]  # its source runs on its own
    from ui.views.letter import draw_letter

    draw_letter(workplace, key)


def draw_page(page: Any, *about: Any) -> AppTest:
    import streamlit as st

    st.cache_resource.clear()
    test = AppTest.from_function(page, args=about, default_timeout=120)
    test.run()
    assert not test.exception, test.exception
    return test


def test_the_page_of_an_item_shows_its_life_and_chain(own_register: Any) -> None:
    workplace = own_register.workplace
    page = markup(draw_page(item_script, workplace, "motie-90871-10"))
    assert "Keten van de motie" in page and "Stemming" in page and "gemeld als voldaan" in page
    page = markup(draw_page(item_script, workplace, own_register.open_promise.id))
    assert "Looptijd" in page and "Eerste termijn" in page and "30-11-2026" in page


def test_an_item_is_corrected_on_its_own_page(own_register: Any) -> None:
    item = own_register.open_promise.id
    test = draw_page(item_script, own_register.workplace, item)
    test.selectbox(key=f"doen_{item}").select("Wijzigen: omschrijving, soort, wie of termijn").run()
    test.text_area(key=f"bewerken_{item}_titel").set_value("Er komt een toezichthouder")
    test.text_input(key=f"bewerken_reden_{item}").set_value("korter")
    test.text_input(key=f"bewerken_naam_{item}").set_value("J. Griffier")
    next(b for b in test.button if b.label == "Vastleggen").click().run()
    assert not test.exception, test.exception
    assert "Vastgelegd: gecorrigeerd" in markup(test)
    view = own_register.workplace.store.item(item, DAY)
    assert view is not None and view.item.title == "Er komt een toezichthouder"
    assert view.item.deadline is not None and view.item.deadline.latest == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("geluid  in de\nhavens.", "Toegevoegd."),
        ("woorden die er niet staan", "Deze woorden staan niet zo in de brief"),
    ],
)
def test_a_passage_of_a_letter_is_added(own_register: Any, words: str, message: str) -> None:
    key = own_register.letter.key
    test = draw_page(letter_script, own_register.workplace, key)
    test.text_area(key=f"hand_passage_{key}").set_value(words)
    test.text_input(key=f"hand_reden_{key}").set_value("gemist")
    test.text_input(key=f"hand_naam_{key}").set_value("J. Griffier")
    next(b for b in test.button if b.label == "Toevoegen").click().run()
    assert not test.exception, test.exception
    assert message in markup(test)
