"""Forms of time in ministers' letters, each beside its days: a letter of Wednesday 18 March 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.deadlines import find_deadlines
from kamer.findings import DeadlineBasis

D = dt.date.fromisoformat
MARCH = D("2026-03-18")

FORMS = [
    # quarters, halves, thirds
    ("in Q1-Q2 2027", "2027-01-01", "2027-06-30"),
    ("in Q3 en Q4 van 2026", "2026-07-01", "2026-12-31"),
    ("in K1 2027", "2027-01-01", "2027-03-31"),
    ("in het laatste kwartaal van dit jaar", "2026-10-01", "2026-12-31"),
    ("in kwartaal 3 van 2026", "2026-07-01", "2026-09-30"),
    ("in 2026-Q3", "2026-07-01", "2026-09-30"),
    ("in Q3-2026", "2026-07-01", "2026-09-30"),
    ("in het 2e kwartaal '26", "2026-04-01", "2026-06-30"),
    ("in het vierde kwartaal 2026/eerste kwartaal 2027", "2026-10-01", "2027-03-31"),
    ("in de tweede jaarhelft", "2026-07-01", "2026-12-31"),
    ("in het eerste tertaal van 2027", "2027-01-01", "2027-04-30"),
    ("in het laatste deel van 2026", "2026-07-01", "2026-12-31"),
    # seasons
    ("komend voorjaar", "2026-03-01", "2026-05-31"),
    ("in het late voorjaar van 2027", "2027-05-01", "2027-05-31"),
    ("in het vroege najaar", "2026-09-01", "2026-09-30"),
    ("in de nazomer", "2026-09-01", "2026-09-30"),
    ("in najaar/winter 2026", "2026-09-01", "2027-02-28"),
    ("in de winter van 2026/2027", "2026-12-01", "2027-02-28"),
    ("voor de zomer (juni)", None, "2026-06-30"),
    ("tegen de zomer", None, "2026-07-02"),
    ("vanaf het najaar", "2026-09-01", "2026-11-30"),
    ("te beginnen in het voorjaar van 2027", "2027-03-01", "2027-05-31"),
    # years
    ("ultimo 2026", "2026-10-02", "2026-12-31"),
    ("primo 2027", "2027-01-01", "2027-03-31"),
    ("mid-2026", "2026-05-02", "2026-07-02"),
    ("in 2026-2027", "2026-01-01", "2027-12-31"),
    ("in 2026/2027", "2026-01-01", "2027-12-31"),
    ("eind 2026/begin 2027", "2026-10-02", "2027-03-31"),
    ("in «27", "2027-01-01", "2027-12-31"),
    ("eind '26", "2026-10-02", "2026-12-31"),
    # the year first
    ("volgend jaar juni", "2027-06-01", "2027-06-30"),
    ("volgend jaar voor de zomer", None, "2027-07-08"),
    ("volgend jaar in het eerste kwartaal", "2027-01-01", "2027-03-31"),
    ("in september dit jaar", "2026-09-01", "2026-09-30"),
    # months, weeks, days
    ("eind mei, begin juni", "2026-05-22", "2026-06-10"),
    ("mei-juni 2026", "2026-05-01", "2026-06-30"),
    ("week 23 van 2026", "2026-06-01", "2026-06-07"),
    ("in de week voor het zomerreces", "2026-06-26", "2026-07-02"),
    ("voor het weekend", None, "2026-03-20"),
    ("op 20 dezer", "2026-03-20", "2026-03-20"),
    ("op 1 juli e.k.", "2026-07-01", "2026-07-01"),
    ("op 1 juli '26", "2026-07-01", "2026-07-01"),
    ("over ruim een jaar", None, "2027-03-18"),
    ("binnen de gestelde termijn van zes weken", None, "2026-04-29"),
    ("voorafgaand aan het AO van 12 mei", None, "2026-05-11"),
    # the parliamentary year
    ("voor het einde van het vergaderjaar", None, "2026-09-14"),
    ("nog dit parlementaire jaar", "2025-09-16", "2026-09-14"),
    ("in het volgende schooljaar", "2026-08-01", "2027-07-31"),
    ("vanaf het schooljaar 2026/'27", "2026-08-01", "2026-08-01"),
    # what comes round later than most of a year
    ("in februari", "2027-02-01", "2027-02-28"),
]
WITHOUT_DAYS = [
    ("jaarlijks in mei", DeadlineBasis.RECURRING),
    ("elk jaar voor de zomer", DeadlineBasis.RECURRING),
    ("met enige regelmaat", DeadlineBasis.RECURRING),
    ("op kwartaalbasis", DeadlineBasis.RECURRING),
    ("zodra het onderzoek is afgerond", DeadlineBasis.EVENT),
    ("nadat de Raad van State heeft geadviseerd", DeadlineBasis.EVENT),
    ("als de evaluatie is afgerond", DeadlineBasis.EVENT),
    ("na het advies van de Raad van State", DeadlineBasis.EVENT),
    ("tijdens de eerstvolgende Raad Buitenlandse Zaken", DeadlineBasis.EVENT),
    ("bij gelegenheid van de begrotingsbehandeling", DeadlineBasis.EVENT),
    ("voor het indienen van de Najaarsnota", DeadlineBasis.EVENT),
    ("deze kabinetsperiode", DeadlineBasis.EVENT),
    ("binnen de gebruikelijke termijn", DeadlineBasis.VAGUE),
    ("op een nader te bepalen moment", DeadlineBasis.VAGUE),
    ("de aankomende periode", DeadlineBasis.VAGUE),
]
NONE = [
    "De Staat van het Onderwijs 2027 is een goed rapport.",
    "Het Actieplan 2030 en de Agenda 2030 zijn leidend.",
    "In week 40 van de zwangerschap wordt gecontroleerd.",
    "In de jaren '30 was dit anders.",
    "In 2025 zijn 2.026 aanvragen ingediend en kostte dit 2.027 euro.",
    "In het weekend is de sluis dicht.",
    "Dit is van belang voor het publieke debat en voor gelijke behandeling.",
    "Verordening 2019/2088 en besluit 2021/1883 gelden.",
    "Eind 2025 waren er 300 gevallen, in december 2025 meer.",
    "Dit gebeurde nadat de sluis werd geopend.",
]


@pytest.mark.parametrize(("words", "earliest", "latest"), FORMS, ids=[row[0] for row in FORMS])
def test_form(words, earliest, latest):
    (found,) = find_deadlines(f"Ik informeer uw Kamer {words} over de sluizen.", MARCH)
    assert found.text == words
    assert found.latest == D(latest)
    if earliest is not None:
        assert found.earliest == D(earliest)


@pytest.mark.parametrize(("words", "basis"), WITHOUT_DAYS, ids=[row[0] for row in WITHOUT_DAYS])
def test_form_without_days(words, basis):
    (found,) = find_deadlines(f"Ik informeer uw Kamer {words} over de voortgang.", MARCH)
    assert found.basis is basis
    assert found.latest is None
    assert found.text.startswith(words)


@pytest.mark.parametrize("text", NONE)
def test_is_no_time(text):
    assert find_deadlines(text, MARCH) == []


@pytest.mark.parametrize("cell", ["mei", "week 23", "Q3", "voorjaar", "2027"])
def test_a_cell_with_nothing_else(cell):
    (found,) = find_deadlines(cell, MARCH)
    assert found.latest is not None and found.latest >= MARCH


def test_a_year_named_before():
    text = "Zij publiceert dit in De Staat van de Sluizen 2027, die in april van dat jaar uitkomt."
    (found,) = find_deadlines(text, MARCH)
    assert found.latest == D("2027-04-30")


def test_said_on_the_day_on_which_the_recess_begins():
    (found,) = find_deadlines("Ik stuur u de nota voor het zomerreces.", D("2024-07-05"))
    assert found.latest == D("2024-07-05")


ANCHORS = st.dates(D("2012-01-01"), D("2035-12-31"))


@given(st.sampled_from([row[0] for row in FORMS]), ANCHORS)
def test_earliest_is_not_after_latest(words, anchor):
    for found in find_deadlines(f"Ik informeer uw Kamer {words} over de sluizen.", anchor):
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
        if found.latest and found.basis is DeadlineBasis.RELATIVE:
            assert anchor <= found.latest <= anchor + dt.timedelta(days=3 * 366)


@given(st.sampled_from(["binnen zes weken", "over drie maanden", "morgen over een jaar"]), ANCHORS)
def test_a_later_letter_has_a_later_term(words, anchor):
    def latest(day):
        return [found.latest for found in find_deadlines(f"Ik meld dit {words}.", day)]

    assert latest(anchor) <= latest(anchor + dt.timedelta(days=1))


@given(st.sampled_from([row[0] for row in FORMS if "20" not in row[0]]), ANCHORS)
def test_what_hangs_on_an_estimated_date_says_so(words, anchor):
    for found in find_deadlines(f"Ik meld dit {words} aan uw Kamer.", anchor, estimated=True):
        assert found.estimated or found.basis is not DeadlineBasis.RELATIVE


@pytest.mark.parametrize(
    ("text", "words", "latest"),
    [
        (
            "Ik leg dit voor aan het overleg, voor de begrotingsbehandeling die in november plaatsvindt.",
            "voor de begrotingsbehandeling die in november",
            "2026-11-30",
        ),
        (
            "Dit komt aan de orde bij het volgende bestuurlijk overleg, dat in mei wordt gehouden.",
            "bij het volgende bestuurlijk overleg, dat in mei",
            "2026-05-31",
        ),
    ],
)
def test_an_event_with_its_day(text, words, latest):
    (found,) = find_deadlines(text, MARCH)
    assert (found.text, found.latest) == (words, D(latest))


def test_without_a_letter_date_the_words_stay():
    (found,) = find_deadlines("Ik informeer u in de loop van mei.", None)
    assert (found.text, found.earliest, found.latest) == ("in de loop van mei", None, None)
    assert found.basis is DeadlineBasis.RELATIVE


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("de overleggen die voor het najaar zijn voorzien", "2026-09-01", "2026-11-30"),
        ("op zijn vroegst met ingang van het studiejaar 2027–2028 in te voeren", "2027-08-01", None),
        ("Zij heeft laten weten in mei te kunnen leveren.", "2026-05-01", "2026-05-31"),
        ("Ik stuur u de nota in de week van 12 mei.", "2026-05-11", "2026-05-17"),
        ("Zij verlengt de regeling met ingang van 1 juli 2026.", "2026-07-01", "2026-07-01"),
        ("Voor het einde van dit decennium zal de sluis opengaan.", None, "2030-12-31"),
    ],
)
def test_words_around_it(text, earliest, latest):
    (found,) = find_deadlines(text, MARCH)
    assert found.earliest == (D(earliest) if earliest else None)
    assert found.latest == (D(latest) if latest else None)


@pytest.mark.parametrize(
    "text",
    [
        "Daartoe heeft de sluismeester in februari een proef gehouden.",
        "In januari is dit besproken.",
        "Tijdens de begrotingsbehandeling van 15 januari jl. is dit gevraagd.",
        "Tijdens de begrotingsbehandeling heeft uw Kamer de motie-De Wit c.s. aangenomen.",
        "De sluismeester heeft het in januari laten onderzoeken.",
        "Dit heeft geen gevolgen voor de EU-begroting.",
        "Helaas lukt het niet om dit voor 1 mei af te ronden.",
        "Het is niet meer mogelijk om het voorstel vóór 1 juli 2026 in te dienen.",
        "Daarmee lijkt afronding voor het einde van het jaar niet haalbaar.",
    ],
)
def test_has_been(text):
    assert find_deadlines(text, MARCH) == []
