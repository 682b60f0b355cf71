"""Each page drawn by Streamlit's own test harness, on a real register."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from kamer.items import Status
from tracking import ItemFilter

DAY = date(2026, 10, 1)
Draw = Callable[..., AppTest]


def script(workplace, page, day):  # type: ignore[no-untyped-def]  # its source runs on its own
    import streamlit as st

    from ui.session import KEPT_AS_OF
    from ui.views.adding import draw_adding
    from ui.views.documents import draw_documents
    from ui.views.due import draw_due
    from ui.views.following import draw_following
    from ui.views.searching import draw_searching

    st.session_state[KEPT_AS_OF] = day
    pages = {
        "zoeken": draw_searching,
        "opvolging": draw_following,
        "termijnen": draw_due,
        "documenten": draw_documents,
        "toevoegen": draw_adding,
    }
    pages[page](workplace)


@pytest.fixture
def draw(register: Any) -> Draw:
    import streamlit as st

    st.cache_resource.clear()

    def run(page: str, day: date = DAY, of: Any = register, **parameters: str) -> AppTest:
        test = AppTest.from_function(script, args=(of.workplace, page, day), default_timeout=120)
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


def item_of(register: Any, finding: str) -> str:
    views = register.workplace.store.items(ItemFilter(), date.max)
    return next(v.item.id for v in views if any(m.finding == finding for m in v.item.mentions))


def test_searching_without_a_question_says_what_can_be_asked(draw: Draw) -> None:
    assert "Voorbeelden" in words(draw("zoeken"))


def test_a_hit_shows_its_document_and_leads_to_the_passage(draw: Draw, register: Any) -> None:
    test = draw("zoeken", vraag="toezichthouder")
    drawn = markup(test)
    assert '<mark class="nk-mark nk-hit">toezichthouder</mark>' in drawn
    assert "Stille havens &lt;b&gt;&amp;&lt;/b&gt; water" in drawn
    assert "12-03-2026" in drawn and "Economische Zaken en Klimaat" in drawn and "pagina 1" in drawn
    assert f"documenten?document={register.letter.key}&amp;passage=" in drawn
    assert "Gevonden op woorden (1e)" in drawn


def test_a_hit_says_why_and_leads_to_passages_like_it(draw: Draw) -> None:
    drawn = draw("zoeken", vraag="toezichthouder")
    assert "Waarom deze treffer?" in words(drawn)
    assert "Woorden uit uw vraag: toezichthouder." in words(drawn)
    example = re.search(r"\?zoals=([^\"&]+)", markup(drawn))
    assert example is not None
    like = draw("zoeken", zoals=unquote(example[1]))
    assert "lijken op de passage" in words(like)
    assert "Waarom deze treffer?" not in words(like)


def test_limits_typed_in_the_question_hold(draw: Draw) -> None:
    assert "<article" in markup(draw("zoeken", vraag="ministerie:EZK toezichthouder"))
    assert "Niets gevonden." in words(draw("zoeken", vraag="ministerie:VWS toezichthouder"))


def test_items_of_the_register_stand_before_the_passages(draw: Draw, register: Any) -> None:
    drawn = markup(draw("zoeken", vraag=register.promise.evidence.quote[:60]))
    assert "in het register dat hierbij past" in drawn
    assert drawn.index('class="nk-items"') < drawn.index("<article")


def test_a_question_without_answer_says_what_to_try(draw: Draw) -> None:
    test = draw("zoeken", vraag="xyzzyq", modus="Alleen woorden")
    assert "Niets gevonden." in words(test) and "minder woorden" in words(test)
    assert "Woorden en betekenis”" in words(test) and "aanhalingstekens weg" not in words(test)
    quoted = words(draw("zoeken", vraag='het "xyzzyq, tenzij"-principe'))
    assert "aanhalingstekens weg" in quoted and "Kies “Woorden" not in quoted


def test_a_search_can_be_limited_to_passages_with_a_promise(draw: Draw) -> None:
    everything = draw("zoeken", vraag="meting geluid havens", modus="Alleen woorden")
    promised = draw("zoeken", vraag="meting geluid havens", modus="Alleen woorden", toezegging="true")
    assert markup(promised).count("<article") < markup(everything).count("<article")


def test_an_empty_register_points_to_adding(tmp_path: Any) -> None:
    from ui.workplace import Workplace

    for page in ("zoeken", "opvolging", "termijnen", "documenten"):
        test = AppTest.from_function(script, args=(Workplace(tmp_path), page, DAY), default_timeout=120).run()
        assert not test.exception
        assert "Er staan nog geen brieven" in words(test) and 'href="toevoegen"' in markup(test)


def test_the_list_shows_status_deadline_and_signals(draw: Draw) -> None:
    shown = words(draw("opvolging", day=date(2026, 12, 15)))
    assert "Openstaand" in shown and "30-11-2026" in shown
    assert "Termijn verstreken" in shown and "Geen latere brief gezien" in shown
    assert "een register van geluid op te zetten" in shown or "90871-10" in shown


def test_the_list_is_limited_by_the_address(draw: Draw) -> None:
    test = draw("opvolging", soort="Moties")
    assert "Van Oosterhuis" in words(test) and "toezichthouder" not in words(test)


def test_the_list_without_any_match_says_so(draw: Draw) -> None:
    assert "Geen toezeggingen of moties" in words(draw("opvolging", tekst="xyzzyq"))


def test_an_item_keeps_claim_decision_and_timeliness_apart(draw: Draw, register: Any) -> None:
    test = draw("opvolging", item=item_of(register, register.promise.id))
    drawn = markup(test)
    parts = re.findall(r'<section class="nk-part">(.*?)</section>', drawn, re.DOTALL)
    assert [re.sub(r"<[^>]*>", "", part.split("</h3>")[0]) for part in parts] == [
        "Wat het ministerie meldt",
        "Wat mensen besloten",
        "Tijdigheid op 01-10-2026",
    ]
    assert "Voldaan" in parts[0] and register.answer.key in parts[0]
    assert "Nog geen besluit" in parts[1]
    assert "Voldaan" not in parts[2]


def test_what_came_after_the_day_is_not_shown(draw: Draw, register: Any) -> None:
    test = draw("opvolging", day=date(2026, 8, 1), item=item_of(register, register.promise.id))
    assert register.answer.key not in markup(test)


def test_an_unknown_item_says_what_to_do(draw: Draw) -> None:
    assert "hoort bij geen toezegging of motie" in words(draw("opvolging", item="bestaat-niet"))


def test_a_decision_needs_a_reason_and_a_name_and_is_kept(draw: Draw, own_register: Any) -> None:
    item = item_of(own_register, own_register.open_promise.id)
    test = draw("opvolging", of=own_register, item=item)
    test.button[0].click().run()
    assert "Vul nog in: een status, een reden en uw naam." in words(test)
    assert own_register.workplace.store.decisions(item) == []
    test.radio(key=f"besluit_status_{item}").set_value("Vervallen")
    test.text_area(key=f"besluit_reden_{item}").input("Zie het <debat> van 3 september")
    test.text_input(key="naam").input("R. Griffier")
    test.button[0].click().run()
    [decision] = own_register.workplace.store.decisions(item)
    assert (decision.status, decision.actor) == (Status.LAPSED, "R. Griffier")
    assert decision.reason == "Zie het <debat> van 3 september"
    assert "Zie het &lt;debat&gt;" in markup(test)
    assert test.text_area(key=f"besluit_reden_{item}").value == "", "the form is ready for the next one"
    assert test.text_input(key="naam").value == "R. Griffier"
    assert any(entry.action == "decide" for entry in own_register.workplace.store.audit())


def test_a_decision_can_be_withdrawn_and_stays_legible(draw: Draw, own_register: Any) -> None:
    item = item_of(own_register, own_register.findings[own_register.letter.key].motions[0].id)
    moment = datetime(2026, 9, 20, tzinfo=UTC)
    made = own_register.workplace.store.decide(
        item, Status.DONE, "Afgehandeld in het debat", "R. Griffier", moment
    )
    test = draw("opvolging", of=own_register, item=item)
    assert "Afgehandeld in het debat" in words(test)
    test.text_input(key=f"intrekking_reden_{made.id}").input("Vergissing")
    test.text_input(key=f"intrekking_naam_{made.id}").input("S. Griffier")
    next(b for b in test.button if b.label == "Intrekken").click().run()
    assert [d.undone for d in own_register.workplace.store.decisions(item)] == [True]
    assert "(ingetrokken)" in words(test)


def test_deadlines_stand_in_one_list_each(draw: Draw) -> None:
    test = draw("termijnen", day=date(2026, 11, 15))
    found = re.findall(r"<b>(\d+)</b><span>([^<]*)</span>", markup(test))
    figures = {name: int(number) for number, name in found}
    assert figures == {
        "termijn verstreken": 0,
        "geen latere brief gezien": 0,
        "komende 30 dagen": 1,
        "31 tot 90 dagen": 0,
        "91 tot 180 dagen": 0,
    }
    assert len(test.get("vega_lite_chart")) == 1


def test_silence_has_a_list_of_its_own(draw: Draw) -> None:
    test = draw("termijnen", day=date(2026, 12, 15), lijst="Geen latere brief gezien")
    assert "toezichthouder" in words(test)


def test_documents_are_listed_with_what_was_found(draw: Draw) -> None:
    shown = words(draw("documenten"))
    assert "2 toezeggingen" in shown and "1 motie" in shown and "Let op" in shown


def test_documents_can_be_limited(draw: Draw) -> None:
    test = draw("documenten", titel="meting")
    assert "90871-15" in markup(test) and "90871-12" not in markup(test)


def test_a_letter_shows_hostile_text_literally(draw: Draw, register: Any) -> None:
    test = draw("documenten", document=register.letter.key)
    hostile = register.letter.text.split("\n\n")[1]
    assert hostile in words(test)
    assert "<script>alert" not in markup(test)
    assert 'href="javascript' not in markup(test)
    assert "Bladzijde 2 &lt;ontbreekt&gt;." in markup(test)


def test_a_letter_marks_its_findings_and_leads_to_their_items(draw: Draw, register: Any) -> None:
    test = draw("documenten", document="90871-12")
    drawn = markup(test)
    assert 'data-label="toezegging: informeren"' in drawn and 'data-label="motie: afgedaan"' in drawn
    assert f"opvolging?item={item_of(register, register.promise.id)}" in drawn
    for kind in ("commitment", "motion", "fulfilment", "reference"):
        assert f'<span class="nk-mark nk-{kind}">' in drawn  # the legend


def test_a_letter_jumps_to_the_passage_that_the_address_names(draw: Draw, register: Any) -> None:
    span = register.promise.evidence.span
    drawn = markup(draw("documenten", document=register.letter.key, passage=f"{span.start}-{span.end}"))
    assert drawn.count('id="passage"') == 1 and "gezochte passage" in drawn


def test_an_unknown_document_says_what_to_do(draw: Draw) -> None:
    assert "staat niet in het register" in words(draw("documenten", document="kst-1-1"))


def test_adding_tells_what_happens(draw: Draw) -> None:
    test = draw("toevoegen")
    assert "Wat er gebeurt" in words(test)
    assert test.button[0].disabled


def test_another_process_that_writes_is_told_and_nothing_is_lost(own_register: Any) -> None:
    import streamlit as st

    from ui.views.adding import MESSAGE, RESULTS, add_all

    with own_register.workplace.writing():
        add_all(own_register.workplace, [], None)
    assert "Een ander proces" in st.session_state[MESSAGE]
    assert st.session_state[RESULTS] == []
    add_all(own_register.workplace, [], None)
    assert st.session_state[MESSAGE] is None


def test_a_full_disk_is_told(own_register: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    from ui.views.adding import MESSAGE, add_all

    def refuse(self: Any) -> int:
        raise OSError(28, "Geen ruimte meer over")

    monkeypatch.setattr(type(own_register.workplace), "refresh", refuse)
    add_all(own_register.workplace, [], None)
    assert (
        "Geen ruimte meer over" in st.session_state[MESSAGE] and "schijfruimte" in st.session_state[MESSAGE]
    )
