"""Stretches of the calendar."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import days

D = dt.date.fromisoformat
YEARS = st.integers(2010, 2060)


@pytest.mark.parametrize(("year", "day"), [(2011, "2011-04-24"), (2024, "2024-03-31"), (2025, "2025-04-20")])
def test_easter(year, day):
    assert days.easter(year) == D(day)


@pytest.mark.parametrize(("year", "day"), [(2022, "2022-09-20"), (2023, "2023-09-19"), (2025, "2025-09-16")])
def test_prinsjesdag_is_the_third_tuesday_of_september(year, day):
    assert days.feast_day(year, "prinsjesdag") == D(day)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("zomerreces", "2023-07-07", "2023-09-04"),
        ("kerstreces", "2023-12-22", "2024-01-15"),
        ("voorjaarsreces", "2024-02-16", "2024-02-26"),
        ("meireces", "2024-04-26", "2024-05-13"),
        ("herfstreces", "2024-10-25", "2024-11-04"),
    ],
)
def test_known_recesses(name, start, end):
    found = days.recess_interval(D(start).year, name)
    assert (found.start, found.end, found.estimated) == (D(start), D(end), False)


@pytest.mark.parametrize("name", sorted(days.recess_table().estimates))
def test_the_estimate_is_close_to_what_is_known(name):
    table = days.recess_table()
    for (known, year), interval in table.known.items():
        if known == name and year >= 2013:
            table_without = days.RecessTable({}, table.estimates)
            month, day, length = table_without.estimates[name]
            guess = dt.date(year, month, day)
            assert abs((interval.start - guess).days) <= 13
            assert abs(interval.days - 1 - length) <= 1


@given(YEARS, st.sampled_from(["zomerreces", "kerstreces", "voorjaarsreces", "meireces", "herfstreces"]))
def test_a_recess_runs_from_friday_to_monday(year, name):
    found = days.recess_interval(year, name)
    assert (found.start.weekday(), found.end.weekday()) == (4, 0)
    assert found.start.year == year


@given(YEARS)
def test_quarters_and_halves_tile_the_year(year):
    whole = days.year_interval(year)
    quarters = [days.quarter_interval(year, n) for n in (1, 2, 3, 4)]
    halves = [days.half_interval(year, n) for n in (1, 2)]
    for parts in (quarters, halves):
        assert parts[0].start == whole.start and parts[-1].end == whole.end
        for one, two in itertools.pairwise(parts):
            assert one.end + days.ONE_DAY == two.start


INTERVALS = st.one_of(
    YEARS.map(days.year_interval),
    st.builds(days.quarter_interval, YEARS, st.integers(1, 4)),
    st.builds(days.month_interval, YEARS, st.integers(1, 12)),
    st.builds(days.recess_interval, YEARS, st.just("zomerreces")),
)


@given(INTERVALS, st.sampled_from(sorted(set(days.PARTS) - {"week_after", "week_before", "week_of"})))
def test_a_part_lies_within_the_whole(interval, part):
    found = days.part_of(interval, part)
    assert interval.start <= found.start <= found.end <= interval.end


@given(INTERVALS)
def test_two_halves_make_the_whole(interval):
    first, second = days.part_of(interval, "first_half"), days.part_of(interval, "second_half")
    assert (first.start, second.end) == (interval.start, interval.end)
    assert first.end + days.ONE_DAY == second.start


@pytest.mark.parametrize(
    ("part", "interval", "start", "end"),
    [
        ("begin", days.quarter_interval(2024, 3), "2024-07-01", "2024-07-31"),
        ("begin", days.month_interval(2024, 7), "2024-07-01", "2024-07-10"),
        ("begin", days.year_interval(2024), "2024-01-01", "2024-03-31"),
        ("middle", days.month_interval(2024, 1), "2024-01-11", "2024-01-15"),
        ("first_half", days.year_interval(2024), "2024-01-01", "2024-06-30"),
        ("week_after", days.recess_interval(2024, "meireces"), "2024-05-14", "2024-05-20"),
    ],
)
def test_parts(part, interval, start, end):
    found = days.part_of(interval, part)
    assert (found.start, found.end) == (D(start), D(end))


def test_before_the_end_is_up_to_the_end():
    year = days.year_interval(2024)
    assert year.day_before == D("2023-12-31")
    assert days.part_of(year, "end").day_before == D("2024-12-31")


@given(st.dates(D("2000-01-01"), D("2060-01-01")), st.integers(0, 60))
def test_months_keep_the_day_or_end_the_month(day, months):
    later = days.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + days.ONE_DAY).day == 1


@pytest.mark.parametrize(
    ("number", "unit", "day"),
    [
        (14, "day", "2031-01-24"),
        (6, "week", "2031-02-21"),
        (1.5, "year", "2032-07-10"),
        (0.5, "year", "2031-07-10"),
        (5, "workday", "2031-01-17"),
        (-2, "week", "2030-12-27"),
        (1.5, "month", "2031-02-25"),
    ],
)
def test_terms(number, unit, day):
    assert days.add_term(D("2031-01-10"), number, unit) == D(day)
