"""What can be wrong with a file, in plain Dutch: the message says what to do."""

from __future__ import annotations

from kamer.document import Problem, Severity

MESSAGES: dict[str, str] = {
    "missing": "Dit bestand bestaat niet (meer). Controleer de naam en de map.",
    "folder": "Dit is een map, geen bestand. Kies de bestanden in de map.",
    "no_access": "Dit bestand mag niet worden gelezen. Controleer de rechten op het bestand.",
    "empty": "Dit bestand is leeg. Vraag het opnieuw op bij de afzender.",
    "too_large": "Dit bestand is te groot om te lezen (meer dan {limit} MB). Splits het in delen.",
    "encrypted": "Deze PDF is met een wachtwoord beveiligd. "
    "Sla hem zonder wachtwoord op en voeg hem opnieuw toe.",
    "scanned_pages": "Op pagina {pages} staat tekst als afbeelding; die is niet gelezen. {advice}",
    "scanned_locked": "Op pagina {pages} staat tekst als afbeelding; die is niet gelezen, omdat deze PDF "
    "beveiligd is. Sla hem zonder beveiliging op en voeg hem opnieuw toe.",
    "ocr": "De tekst van pagina {pages} is met tekstherkenning (OCR) uit een afbeelding gehaald. "
    "Daarin kunnen leesfouten staan: controleer namen, datums en nummers in het stuk zelf.",
    "ocr_failed": "Op pagina {pages} staat tekst als afbeelding; tekstherkenning (OCR) is niet gelukt: "
    "{detail}. Splits het bestand, of voeg een versie met doorzoekbare tekst toe.",
    "truncated": "Dit bestand is onvolledig of beschadigd: {detail}. Download het opnieuw.",
    "unreadable": "De inhoud van dit bestand is niet te lezen: {detail}. "
    "Open het zelf om te zien of het heel is, en sla het opnieuw op.",
    "unknown_format": "Dit soort bestand wordt niet gelezen. Gebruik PDF, Word (.docx), XML, HTML of tekst.",
    "old_word": "Dit is een oud Word-bestand (.doc). Sla het op als .docx en voeg het opnieuw toe.",
    "wrong_name": "De naam van dit bestand klopt niet met de inhoud: het is gelezen als {format}.",
    "unsafe": "Dit bestand is niet geopend omdat het onveilige onderdelen bevat: {detail}. "
    "Vertrouw het niet zonder meer; vraag de afzender om een gewone PDF.",
    "encrypted_word": "Dit Word-bestand is met een wachtwoord beveiligd. "
    "Sla het zonder wachtwoord op en voeg het opnieuw toe.",
    "many_pages": "Dit stuk heeft meer dan {limit} bladzijden; alleen de eerste {limit} zijn gelezen. "
    "Splits het in delen.",
    "no_text": "In dit bestand staat geen tekst. Controleer of het het goede bestand is.",
    "some_pages": "Op pagina {pages} staat geen leesbare tekst; de rest is gelezen.",
    "bad_characters": "Enkele tekens in dit bestand zijn onleesbaar en zijn vervangen door een vraagteken.",
    "no_date": "In dit stuk is geen datum gevonden. Geef de datum zelf op als u die kent.",
}


def warning(code: str, **details: object) -> Problem:
    """A problem after which the rest is good."""
    return Problem(code, MESSAGES[code].format(**details))


def failure(code: str, **details: object) -> Problem:
    """A problem because of which nothing could be read."""
    return Problem(code, MESSAGES[code].format(**details), Severity.ERROR)
