"""The heads of papers: numbers, dossiers, dates, titles, in the forms in which they are printed."""

# ruff: noqa: E501 - what stands on paper is easier to compare on one line

from typing import Any

import pytest

from ingest import parse_document

BODY = "\n\nDe proef met pontons loopt goed. Ik zal uw Kamer\nin het najaar daarover informeren.\n"
HEAD = "Tweede Kamer der Staten-Generaal\n2\n\nVergaderjaar 2023–2024\n\n"
TO = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\n"

# How a paper begins and ends, and what it says of itself.
PAPERS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "plain": (
        HEAD
        + "99 121\nPontons in havens\n\nNr. 12\n\nBRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {
            "number": "99121-12",
            "dossiers": ("99121",),
            "date": "2024-05-03",
            "session_year": "2023-2024",
            "title": "Pontons in havens",
        },
    ),
    "addition": (
        HEAD
        + "36 410 X\nVaststelling van de begrotingsstaten van het Ministerie van Defensie (X) voor het jaar 2024\n\nNr. 12\nBRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "36410-X-12", "dossiers": ("36410-X",), "date": "2024-05-03"},
    ),
    "addition2": (
        HEAD
        + "36 410-XVII Vaststelling van de begroting\n\nNr. 12 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "36410-XVII-12", "dossiers": ("36410-XVII",)},
    ),
    "addition3": (
        HEAD
        + "36 410 (XVII) Vaststelling van de begroting\n\nNr. 12 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "36410-XVII-12", "dossiers": ("36410-XVII",)},
    ),
    "raad": (
        HEAD
        + "21 501-02 Raad Algemene Zaken\n\nNr. 2657 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "21501-02-2657", "dossiers": ("21501-02",)},
    ),
    "raad2": (
        HEAD
        + "21501–02 Raad Algemene Zaken\n\nNr. 2657 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "21501-02-2657", "dossiers": ("21501-02",)},
    ),
    "two": (
        HEAD
        + "99 121 Pontons in havens\n\n99 130 Bruggen\n\nNr. 12 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "99121-12", "dossiers": ("99121", "99130")},
    ),
    "two foot": (
        HEAD
        + "99 121 Pontons in havens\n\n99 130 Bruggen\n\nNr. 12 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY + "\nTweede Kamer, vergaderjaar 2023–2024, 99 121 en 99 130, nr. 12 1\n",
        {"number": "99121-12", "dossiers": ("99121", "99130")},
    ),
    "three foot": (
        "",
        BODY + "\nTweede Kamer, vergaderjaar 2023–2024, 99 121, 99 130 en 99 140, nr. 12 1\n",
        {"number": "99121-12", "dossiers": ("99121", "99130", "99140"), "session_year": "2023-2024"},
    ),
    "foot add": (
        "",
        BODY + "\nTweede Kamer, vergaderjaar 2023–2024, 36 410 X, nr. 12 1\n",
        {"number": "36410-X-12", "dossiers": ("36410-X",)},
    ),
    "foot two add": (
        "",
        BODY + "\nTweede Kamer, vergaderjaar 2023–2024, 36 410 X en 99 121, nr. 12 1\n",
        {"number": "36410-X-12", "dossiers": ("36410-X", "99121")},
    ),
    "bijna": (
        HEAD
        + "99121\n\nPontons in havens\n\nnr. 12\n\nBrief van de minister van Defensie\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "99121-12", "dossiers": ("99121",)},
    ),
    "EK": (
        "Eerste Kamer der Staten-Generaal\n1\n\nVergaderjaar 2023–2024\n\n36 410 X Vaststelling van de begroting\n\nB BRIEF VAN DE MINISTER VAN DEFENSIE\n\nAan de Voorzitter van de Eerste Kamer der Staten-Generaal\n\nDen Haag, 3 mei 2024",
        BODY,
        {"number": "36410-X-B", "dossiers": ("36410-X",), "date": "2024-05-03"},
    ),
    "EK2": (
        "Eerste Kamer der Staten-Generaal\n1\n\nVergaderjaar 2023–2024\n\n99 121\nPontons\n\nAB\n\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 3 mei 2024",
        BODY,
        {"number": "99121-AB", "dossiers": ("99121",), "date": "2024-05-03"},
    ),
    "EK3": (
        "Eerste Kamer der Staten-Generaal\n\nVergaderjaar 2023–2024\n\n99 121 Pontons\n\nNr. B BRIEF VAN DE MINISTER VAN DEFENSIE\n\nDen Haag, 3 mei 2024",
        BODY,
        {"number": "99121-B"},
    ),
    "EK foot": (
        "",
        BODY + "\nEerste Kamer, vergaderjaar 2023–2024, 99 121, C 1\n",
        {"number": "99121-C", "session_year": "2023-2024"},
    ),
    "herdruk": (
        HEAD
        + "99 121 Pontons in havens\n\nNr. 12 HERDRUK¹ BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "Den Haag, 3 mei 2024",
        BODY,
        {"number": "99121-12"},
    ),
    "Den Haag de": (
        HEAD
        + "99 121 Pontons\n\nNr. 3 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        + TO
        + "'s-Gravenhage, 3 mei 2004",
        BODY,
        {"date": "2004-05-03"},
    ),
    "sess1": (
        "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 2023-2024\n99 121 Pontons\nNr. 3\nBRIEF VAN DE MINISTER VAN DEFENSIE\nDen Haag, 3 mei 2024",
        BODY,
        {"session_year": "2023-2024", "number": "99121-3"},
    ),
    "sess2": (
        "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 2023/24\n99 121 Pontons\nNr. 3\nBRIEF VAN DE MINISTER VAN DEFENSIE\nDen Haag, 3 mei 2024",
        BODY,
        {"session_year": "2023-2024", "number": "99121-3"},
    ),
    "sess3": (
        "Tweede Kamer der Staten-Generaal\nZitting 1999-2000\n99 121 Pontons\nNr. 3\nBRIEF VAN DE MINISTER VAN DEFENSIE\nDen Haag, 3 mei 2000",
        BODY,
        {"session_year": "1999-2000", "number": "99121-3"},
    ),
    "d1": ("Datum: 3 mei 2024\nBetreft: Proef", BODY, {"date": "2024-05-03", "title": "Proef"}),
    "d2": (
        "Datum\n3 mei 2024\nBetreft\nProef met pontons",
        BODY,
        {"date": "2024-05-03", "title": "Proef met pontons"},
    ),
    "d3": ("Den Haag, 3 mei 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d4": ("Den Haag 3 mei 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d5": ("DEN HAAG, 3 MEI 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d6": ("'s-Gravenhage, 3 mei 2004\n\nGeachte voorzitter,", BODY, {"date": "2004-05-03"}),
    "d7": ("Datum 03-05-2024\nBetreft Proef", BODY, {"date": "2024-05-03"}),
    "d8": ("Datum 3-5-2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d9": ("Datum 3 mei jl.\n\nGeachte voorzitter,", BODY, {"date": None}),
    "d10": ("Datum van de brief: 3 mei 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d11": ("Datum brief 3 mei 2024\nBetreft Proef\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d12": (
        "Aan de Voorzitter\n\n3 mei 2024\n\nBetreft: Proef met pontons\n\nGeachte voorzitter,",
        BODY,
        {"date": "2024-05-03", "title": "Proef met pontons"},
    ),
    "d13": ("Rotterdam, 3 mei 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d14": ("Den Haag, vrijdag 3 mei 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d15": ("Datum vrijdag 3 mei 2024\nBetreft Proef\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d16": ("Den Haag, 1 maart 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-03-01"}),
    "d17": ("Den Haag, 1e maart 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-03-01"}),
    "d18": ("Date 3 May 2024\nSubject Pilot\n\nDear chair,", BODY, {"date": "2024-05-03", "title": "Pilot"}),
    "d19": ("The Hague, May 3rd, 2024\n\nDear chair,", BODY, {"date": "2024-05-03"}),
    "d20": (
        "Datum  3 mei 2024\nUw brief van 12 april 2024\nBetreft Proef\n\nGeachte voorzitter,",
        BODY,
        {"date": "2024-05-03"},
    ),
    "d21": (
        "Uw brief (kenmerk)\n12 april 2024\nDatum\n3 mei 2024\nBetreft\nProef\n\nGeachte voorzitter,",
        BODY,
        {"date": "2024-05-03"},
    ),
    "d22": ("Den Haag , 3 mei 2024\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d23": (
        "Datum ontvangst: 1 mei 2024\nDatum verzending: 3 mei 2024\nBetreft: Proef\n\nGeachte voorzitter,",
        BODY,
        {"date": "2024-05-03"},
    ),
    "d24": ("Datum 2024-05-03\nBetreft Proef\n\nGeachte voorzitter,", BODY, {"date": "2024-05-03"}),
    "d25": (
        "Ministerie van Defensie\nDatum 3 mei 2024 Ons kenmerk D/2024-33\nBetreft Proef\n\nGeachte voorzitter,",
        BODY,
        {"date": "2024-05-03"},
    ),
    "d26": (
        "Brussel, 3.5.2024\nCOM(2024) 991 final\n\nMEDEDELING VAN DE COMMISSIE\n\nEen pact",
        BODY,
        {"date": "2024-05-03", "number": "COM(2024) 991"},
    ),
    "d27": (
        HEAD + "99 121 Pontons\n\nNr. 3 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 3 mei 2024\n\n",
        BODY,
        {"date": "2024-05-03", "number": "99121-3"},
    ),
    "d28": (
        HEAD + "99 121 Pontons\n\nNr. 3 LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld d.d. 3 mei 2024\n\n",
        BODY,
        {"date": "2024-05-03", "number": "99121-3"},
    ),
    "t1": (
        "Datum 3 mei 2024\nBetreft: Proef met pontons in de havens van\nDelfzijl en Den Helder\n\nGeachte voorzitter,",
        BODY,
        {"title": "Proef met pontons in de havens van Delfzijl en Den Helder"},
    ),
    "t2": ("Datum 3 mei 2024\nOnderwerp    Proef\n\nGeachte voorzitter,", BODY, {"title": "Proef"}),
    "t3": (
        "Datum 3 mei 2024\nBetreft  Antwoorden op vragen van het lid Jansen over pontons\n\nGeachte voorzitter,",
        BODY,
        {"title": "Antwoorden op vragen van het lid Jansen over pontons"},
    ),
    "t4": ("Datum 3 mei 2024\nInzake: Proef\n\nGeachte voorzitter,", BODY, {"title": "Proef"}),
    "t5": (
        "Datum 3 mei 2024\nOnderwerp\n\nProef met pontons\n\nGeachte voorzitter,",
        BODY,
        {"title": "Proef met pontons"},
    ),
    "aanh": (
        "Tweede Kamer der Staten-Generaal\n2\n\nVergaderjaar 2023–2024\nAanhangsel van de Handelingen\n\nVragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden\n\n1432\n\nVragen van het lid Jansen (XYZ) aan de Minister van Defensie over\npontons (ingezonden 1 maart 2024).\n\nAntwoord van Minister Waterman (Defensie) (ontvangen 3 mei 2024).\n\nVraag 1\nKent u pontons?\n\nAntwoord 1\nJa.\n",
        "",
        {
            "number": "ah-tk-20232024-1432",
            "date": "2024-05-03",
            "title": "Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over pontons",
            "session_year": "2023-2024",
        },
    ),
    "aanh2": (
        "Tweede Kamer der Staten-Generaal\nVergaderjaar 2023–2024\nAanhangsel van de Handelingen\n\n58\n\nVragen van het lid Jansen (XYZ) aan de Minister van Defensie over\npontons (ingezonden 1 maart 2024).\n\nAntwoord van Minister Waterman (Defensie) (ontvangen 3 mei 2024).\n\n1\nKent u pontons?\n\nAntwoord op vraag 1\nJa.\n",
        "",
        {
            "number": "ah-tk-20232024-58",
            "date": "2024-05-03",
            "title": "Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over pontons",
        },
    ),
    "aanh3": (
        "Aanhangsel van de Handelingen, vergaderjaar 2023–2024, nr. 305\n\nVragen van het lid Jansen (XYZ) aan de Minister van Defensie over\npontons (ingezonden 1 maart 2024).\n\nAntwoord van Minister Waterman (Defensie), mede namens de Minister van Financiën (ontvangen 3 mei 2024). Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 200.\n\nVraag 1\nKent u pontons?\n\nAntwoord 1\nJa.\n",
        "",
        {
            "number": "ah-tk-20232024-305",
            "date": "2024-05-03",
            "title": "Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over pontons",
        },
    ),
    "aanh4": (
        "2024Z01234\n\nVragen van het lid Jansen (XYZ) aan de Minister van Defensie over pontons (ingezonden 1 maart 2024).\n\nAntwoord van Minister Waterman (Defensie) (ontvangen 3 mei 2024)\n\nVraag 1\nKent u pontons?\n\nAntwoord 1\nJa.\n",
        "",
        {
            "number": None,
            "date": "2024-05-03",
            "title": "Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over pontons",
        },
    ),
    "motie": (
        HEAD
        + "99 121 Pontons\n\nNr. 5 MOTIE VAN HET LID JANSEN C.S.\nVoorgesteld 3 mei 2024\n\nDe Kamer,\n\ngehoord de beraadslaging,\n\nverzoekt de regering pontons te tellen,\n\nen gaat over tot de orde van de dag.\n\nJansen\nVan der Berg\n",
        "",
        {
            "number": "99121-5",
            "date": "2024-05-03",
            "proposers": ("Jansen", "Van der Berg"),
            "kind": "motion",
        },
    ),
    "motie2": (
        HEAD
        + "99 121\nPontons\n\nNr. 6\n\nGEWIJZIGDE MOTIE VAN DE LEDEN JANSEN EN VAN DER BERG TER VERVANGING VAN DIE GEDRUKT ONDER NR. 5\n\nVoorgesteld 3 mei 2024\n\nDe Kamer,\n\nverzoekt de regering pontons te tellen,\n\nen gaat over tot de orde van de dag.\n\nJansen\nVan der Berg\n",
        "",
        {
            "number": "99121-6",
            "date": "2024-05-03",
            "proposers": ("Jansen", "Van der Berg"),
            "replaces": "99121-5",
            "kind": "motion",
        },
    ),
    "motie3": (
        "Tweede Kamer der Staten-Generaal\n\nMOTIE VAN HET LID JANSEN\n\nVoorgesteld 3 mei 2024\n\nDe Kamer,\n\nverzoekt de regering pontons te tellen,\n\nen gaat over tot de orde van de dag.\n\nJansen\n",
        "",
        {"number": None, "date": "2024-05-03", "proposers": ("Jansen",), "kind": "motion"},
    ),
}


@pytest.mark.parametrize("form", PAPERS)
def test_what_a_paper_says_of_itself(form: str) -> None:
    head, body, told = PAPERS[form]
    metadata = parse_document((head + body).encode(), "stuk.txt").metadata
    found = {name: getattr(metadata, name) for name in told}
    assert {**found, "date": str(found.get("date"))} == {**told, "date": str(told.get("date"))}
