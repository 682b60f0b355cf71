"""Motions as letters name them; all letters, dossiers and members here are invented."""

import datetime as dt

import pytest

from extract import find_all
from extract.names import parse_names
from kamer.document import Block, BlockKind, Document, DocumentKind, Metadata, NoteMark
from kamer.findings import Disposition, Relation
from kamer.span import Span


def make_document(*texts, kinds=None, labels=(), marks=(), **metadata):
    """A letter of one block for each text."""
    blocks, at = [], 0
    for order, text in enumerate(texts):
        kind = kinds[order] if kinds else BlockKind.PARAGRAPH
        label = labels[order] if labels else None
        blocks.append(Block(kind, Span(at, at + len(text)), label))
        at += len(text) + 2
    known = Metadata(**{"date": dt.date(2031, 2, 1), **metadata})
    text = "\n\n".join(texts)
    return Document(
        "doc-1", "brief.txt", "00", text, blocks=tuple(blocks), note_marks=tuple(marks), metadata=known
    )


def motions(*texts, **more):
    return find_all(make_document(*texts, **more)).motions


DISPOSITIONS = [
    ("closed", "Hiermee beschouw ik de motie van het lid De Wind (nr. 4) als afgedaan."),
    ("closed", "Met bovenstaande acht ik de motie De Wind c.s. (nr. 4) afgedaan."),
    (
        "closed",
        "De moties van de leden De Wind en Zandstra (nr. 4) en van het lid Terpstra (nr. 5) zijn "
        "hiermee afgehandeld.",
    ),
    (
        "closed",
        "In mei is de motie van het lid De Wind aangenomen (nr. 4). Met deze brief beschouw ik deze "
        "motie als afgedaan.",
    ),
    (
        "carried_out",
        "Met deze brief geef ik uitvoering aan de motie van het lid De Wind (nr. 4).",
    ),
    ("carried_out", "Hiermee is voldaan aan de motie-De Wind/Zandstra (nr. 4)."),
    (
        "carried_out",
        "Met deze brief doe ik de motie van de leden De Wind en Zandstra (nr. 4) gestand.",
    ),
    (
        "carried_out",
        "Op deze wijze wordt invulling gegeven aan de motie van het lid De Wind (nr. 4).",
    ),
    (
        "carried_out",
        "Zoals verzocht in de motie van het lid De Wind (nr. 4) is een loket ingericht.",
    ),
    (
        "carried_out",
        "Conform de aangenomen motie van het lid De Wind (nr. 4) heb ik de sluis laten onderzoeken.",
    ),
    (
        "carried_out",
        "Ter uitvoering van de motie van het lid De Wind over de sluis (nr. 4) treft u bijgaand de nota aan.",
    ),
    ("carried_out", "De motie van het lid De Wind (nr. 4) is uitgevoerd."),
    (
        "carried_out",
        "De motie van het lid De Wind (nr. 4) verzoekt de regering een loket in te richten. Ik heb "
        "dit loket in mei ingericht. Daarmee is de motie uitgevoerd.",
    ),
    ("carried_out", "Hiermee kom ik tegemoet aan de motie van het lid De Wind (nr. 4)."),
    ("carried_out", "Dit is in lijn met de motie van het lid De Wind (nr. 4)."),
    (
        "carried_out",
        "Met het besluit heeft het kabinet gehoor gegeven aan de motie van het lid De Wind (nr. 4).",
    ),
    ("in_progress", "In het najaar kom ik terug op de motie van het lid De Wind (nr. 4)."),
    (
        "in_progress",
        "Ik zal uw Kamer voor de zomer informeren over de uitvoering van de motie van het lid De "
        "Wind (nr. 4).",
    ),
    (
        "in_progress",
        "Aan deze motie van het lid De Wind (nr. 4) wordt in 2032 uitvoering gegeven.",
    ),
    ("in_progress", "Bij de uitwerking betrek ik de motie van het lid De Wind (nr. 4)."),
    ("in_progress", "De motie van het lid De Wind (nr. 4) is in uitvoering."),
    (
        "in_progress",
        "De motie van het lid De Wind (nr. 4) verzoekt de regering een loket in te richten. Ik ben "
        "hierover in gesprek met de sector en zal uw Kamer in het najaar informeren.",
    ),
    ("in_progress", "Ik ga met de motie van het lid De Wind (nr. 4) aan de slag."),
    (
        "in_progress",
        "De motie van het lid De Wind (nr. 4) neem ik mee in de evaluatie van de regeling.",
    ),
    (
        "in_progress",
        "Met deze pilot zal invulling worden gegeven aan de motie van het lid De Wind (nr. 4).",
    ),
    ("rejected", "Het kabinet zal de motie van het lid De Wind (nr. 4) niet uitvoeren."),
    ("rejected", "Ik kan geen uitvoering geven aan de motie van het lid De Wind (nr. 4)."),
    ("rejected", "De motie van het lid De Wind (nr. 4) ontraad ik."),
    (
        "rejected",
        "De motie van het lid De Wind (nr. 4) verzoekt de regering een loket in te richten. Het "
        "kabinet ziet hiervoor geen aanleiding.",
    ),
    (
        "rejected",
        "Ik zie geen mogelijkheid om de motie van het lid De Wind (nr. 4) uit te voeren.",
    ),
    (
        "mentioned",
        "Op 3 mei 2031 heeft uw Kamer de motie van het lid De Wind (nr. 4) aangenomen.",
    ),
    (
        "mentioned",
        "De motie van het lid De Wind (nr. 4) verzoekt de regering een loket in te richten.",
    ),
    ("mentioned", "In deze brief ga ik in op de motie van het lid De Wind (nr. 4)."),
    ("mentioned", "De motie van het lid De Wind (nr. 4) is aangehouden."),
]


@pytest.mark.parametrize(("disposition", "text"), DISPOSITIONS)
def test_disposition(disposition, text):
    found = motions(text.replace("(nr.", "(Kamerstuk 36 901, nr."))
    assert found[0].identifier == "36901-4"
    assert found[0].proposers[0] == "De Wind"
    assert {motion.disposition for motion in found} == {Disposition(disposition)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Brakel en Agnes Zandstra", ("Brakel", "Zandstra")),
        ("Van der Wind c.s.", ("Van der Wind",)),
        ("Brakel-Zandstra", ("Brakel", "Zandstra")),
        ("Brakel (XYZ), Zandstra (ABC) en De Wind", ("Brakel", "Zandstra", "De Wind")),
        ("Brakel/Zandstra", ("Brakel", "Zandstra")),
        ("Bruins Slot", ("Bruins Slot",)),
        ("van den Berg", ("Van den Berg",)),
    ],
)
def test_names(text, names):
    assert parse_names(text) == names


def test_hyphen_of_one_member_is_one_name():
    assert parse_names("Brakel-Zandstra", single=True) == ("Brakel-Zandstra",)


def test_number_in_the_note_at_the_end_of_the_sentence():
    body = "Dit is in lijn met de motie van het lid Brakel, waarvoor sluizen zijn onderzocht."
    note = "Kamerstuk 36 901, nr. 4."
    kinds = [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]
    (found,) = motions(body, note, kinds=kinds, labels=[None, "1"], marks=[NoteMark(len(body), "1")])
    assert found.identifier == "36901-4"


def test_number_of_a_letter_is_not_the_motions():
    (found,) = motions(
        "Over de motie van het lid Brakel schreef ik in mijn brief van 3 mei 2030 (Kamerstuk 36 901, nr. 4)."
    )
    assert found.identifier is None


def test_later_short_mention_is_the_same_motion():
    (found,) = motions(
        "De motie van de leden Brakel en Zandstra (Kamerstuk 36 901, nr. 4) is aangenomen.",
        "In reactie op de motie-Brakel richt ik een loket in. Met deze brief is deze motie afgedaan.",
    )
    assert (len(found.mentions), found.proposers) == (2, ("Brakel", "Zandstra"))
    assert found.disposition is Disposition.CLOSED


def test_same_first_member_with_two_motions_is_left_open():
    found = motions(
        "De motie van het lid Brakel (Kamerstuk 36 901, nr. 4) en de motie van het lid Brakel "
        "(Kamerstuk 36 901, nr. 5).",
        "Daarnaast is er de motie van het lid Brakel.",
    )
    assert [(motion.identifier, len(motion.mentions)) for motion in found] == [("36901-4", 1), ("36901-5", 1)]


def test_bullets_under_a_list_of_motions():
    found = motions(
        "Op 3 mei 2030 zijn drie moties aangenomen, te weten de moties van:",
        "- het lid Brakel (XYZ) over de noordersluis;",
        "De motie van het lid Brakel (XYZ) met Kamerstuknummer 36901, nr. 4 verzoekt de regering de "
        "noordersluis te openen.",
        kinds=[BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH],
    )
    assert [(motion.identifier, len(motion.mentions)) for motion in found] == [("36901-4", 2)]
    assert found[0].request == "de noordersluis te openen"


def test_a_request_keeps_a_word_that_begins_with_a_particle():
    asked = "verzoekt de regering opvang in de nacht mogelijk te maken."
    text = f"De motie van het lid Haverlag (Kamerstuk 90 210, nr. 6) {asked}"
    (found,) = motions(text)
    assert found.request == "opvang in de nacht mogelijk te maken"


def test_request_and_its_deadline():
    (found,) = motions(
        "De motie van het lid Brakel (Kamerstuk 36 901, nr. 4) verzoekt de regering «de sluis voor "
        "1 juli 2031 te openen»."
    )
    assert found.request == "de sluis voor 1 juli 2031 te openen"
    assert found.deadline.latest == dt.date(2031, 6, 30)


def test_paper_that_is_a_motion_yields_itself():
    texts = (
        "De Kamer,",
        "constaterende dat de sluis gesloten is;",
        "verzoekt de regering, de sluis voor het zomerreces te openen,",
        "en gaat over tot de orde van de dag.",
    )
    findings = find_all(
        make_document(
            *texts, kind=DocumentKind.MOTION, number="36901-7", proposers=("Brakel",), replaces="36901-4"
        )
    )
    (found,) = findings.motions
    assert (found.identifier, found.proposers, found.replaces) == ("36901-7", ("Brakel",), "36901-4")
    assert found.request == "de sluis voor het zomerreces te openen"
    assert found.disposition is Disposition.MENTIONED
    assert findings.commitments == ()


def test_late_motion_is_postponed():
    late = (
        "Aan de motie van het lid Brakel (Kamerstuk 36 901, nr. 4) "
        "kan niet voor de gestelde termijn uitvoering worden gegeven."
    )
    (found,) = find_all(make_document(late)).fulfilments
    assert (found.relation, found.target.reference) == (Relation.POSTPONES, "36901-4")


def test_no_motion_in_other_uses_of_the_word():
    assert motions("De Kamer diende een motie van wantrouwen in. De motie van de Kamer is helder.") == ()


BEHIND = [
    ("closed", "Hiermee beschouw ik de motie als afgedaan."),
    ("closed", "Daarmee is de motie wat mij betreft afgehandeld."),
    ("carried_out", "Ik zie deze motie als uitgevoerd."),
    ("carried_out", "Zo is voldaan aan het verzoek in de motie."),
    ("carried_out", "Hiermee geef ik invulling aan dit verzoek."),
    ("carried_out", "Aan dit verzoek heb ik inmiddels gehoor gegeven."),
    ("carried_out", "Met de bijgevoegde nota kom ik tegemoet aan de wens van uw Kamer."),
    ("carried_out", "Dit is reeds staand beleid."),
    ("carried_out", "De motie sluit aan bij staand beleid."),
    ("in_progress", "Ik ben deze motie op dit moment aan het uitvoeren."),
    ("in_progress", "De motie wordt uitgevoerd door de waterschappen."),
    ("in_progress", "Ik zal de motie betrekken bij de nieuwe regeling."),
    ("in_progress", "Hieraan wordt in 2032 uitvoering gegeven."),
    ("in_progress", "De uitvoering van de motie vergt overleg met de sector."),
    ("in_progress", "Ik verwacht u hierover in het najaar te kunnen berichten."),
    ("in_progress", "Daartoe is een verkenning gestart, waarvan de resultaten in mei beschikbaar komen."),
    ("in_progress", "Er wordt nu een proef voorbereid."),
    ("in_progress", "Over de uitkomsten informeer ik uw Kamer voor de zomer."),
    ("rejected", "Ik zie geen ruimte voor een dergelijk loket."),
    ("rejected", "Deze motie neem ik niet over."),
    ("rejected", "Ik ontraad deze motie."),
    ("rejected", "De motie laat zich niet uitvoeren."),
    ("rejected", "Dit laat ik over aan een volgend kabinet."),
    ("rejected", "Ik kan aan deze oproep geen gehoor geven."),
    ("rejected", "Het kabinet kiest er niet voor een loket in te richten."),
    ("rejected", "De gevraagde regeling acht ik onwenselijk."),
    ("rejected", "De motie voer ik daarom niet uit."),
    ("rejected", "Het is nu niet het moment voor zo'n loket."),
    ("rejected", "Helaas is dit juridisch niet mogelijk."),
    ("mentioned", "De motie is aangehouden."),
    ("mentioned", "De motie is op 3 mei 2030 met algemene stemmen aangenomen."),
    ("mentioned", "Ik heb kennisgenomen van deze motie."),
    ("mentioned", "Ik heb de motie oordeel Kamer gegeven."),
]


@pytest.mark.parametrize(("disposition", "text"), BEHIND)
def test_disposition_in_a_later_sentence(disposition, text):
    named = (
        "De motie van het lid De Wind (Kamerstuk 36 901, nr. 4) verzoekt de regering een loket in te richten."
    )
    (found,) = motions(f"{named} {text}")
    assert found.disposition is Disposition(disposition)


AROUND = [
    ("carried_out", "Met de opening van het loket heb ik recht gedaan aan MM."),
    ("carried_out", "Bij de opzet is rekening gehouden met MM."),
    ("in_progress", "Ik ben voornemens om in lijn met MM een loket in te richten."),
    ("in_progress", "MM betrek ik bij de evaluatie."),
    ("in_progress", "MM is nog in behandeling."),
    ("in_progress", "De uitwerking van MM is gaande."),
    ("in_progress", "Ik kom voor de zomer terug op MM."),
    ("in_progress", "Voor de uitvoering van MM is meer tijd nodig."),
    ("in_progress", "Dit jaar wordt verder gewerkt aan MM."),
    ("rejected", "Het kabinet ziet geen aanleiding om MM uit te voeren."),
    ("rejected", "MM is ontraden en wordt niet uitgevoerd."),
    ("rejected", "Ik acht het niet verstandig om MM uit te voeren."),
    ("rejected", "Anders dan MM verzoekt, stel ik geen loket in."),
    ("rejected", "Aan MM geef ik slechts gedeeltelijk uitvoering."),
    ("rejected", "MM laat ik aan een volgend kabinet."),
    ("closed", "Met het voorgaande doe ik MM af."),
    ("closed", "MM kan hiermee als afgedaan worden beschouwd."),
    ("carried_out", "Met deze brief geef ik, mede namens de Minister van Financiën, gevolg aan MM."),
    ("carried_out", "Uw Kamer is op 3 mei 2030 over de uitvoering van MM geïnformeerd."),
    ("carried_out", "MM heb ik uitgevoerd door een loket in te richten."),
    ("carried_out", "Ik bied u hierbij de nota aan, zoals gevraagd in MM."),
    ("carried_out", "Deze brief strekt mede ter uitvoering van MM."),
    ("carried_out", "Met deze brief wordt uitvoering gegeven aan MM."),
    ("carried_out", "Op verzoek van uw Kamer (MM) is een loket ingericht."),
    ("mentioned", "Het lid Zand vroeg naar MM."),
    ("mentioned", "Tijdens het debat is MM ingediend."),
    ("mentioned", "Over MM wordt volgende week gestemd."),
]


@pytest.mark.parametrize(("disposition", "text"), AROUND)
def test_disposition_around_the_motion(disposition, text):
    (found,) = motions(text.replace("MM", "de motie van het lid De Wind (Kamerstuk 36 901, nr. 4)"))
    assert found.disposition is Disposition(disposition)


NAMED = [
    ("De gewijzigde motie-Brink c.s. (Kamerstuk 36 901, nr. 4, t.v.v. nr. 2).", [("36901-4", ("Brink",))]),
    (
        "Uw Kamer heeft bij motie van de leden Brak, Van 't Zand en El Fassi (36 901, nr. 4) verzocht.",
        [("36901-4", ("Brak", "Van 't Zand", "El Fassi"))],
    ),
    ("Het lid Brak c.s. (XYZ) heeft bij motie (Kamerstuk 36 901, nr. 4) verzocht.", [("36901-4", ("Brak",))]),
    ("De door het lid Brak ingediende motie (Kamerstuk 36 901, nr. 4).", [("36901-4", ("Brak",))]),
    ("Het lid Brak diende een motie in (Kamerstuk 36 901, nr. 4).", [("36901-4", ("Brak",))]),
    ("De moties 36 901, nrs. 12 en 13 zijn uitgevoerd.", [("36901-12", ()), ("36901-13", ())]),
    (
        "De moties-Brak (36 901, nr. 12) en -De Wit (36 901, nr. 14).",
        [("36901-12", ("Brak",)), ("36901-14", ("De Wit",))],
    ),
    (
        "De moties van de leden Brak en Zand (36 901, nrs. 12 en 13).",
        [("36901-12", ("Brak", "Zand")), ("36901-13", ("Brak", "Zand"))],
    ),
    ("De motie op stuk nr. 12 (36 901) van het lid Brak.", [("36901-12", ("Brak",))]),
    ("De motie over het sluizenloket (Kamerstuk 36 901, nr. 12).", [("36901-12", ())]),
    ("Kamerstuk 36 901, nr. 12 (gewijzigde motie-Brak over sluizen)", [("36901-12", ("Brak",))]),
    ("36 901, nr. 12: motie van mevrouw De Wit-Brak over sluizen.", [("36901-12", ("De Wit-Brak",))]),
    ("De motie-Van Apel (EK 36.200, L) is aanvaard.", [("36200-L", ("Van Apel",))]),
    ("De motie van de fractie van de XYZ (Kamerstuk 36 901, nr. 12).", [("36901-12", ())]),
    ("De motie van de Kamerleden Brak (ABC) en Zand (XYZ) (36 901, nr. 4).", [("36901-4", ("Brak", "Zand"))]),
    ("De motie-Brak-Zand (36 901, nr. 4) is aangenomen.", [("36901-4", ("Brak-Zand",))]),
    ("Motie-Brak/De Zand-Wit (36 901, nr. 4).", [("36901-4", ("Brak", "De Zand-Wit"))]),
    ("De motie-Brak²\n² Kamerstuk 36 901, nr. 4", [("36901-4", ("Brak",))]),
    ("Het lid Brak vroeg naar de uitvoering van de motie.", []),
    ("In de motie wordt verwezen naar mijn brief (Kamerstuk 36 901, nr. 12).", []),
    ("Het amendement van het lid Brak (Kamerstuk 36 901, nr. 12) is aangenomen.", []),
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_motions_named(text, named):
    assert [(motion.identifier, motion.proposers) for motion in motions(text)] == named


def test_a_question_says_nothing_of_a_motion():
    kinds = [BlockKind.QUESTION, BlockKind.PARAGRAPH]
    asked = "Wat is gedaan, zoals verzocht in de motie-Brak (Kamerstuk 36 901, nr. 4)?"
    (found,) = motions(asked, "De motie-Brak is aangehouden.", kinds=kinds)
    assert found.disposition is Disposition.MENTIONED


@pytest.mark.parametrize(
    ("status", "disposition"),
    [
        ("opgenomen in artikel 4 van de regeling", "carried_out"),
        ("in bewerking bij de waterschappen, gereed medio 2032", "in_progress"),
        ("niet in uitvoering, want strijdig met de wet", "rejected"),
        ("afgedaan", "closed"),
    ],
)
def test_status_behind_a_colon_in_a_list(status, disposition):
    item = f"a. de motie van het lid Brak over sluizen (36 901, nr. 4): {status};"
    kinds = [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]
    (found,) = motions("Hieronder ga ik in op de moties:", item, kinds=kinds)
    assert found.disposition is Disposition(disposition)


def test_what_is_said_of_the_list_holds_for_its_items():
    kinds = [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]
    (found,) = motions(
        "Hiermee zijn de volgende moties afgedaan:", "- de motie-Brak (36 901, nr. 4);", kinds=kinds
    )
    assert found.disposition is Disposition.CLOSED
