"""The pages Uitvoer and Volgen, drawn by Streamlit's own test harness on an invented register."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tracking import ItemFilter
from ui.watch.keeping import start_watch
from ui.watch.watches import Watches

DAY = date(2026, 10, 1)
Draw = Callable[..., AppTest]


def script(workplace, page, day):  # type: ignore[no-untyped-def]  # its source runs on its own
    import streamlit as st

    from ui.session import KEPT_AS_OF
    from ui.views.exporting import draw_exporting
    from ui.views.watching import draw_watching

    st.session_state[KEPT_AS_OF] = day
    {"uitvoer": draw_exporting, "volgen": draw_watching}[page](workplace)


@pytest.fixture
def draw(register: Any) -> Draw:
    import streamlit as st

    st.cache_resource.clear()

    def run(page: str, day: date = DAY, **parameters: str) -> AppTest:
        test = AppTest.from_function(script, args=(register.workplace, page, day), default_timeout=120)
        for name, value in parameters.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return test

    return run


def markup(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def words(test: AppTest) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", markup(test)))


def buttons(test: AppTest) -> list[str]:
    return [button.proto.label for button in test.get("download_button")]


def test_the_committees_list_is_shown_first_with_its_files(draw: Draw) -> None:
    test = draw("uitvoer")
    assert buttons(test) == ["Word (DOCX)", "Excel (XLSX)", "Webpagina om af te drukken (HTML)"]
    shown = words(test)
    assert "Lijst van openstaande moties en toezeggingen" in shown and "toezichthouder" in shown
    assert 'href="opvolging?item=' in markup(test)


@pytest.mark.parametrize(
    ("kind", "files", "shown"),
    [
        ("Begrotingsbijlage", 3, "Toezeggingen: onderhanden (1)"),
        ("Halfjaarlijst", 3, "Termijn loopt af van 1 oktober 2026 tot en met 1 april 2027 (1)"),
        ("Agenda met termijnen", 1, "2 termijnen in de agenda."),
        ("Feed", 1, "meldingen in de feed."),
        ("Alles met bewijs", 2, "3 punten met"),
        ("Eén punt", 0, "Vul het nummer van een punt in."),
    ],
)
def test_each_kind_has_its_files_and_preview(draw: Draw, kind: str, files: int, shown: str) -> None:
    test = draw("uitvoer", uitvoer=kind)
    assert len(buttons(test)) == files
    assert shown in words(test)


def test_the_filters_of_the_other_pages_limit_the_list(draw: Draw) -> None:
    test = draw("uitvoer", tekst="bestaatniet")
    assert "Er zijn geen moties of toezeggingen die aan deze keuze voldoen." in words(test)
    assert "Beperkt tot: soort motie." in words(draw("uitvoer", soort="Moties"))


def test_one_item_is_shown_whole(draw: Draw, register: Any) -> None:
    test = draw("uitvoer", uitvoer="Eén punt", nummer=register.promise.id)
    assert buttons(test) == ["Word (DOCX)", "Webpagina om af te drukken (HTML)"]
    assert "Wat het ministerie meldt" in words(test)
    unknown = draw("uitvoer", uitvoer="Eén punt", nummer="<script>")
    assert "hoort bij geen toezegging of motie" in words(unknown)
    assert buttons(unknown) == []


def test_watching_asks_who_the_user_is(draw: Draw) -> None:
    assert "Vul uw naam in." in words(draw("volgen"))


def test_a_choice_is_named_followed_and_given_up(draw: Draw, register: Any) -> None:
    watches = Watches(register.workplace.data)
    test = draw("volgen", day=date.today())
    test.text_input(key="volger").input("R. Griffier").run()
    assert "U volgt nog niets." in words(test)
    name = next(field for field in test.text_input if field.label == "Naam")
    name.input("Mijn havens")
    next(button for button in test.button if button.label == "Volgen").click().run()
    [watch] = watches.book("R. Griffier").watches
    assert watch.name == "Mijn havens" and len(watch.seen.items) == 3
    assert "U volgt nu ‘Mijn havens’." in words(test)
    next(button for button in test.button if button.label == "Niet meer volgen").click().run()
    assert watches.book("R. Griffier").watches == ()


def test_a_watch_without_a_name_is_told(draw: Draw, register: Any) -> None:
    test = draw("volgen")
    test.text_input(key="volger").input("Q. Griffier").run()
    next(button for button in test.button if button.label == "Volgen").click().run()
    assert "Geef wat u volgt een naam." in words(test)
    assert Watches(register.workplace.data).book("Q. Griffier").watches == ()


def test_the_digest_is_shown_and_can_be_marked_as_seen(draw: Draw, register: Any) -> None:
    start_watch(register.workplace, "S. Griffier", "alles", ItemFilter(), date(2026, 8, 1))
    test = draw("volgen", day=date.today())
    test.text_input(key="volger").input("S. Griffier").run()
    assert "Andere stand (1)" in words(test)
    assert buttons(test) == ["Opslaan als webpagina"]
    next(button for button in test.button if button.label == "Markeer als gezien").click().run()
    assert "Andere stand" not in words(test)


def test_a_look_at_another_day_does_not_count(draw: Draw, register: Any) -> None:
    start_watch(register.workplace, "T. Griffier", "alles", ItemFilter(), date(2026, 8, 1))
    test = draw("volgen")
    test.text_input(key="volger").input("T. Griffier").run()
    assert next(b for b in test.button if b.label == "Markeer als gezien").disabled


def test_a_damaged_file_of_watches_is_told(draw: Draw, register: Any) -> None:
    start_watch(register.workplace, "U. Griffier", "alles", ItemFilter(), date(2026, 8, 1))
    Watches(register.workplace.data).path_of("U. Griffier").write_text("{", "utf-8")
    test = draw("volgen")
    test.text_input(key="volger").input("U. Griffier").run()
    assert "is beschadigd" in words(test)
