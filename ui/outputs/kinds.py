"""What can be made and in which forms. It imports nothing heavy: the command line names these in its help."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

LOCAL = "http://127.0.0.1:8501/"  # where the app is found unless it is served elsewhere


class Kind(StrEnum):
    """What can be made."""

    COMMITTEE = "commissielijst"
    ANNEX = "begrotingsbijlage"
    HALF_YEAR = "halfjaarlijst"
    AGENDA = "agenda"
    FEED = "feed"
    EVERYTHING = "alles"
    ITEM = "item"


class Form(StrEnum):
    """The forms of a file, by its suffix."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    ICS = "ics"
    ATOM = "atom"
    CSV = "csv"
    JSON = "json"


TYPES = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.HTML: "text/html",
    Form.ICS: "text/calendar",
    Form.ATOM: "application/atom+xml",
    Form.CSV: "text/csv",
    Form.JSON: "application/json",
}
FORMS = {
    Kind.COMMITTEE: (Form.DOCX, Form.XLSX, Form.HTML),
    Kind.ANNEX: (Form.DOCX, Form.XLSX, Form.HTML),
    Kind.HALF_YEAR: (Form.DOCX, Form.XLSX, Form.HTML),
    Kind.AGENDA: (Form.ICS,),
    Kind.FEED: (Form.ATOM,),
    Kind.EVERYTHING: (Form.CSV, Form.JSON),
    Kind.ITEM: (Form.DOCX, Form.HTML),
}
NAMES = {
    Kind.COMMITTEE: "Lijst voor de commissie",
    Kind.ANNEX: "Begrotingsbijlage",
    Kind.HALF_YEAR: "Halfjaarlijst",
    Kind.AGENDA: "Agenda met termijnen",
    Kind.FEED: "Feed",
    Kind.EVERYTHING: "Alles met bewijs",
    Kind.ITEM: "Eén punt",
}


def say_forms(forms: Sequence[Form]) -> str:
    """Forms as a user reads them.

    >>> say_forms((Form.DOCX, Form.XLSX))
    'DOCX of XLSX'
    """
    names = [form.value.upper() for form in forms]
    return " of ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
