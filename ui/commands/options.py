"""Options that several commands share, and how they end."""

from __future__ import annotations

import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from ui.workplace import Workplace

WRONG_USE = 2
SOME_PROBLEMS = 3


class Format(StrEnum):
    """How output is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


DataOption = Annotated[
    Path | None,
    typer.Option("--data", envvar="NAKOMING_DATA", help="Map met de gegevens.", metavar="MAP"),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        envvar="NAKOMING_DATABASE_URL",
        help="Adres van de database; standaard SQLite in de gegevensmap.",
        metavar="URL",
    ),
]
PipelineOption = Annotated[
    str | None,
    typer.Option(
        "--pipeline",
        envvar="NAKOMING_SPACY_PIPELINE",
        help="Andere spaCy-pijplijn, bij naam (nl_core_news_lg) of map; standaard de meegeleverde.",
        metavar="NAAM",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Uitvoer: tabel, of JSON voor programma's.")]


def choose_pipeline(name: str | None) -> None:
    """Have letters read with the spaCy pipeline of that name; ends with a message where it cannot be used."""
    if not name:
        return
    from extract.parsing import PIPELINE_VARIABLE, PipelineError, load_parser

    try:
        load_parser(name)
    except PipelineError as error:
        stop(str(error))
    os.environ[PIPELINE_VARIABLE] = name  # the processes that read the letters inherit it


def parse_day(text: str | dt.date) -> dt.date:
    """A date option as the user typed it: `2024-03-31` or `31-3-2024`.

    Raises:
        typer.BadParameter: where it is no date.
    """
    if isinstance(text, dt.date):
        return text
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"‘{text}’ is geen datum. Schrijf bijvoorbeeld 2024-03-31.")


def workplace_of(data: Path | None, database_url: str | None) -> Workplace:
    """The workplace that the options name; ends with a message where folder or database cannot be used."""
    from tracking import StoreError
    from ui.workplace import open_workplace

    try:
        workplace = open_workplace(data, database_url)
        _ = workplace.store  # opened here, where what goes wrong is told
        return workplace
    except StoreError as error:
        stop(str(error))
    except OSError as error:
        stop(f"De gegevensmap is niet bruikbaar: {error.strerror or error}. Kies een andere met --data.")


def stop(message: str, code: int = WRONG_USE) -> NoReturn:
    """End the command with a message on stderr."""
    typer.echo(message, err=True)
    raise typer.Exit(code)
