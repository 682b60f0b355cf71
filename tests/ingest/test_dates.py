"""Dates as letters write them, and the estimate where a letter has none."""

import datetime as dt

import pytest

from ingest.dates import estimate_date, opening, parse_date, session_bounds, session_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Den Haag, 8 november 2031", dt.date(2031, 11, 8)),
        ("Datum 3 maart 2031 MPC 58 B", dt.date(2031, 3, 3)),
        ("Brussels, 4.2.2031", dt.date(2031, 2, 4)),
        ("4 February 2031", dt.date(2031, 2, 4)),
        ("March 5, 2031", dt.date(2031, 3, 5)),
        ("2031-06-21", dt.date(2031, 6, 21)),
        ("5 mrt 2031", dt.date(2031, 3, 5)),
        ("31 februari 2031", None),
        ("in 2031", None),
        ("12 mei jl.", None),
    ],
)
def test_parse(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("year", range(2010, 2030))
def test_the_session_opens_on_the_third_tuesday_of_september(year: int) -> None:
    day = opening(year)
    assert (day.month, day.weekday()) == (9, 1) and 15 <= day.day <= 21


def test_bounds_and_session_agree() -> None:
    first, last = session_bounds("2023-2024") or (dt.date.min, dt.date.max)
    assert session_of(first) == session_of(last) == "2023-2024"
    assert session_of(first - dt.timedelta(days=1)) == "2022-2023"
    assert session_bounds("onbekend") is None


def test_estimate_is_the_day_after_the_newest_recent_event() -> None:
    text = (
        "Op 17 oktober jl., 30 oktober jl. en 12 december jl. is overlegd; zie de brief van 25 augustus jl."
    )
    assert estimate_date(text, "2031-2032") == dt.date(2031, 12, 13)


def test_no_estimate_where_two_readings_come_close() -> None:
    assert estimate_date("In de brief van 4 november jl. en de brief van 12 mei jl.", "2031-2032") is None


def test_no_session_year_no_estimate() -> None:
    assert estimate_date("Op 17 oktober jl. is overlegd.", None) is None
    assert estimate_date("De wet treedt op 1 januari 2033 in werking.", "2031-2032") is None
    assert estimate_date("", "2031-2032") is None


def test_a_date_to_come_is_not_taken_for_a_past_one() -> None:
    text = "In het debat van 14 oktober 2031 is dit toegezegd. De wet gaat op 1 maart 2032 in."
    assert estimate_date(text, "2031-2032") == dt.date(2031, 10, 15)
