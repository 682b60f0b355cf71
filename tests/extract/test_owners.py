"""Motions whose members, or whose very name, do not stand where one expects them."""

from __future__ import annotations

import pytest

from extract import find_all
from extract.owners import asks_by_motion
from ingest import parse_document
from kamer.findings import Motion


def motions_of(text: str) -> list[Motion]:
    letter = f"Geachte Voorzitter,\n\n{text}\n\nHoogachtend,\n\nDe Minister van Financiën,\n\nA. Voorbeeld\n"
    return list(find_all(parse_document(letter.encode(), "brief.txt")).motions)


@pytest.mark.parametrize(
    ("text", "number", "members"),
    [
        (
            "Het lid De Wind heeft in een motie (Kamerstuk 36 111, nr. 4) aandacht gevraagd voor de sluizen.",
            "36111-4",
            ("De Wind",),
        ),
        (
            "De leden Brakel en Zand hebben bij motie (Kamerstuk 36 111, nr. 5) gevraagd om een loket.",
            "36111-5",
            ("Brakel", "Zand"),
        ),
        (
            "In het debat vroeg het lid Brakel naar de kades. Zij heeft daarover een motie (Kamerstuk "
            "36 111, nr. 6) ingediend.",
            "36111-6",
            ("Brakel",),
        ),
        (
            "Het lid Zand heeft in juni twee moties ingediend. De tweede motie (Kamerstuk 36 111, nr. 7) "
            "vraagt om een kaart.",
            "36111-7",
            ("Zand",),
        ),
    ],
)
def test_members_are_found_where_they_stand(text: str, number: str, members: tuple[str, ...]) -> None:
    found = motions_of(text)
    assert [(motion.identifier, motion.proposers) for motion in found] == [(number, members)]


def test_a_member_who_asks_the_government_with_a_number_does_so_by_motion() -> None:
    found = motions_of(
        "Hieronder ga ik in op enkele moties. Het lid De Wind verzoekt de regering een loket voor schippers "
        "te openen (Kamerstuk 36 111, nr. 8). Daarmee ben ik bezig."
    )
    assert [(motion.identifier, motion.proposers) for motion in found] == [("36111-8", ("De Wind",))]


@pytest.mark.parametrize(
    "text",
    [
        "Deze brief gaat niet over moties. Het lid De Wind vroeg in het debat naar de brief over sluizen "
        "(Kamerstuk 36 111, nr. 8).",
        "Deze brief gaat niet over moties. Het lid De Wind heeft een amendement ingediend (Kamerstuk 36 111, "
        "nr. 8).",
    ],
)
def test_other_papers_of_a_member_are_no_motions(text: str) -> None:
    assert motions_of(text) == []


@pytest.mark.parametrize(
    ("behind", "near", "expected"),
    [
        (" verzoekt de regering een loket te openen (", False, True),
        (" heeft het kabinet opgeroepen tot spoed (", False, True),
        (" heeft voorts verzocht om een maximum (", True, True),
        (" heeft voorts verzocht om een maximum (", False, False),
        (" verzoekt de regering om een brief (", False, False),
        (" vindt dat de regering moet handelen (", True, False),
    ],
)
def test_what_asks_by_motion(behind: str, near: bool, expected: bool) -> None:
    assert asks_by_motion(behind, near=near) is expected


def test_a_status_behind_the_number_is_read_in_a_table_that_lost_its_lines() -> None:
    found = motions_of(
        "Moties\n\nDe leden Brakel en Zand verzoeken de regering een meldpunt in te richten. 36 111, nr. 9 "
        "Afgedaan. Het meldpunt is open.\n\nHet lid De Wind verzoekt de regering de sluizen te tellen. "
        "36 111, nr. 10 In behandeling. De sluizen worden geteld."
    )
    assert [(motion.identifier, str(motion.disposition)) for motion in found] == [
        ("36111-9", "closed"),
        ("36111-10", "in_progress"),
    ]
