"""The names by which a person may mean a document."""

from __future__ import annotations

import re

CITED = re.compile(
    r"(?:kamerstuk(?:ken)?|kst)?[\s-]*(?P<dossier>\d{2}\s?\d{3}(?:\s?[-–]\s?\d{2}(?=[\s,-]))?)"
    r"[\s,-]*(?:\(?(?P<addition>[IVXLC]+[A-Z]?|R\d{4})\)?)?[\s,-]*(?:nr\.?\s*)?[\s-]*(?P<number>\d+|[A-Z]{1,3})",
    re.IGNORECASE,
)


def names_meant(text: str) -> list[str]:
    """The names of a document that a person may mean by `text`, surest first.

    >>> names_meant("Kamerstuk 30 821, nr. 204")[-1]
    '30821-204'
    """
    names = [text, text.lower(), text.removeprefix("kst-")]
    if match := CITED.fullmatch(text):
        dossier = re.sub(r"\s", "", match["dossier"]).replace("–", "-")
        parts = (dossier, (match["addition"] or "").upper(), match["number"].upper())
        names.append("-".join(part for part in parts if part))
    return list(dict.fromkeys(names))
