"""Ministries through renamings, ministers by term, committees: data files that hang together."""

from __future__ import annotations

from datetime import date

import pytest

from kamer.bodies import are_kin, is_within, kin_of, ministries
from kamer.committees import committees, follows, parse_committee
from kamer.ministers import is_by, terms, terms_of

BEFORE, AFTER = date(2023, 5, 1), date(2025, 5, 1)


def test_every_code_in_the_data_is_a_ministry() -> None:
    known = ministries().keys()
    assert {p.code for m in ministries().values() for p in m.predecessors} <= known
    assert {code for each in committees().values() for code in each.ministries} <= known
    assert {term.ministry for term in terms()} <= known


@pytest.mark.parametrize(
    ("code", "family", "day", "within"),
    [
        ("EZK", "EZ", BEFORE, True),
        ("EZK", "KGG", BEFORE, True),
        ("EZ", "KGG", date(2015, 1, 1), True),
        ("EZ", "KGG", AFTER, False),
        ("EZ", "LVVN", date(2009, 1, 1), False),
        ("EZ", "LVVN", date(2015, 1, 1), True),
        ("VenJ", "JenV", date(2015, 1, 1), True),
        ("JenV", "VenJ", BEFORE, False),
        ("BZK", "VRO", BEFORE, True),
        ("BZK", "VRO", AFTER, False),
        ("JenV", "AenM", AFTER, False),
        ("FIN", "FIN", None, True),
        (None, "FIN", BEFORE, False),
    ],
)
def test_my_ministry_is_it_and_what_it_took_over(
    code: str | None, family: str, day: date | None, within: bool
) -> None:
    assert is_within(code, family, day) is within


def test_kin_goes_both_ways_and_families_are_apart() -> None:
    for one in ministries():
        for other in ministries():
            assert are_kin(one, other) is are_kin(other, one)
            assert not are_kin(one, other) or kin_of(one) == kin_of(other)
    assert len({kin_of(code) for code in ministries()}) > 8


@pytest.mark.parametrize(
    ("code", "ministry", "dossiers", "day", "followed"),
    [
        ("EZ", "EZK", [], BEFORE, True),
        ("K&GG", "EZK", [], BEFORE, True),
        ("K&GG", "EZ", [], AFTER, False),
        ("BuZa", "BZ", ["36600-V"], AFTER, True),
        ("BuZa", "BZ", ["36600-XVII"], AFTER, False),
        ("BHO", "BZ", ["36600-XVII"], AFTER, True),
        ("DiZa", "BZK", ["26643"], AFTER, True),
        ("DiZa", "BZK", ["30420"], AFTER, False),
        ("nergens", "BZK", [], AFTER, False),
    ],
)
def test_a_committee_follows_ministries_chapters_and_dossiers(
    code: str, ministry: str, dossiers: list[str], day: date, followed: bool
) -> None:
    assert follows(code, ministry, dossiers, day) is followed


@pytest.mark.parametrize("name", ["EZ", "ez", "vaste commissie voor Economische Zaken", "Economische zaken"])
def test_a_committee_goes_by_several_names(name: str) -> None:
    assert parse_committee(name) == "EZ"


def test_terms_have_an_order_and_a_holder_a_day() -> None:
    assert all(term.since <= term.until for term in terms())
    assert [term.since for term in terms()] == sorted(term.since for term in terms())
    ministers = [term for term in terms() if term.office == "minister" and term.ministry == "FIN"]
    assert sum(term.holds(date(2015, 6, 1)) for term in ministers) == 1


def test_a_minister_is_known_by_surname_and_day() -> None:
    assert [term.ministry for term in terms_of("Hoekstra")] == ["FIN", "BZ"]
    assert is_by("VAN DER WAL", "LNV", BEFORE) and is_by("Wal", "LNV", BEFORE)
    assert not is_by("Van der Wal", "EZK", BEFORE)
    assert not is_by("Van der Wal", "LNV", None)
