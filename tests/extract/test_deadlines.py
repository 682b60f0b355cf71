"""By when: words and days, what is no deadline, and the rows of the command line."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.deadlines import deadline_rows, find_deadlines
from extract.rules import load_rules
from kamer.findings import DeadlineBasis

D = dt.date.fromisoformat
NOVEMBER = D("2022-11-08")
DAYS = [
    # the table of the guidelines: a letter of 8 November 2022
    ("wordt de nota voor het einde van het jaar verzonden", None, "2022-12-31"),
    ("ontvangt u eind dit jaar de nota", "2022-10-02", "2022-12-31"),
    ("volgt in het eerste kwartaal van 2023", "2023-01-01", "2023-03-31"),
    ("volgt in Q1 2023", "2023-01-01", "2023-03-31"),
    ("volgt in Q1/Q2 2023", "2023-01-01", "2023-06-30"),
    ("volgt in de eerste helft van 2023", "2023-01-01", "2023-06-30"),
    ("is begin Q3 2023 gereed", "2023-07-01", "2023-07-31"),
    ("zend ik u voor de zomer toe", None, "2023-07-06"),
    ("zal in het najaar worden gestart", None, "2022-11-30"),
    ("zal in de loop van 2023 starten", "2023-01-01", "2023-12-31"),
    ("zal in 2023 starten", "2023-01-01", "2023-12-31"),
    ("is uiterlijk eind 2028 gereed", None, "2028-12-31"),
    ("informeer ik u binnen zes weken", None, "2022-12-20"),
    ("gaat per december 2022 van start", "2022-12-01", "2022-12-01"),
    ("geldt per 1 januari 2024", "2024-01-01", "2024-01-01"),
    ("geldt vanaf 2024", "2024-01-01", "2024-01-01"),
    # days
    ("zend ik u uiterlijk 1 maart 2023 toe", None, "2023-03-01"),
    ("zend ik u voor 1 maart toe", None, "2023-02-28"),
    ("zend ik u vóór 1 maart a.s. toe", None, "2023-02-28"),
    ("zend ik u uiterlijk 01-03-2023 toe", None, "2023-03-01"),
    ("zend ik u uiterlijk 1 dec. 2022 toe", None, "2022-12-01"),
    ("vergadert op 12 en 13 januari 2023", "2023-01-12", "2023-01-13"),
    ("bij het debat van 15 november a.s. te bespreken", "2022-11-15", "2022-11-15"),
    ("voor het commissiedebat gemalen van 7 december te zenden", None, "2022-12-06"),
    ("uiterlijk twee weken voor 1 maart 2023 te zenden", None, "2023-02-15"),
    ("verlengen wij tot en met 31 december 2025", None, "2025-12-31"),
    ("op 29 februari 2024 start de proef", "2024-02-29", "2024-02-29"),
    # months and parts of them
    ("zal begin juli 2023 verschijnen", "2023-07-01", "2023-07-10"),
    ("zal half januari verschijnen", "2023-01-11", "2023-01-15"),
    ("zal eind maart/begin april verschijnen", "2023-03-22", "2023-04-10"),
    ("zal in april en mei 2023 worden getoetst", "2023-04-01", "2023-05-31"),
    ("in de eerste week van juli te melden", "2023-07-01", "2023-07-07"),
    ("uiterlijk in februari te melden", None, "2023-02-28"),
    ("volgende maand komt het kabinet met een plan", "2022-12-01", "2022-12-31"),
    ("zal nog deze maand starten", "2022-11-01", "2022-11-30"),
    ("zal komende week starten", "2022-11-14", "2022-11-20"),
    # quarters, halves, years
    ("zal nog dit kwartaal starten", "2022-10-01", "2022-12-31"),
    ("wordt tegen het einde van het eerste kwartaal in 2023 verwacht", None, "2023-03-31"),
    ("zal in het tweede of derde kwartaal van 2023 starten", "2023-04-01", "2023-09-30"),
    ("die voorzien is voor het vierde kwartaal van 2023", "2023-10-01", "2023-12-31"),
    ("zal in het tweede halfjaar van 2023 starten", "2023-07-01", "2023-12-31"),
    ("zal begin volgend jaar starten", "2023-01-01", "2023-03-31"),
    ("zal halverwege 2025 gereed zijn", None, "2025-07-02"),
    ("zal vóór 2025 gereed zijn", None, "2024-12-31"),
    ("moet eerder dan 2027 gereed zijn", None, "2026-12-31"),
    ("zal niet later dan 2027 gereed zijn", None, "2027-12-31"),
    ("zal tussen 2025 en 2027 worden gebouwd", "2025-01-01", "2027-12-31"),
    ("zal volgend jaar starten", "2023-01-01", "2023-12-31"),
    # seasons, recesses, named days
    ("zal in het voorjaar van 2025 volgen", "2025-03-01", "2025-05-31"),
    ("zal komend voorjaar volgen", "2023-03-01", "2023-05-31"),
    ("zal in de winter van 2024-2025 volgen", "2024-12-01", "2025-02-28"),
    ("zend ik u voor het kerstreces", None, "2022-12-22"),
    ("zend ik u voor het zomerreces van 2024", None, "2024-07-04"),
    ("zend ik u in de eerste week na het voorjaarsreces van 2024", "2024-02-27", "2024-03-04"),
    ("zend ik u kort na het zomerreces", "2023-09-05", "2023-09-18"),
    ("zend ik u met Prinsjesdag", "2023-09-19", "2023-09-19"),
    ("zend ik u voor de Miljoenennota 2025", None, "2024-09-16"),
    ("zend ik u voor kerst", None, "2022-12-24"),
    ("zend ik u nog voor de jaarwisseling", None, "2022-12-31"),
    ("geldt per schooljaar 2026–2027", "2026-08-01", "2026-08-01"),
    ("zend ik u voor het reces", None, "2022-12-22"),
    ("zend ik u voor de zomervakantie", None, "2023-07-06"),
    ("zend ik u uiterlijk een maand voor het zomerreces", None, "2023-06-07"),
    ("is in de week van 17 januari aan de orde", "2023-01-16", "2023-01-22"),
    ("zend ik u voor de start van het schooljaar 2025–2026", None, "2025-07-31"),
    ("zal van januari tot maart 2024 worden getoetst", "2024-01-01", "2024-03-31"),
    ("zal in 2025 en 2026 worden getoetst", "2025-01-01", "2026-12-31"),
    ("vindt de zitting plaats op woensdag 11 januari", "2023-01-11", "2023-01-11"),
    ("zend ik u tussen nu en de zomer", None, "2023-07-06"),
    ("zal zich in de periode tot 2030 ontwikkelen", None, "2029-12-31"),
    ("zal het komende jaar worden getoetst", "2022-11-08", "2023-11-08"),
    ("is uiterlijk aanstaande vrijdag gereed", None, "2022-11-11"),
    ("is in week 3 van 2023 gereed", "2023-01-16", "2023-01-22"),
    ("is nog vandaag gereed", "2022-11-08", "2022-11-08"),
    ("heb ik toegezegd u voor 1 december een nota te zenden", None, "2022-11-30"),
    # terms
    ("zal ik over twee jaar evalueren", None, "2024-11-08"),
    ("informeer ik u binnen anderhalf jaar", None, "2024-05-08"),
    ("informeer ik u binnen een half jaar", None, "2023-05-08"),
    ("informeer ik u binnen 14 dagen", None, "2022-11-22"),
    ("informeer ik u binnen vijf werkdagen", None, "2022-11-15"),
    ("zal de komende drie maanden worden benut", None, "2023-02-08"),
]
LOWER = [
    ("zal niet vóór 2024 ingaan", "2024-01-01"),
    ("start op zijn vroegst medio 2024", "2024-05-02"),
    ("start pas op zijn vroegst in april 2023", "2023-04-01"),
    ("kan pas vanaf 2025 ingaan", "2025-01-01"),
    ("bied ik u na het kerstreces aan", "2023-01-17"),
    ("zal na 2030 worden bezien", "2031-01-01"),
]
WITHOUT_DAYS = [
    ("zal ik u zo snel mogelijk informeren", DeadlineBasis.VAGUE, "zo snel mogelijk"),
    ("zal ik u te zijner tijd informeren", DeadlineBasis.VAGUE, "te zijner tijd"),
    ("ga ik de komende tijd in gesprek", DeadlineBasis.VAGUE, "de komende tijd"),
    ("wordt op korte termijn gestart", DeadlineBasis.VAGUE, "op korte termijn"),
    ("volgt na vaststelling van de verordening", DeadlineBasis.EVENT, "na vaststelling van de verordening"),
    ("volgt zodra de cijfers bekend zijn", DeadlineBasis.EVENT, "zodra de cijfers bekend zijn"),
    ("meld ik bij de begrotingsbehandeling", DeadlineBasis.EVENT, "bij de begrotingsbehandeling"),
    ("meld ik als de studie gereed is", DeadlineBasis.EVENT, "als de studie gereed is"),
    ("meld ik tegelijk met de Voorjaarsnota", DeadlineBasis.EVENT, "tegelijk met de Voorjaarsnota"),
    ("meld ik nog in deze kabinetsperiode", DeadlineBasis.EVENT, "nog in deze kabinetsperiode"),
    (
        "meld ik binnen een maand na afronding van de proef",
        DeadlineBasis.EVENT,
        "binnen een maand na afronding van de proef",
    ),
    ("wordt u jaarlijks geïnformeerd", DeadlineBasis.RECURRING, "jaarlijks"),
    ("wordt u elk half jaar geïnformeerd", DeadlineBasis.RECURRING, "elk half jaar"),
    ("wordt u iedere drie maanden geïnformeerd", DeadlineBasis.RECURRING, "iedere drie maanden"),
]
NONE = [
    "in de brief van 12 mei 2023 staat dat de sluis open is",
    "in het notaoverleg van 25 september 2022 is dit besproken",
    "op 12 mei jl. is de sluis geopend",
    "in 2015 bedroeg het aantal sluizen twaalf",
    "in april is de sluis geopend",
    "de sluis werd deze week geopend",
    "afgelopen zomer stond het water laag",
    "de Wet inkomstenbelasting 2001 en de Sluizenwet 2025 gelden",
    "de Sluizenagenda 2020-2050 en het Belastingplan 2025 gelden",
    "het gemaal is 24/7 bemand",
    "de sluismeester krijgt 2025 euro",
    "het tarief van 2024 blijft gelden",
    "de begroting voor 2023 telt tien sluizen",
    "Verordening (EU) 2031/679 geldt",
    "schippers tot een leeftijd van 40 jaar varen mee",
    "de proef duurt gedurende twaalf maanden",
    "overwegende dat jaarlijks 20 miljoen liter weglekt",
    "ik kan u dit helaas niet meer dit jaar zenden",
    "Den Haag, 8 november 2022",
    "eind februari wachtten honderd schepen voor de sluis",
    "ik heb toegezegd dat u de nota in september zou ontvangen",
    "een toetsing wees in april uit dat de sluis lekt",
]
ENGLISH = [
    ("The Commission will propose rules by the end of 2026.", None, "2026-12-31"),
    ("It will report in Q2 2027.", "2027-04-01", "2027-06-30"),
    ("It will report in early 2027.", "2027-01-01", "2027-03-31"),
    ("It will report in the first half of 2027.", "2027-01-01", "2027-06-30"),
    ("It will report no later than 30 June 2028.", None, "2028-06-30"),
    ("Work starts mid-2027.", None, "2027-07-02"),
    ("Within 18 months the lock will be reviewed.", None, "2027-11-20"),
    ("The lock will open in autumn 2026.", "2026-09-01", "2026-11-30"),
    ("By 2030, all locks must be electric.", None, "2030-12-31"),
]


def only(text, anchor, **options):
    found = find_deadlines(text, anchor, **options)
    assert len(found) == 1, [deadline.text for deadline in found]
    return found[0]


@pytest.mark.parametrize(("text", "earliest", "latest"), DAYS, ids=[row[0] for row in DAYS])
def test_counts_days(text, earliest, latest):
    deadline = only(text, NOVEMBER)
    assert deadline.latest == D(latest)
    if earliest is not None:
        assert deadline.earliest == D(earliest)


@pytest.mark.parametrize(("text", "earliest"), LOWER, ids=[row[0] for row in LOWER])
def test_a_lower_bound_has_no_last_day(text, earliest):
    deadline = only(text, NOVEMBER)
    assert (deadline.earliest, deadline.latest) == (D(earliest), None)


@pytest.mark.parametrize(("text", "basis", "words"), WITHOUT_DAYS, ids=[row[0] for row in WITHOUT_DAYS])
def test_keeps_the_words_where_there_are_no_days(text, basis, words):
    deadline = only(text, NOVEMBER)
    assert (deadline.text, deadline.basis) == (words, basis)
    assert deadline.earliest is deadline.latest is None


@pytest.mark.parametrize("text", NONE)
def test_leaves_what_is_no_deadline(text):
    assert find_deadlines(text, NOVEMBER) == []


@pytest.mark.parametrize(("text", "earliest", "latest"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_english(text, earliest, latest):
    deadline = only(text, D("2026-05-20"), language="en")
    assert deadline.latest == D(latest)
    if earliest is not None:
        assert deadline.earliest == D(earliest)


def test_english_event_and_vague():
    event = only("They transpose it within three months of entry into force.", NOVEMBER, language="en")
    vague = only("They act as soon as possible.", NOVEMBER, language="en")
    assert (event.basis, vague.basis) == (DeadlineBasis.EVENT, DeadlineBasis.VAGUE)


def test_a_year_in_figures_is_explicit_and_the_rest_relative():
    assert only("uiterlijk 1 maart 2023", NOVEMBER).basis is DeadlineBasis.EXPLICIT
    assert only("uiterlijk 1 maart te zenden", NOVEMBER).basis is DeadlineBasis.RELATIVE


def test_an_estimated_letter_date_shows():
    assert only("ik meld dit binnen zes weken", NOVEMBER, estimated=True).estimated
    assert not only("ik meld dit uiterlijk 1 maart 2023", NOVEMBER, estimated=True).estimated


def test_an_estimated_recess_shows():
    assert only("ik meld dit voor het zomerreces van 2031", NOVEMBER).estimated
    assert not only("ik meld dit voor het zomerreces van 2024", NOVEMBER).estimated


def test_without_a_letter_date_only_stated_years_have_days():
    assert only("ik meld dit uiterlijk 1 maart 2023", None).latest == D("2023-03-01")
    assert all(d.latest is None for d in find_deadlines("ik meld dit binnen zes weken", None))


def test_two_deadlines_in_one_sentence_keep_their_order():
    text = "na het kerstreces, maar uiterlijk 25 januari 2023, komt er een overzicht"
    first, second = find_deadlines(text, NOVEMBER)
    assert (first.latest, second.latest) == (None, D("2023-01-25"))


def test_a_cell_of_a_planning_table_needs_no_verb():
    assert [only(cell, NOVEMBER).latest for cell in ("Q2 2023", "2024", "Eind 2023")] == [
        D("2023-06-30"),
        D("2024-12-31"),
        D("2023-12-31"),
    ]


@pytest.mark.parametrize("gap", ["\n", "\u00a0", " \n "])
def test_any_white_space_parts_the_words(gap):
    text = "uiterlijk in het eerste kwartaal van 2023".replace(" ", gap)
    assert only(text, NOVEMBER).latest == D("2023-03-31")


YEARS = st.dates(D("2015-01-01"), D("2040-12-31"))
PHRASES = st.lists(st.sampled_from([row[0] for row in DAYS + LOWER] + NONE), min_size=1, max_size=4)


@given(PHRASES, YEARS)
def test_spans_quote_the_text_in_order_and_lie_ahead(phrases, anchor):
    text = "; ".join(phrases)
    found = find_deadlines(text, anchor)
    spans = [deadline.span for deadline in found]
    assert all(deadline.span.of(text) == deadline.text for deadline in found)
    assert spans == sorted(spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    assert all(deadline.latest is None or deadline.latest >= anchor for deadline in found)


@given(st.text(max_size=200), YEARS)
def test_never_fails_on_any_text(text, anchor):
    for language in ("nl", "en"):
        for deadline in find_deadlines(text, anchor, language=language):
            assert deadline.span.of(text) == deadline.text


def test_every_rule_has_a_known_role():
    roles = {rule.values["role"] for name in ("deadlines.nl", "deadlines.en") for rule in load_rules(name)}
    known = {"moment", "edge", "frame", "term", "words", "mask", "past", "past_after", "future", "factual"}
    assert roles <= known | {"context", "past_second", "reported", "denied", "denied_before"}


def test_rows_of_the_command_line():
    rows = [{"id": "a#1", "date": "2022-11-08", "text": "ik meld dit binnen zes weken"}]
    (row,) = deadline_rows(rows)
    (found,) = row["deadlines"]
    assert row["id"] == "a#1"
    assert (found["text"], found["start"], found["end"]) == ("binnen zes weken", 12, 28)
    assert (found["earliest"], found["latest"], found["basis"]) == (None, "2022-12-20", "relative")
    json.dumps(row)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"date": "2022-11-08", "text": "a"}, "Regel 2: het veld “id” ontbreekt"),
        ({"id": 1, "date": "2022-11-08"}, "Regel 2: het veld “text” ontbreekt"),
        ({"id": 1, "text": 3}, "geen tekst"),
        ({"id": 1, "date": "8 november", "text": "a"}, "geen datum"),
        ("tekst", "verwacht een object"),
    ],
)
def test_a_bad_row_says_which_line(row, message):
    rows = [{"id": 0, "date": None, "text": "niets"}, row]
    with pytest.raises(ValueError, match=re.escape(message)):
        list(deadline_rows(rows))


SHARED = Path(__file__).parents[2].parent / "shared"
DEV, MOTIONS = SHARED / "eval" / "deadlines-dev.jsonl", SHARED / "data" / "motions" / "motions.jsonl.gz"


@pytest.mark.shared
@pytest.mark.skipif(not (DEV.exists() and MOTIONS.exists()), reason="de gedeelde gegevens ontbreken")
def test_floor_on_motions(tmp_path):
    import subprocess
    import sys

    command = [sys.executable, str(SHARED / "eval" / "evaluate_deadlines.py")]

    def evaluate(*arguments):
        return subprocess.run([*command, *arguments], capture_output=True, text=True, check=True).stdout

    rows = [json.loads(line) for line in evaluate("input", DEV, MOTIONS).splitlines()]
    output = tmp_path / "output.jsonl"
    output.write_text("".join(json.dumps(row) + "\n" for row in deadline_rows(rows)), "utf-8")
    scores = json.loads(evaluate("score", DEV, output))
    assert scores["found"] >= 0.98 and scores["value"] >= 0.96
    assert scores["wrong_value"] <= 0.01 and scores["false_alarm"] <= 0.04
