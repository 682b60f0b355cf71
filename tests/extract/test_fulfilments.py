"""What letters say became of earlier promises; every letter, dossier and member here is invented."""

import datetime as dt

import pytest

from extract import find_all
from extract.past import find_past_days
from kamer.document import Block, BlockKind, Document, Metadata
from kamer.findings import Relation
from kamer.span import Span


def make_document(*texts, kinds=None, **metadata):
    """A letter of one block for each text."""
    blocks, at = [], 0
    for order, text in enumerate(texts):
        blocks.append(Block(kinds[order] if kinds else BlockKind.PARAGRAPH, Span(at, at + len(text))))
        at += len(text) + 2
    known = Metadata(**{"date": dt.date(2031, 2, 1), **metadata})
    return Document("doc-1", "brief.txt", "00", "\n\n".join(texts), blocks=tuple(blocks), metadata=known)


def find(*texts, **more):
    return find_all(make_document(*texts, **more)).fulfilments


KEPT = [
    "Hiermee doe ik mijn toezegging uit het debat van 3 mei 2030 gestand.",
    "Met deze brief voldoe ik aan de toezegging die ik deed in het commissiedebat van 3 mei 2030.",
    "Dit heb ik toegezegd in mijn brief van 3 mei 2030.",
    "Conform de toezegging in het notaoverleg van 3 mei 2030 treft u de nota aan.",
    "Zoals toegezegd in het overleg van 3 mei 2030 is de kaart bijgevoegd.",
]


@pytest.mark.parametrize("text", KEPT)
def test_kept_promise_with_its_day(text):
    (found,) = find(text)
    assert (found.relation, found.target.date) == (Relation.FULFILS, dt.date(2030, 5, 3))


def test_kept_in_part():
    (found,) = find("Hiermee voldoe ik deels aan mijn toezegging uit het debat van 3 mei 2030.")
    assert found.relation is Relation.PARTLY


def test_target_in_a_sentence_before():
    found = find(
        "Op 3 mei 2030 vond het debat over de sluizen plaats. De sluis is open. Hierbij voldoe ik "
        "aan de toezegging."
    )
    assert found[-1].target.date == dt.date(2030, 5, 3)


def test_registered_promise_by_its_number():
    (found,) = find("Hiermee kom ik mijn toezegging (TZ203005-012) na en is de toezegging afgedaan.")
    assert found.target.toezegging == "TZ203005-012"


def test_two_promises_of_one_sentence():
    text = (
        "Dit is conform de toezegging in de brief van 3 mei 2030 (Kamerstuk 36 901, nr. 4) en de "
        "toezegging in het "
        "debat van 6 juni 2030 (Kamerstuk 36 901, nr. 9)."
    )
    assert [item.target.reference for item in find(text)] == ["36901-4", "36901-9"]


def test_recalled_promise_that_is_late_is_postponed():
    (found,) = find(
        "In mijn brief van 3 mei 2030 heb ik toegezegd u eind vorig jaar een nota te sturen. "
        "Het onderzoek is nog niet gereed. Dit zal tegen eind juni 2031 het geval zijn."
    )
    assert found.relation is Relation.POSTPONES
    assert found.deadline.latest == dt.date(2031, 6, 30)


def test_recalled_promise_alone_says_nothing():
    assert find("In mijn brief van 3 mei 2030 heb ik toegezegd u een nota te sturen.") == ()


def test_no_longer_possible_is_postponed():
    found = find(
        "Bij brief van 3 mei 2030 heb ik u over het voorstel geïnformeerd. "
        "Daardoor is het niet meer mogelijk om het voorstel voor de zomer in te dienen."
    )
    assert (found[-1].relation, found[-1].target.date) == (Relation.POSTPONES, dt.date(2030, 5, 3))


def test_announced_research_that_is_done():
    announced = "In zijn brief van 3 mei 2030 heeft mijn voorganger een onderzoek aangekondigd."
    assert len(find(f"{announced} Dit onderzoek is uitgevoerd door een bureau.")) == 1
    assert find("De sluis is oud. Dit onderzoek is uitgevoerd door een bureau.") == ()


def test_dealt_with_motion_is_a_fulfilment():
    (found,) = find("Hiermee beschouw ik de motie van het lid Brakel (Kamerstuk 36 901, nr. 4) als afgedaan.")
    assert (found.relation, found.target.reference) == (Relation.FULFILS, "36901-4")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("op 3 mei 2030", [dt.date(2030, 5, 3)]),
        ("op 3 mei jl.", [dt.date(2030, 5, 3)]),
        ("op 12 januari jongstleden", [dt.date(2031, 1, 12)]),
        ("op 3 mei 2032", []),
        ("op 31 februari 2030", []),
    ],
)
def test_past_days(text, days):
    assert [past.day for past in find_past_days(text, dt.date(2031, 2, 1))] == days


def test_past_day_without_year_needs_the_letters_date():
    assert list(find_past_days("op 3 mei jl.", None)) == []


TOLD = [
    (
        "fulfils",
        "Tijdens het commissiedebat van 3 mei 2030 heb ik toegezegd u te informeren over de sluizen. "
        "Hierbij kom ik deze toezegging na.",
    ),
    ("fulfils", "Zoals ik uw Kamer in het debat van 3 mei 2030 toezegde, bied ik u hierbij de nota aan."),
    ("fulfils", "Bijgaand ontvangt u, conform mijn toezegging in het debat van 3 mei 2030, de nota."),
    ("fulfils", "Met deze brief doe ik mijn toezegging gestand uit het debat van 3 mei 2030."),
    (
        "fulfils",
        "In het debat van 3 mei 2030 zegde ik het lid Brak toe de nota te sturen. U vindt deze in de "
        "bijlage.",
    ),
    (
        "fulfils",
        "Op 3 mei 2030 debatteerde ik met uw Kamer over sluizen. De toezegging over de nota is "
        "daarmee afgedaan.",
    ),
    (
        "fulfils",
        "In het debat van 3 mei 2030 heb ik mij bereid verklaard met de gemeente te spreken. Dit "
        "gesprek heeft in juni plaatsgevonden.",
    ),
    ("fulfils", "Aan de toezegging van 3 mei 2030 in het debat is hiermee gevolg gegeven."),
    ("fulfils", "Ter uitvoering van de toezegging in het debat van 3 mei 2030 is een loket ingericht."),
    (
        "fulfils",
        "In het debat van 3 mei 2030 is gevraagd naar de sluis. Ik heb toegezegd hierop terug te "
        "komen. De sluis is veilig. Daarmee beschouw ik de toezegging als nagekomen.",
    ),
    ("partly", "Hiermee is de toezegging uit het debat van 3 mei 2030 op één onderdeel na nagekomen."),
    ("partly", "Met deze brief geef ik ten dele invulling aan mijn toezegging uit het debat van 3 mei 2030."),
    (
        "partly",
        "In het debat van 3 mei 2030 heb ik twee nota's toegezegd. Hierbij ontvangt u de eerste; "
        "daarmee is deels voldaan.",
    ),
    (
        "postpones",
        "In het debat van 3 mei 2030 heb ik toegezegd de nota voor de zomer te sturen. Dit lukt niet."
        " U ontvangt de nota in het najaar.",
    ),
    (
        "postpones",
        "De in het debat van 3 mei 2030 toegezegde nota verschijnt niet voor de zomer, maar in het najaar.",
    ),
    ("postpones", "De in mijn brief van 3 mei 2030 aangekondigde evaluatie schuift op naar 2032."),
    ("postpones", "De beantwoording van de in het debat van 3 mei 2030 toegezegde brief vergt meer tijd."),
    (
        "postpones",
        "In mijn brief van 3 mei 2030 meldde ik dat de evaluatie in december gereed zou zijn. Het "
        "onderzoek heeft vertraging opgelopen.",
    ),
    (
        "postpones",
        "Ik had u, zoals gemeld in mijn brief van 3 mei 2030, in december over de evaluatie willen "
        "informeren. Door ziekte is dat niet gelukt.",
    ),
    ("withdraws", "De toezegging uit het debat van 3 mei 2030 over de nota vervalt."),
    (
        "withdraws",
        "In het debat van 3 mei 2030 heb ik een nota toegezegd. Door het nieuwe akkoord is deze niet "
        "langer nodig.",
    ),
    ("withdraws", "Ik trek mijn toezegging uit het debat van 3 mei 2030 hierbij in."),
    (
        "withdraws",
        "In mijn brief van 3 mei 2030 heb ik een wetsvoorstel aangekondigd. Ik zie daar nu van af.",
    ),
    (None, "In het debat van 3 mei 2030 heb ik toegezegd de nota voor de zomer te sturen. De sluis is open."),
    (None, "Ik zeg u toe de nota te sturen na het debat van 3 mei 2030."),
    (
        "fulfils",
        "De heer Brak vroeg in het algemeen overleg van 3 mei 2030 om een overzicht van de sluizen. "
        "Ik heb toegezegd dit te verstrekken. Het overzicht is als bijlage bij deze brief gevoegd.",
    ),
    (
        "fulfils",
        "Bij brief van 3 mei 2030 heeft de vaste commissie mij verzocht om een reactie. Met deze "
        "brief voldoe ik aan dat verzoek.",
    ),
]


@pytest.mark.parametrize(("relation", "text"), TOLD)
def test_what_became_of_a_promise(relation, text):
    found = [(item.relation.value, item.target.date) for item in find(text)]
    assert (relation, dt.date(2030, 5, 3)) in found if relation else not found


@pytest.mark.parametrize(
    ("status", "relation"),
    [
        ("Afgehandeld bij brief van 18 december 2030.", Relation.FULFILS),
        ("Door ziekte is dit niet gelukt; de nota volgt in mei 2031.", Relation.POSTPONES),
        ("Vervallen door de nieuwe wet.", Relation.WITHDRAWS),
        ("De nota volgt in mei 2031.", None),
    ],
)
def test_row_of_promises_in_plain_text(status, relation):
    found = find(f"De minister zegt toe een nota te sturen. | Debat Sluizen, 3 mei 2030 | {status}")
    assert [item.relation for item in found] == ([relation] if relation else [])
    assert all(item.target.date == dt.date(2030, 5, 3) for item in found)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("As announced in COM(2030) 12, the Commission has adopted a proposal on locks.", [Relation.FULFILS]),
        (
            "The Plan, COM(2030) 12, announced a proposal on locks. It has been postponed until 2032.",
            [Relation.POSTPONES],
        ),
        ("The proposal announced in COM(2030) 12 has been withdrawn.", [Relation.WITHDRAWS]),
        ("A proposal on locks, see COM(2030) 12, will be adopted in 2032.", []),
    ],
)
def test_english_announcements(text, relations):
    found = find(text, language="en")
    assert [item.relation for item in found] == relations
    assert {item.target.reference for item in found} <= {"COM(2030) 12"}
