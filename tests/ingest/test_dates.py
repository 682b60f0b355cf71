"""Dates as letters write them, and the years of parliament."""

import datetime as dt

import pytest

from ingest.dates import opening, parse_date, session_bounds, session_of


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
