"""Betrouwbaarheid: how good the reading is, measured on letters that people annotated by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from kamer.glossary import dutch_date
from ui.charts import rate_chart, rate_rows
from ui.markup import Html, element, table
from ui.measuring import (
    Measurement,
    Rate,
    accuracy_of,
    is_found,
    precision_of,
    read_measurements,
    recall_of,
)
from ui.views.frame import count, draw_html, draw_title, empty_state, heading
from ui.workplace import Workplace

LEAD = "Hoeveel van wat Nakoming vindt klopt, en hoeveel van wat er staat wordt gevonden."
KIND = {"references": "Verwijzingen", "motions": "Moties", "commitments": "Toezeggingen"}
FIELDS = {
    "metadata": "Nummer, datum en ondertekenaars van de brief",
    "proposers": "Indieners van een motie",
    "disposition": "Wat de brief met een motie doet",
    "kind": "Soort toezegging",
    "deadline": "Termijn van een toezegging",
    "actor": "Wie het toezegt",
    "fulfilment": "Nakoming met wat er is nagekomen",
}
TERMS = (
    "Precisie: van alles wat is gevonden, het deel dat klopt. Recall: van alles wat er staat, het deel dat "
    "is gevonden. Tussen haakjes staat tussen welke grenzen het werkelijke deel met 95% zekerheid ligt; hoe "
    "minder er geteld is, hoe wijder die grenzen zijn."
)


def draw_reliability(workplace: Workplace) -> None:
    """The page: which measurement, its figures and what they mean, and what a certainty is worth."""
    draw_title("Betrouwbaarheid", LEAD)
    measurements = read_measurements(workplace.data)
    if not measurements:
        draw_html(
            empty_state("Er is nog geen meting.", ["Meet met: nakoming evaluate GOLD BRIEVEN --save NAAM"])
        )
        return
    draw_measurement(choose_measurement(measurements))


def choose_measurement(measurements: Sequence[Measurement]) -> Measurement:
    """The measurement that the user wants to see; the first one at first."""
    titles = {measurement.title: measurement for measurement in measurements}
    chosen = st.segmented_control(
        "Meting", list(titles), default=next(iter(titles)), required=True, key="meting", bind="query-params"
    )
    return titles.get(chosen or "", measurements[0])


def draw_measurement(measurement: Measurement) -> None:
    """What was measured and when, the chart, and the figures."""
    when = (
        f"Gemeten op {dutch_date(measurement.measured)} aan {count(measurement.letters, 'brief', 'brieven')}."
    )
    draw_html(element("p", f"{measurement.about} {when}", class_="nk-lead"))
    draw_html(in_words(measurement.scores))
    rates = rate_rows(named_rates(measurement.scores))
    if rates:
        alt = "Elk deel met zijn grenzen van 95% zekerheid; de tabellen hieronder geven dezelfde getallen."
        st.altair_chart(rate_chart(rates), width="stretch", alt=alt, theme=None)
    draw_html(found_table(measurement.scores), heading("Per gegeven"), field_table(measurement.scores))
    draw_html(element("p", TERMS, class_="nk-meta"), certainty(measurement))


def in_words(scores: Mapping[str, Mapping[str, float]]) -> Html | None:
    """The two figures that matter most, in a sentence; None where no commitment was counted."""
    score = scores.get("commitments")
    if score is None or not precision_of(score).of or not recall_of(score).of:
        return None
    right, found = precision_of(score), recall_of(score)
    words = (
        f"Van de {right.of} toezeggingen die zijn gevonden, kloppen er {right.right}. "
        f"Van de {found.of} die in de brieven staan, zijn er {found.right} gevonden."
    )
    return element("p", element("b", words))


def named_rates(scores: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str, Rate]]:
    """Every share with what it is of and its name: ("Toezeggingen", "Precisie", …)."""
    found = [
        (words, name, rate)
        for kind, words in KIND.items()
        if is_found(scores.get(kind, {}))
        for name, rate in (("Precisie", precision_of(scores[kind])), ("Recall", recall_of(scores[kind])))
    ]
    fields = [(words, "Juist", accuracy_of(scores[name])) for name, words in FIELDS.items() if name in scores]
    return [row for row in found + fields if row[2].of]


def found_table(scores: Mapping[str, Mapping[str, float]]) -> Html:
    """Precision and recall of each kind of finding."""
    found = [(words, scores[kind]) for kind, words in KIND.items() if is_found(scores.get(kind, {}))]
    rows = [[words, *found_cells(score)] for words, score in found]
    return table(["Wat", "Precisie", "Recall", "F1", "Aantal"], rows, caption="Precisie en recall per soort")


def field_table(scores: Mapping[str, Mapping[str, float]]) -> Html:
    """How often each field of a finding is right."""
    rates = [(words, accuracy_of(scores[name])) for name, words in FIELDS.items() if name in scores]
    rows = [[words, rate_cell(rate), f"{rate.right} van {rate.of}"] for words, rate in rates]
    return table(["Gegeven", "Juist", "Aantal"], rows, caption="Hoe vaak elk gegeven juist is")


def found_cells(score: Mapping[str, float]) -> list[str]:
    """Precision, recall, F1 and how many there are."""
    recall = recall_of(score)
    return [rate_cell(precision_of(score)), rate_cell(recall), f1_cell(score), str(recall.of)]


def rate_cell(rate: Rate) -> Html:
    """A share with its bounds: "0,93 (0,86–0,97)"."""
    if rate.value is None:
        return element("span", "–")
    low, high = rate.interval
    bounds = element("span", f" ({number(low)}–{number(high)})", class_="nk-meta")
    return element("span", number(rate.value), bounds, class_="nk-nowrap")


def f1_cell(score: Mapping[str, float]) -> str:
    """The harmonic mean of precision and recall."""
    return number(score["f1"]) if precision_of(score).of or recall_of(score).of else "–"


def number(share: float) -> str:
    """A share as Dutch readers write it: "0,93"."""
    return f"{share:.2f}".replace(".", ",")


def certainty(measurement: Measurement) -> Html | None:
    """How often a commitment that was found with a certainty really is one; None where nobody counted."""
    if not measurement.reliability:
        return None
    words = (
        "Bij elke toezegging staat hoe zeker Nakoming is dat het er een is. Deze tabel toont wat die "
        "zekerheid in deze meting waard was."
    )
    rows = [
        [
            number(part["predicted"]),
            rate_cell(Rate(int(part["right"]), int(part["of"]))),
            str(int(part["of"])),
        ]
        for part in measurement.reliability
    ]
    worth = table(["Zekerheid", "Klopt", "Aantal"], rows, caption="Zekerheid en het deel dat klopt")
    return heading("Wat een zekerheid waard is") + element("p", words) + worth
