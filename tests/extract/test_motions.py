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
