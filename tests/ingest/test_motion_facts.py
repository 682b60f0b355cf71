from __future__ import annotations

import gzip
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from ingest.motion_facts import MotionFact, parse_motion_facts
from kamer.items import Appreciation, Ballot

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def case(**more: object) -> dict[str, object]:
    version = {"ExterneIdentifier": "kst-90100-02-17"}
    motion = {"Soort": "Motie", "Volgnummer": 17, "HuidigeDocumentVersie": version}
    return {"Nummer": "2025Z00001", "GestartOp": "2025-02-03T00:00:00+01:00", "Document": [motion], **more}


def test_a_case_tells_vote_and_appreciation() -> None:
    held = {"BesluitSoort": "Stemmen - aangehouden"}
    day = {"Activiteit": {"Datum": "2025-02-11T00:00:00+01:00"}}
    adopted = {"BesluitSoort": "Stemmen - aangenomen", "Agendapunt": day}
    read = parse_motion_facts(
        json.dumps(
            {
                "value": [
                    case(
                        Kabinetsappreciatie="Ontraden", Besluit=[held, {"BesluitSoort": "Ingediend"}, adopted]
                    )
                ]
            }
        )
    )
    assert read.facts == (
        MotionFact("90100-02-17", Ballot.HELD, date(2025, 2, 3)),
        MotionFact("90100-02-17", Ballot.ADOPTED, date(2025, 2, 11)),
        MotionFact("90100-02-17", Appreciation.DISCOURAGED, date(2025, 2, 3)),
    )
    assert read.unnamed == 0


def test_dossier_and_sequence_make_the_number() -> None:
    motion = {
        "Soort": "Motie",
        "Volgnummer": 8,
        "Kamerstukdossier": [{"Nummer": 90200, "Toevoeging": "XVII"}],
    }
    record = {"Nummer": "2025Z00002", "Document": [motion], "Kabinetsappreciatie": "Oordeel Kamer"}
    (fact,) = parse_motion_facts(json.dumps([record])).facts
    assert (fact.number, fact.result, fact.date) == ("90200-XVII-8", Appreciation.LEFT_TO_PARLIAMENT, None)


@pytest.mark.parametrize(
    "text",
    [
        "nummer\tstemming\tappreciatie\tdatum\n90100-3\taangenomen\tOordeel Kamer\t2025-03-04\n",
        "Nummer;Stemming;Appreciatie;Datum\nkst-90100-3;Stemmen - aangenomen;oordeel Kamer;04-03-2025\n",
    ],
)
def test_a_table_is_read_by_its_columns(text: str) -> None:
    assert parse_motion_facts(text).facts == (
        MotionFact("90100-3", Ballot.ADOPTED, date(2025, 3, 4)),
        MotionFact("90100-3", Appreciation.LEFT_TO_PARLIAMENT, date(2025, 3, 4)),
    )


@pytest.mark.parametrize("word", ["Nog niet bekend", "Nog te ontvangen", "", "Niet beschikbaar bij moties"])
def test_what_is_not_known_is_no_fact(word: str) -> None:
    assert parse_motion_facts(json.dumps({"id": "90100-3", "appreciation": word})).facts == ()


def test_a_case_without_number_is_counted() -> None:
    read = parse_motion_facts('{"id": "2025Z1", "appreciation": "Ontraden"}\n{"id": "90100-3"}\n')
    assert (read.facts, read.unnamed) == ((), 1)


@pytest.mark.parametrize("text", ["zomaar tekst", "a\tb\n1\t2\n", "{kapot", ""])
def test_another_file_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(ValueError, match=r"Dit bestand is"):
        parse_motion_facts(text)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside this checkout")
def test_real_cases_and_records_are_read() -> None:
    with tarfile.open(SHARED / "tweedekamer" / "cases-with-documents-200.tar.gz") as bundle:
        files = [bundle.extractfile(member) for member in bundle.getmembers() if member.isfile()]
        read = [parse_motion_facts(file.read().decode()) for file in files if file is not None]
    assert len(read) == 200
    assert sum(bool(each.facts) for each in read) > 150
    assert sum(each.unnamed for each in read) < 20
    with gzip.open(SHARED / "motions" / "motions.jsonl.gz", "rt") as lines:
        facts = parse_motion_facts("".join(lines)).facts
    assert len(facts) > 5000
