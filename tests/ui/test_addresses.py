from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamer.span import Span
from ui.addresses import (
    address,
    document_address,
    item_address,
    page_of_parameters,
    parse_passage,
    search_address,
)


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_any_question_comes_back_from_its_address(question: str) -> None:
    assert parse_qs(urlsplit(search_address(question)).query)["vraag"] == [question]


@given(st.integers(0, 10_000), st.integers(1, 500))
def test_a_passage_comes_back_from_its_address(start: int, length: int) -> None:
    span = Span(start, start + length)
    written = parse_qs(urlsplit(document_address("kst-90001-1", span)).query)["passage"][0]
    assert parse_passage(written, span.end) == span
    assert parse_passage(written, span.end - 1) is None


@pytest.mark.parametrize(
    "written", [None, "", "-", "5", "5-", "-5", "9-3", "4-4", "a-b", "1-99999999999", "٣-٥"]
)
def test_what_is_no_passage_is_none(written: str | None) -> None:
    assert parse_passage(written, 100) is None


def test_addresses_are_relative_so_that_they_hold_under_any_root() -> None:
    assert item_address("motie-90001-2") == "opvolging?item=motie-90001-2"
    assert document_address("kst-90001-1") == "documenten?document=kst-90001-1"
    assert address("") == "./"


def test_bare_addresses_lead_to_their_page() -> None:
    assert page_of_parameters({"item": "x"}) == "opvolging"
    assert page_of_parameters({"document": "x"}) == "documenten"
    assert page_of_parameters({"vraag": "x"}) is None


def test_a_parameter_may_bear_any_name() -> None:
    assert address("opvolging", **{"page": "2", "blad": "3"}) == "opvolging?page=2&blad=3"
