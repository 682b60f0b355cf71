from __future__ import annotations

import datetime as dt
import doctest
import importlib
import inspect
import json
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamer import bodies, document, findings, items, passages
from kamer.document import DateBasis, Document, Metadata, Page, Signatory
from kamer.exchange import dump_document, dump_findings, letter_report, load_document, load_findings
from kamer.findings import (
    Commitment,
    CommitmentKind,
    Deadline,
    Findings,
    Fulfilment,
    Reference,
    ReferenceType,
    Relation,
    Strength,
    Target,
)
from kamer.glossary import dutch
from kamer.identifiers import IdMaker, document_key, dossier_of, finding_id, normalise
from kamer.span import Span

ENUMS = [
    enum
    for module in (document, findings, items, passages)
    for _, enum in inspect.getmembers(module, inspect.isclass)
    if issubclass(enum, Enum) and enum.__module__ == module.__name__
]


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_the_glossary_has_a_dutch_word_for_every_value(enum: type[Enum]) -> None:
    assert all(dutch(value).strip() for value in enum)


@pytest.mark.parametrize("module", ["kamer.identifiers", "kamer.bodies"])
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("De Minister van Economische Zaken en Klimaat,", "EZK"),
        ("de minister van Economische Zaken", "EZ"),
        ("De Staatssecretaris van Volksgezondheid,  \nWelzijn en Sport", "VWS"),
        ("De Minister voor Rechtsbescherming", "JenV"),
        ("Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking", "BZ"),
        ("De Minister van Klimaat en Groene Groei", "KGG"),
        ("De Minister van Landbouw, Visserij, Voedselzekerheid en Natuur", "LVVN"),
        ("Postbus 20018", None),
        ("", None),
    ],
)
def test_ministries_are_told_from_an_office(text: str, code: str | None) -> None:
    assert bodies.find_ministry(text) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("ienw", "IenW"), ("EZK", "EZK"), ("financiën", "FIN"), ("toverij", None), ("", None)]
)
def test_a_ministry_is_known_as_a_user_types_it(typed: str, code: str | None) -> None:
    assert bodies.parse_ministry(typed) == code


def test_every_ministry_has_a_name_and_every_name_one_ministry() -> None:
    names = [name for m in bodies.ministries().values() for name in (*m.names, *m.offices)]
    assert len(names) == len(set(names))
    assert bodies.ministry_name("EZK") == "Economische Zaken en Klimaat"
    assert bodies.ministry_name("ONBEKEND") == "ONBEKEND"


@pytest.mark.parametrize(
    ("number", "dossier"),
    [
        ("90101-7", "90101"),
        ("90125-XVII-54", "90125-XVII"),
        ("21501-02-2657", "21501-02"),
        ("90128-AI", "90128"),
        ("ah-tk-20232024-1", None),
    ],
)
def test_the_dossier_of_a_number(number: str, dossier: str | None) -> None:
    assert dossier_of(number) == dossier


def test_document_keys() -> None:
    assert document_key("90125-XVII-54", "ab" * 32) == "kst-90125-XVII-54"
    assert document_key("COM(2023) 258", "ab" * 32) == "com-2023-258"
    assert document_key(None, "ab" * 32) == "doc-" + "ab" * 8


@given(st.text())
def test_normalised_text_survives_line_breaks_hyphens_and_case(text: str) -> None:
    assert normalise(text) == normalise(normalise(text))
    assert normalise(text.replace(" ", "-\n")) == normalise(text)


@given(st.lists(st.sampled_from(["wordt gezonden", "Wordt gezonden.", "volgt later"]), max_size=12))
def test_ids_within_a_document_are_unique_and_stable(quotes: list[str]) -> None:
    first, second = IdMaker("k"), IdMaker("k")
    ids = [first.next_id("commitment", quote) for quote in quotes]
    assert len(set(ids)) == len(ids)
    assert ids == [second.next_id("commitment", quote) for quote in quotes]


def test_ids_do_not_hang_on_offsets_but_on_what_is_said() -> None:
    assert finding_id("k", "commitment", "Ik zeg dit toe.") == finding_id(
        "k", "commitment", "ik zeg dit\ntoe"
    )
    assert finding_id("k", "commitment", "Ik zeg dit toe.") != finding_id(
        "l", "commitment", "Ik zeg dit toe."
    )


def sample() -> tuple[Document, Findings]:
    text = "Zie Kamerstuk 90 101, nr. 7. Nogmaals Kamerstuk 90 101, nr. 7. Ik zeg dit voor juni toe."
    letter = Document(
        "kst-90101-9",
        "kst-90101-9.txt",
        "cd" * 32,
        text,
        (Page(1, Span(0, 30)), Page(2, Span(30, len(text)))),
        metadata=Metadata(
            number="90101-9",
            date=dt.date(2026, 3, 1),
            date_basis=DateBasis.STATED,
            signatories=(Signatory("A.B. Voorbeeld", "Minister van Defensie"),),
        ),
    )
    first, second = letter.evidence(Span(4, 27), "kamerstuk"), letter.evidence(Span(38, 61), "kamerstuk")
    deadline = Deadline(
        "voor juni", None, dt.date(2026, 5, 31), findings.DeadlineBasis.RELATIVE, Span(74, 83)
    )
    found = Findings(
        letter.key,
        references=tuple(
            Reference(f"r{n}", evidence, ReferenceType.KAMERSTUK, "90101-7", ("90101",))
            for n, evidence in enumerate((first, second))
        ),
        commitments=(
            Commitment(
                "c",
                letter.evidence(Span(63, len(text)), "ik-form"),
                CommitmentKind.ACT,
                Strength.FIRM,
                deadline=deadline,
            ),
        ),
        fulfilments=(Fulfilment("f", first, Relation.FULFILS, Target("90101-7", None, dt.date(2026, 1, 2))),),
    )
    return letter, found


def test_documents_and_findings_come_back_from_json_as_they_were() -> None:
    letter, found = sample()
    assert load_document(json.loads(json.dumps(dump_document(letter)))) == letter
    assert load_findings(json.loads(json.dumps(dump_findings(found)))) == found


def test_the_report_names_a_document_once_with_all_its_mentions() -> None:
    report = letter_report(*sample())
    (reference,) = report["references"]
    assert reference["id"] == "90101-7"
    assert [mention["page"] for mention in reference["mentions"]] == [1, 2]
    assert report["commitments"][0]["deadline"]["latest"] == "2026-05-31"
    assert report["fulfilments"][0]["target"] == {
        "reference": "90101-7",
        "toezegging": None,
        "date": "2026-01-02",
    }
    json.dumps(report)
