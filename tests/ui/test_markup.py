import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.markup import Html, chips, definitions, element, escape, join, link, listing, table

HOSTILE = [
    "<script>alert(1)</script>",
    "**vet** en :red[rood] en $x^2$",
    "[klik](javascript:alert(1))",
    '"><img src=x onerror=alert(1)>',
    "</article><style>*{display:none}</style>",
    "&lt;b&gt; &amp;amp;",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_text_and_attributes_show_literally(words: str) -> None:
    drawn = element("p", words, title=words)
    assert len(re.findall(r"<[^>]*>", drawn)) == 2
    inner = drawn[drawn.index(">") + 1 : -len("</p>")]
    assert html.unescape(inner) == words
    assert "<script" not in drawn and "<img" not in drawn and "<style" not in drawn


@given(st.text())
def test_escape_comes_back_and_is_applied_once(words: str) -> None:
    assert html.unescape(escape(words)) == words
    assert escape(escape(words)) == escape(words)
    assert not {"<", ">", '"', "'"} & set(escape(words))


def test_a_lone_surrogate_does_not_reach_the_page() -> None:
    assert escape("a\ud800b").encode("utf-8") == b"a?b"


def test_markup_among_text_passes_and_text_after_it_is_escaped() -> None:
    assert Html("<b>") + "<" == "<b>&lt;"
    assert join([Html("<i>"), None, "&"], " < ") == "<i> &lt; &amp;"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:x", "data:text/html,x", "vbscript:x", ""],
)
def test_no_link_runs_script(address: str) -> None:
    with pytest.raises(ValueError):
        link("klik", address)


@pytest.mark.parametrize(
    "address", ["opvolging?item=a", "./?vraag=b", "documenten", "https://example.org/", "#p"]
)
def test_links_of_the_app_and_the_web(address: str) -> None:
    assert f'href="{html.escape(address)}"' in link("x", address)


def test_attributes_left_out_and_renamed() -> None:
    assert element("span", class_="a", data_label="b", title=None) == '<span class="a" data-label="b"></span>'
    assert element("br") == "<br>"


def test_lists_leave_out_what_is_empty() -> None:
    assert chips(["a", None, "", "b"]).count("<span>") == 2
    assert definitions([("Wie", "x"), ("Wat", None)]).count("<dt>") == 1
    assert listing(["a", "<"]) == "<ul><li>a</li><li>&lt;</li></ul>"


def test_a_table_names_its_cells_for_narrow_screens() -> None:
    drawn = table(["Status", "Termijn"], [["a", None]], caption="Lijst")
    assert '<th scope="col">Status</th>' in drawn
    assert '<td data-name="Termijn"></td>' in drawn
    assert "<caption>Lijst</caption>" in drawn


def test_a_table_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError):
        table(["A", "B"], [["a"]], caption="x")
