"""What an English paper of the EU's institutions promises, and what it does not: invented sentences."""

from __future__ import annotations

import pytest

from extract.commitments import find_commitments
from ingest import parse_document

HEAD = (
    "EUROPEAN COMMISSION\n\nBrussels, 18.3.2026\nCOM(2026) 118 final\n\n"
    "COMMUNICATION FROM THE COMMISSION TO THE EUROPEAN PARLIAMENT AND THE COUNCIL\n\n"
    "An action plan for ports\n\n1. INTRODUCTION\n\n"
    "Ports are important for the Union and for the Member States. The sector has grown.\n\n"
)
PROMISES = [
    ("The Commission will present a proposal for a Port Act in Q4 2026.", "milestone"),
    ("The Commission plans to adopt a delegated act by mid-2026.", "milestone"),
    ("The Commission aims to adopt the implementing act in the first half of 2027.", "milestone"),
    ("The Agency is to finish its study by June 2026.", "milestone"),
    ("The Council is expected to adopt its general approach in June 2026.", "milestone"),
    ("Adoption of the proposal is foreseen for Q2 2026.", "milestone"),
    ("A public consultation is due to start in spring 2026.", "milestone"),
    ("The Commission shall submit a report to the European Parliament by 31 December 2028.", "inform"),
    ("By 2028, the Commission shall evaluate this Regulation.", "milestone"),
    ("The High Representative will report back to the Council every six months.", "inform"),
    ("The Commission will inform the European Parliament of the outcome.", "inform"),
    ("The Commission will set up an expert group on ferries in 2026.", "act"),
    ("The Joint Research Centre will develop a forecast for the main rivers.", "act"),
    ("ENISA will publish guidance on port systems.", "act"),
    ("The Commission will convene a high-level conference in autumn 2026.", "act"),
    ("A helpdesk for small ports will be established.", "act"),
    ("The Regulation will apply from 1 January 2028.", "milestone"),
    ("The Directive is expected to enter into force in early 2027.", "milestone"),
    ("Member States will transpose the Directive by 30 June 2028.", "milestone"),
    ("The European Investment Bank intends to open a lending facility in 2026.", "milestone"),
    ("The evaluation is scheduled for completion by the end of 2027.", "milestone"),
    ("The Commission has announced that it will table a revision in 2027.", "milestone"),
    ("We will publish the results in September 2026.", "milestone"),
    ("The review of the Directive is planned for the third quarter of 2027.", "milestone"),
    ("Negotiations are due to be concluded by the end of 2026.", "milestone"),
    ("The European Commission will launch a call for proposals worth EUR 20 million in Q1 2026.", "act"),
    ("The Commission will carry out an impact assessment before presenting the proposal.", "act"),
    ("The Commission commits to reviewing the list by 2027.", "milestone"),
    ("Work on the standard will start in 2026.", "milestone"),
    ("The first cohort will start in September 2026.", "milestone"),
    ("In 2026, the Commission will assess the functioning of the network.", "milestone"),
    ("The Commission will, by the end of 2026, propose a common methodology.", "milestone"),
    ("The Commission is preparing a communication, to be adopted in Q3 2026.", "milestone"),
    ("The Commission and the Member States will hold a joint exercise in October 2026.", "milestone"),
    ("The revised guidelines will be available in May 2026.", "milestone"),
    ("Publication of the study is expected by summer 2026.", "milestone"),
    ("The Authority will issue its opinion within six months of the request.", "milestone"),
    ("The Presidency plans to convene a ministerial meeting in April 2026.", "act"),
    ("The Commission will follow up with a recommendation in 2027.", "milestone"),
    ("The Council will be invited to adopt the mandate in May 2026.", "milestone"),
]
NO_PROMISES = [
    "The Commission calls on Member States to submit their plans by June 2026.",
    "The Commission invites the European Parliament and the Council to reach agreement by the end of 2026.",
    "Member States shall designate a competent authority by 1 January 2028.",
    "Member States must notify their plans by 30 June 2026.",
    "Operators shall keep records for five years.",
    "The Commission adopted its proposal in March 2025.",
    "The Commission has adopted the delegated act.",
    "The Commission may propose further measures by 2028.",
    "The Commission could extend the deadline to 2028.",
    "The Commission will not propose legislation in 2026.",
    "Freight volumes will increase by 30% by 2030.",
    "Climate projections indicate that low water will occur twice as often by 2050.",
    "Emissions are expected to fall by 55% by 2030.",
    "The market is expected to grow to EUR 20 billion by 2030.",
    "The target is to reduce emissions by 55% by 2030.",
    "The Union needs to double its capacity by 2030.",
    "If Member States do not act, the Commission will propose measures.",
    "The Commission will continue to support Member States.",
    "The Commission will work closely with the sector.",
    "The Commission will ensure that the rules are applied.",
    "This Communication will set out the next steps.",
    "The Commission recommends that Member States adopt a plan by 2027.",
    "The European Parliament called on the Commission to present a proposal by 2026.",
    "Member States should adopt national plans by the end of 2026.",
    "The scheme would cost EUR 3 million in 2027.",
    "Ports will benefit from simpler rules.",
    "These measures will contribute to the climate objectives for 2030.",
    "The budget for 2027 amounts to EUR 20 million.",
    "When will the Commission present its proposal in 2026?",
    "Under Regulation (EU) 2024/1679 ports are required to provide facilities by 2030.",
    "In 2030, two thirds of the fleet will be older than 20 years.",
    "The proposal will be accompanied by an impact assessment.",
    "The Council adopted conclusions on 12 May 2025.",
    "Member States are required to report annually.",
    "The Commission considers that the deadline of 2027 is realistic.",
    "The Directive had to be transposed by 1 January 2025.",
    "The population will reach 450 million in 2040.",
    "Prices were expected to fall in 2025.",
    "Stakeholders expect the Commission to act by 2027.",
]


def commitments(text):
    document = parse_document(f"{HEAD}{text}\n".encode(), "communication.txt")
    assert document.metadata.language == "en"
    return find_commitments(document)


@pytest.mark.parametrize(("text", "kind"), PROMISES, ids=[row[0] for row in PROMISES])
def test_promises(text, kind):
    (found,) = commitments(text)
    assert found.kind.value == kind


@pytest.mark.parametrize("text", NO_PROMISES)
def test_promises_nothing(text):
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "strength", "actor", "latest"),
    [
        ("The Commission will present a proposal in Q4 2026.", "firm", "Commission", "2026-12-31"),
        (
            "The Joint Research Centre plans to open an office in 2027.",
            "intended",
            "Joint Research Centre",
            "2027-12-31",
        ),
        (
            "The European Union Agency for Railways is to finish its study by June 2026.",
            "firm",
            "European Union Agency for Railways",
            "2026-06-30",
        ),
        ("The Council is expected to adopt its position by mid-2026.", "expected", "Council", "2026-07-02"),
        ("ENISA will publish guidance by the end of this year.", "firm", "ENISA", "2026-12-31"),
    ],
)
def test_who_and_when(text, strength, actor, latest):
    (found,) = commitments(text)
    assert (found.strength.value, found.actor) == (strength, actor)
    assert found.deadline is not None and str(found.deadline.latest) == latest
