"""Citations and their normalised identifiers."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.references import find_citations, find_references
from kamer.document import Block, BlockKind, Document, Metadata
from kamer.findings import ReferenceType
from kamer.span import Span

KAMERSTUKKEN = [
    ("Kamerstuk 30 999, nr. 181", ["30999-181"]),
    ("Kamerstuk 30999 nr. 302", ["30999-302"]),
    ("Kamerstuk, 32 999, nr. 733.", ["32999-733"]),
    ("Kamerstukken II 2029/30, 35 999, nr. 11", ["35999-11"]),
    ("Kamerstukken, 2030-2031, 29999, nr. 1135", ["29999-1135"]),
    ("Kamerstuk II 28999, nr. 7", ["28999-7"]),
    ("(32999–501)", ["32999-501"]),
    ("motie 35999-VI-56", ["35999-VI-56"]),
    ("36 999-XIII, nr. 25", ["36999-XIII-25"]),
    ("35 999 V, nr. 97", ["35999-V-97"]),
    ("35 999 IIA, nr. 9", ["35999-IIA-9"]),
    ("36 999 A, nr. 12", ["36999-A-12"]),
    ("35 999 (R2199), nr. 6", ["35999-R2199-6"]),
    ("met Kamerstuknummer 35999, nr. 11 was", ["35999-11"]),
    ("Kamerstuk 21 501-02, nr. 2657", ["21501-02-2657"]),
    ("Kamerstuk 21 501–02, nr. 2657", ["21501-02-2657"]),
    ("Kamerstuk 21501- 02 nr. 2202", ["21501-02-2202"]),
    ("Kamerstuk 36 999 en 32 999, nr. 89", ["36999-89"]),
    ("35 999 / 35 998, nr. 31", ["35999-31"]),
    ("31 999/31 998, nr. 390", ["31999-390"]),
    ("Kamerstuk 35 999, nr. 1 t/m 4", ["35999-1", "35999-2", "35999-3", "35999-4"]),
    ("Kamerstuk 35 999, nrs. 12 en 13", ["35999-12", "35999-13"]),
    ("Kamerstuk 35 999, nrs. 12, 13 en 15", ["35999-12", "35999-13", "35999-15"]),
    ("Kamerstuk 35 999, nr. 12 en nr. 14", ["35999-12", "35999-14"]),
    ("Kamerstuk 30 999, nr. 181 en 36 998, nr. 21", ["30999-181", "36998-21"]),
    ("Kamerstukken I 2030/31, 33 999, AI.", ["33999-AI"]),
    ("de motie op stuk nr. 69 (36 999 VI)", ["36999-VI-69"]),
    ("Kamerstuk\u00a030\u2009999, nr.\u00a0181", ["30999-181"]),
    ("(Kamerstuk 35 999,\nnr. 15)", ["35999-15"]),
    ("Kamerstuk 35999-\nXVII nr. 50", ["35999-XVII-50"]),
    ("Tweede Kamer, vergaderjaar 2030-2031, 31 999/31 998, nr. 390", ["31999-390"]),
]
OTHERS = [
    ("TZ203109–077.", ReferenceType.TOEZEGGING, "TZ203109-077"),
    ("COM(2031) 258 final", ReferenceType.COM, "COM(2031) 258"),
    ("COM (2031)258", ReferenceType.COM, "COM(2031) 258"),
    ("SWD (2031) 352 final", ReferenceType.SWD, "SWD(2031) 352"),
    ("JOIN(2031) 20", ReferenceType.JOIN, "JOIN(2031) 20"),
    ("besluit C(2031) 4321", ReferenceType.DECISION, "C(2031) 4321"),
    ("EUR-Lex – 32031R0167", ReferenceType.CELEX, "32031R0167"),
    ("2031/0068/COD", ReferenceType.EU_PROCEDURE, "2031/0068(COD)"),
    ("2031/0068 (COD)", ReferenceType.EU_PROCEDURE, "2031/0068(COD)"),
    ("regeling – BWBR0099999 (overheid.nl)", ReferenceType.BWB, "BWBR0099999"),
    ("vraagnummer 2031Z19677", ReferenceType.QUESTION, "2031Z19677"),
    ("Aanhangsel Handelingen, vergaderjaar 2030–2031, nr. 1121", ReferenceType.ANSWER, "ah-tk-20302031-1121"),
    ("Zie https://example.org/pad?a=b.", ReferenceType.URL, "https://example.org/pad?a=b"),
]
NONE = [
    "Handelingen II 2030/31, nr. 98, item 25",
    "Stb. 2030, nr. 327 en Stcrt. 2030, 49440",
    "Postbus 20018, 2500 EA Den Haag",
    "telefoon 070-3481234, kenmerk 3477300-1040652-PG",
    "artikel 12, tweede lid, onder 3",
    "Tweede Kamer, vergaderjaar 2030–2031, 30 999, nr. 204 4",
]


def make_document(text, *, number=None, blocks=()):
    metadata = Metadata(number=number)
    return Document("kst-30999-1", "brief.txt", "00" * 32, text, blocks=blocks, metadata=metadata)


def cited(text, kind=ReferenceType.KAMERSTUK):
    return [found.identifier for _, _, found in find_citations(text) if found.type is kind]


@pytest.mark.parametrize(("text", "identifiers"), KAMERSTUKKEN, ids=[row[0] for row in KAMERSTUKKEN])
def test_kamerstukken(text, identifiers):
    assert cited(text) == identifiers


@pytest.mark.parametrize(("text", "kind", "identifier"), OTHERS, ids=[row[0] for row in OTHERS])
def test_other_numbers(text, kind, identifier):
    assert cited(text, kind) == [identifier]


@pytest.mark.parametrize("text", NONE)
def test_leaves_what_is_no_citation(text):
    assert find_citations(text) == []


def test_a_web_address_with_a_number_is_both():
    text = "https://zoek.officielebekendmakingen.nl/kst-30999-204.html en ?uri=CELEX%3A52031DC0066&qid=1"
    assert cited(text) == ["30999-204"]
    assert cited(text, ReferenceType.CELEX) == ["52031DC0066"]
    assert len(cited(text, ReferenceType.URL)) == 1


def test_joint_dossiers_are_all_kept():
    ((_, _, found),) = find_citations("Kamerstuk 36 999 en 21 501-02, nr. 89")
    assert found.dossiers == ("36999", "21501-02")


def test_a_reference_carries_its_passage():
    document = make_document("Zie Kamerstuk 35 999, nr. 1 t/m 2. Ook 35 999, nr. 1.")
    found = find_references(document)
    assert [r.identifier for r in found] == ["35999-1", "35999-2", "35999-1"]
    assert {r.evidence.quote for r in found[:2]} == {"35 999, nr. 1 t/m 2"}
    assert len({r.id for r in found}) == 3


def test_the_own_number_is_no_reference():
    document = make_document("30 999, nr. 7. Zie 30 999, nr. 8.", number="30999-7")
    assert [r.identifier for r in find_references(document)] == ["30999-8"]


def test_the_masthead_holds_only_questions():
    text = "Betreft 30 999, nr. 7; uw vragen 2031Z00001\n\nZie 30 999, nr. 8."
    end = text.index("\n")
    blocks = (
        Block(BlockKind.MASTHEAD, Span(0, end)),
        Block(BlockKind.PARAGRAPH, Span(end + 2, len(text))),
    )
    found = find_references(make_document(text, blocks=blocks))
    assert [r.identifier for r in found] == ["2031Z00001", "30999-8"]


@given(st.text(alphabet="Kamerstuk 0123456789-–,/.nr()IVXTZCOM\n", max_size=120))
def test_spans_lie_in_the_text_and_in_order(text):
    spans = [span for span, _, _ in find_citations(text)]
    assert all(span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "letters").exists(), reason="de gedeelde gegevens ontbreken")
def test_floor_on_gold_letters():
    yaml = pytest.importorskip("yaml")
    from ingest import read_document

    right = wrong = missed = 0
    for path in sorted((SHARED / "eval" / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document = read_document(SHARED / "letters" / gold["file"])
        uncounted = {ReferenceType.QUESTION, ReferenceType.ANSWER, ReferenceType.URL, ReferenceType.DECISION}
        got = {r.identifier for r in find_references(document) if r.type not in uncounted}
        want, optional = set(gold["references"]), set(gold.get("references_optional") or ())
        right += len(want & got)
        missed += len(want - got)
        wrong += len(got - want - optional)
    assert 2 * right / (2 * right + wrong + missed) >= 0.99
