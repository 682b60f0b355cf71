"""Motions in lists and tables, the line or cell with their number, and their subject; all is invented."""

import datetime as dt

import pytest

from extract import find_all
from extract.motions import noun_phrase
from ingest import parse_document
from kamer.findings import Disposition


def read(*paragraphs):
    """The findings in a letter of these paragraphs."""
    text = "\n\n".join(("Den Haag, 3 februari 2031", "Geachte voorzitter,", *paragraphs))
    return find_all(parse_document(text.encode(), "brief.txt", given_date=dt.date(2031, 2, 3)))


ROW = "De motie-{} verzoekt om een telling. Doe het snel. | Kamerstuk 36 111 XII, nr. {} | {}"


@pytest.mark.parametrize(
    ("status", "disposition"),
    [
        ("Afgedaan met de brief van 4 mei 2030 (Kamerstuk 29 222, nr. 7).", Disposition.CLOSED),
        ("De telling heeft vertraging opgelopen.", Disposition.IN_PROGRESS),
        ("De Kamer wordt in mei 2031 geïnformeerd.", Disposition.IN_PROGRESS),
        ("De regering voert de motie niet uit.", Disposition.REJECTED),
    ],
)
def test_the_number_of_a_row_stands_in_its_own_cell(status, disposition):
    found = read("Moties en toezeggingen", ROW.format("Brakel", 4, status)).motions
    assert [(m.identifier, m.proposers, m.disposition) for m in found] == [
        ("36111-XII-4", ("Brakel",), disposition)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1. Brakel en De Wind, Kamerstuk 36 111, nr. 4 (veerponten)",
        "- De leden Brakel en De Wind (Kamerstuk 36 111, nr. 4)",
        "Kamerstuk 36 111, nr. 4: Brakel en De Wind over veerponten.",
    ],
)
def test_a_line_with_members_and_number_is_a_motion_where_motions_are_listed(line):
    found = read("Moties", line, "De motie vraagt om een telling. Ik voer deze motie niet uit.").motions
    assert [(m.identifier, m.proposers) for m in found] == [("36111-4", ("Brakel", "De Wind"))]


def test_the_same_line_is_no_motion_elsewhere():
    found = read(
        "Amendementen", "1. Brakel en De Wind, Kamerstuk 36 111, nr. 4 (veerponten)", "Dit is ontraden."
    )
    assert found.motions == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Door de leden Brakel en De Wind is een motie ingediend (Kamerstuk 36 111, nr. 4) over veerponten.",
        "De leden Brakel en De Wind hebben een gewijzigde motie ingediend (Kamerstuk 36 111, nr. 4).",
    ],
)
def test_members_who_submitted_a_motion_stand_before_the_word(sentence):
    found = read(sentence).motions
    assert [(m.identifier, m.proposers) for m in found] == [("36111-4", ("Brakel", "De Wind"))]


def test_motions_of_a_kind_are_not_those_of_the_letter():
    found = read(
        ROW.format("Brakel", 4, "Lopend."),
        "In dit overzicht staan de moties die open of afgedaan zijn.",
    ).motions
    assert [m.disposition for m in found] == [Disposition.IN_PROGRESS]


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("veerponten betrekt de minister bij de nota", "veerponten"),
        ("veerponten wordt aangehouden", "veerponten"),
        ("een fonds dat zou kunnen helpen", "een fonds"),
        ("het laten varen van veerponten", "het laten varen van veerponten"),
        ("het", None),
    ],
)
def test_a_subject_is_a_noun_phrase(said, subject):
    assert noun_phrase(said) == subject


def test_a_letter_without_motions_has_none():
    assert read("Ik informeer u over de veerponten (Kamerstuk 36 111, nr. 4).").motions == ()
