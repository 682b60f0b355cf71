"""Promises and look-alikes: one sentence each, all invented, read in a letter of 1 February 2031."""

import datetime as dt

import pytest

from extract.commitments import find_commitments
from extract.promises import promise_rules
from kamer.document import Block, BlockKind, DateBasis, Document, Metadata, NoteMark, Signatory
from kamer.findings import CommitmentKind, Strength
from kamer.span import Span

DATE = dt.date(2031, 2, 1)
OFFICE = "De Minister van Havens"


def make_document(*texts, kinds=None, **metadata):
    """A letter of one block for each text."""
    blocks, at = [], 0
    for text, kind in zip(texts, kinds or [BlockKind.PARAGRAPH] * len(texts), strict=True):
        blocks.append(Block(kind, Span(at, at + len(text))))
        at += len(text) + 2
    known = {
        "date": DATE,
        "date_basis": DateBasis.STATED,
        "signatories": (Signatory("A. de Wind", OFFICE),),
        **metadata,
    }
    return Document(
        "doc-1", "brief.txt", "00", "\n\n".join(texts), blocks=tuple(blocks), metadata=Metadata(**known)
    )


def find(*texts, **more):
    return find_commitments(make_document(*texts, **more))


PROMISES = [
    ("inform", "Ik zal Uw Kamer zo spoedig mogelijk informeren."),
    ("inform", "De TK wordt hierover in het najaar van 2031 geïnformeerd."),
    ("inform", "Voor de zomer ontvangt u van mij een brief over de toekomst van de veerdiensten."),
    ("inform", "Een beleidsreactie volgt voor het einde van het jaar."),
    (
        "inform",
        "De kabinetsreactie op het rapport ontvangt uw Kamer naar verwachting in het eerste "
        "kwartaal van 2032.",
    ),
    ("inform", "Ik verwacht uw Kamer hierover na het zomerreces nader te kunnen berichten."),
    ("inform", "Het is mijn voornemen uw Kamer voor de begrotingsbehandeling te informeren."),
    ("inform", "Wij streven ernaar het wetsvoorstel in het voorjaar van 2032 bij uw Kamer in te dienen."),
    ("inform", "Naar verwachting kan het wetsvoorstel medio 2032 bij de Tweede Kamer worden ingediend."),
    ("inform", "Ik kom hier in de voortgangsbrief van december op terug."),
    ("inform", "Hierover wordt uw Kamer separaat geïnformeerd."),
    ("inform", "Over de uitkomsten van dit gesprek zal ik u per brief op de hoogte stellen."),
    ("inform", "Ik houd uw Kamer op de hoogte van de ontwikkelingen."),
    ("inform", "Uw Kamer kan het rapport in mei tegemoetzien."),
    ("inform", "In de volgende voortgangsrapportage zal ik hier nader op ingaan."),
    ("inform", "Mijn streven is erop gericht uw Kamer voor 1 juli te informeren over de uitkomst."),
    (
        "inform",
        "De resultaten van het onderzoek zullen, voorzien van een beleidsreactie, voor het "
        "kerstreces met uw Kamer worden gedeeld.",
    ),
    ("inform", "Zodra hierover meer duidelijk is, zal uw Kamer daarover worden geïnformeerd."),
    ("inform", "Ik zeg uw Kamer toe dat ik in het najaar terugkom op de kosten."),
    ("inform", "Voorts zeg ik toe de Kamer jaarlijks te informeren over de voortgang."),
    ("inform", "Ook het bijbehorende actieplan zend ik dan aan uw Kamer."),
    ("inform", "Een nadere uitwerking wordt u dit najaar toegezonden."),
    (
        "inform",
        "De evaluatie zal ik, vergezeld van mijn reactie, voor het einde van 2031 aan de Eerste en "
        "Tweede Kamer aanbieden.",
    ),
    ("inform", "Begin 2032 informeren wij uw Kamer over de stand van zaken."),
    ("inform", "Het ontwerpbesluit wordt in het tweede kwartaal voorgehangen bij beide Kamers."),
    ("inform", "Ik ben voornemens uw Kamer in het voorjaar een hoofdlijnenbrief te sturen."),
    ("inform", "Ik bied uw Kamer graag een technische briefing aan in mei."),
    ("inform", "Ik zal dit meenemen in de rapportage die uw Kamer in mei ontvangt."),
    ("act", "Het kabinet laat een verkenning uitvoeren naar de kosten van de sluis."),
    ("act", "Ik heb besloten de regeling per 1 januari 2032 te beëindigen."),
    ("act", "Ik zal de gemeente vragen de brug te sluiten."),
    ("act", "In 2032 zal de regeling worden geëvalueerd."),
    ("act", "De wet wordt binnen drie jaar na inwerkingtreding geëvalueerd."),
    ("act", "Ik ga met de provincies in gesprek over de veerdiensten."),
    ("act", "Samen met de waterschappen stel ik dit jaar een actieplan op."),
    ("act", "Daartoe wordt een werkgroep ingesteld."),
    ("act", "Ik neem deze suggestie mee bij de uitwerking van de regeling."),
    ("act", "Ik zal dit punt onder de aandacht brengen van de havenmeesters."),
    ("act", "Het kabinet is van plan om de subsidie voor kleine havens te verhogen."),
    ("act", "In het najaar start het ministerie een campagne over veilig varen."),
    ("act", "Eind dit jaar neemt het kabinet een besluit over de sluis."),
    ("act", "Ik streef ernaar om dit voor het einde van het jaar af te ronden."),
    ("act", "De komende maanden zal ik samen met de sector verkennen welke opties er zijn."),
    ("act", "Wij zullen daarom de regeling aanpassen."),
    ("act", "Ook zullen de tarieven worden herzien."),
    ("act", "Het kabinet gaat onderzoeken of een loket mogelijk is."),
    ("act", "Vanaf 2032 wordt het budget structureel verhoogd met 10 miljoen euro."),
    ("milestone", "Het eindrapport wordt in mei 2031 verwacht."),
    ("milestone", "Naar verwachting treedt de wet op 1 januari 2033 in werking."),
    ("milestone", "De beoogde inwerkingtreding is 1 juli 2032."),
    ("milestone", "De internetconsultatie start begin maart."),
    ("milestone", "De Europese Commissie komt in het tweede kwartaal van 2031 met een voorstel."),
    ("milestone", "De Commissie heeft aangekondigd eind 2031 een voorstel te presenteren."),
    ("milestone", "Het RIVM levert het rapport uiterlijk 1 oktober op."),
    ("milestone", "De gemeente besluit in september over de vergunning."),
    ("milestone", "De oplevering van de sluis is voorzien in 2033."),
    ("milestone", "De Raad van State brengt naar verwachting voor de zomer advies uit."),
    ("milestone", "Planning is dat de eerste schepen in 2033 varen."),
    ("milestone", "De eerste resultaten komen in het voorjaar van 2032 beschikbaar."),
    ("milestone", "De nieuwe regeling gaat op 1 april 2031 in."),
    ("milestone", "De volgende bijeenkomst vindt plaats op 3 juni 2031."),
]

LOOK_ALIKES = [
    "In deze brief zullen wij ingaan op de maatregelen.",
    "Voor de beantwoording van de vragen is meer tijd nodig.",
    "Ik ben niet voornemens de regeling te wijzigen.",
    "Ik zie geen aanleiding om de regeling aan te passen.",
    "Gemeenten moeten voor 1 januari 2032 een plan vaststellen.",
    "De wet bepaalt dat de minister binnen zes weken een besluit neemt.",
    "Op grond van artikel 3 wordt een vergunning binnen acht weken verleend.",
    "Nederland zet sterk in op een sterke interne markt.",
    "Het kabinet hecht veel waarde aan veilige vaarwegen.",
    "Daarmee wordt de positie van schippers versterkt.",
    "De sluis wordt gebruikt door kleine schepen.",
    "Het kabinet streeft naar een gelijk speelveld.",
    "De leden van de fractie vragen of de minister de Kamer voor de zomer zal informeren.",
    "De commissie adviseert het kabinet om voor 2032 een besluit te nemen.",
    "Indien nodig kan de regeling worden aangepast.",
    "Dit zou kunnen leiden tot hogere kosten.",
    "In 2029 werd de regeling geëvalueerd.",
    "Zoals ik uw Kamer in mei heb laten weten, is de sluis gesloten.",
    "De regeling heeft tot gevolg dat schippers minder zullen varen.",
    "Het is aan de gemeenten om hierover te besluiten.",
    "Dit betekent dat de kosten de komende jaren zullen stijgen.",
    "Voor 2031 is een budget van 5 miljoen euro beschikbaar.",
    "Het budget voor 2031 bedraagt 5 miljoen euro.",
    "Daarom is het van belang dat de brug in 2031 open blijft.",
    "Tijdens het debat is gevraagd wanneer de Kamer wordt geïnformeerd.",
    "De Kamer heeft mij verzocht om voor 1 mei te reageren.",
    "Met deze brief informeer ik u over de stand van zaken en kom ik de toezegging na.",
    "Ik ga ervan uit dat de sector dit oppakt.",
    "Het gaat om een bedrag van 3 miljoen euro in 2031.",
    "Ik acht het niet wenselijk dat dit wordt gewijzigd.",
    "Ik vertrouw erop u hiermee voldoende te hebben geïnformeerd.",
    "Uw Kamer is hierover geïnformeerd in de brief van 3 mei 2030.",
    "Graag verwijs ik u naar de brief waarin dit wordt toegelicht.",
    "De regeling wordt door schippers goed ontvangen.",
    "Jaarlijks worden ongeveer 200 vergunningen verleend.",
    "Momenteel wordt onderzocht of een loket mogelijk is.",
    "Er wordt gewerkt aan een oplossing.",
    "Gemeenten ontvangen hiervoor middelen uit het gemeentefonds.",
    "Ik wil benadrukken dat veiligheid voorop staat.",
    "Ik deel de zorgen van de leden.",
    "De uitvoering van de motie wordt met deze brief afgerond.",
    "Schippers kunnen tot 1 mei een aanvraag indienen.",
    "Het rapport laat zien dat de kosten in 2031 zullen dalen.",
]


@pytest.mark.parametrize(("kind", "text"), PROMISES)
def test_promise_is_found(kind, text):
    assert kind in [found.kind for found in find(text)]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alike_is_left(text):
    assert find(text) == []


RULES = [(rule, text, True) for rule in promise_rules() for text in rule.yes]
RULES += [(rule, text, False) for rule in promise_rules() for text in rule.no]


@pytest.mark.parametrize(("rule", "text", "expected"), RULES, ids=[f"{r.id}-{t[:40]}" for r, t, _ in RULES])
def test_rule_example(rule, text, expected):
    assert (rule.id in [found.evidence.found_by for found in find(text)]) is expected


def test_two_promises_of_one_sentence_stand_apart():
    first, second = find(
        "Ik verwacht dat het rapport in mei wordt opgeleverd en dan zal ik het met uw Kamer delen."
    )
    assert (first.kind, second.kind) == (CommitmentKind.MILESTONE, CommitmentKind.INFORM)
    assert second.evidence.quote == "dan zal ik het met uw Kamer delen."
    assert first.deadline.latest == second.deadline.latest == dt.date(2031, 5, 31)


def test_then_takes_the_time_of_the_sentence_before():
    found = find("De proef eindigt op 1 juli 2031. Uw Kamer wordt dan geïnformeerd over de uitkomst.")
    assert found[-1].deadline.latest == dt.date(2031, 7, 1)


def test_time_of_another_clause_is_not_taken():
    (found,) = find("Over de sluis, die in 2035 vijftig jaar bestaat, zal ik uw Kamer nader informeren.")
    assert found.deadline is None


def test_question_promises_nothing():
    asked = "Zal de minister de Kamer voor 1 mei 2031 informeren. Ik zal u in mei informeren."
    assert find(asked, kinds=[BlockKind.QUESTION]) == []


def test_footnote_and_bullet_promise():
    text = "Uw Kamer wordt hierover in mei geïnformeerd."
    assert len(find(text, text, kinds=[BlockKind.FOOTNOTE, BlockKind.LIST_ITEM])) == 2


def test_equal_statements_get_different_ids():
    text = "Ik zal uw Kamer in mei 2031 informeren."
    first, second = find(text, text)
    assert first.id != second.id
    assert [first.id, second.id] == [found.id for found in find(text, text)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ik zal uw Kamer in mei informeren.", "Minister van Havens"),
        ("De sluis wordt in mei 2031 gerenoveerd.", "Minister van Havens"),
        ("De Raad voor Havens zal in mei 2031 advies uitbrengen.", "Raad voor Havens"),
        ("Begin juli 2031 zal de Europese Commissie een voorstel doen.", "Europese Commissie"),
        ("In 2031 faciliteert de Waterwacht de inrichting van het centrum.", "Waterwacht"),
        ("De uitkomsten komen in mei 2031 beschikbaar.", None),
        ("Het kabinet zal andere opties onderzoeken.", "kabinet"),
    ],
)
def test_actor(text, actor):
    assert find(text)[0].actor == actor


def test_actor_without_signatory_is_the_cabinet():
    (found,) = find("Ik zal uw Kamer in mei informeren.", signatories=())
    assert found.actor == "kabinet"


def test_recipient_is_the_house_that_is_named():
    assert find("Ik zal u in mei informeren.")[0].recipient == "Tweede Kamer"
    assert find("Ik zal de Eerste Kamer in mei informeren.")[0].recipient == "Eerste Kamer"


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Ik zal uw Kamer in mei informeren.", Strength.FIRM),
        ("Ik streef ernaar uw Kamer in mei te informeren.", Strength.INTENDED),
        ("Naar verwachting wordt uw Kamer in mei geïnformeerd.", Strength.EXPECTED),
    ],
)
def test_strength(text, strength):
    assert find(text)[0].strength is strength


def make_table(*rows):
    """A document that is one table."""
    blocks, text = [], ""
    for row in rows:
        start, cells = len(text), []
        for cell in row:
            cells.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\t"
        text = text[:-1]
        blocks.append(Block(BlockKind.TABLE_ROW, Span(start, len(text)), cells=tuple(cells)))
        text += "\n\n"
    return Document("doc-2", "tabel.txt", "00", text, blocks=tuple(blocks), metadata=Metadata(date=DATE))


def test_planning_row_is_a_milestone_with_its_actor():
    table = make_table(
        ("Mijlpaal", "Trekker", "Planning"), ("Opening van de noordersluis", "Havenbedrijf", "Q3 2031")
    )
    (found,) = find_commitments(table)
    assert (found.kind, found.actor) == (CommitmentKind.MILESTONE, "Havenbedrijf")
    assert found.deadline.latest == dt.date(2031, 9, 30)
    assert found.deadline.span.of(table.text) == "Q3 2031"


def test_row_with_a_state_of_affairs_promises_by_its_last_cell():
    row = (
        "De Minister zendt de Kamer een nota.",
        "Debat van 3 mei 2030",
        "De Kamer wordt in mei 2031 geïnformeerd.",
    )
    (found,) = find_commitments(make_table(("Omschrijving", "Vindplaats", "Stand van zaken"), row))
    assert found.kind is CommitmentKind.INFORM
    assert found.evidence.quote == "\t".join(row)


def test_estimated_letter_date_is_told():
    (found,) = find("Ik zal uw Kamer in mei informeren.", date_basis=DateBasis.ESTIMATED)
    assert found.deadline.estimated


def test_english_paper():
    text = "The Commission will put forward a proposal on ferries by the end of 2031. It reported in 2029."
    (found,) = find(text, language="en")
    assert (found.actor, found.deadline.latest) == ("Commission", dt.date(2031, 12, 31))


def test_note_marks_are_not_needed():
    document = make_document("Ik zal uw Kamer in mei informeren.")
    marked = Document(
        document.key,
        document.source,
        document.sha256,
        document.text,
        blocks=document.blocks,
        note_marks=(NoteMark(3, "1"),),
        metadata=document.metadata,
    )
    assert len(find_commitments(marked)) == 1


def test_a_clause_that_hangs_on_a_sentence_is_shown_with_it():
    (found,) = find("Ik verwelkom de havenraad, die vanaf mei 2031 maandelijks bijeen zal komen.")
    assert found.evidence.quote.startswith("Ik verwelkom de havenraad")


def test_a_second_main_clause_takes_the_subject_of_the_first():
    found = find("Het kabinet deelt die zorg en zal daartoe een voorstel uitwerken.")
    assert [one.kind for one in found] == [CommitmentKind.ACT]


def test_a_coming_paper_lends_its_time():
    (found,) = find(
        "In de volgende voortgangsbrief, die in mei 2031 verschijnt, zal ik op de kosten terugkomen."
    )
    assert found.kind is CommitmentKind.INFORM
    assert found.deadline is not None and found.deadline.latest == dt.date(2031, 5, 31)


@pytest.mark.parametrize(
    ("line", "latest"),
    [
        ("Beoogde inwerkingtreding: 1 januari 2032", dt.date(2032, 1, 1)),
        ("Mei 2031: start van de aanbesteding", dt.date(2031, 5, 31)),
        ("Oplevering kade: tweede kwartaal 2031", dt.date(2031, 6, 30)),
    ],
)
def test_a_planning_line_is_a_milestone(line, latest):
    (found,) = find(line)
    assert found.kind is CommitmentKind.MILESTONE
    assert found.deadline is not None and found.deadline.latest == latest


@pytest.mark.parametrize(
    "line", ["Ons kenmerk: 2031-44", "Start van de bouw: onbekend", "Besluit: zie bijlage 2"]
)
def test_other_lines_with_a_colon_are_left(line):
    assert find(line) == []


def test_a_row_typed_with_strokes_is_a_row():
    found = find("Initiatief | Dienst | Wanneer", "Opening van het loket | Havendienst | mei 2031")
    assert [(one.kind, one.evidence.quote) for one in found] == [
        (CommitmentKind.MILESTONE, "Opening van het loket | Havendienst | mei 2031")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Het college wijst erop dat de termijn in 2032 afloopt.",
        "De raad stelt dat de bouw in 2032 begint.",
        "De motie, die het kabinet oproept in 2032 een raad in te stellen, is aangehouden.",
    ],
)
def test_what_others_hold_is_no_promise(text):
    assert find(text) == []
