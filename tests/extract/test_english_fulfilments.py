"""What an English communication says became of an announced step: invented sentences."""

from __future__ import annotations

import pytest

from extract import find_all
from ingest import parse_document

HEAD = (
    "EUROPEAN COMMISSION\n\nBrussels, 18.3.2026\nCOM(2026) 118 final\n\n"
    "COMMUNICATION FROM THE COMMISSION TO THE EUROPEAN PARLIAMENT AND THE COUNCIL\n\n"
    "An action plan for ports\n\n1. INTRODUCTION\n\n"
    "Ports are important for the Union and for the Member States. The sector has grown.\n\n"
)
TOLD = [
    ("As announced in COM(2024) 98, the Commission has adopted a proposal for a Port Act.", "fulfils"),
    ("This Communication delivers on the commitment made in COM(2024) 98 to review the rules.", "fulfils"),
    (
        "In line with the announcement in COM(2024) 98, the Commission presented a proposal in June 2025.",
        "fulfils",
    ),
    ("The Commission has honoured its commitment in COM(2024) 98 to publish guidance.", "fulfils"),
    (
        "In COM(2024) 98 the Commission announced a study on ports. The study was published in May 2025.",
        "fulfils",
    ),
    (
        "In its Communication COM(2024) 98 it undertook a review. That review has been completed.",
        "fulfils",
    ),
    ("The guidance announced in COM(2024) 98 has been published.", "fulfils"),
    ("The expert group foreseen in COM(2024) 98 was set up in March 2025.", "fulfils"),
    ("The proposal announced in COM(2024) 98 will now be presented in 2027.", "postpones"),
    ("The adoption of the delegated act foreseen in COM(2024) 98 has been postponed to 2027.", "postpones"),
    ("The review announced in COM(2024) 98 has been delayed and will be completed in 2027.", "postpones"),
    ("The Commission will no longer pursue the proposal announced in COM(2024) 98.", "withdraws"),
    ("The proposal announced in COM(2024) 98 has been withdrawn.", "withdraws"),
    ("Of the 20 actions announced in COM(2024) 98, 12 have been completed.", "partly"),
    ("The actions announced in COM(2024) 98 have been partially implemented.", "partly"),
    ("Most of the measures set out in COM(2024) 98 have been implemented.", "partly"),
    ("Following up on COM(2024) 98, the Commission launched a call in 2025.", "fulfils"),
    ("With this report the Commission fulfils the obligation under COM(2024) 98.", "fulfils"),
    ("As set out in COM(2024) 98, the helpdesk opened in March 2025.", "fulfils"),
    ("The pilot promised in COM(2024) 98 started in May 2025.", "fulfils"),
]
NOTHING_TOLD = [
    "The Commission adopted COM(2024) 98 in June 2024.",
    "As announced in COM(2024) 98, the Commission will present a proposal.",
    "The Council adopted its position on COM(2024) 98.",
    "COM(2024) 98 has been published.",
    "The European Parliament welcomed COM(2024) 98.",
    "The evaluation in SWD(2024) 12 showed that rules were adopted late.",
    "The proposal in COM(2024) 98 is under negotiation.",
]


def fulfilments(text):
    return find_all(parse_document(f"{HEAD}{text}\n".encode(), "communication.txt")).fulfilments


@pytest.mark.parametrize(("text", "relation"), TOLD, ids=[row[0] for row in TOLD])
def test_what_became_of_it(text, relation):
    (found,) = fulfilments(text)
    assert (found.relation.value, found.target.reference) == (relation, "COM(2024) 98")


@pytest.mark.parametrize("text", NOTHING_TOLD)
def test_tells_nothing(text):
    assert not fulfilments(text)
