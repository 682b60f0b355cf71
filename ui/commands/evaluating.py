"""`evaluate`: how good extraction is, measured on gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.extracting import default_workers
from ui.commands.options import (
    SOME_PROBLEMS,
    DataOption,
    Format,
    FormatOption,
    PipelineOption,
    choose_pipeline,
    stop,
)
from ui.commands.output import printable, write, write_table
from ui.measuring import is_name

if TYPE_CHECKING:
    from extract.scoring import Scorecard


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Map met gold-bestanden (YAML).")],
    letters: Annotated[Path, typer.Argument(metavar="LETTERS_DIR", help="Map met de brieven.")],
    errors: Annotated[bool, typer.Option("--errors", help="Toon elke misser en elke fout.")] = False,
    save: Annotated[
        str | None,
        typer.Option("--save", metavar="NAAM", help="Bewaar de meting voor de pagina Betrouwbaarheid."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Naam van de bewaarde meting.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="Waaraan is gemeten, in een zin.")] = None,
    form: FormatOption = Format.TABLE,
    pipeline: PipelineOption = None,
    data: DataOption = None,
) -> None:
    """Meet precisie, recall en F1 per soort op met de hand gemaakt gold."""
    from extract.scoring import read_gold, score
    from kamer.exchange import letter_report
    from ui.reading import read_letters

    if save is not None and not is_name(save):
        stop(f"{save} kan geen naam van een meting zijn: gebruik kleine letters, cijfers en streepjes.")
    choose_pipeline(pipeline)
    gold_letters = read_gold(gold)
    if not gold_letters:
        stop(f"In {gold} staan geen gold-bestanden (*.yaml).")
    paths = [letters / str(row["file"]) for row in gold_letters]
    reports = {
        letter.path.name: letter_report(letter.document, letter.findings)
        for letter in read_letters(paths, default_workers(len(paths)))
    }
    failed = {name: report["problems"] for name, report in reports.items() if has_failed(report)}
    for name, problems in failed.items():  # they count as letters in which nothing was found
        typer.echo(printable(f"{name}: {problems[0]['message']}"), err=True)
    scorecard = score(gold_letters, reports)
    if errors:
        for error in scorecard.errors:
            typer.echo(printable(error), err=form is not Format.TABLE)
    if form is Format.TABLE:
        write_table("Kwaliteit", ["Wat", "Precisie", "Recall", "F1 of juist", "Aantal"], scorecard.rows())
    else:
        write(json.dumps(scorecard.as_json()))
    if save is not None:
        keep(
            save, title or save, about or f"Eigen meting op {gold.name}.", len(gold_letters), scorecard, data
        )
    if failed:
        raise typer.Exit(SOME_PROBLEMS)


def keep(name: str, title: str, about: str, letters: int, scorecard: Scorecard, data: Path | None) -> None:
    """Write the measurement into the data folder, where the app shows it."""
    from datetime import date

    from ui.measuring import FOLDER, Measurement, save_measurement
    from ui.reading import reading_version
    from ui.workplace import data_folder

    measurement = Measurement(
        name,
        title,
        about,
        date.today(),
        letters,
        reading_version(),
        scorecard.as_json(),
        scorecard.reliability(),
    )
    path = save_measurement(measurement, data_folder(data) / FOLDER)
    typer.echo(printable(f"Meting bewaard in {path}; te zien op de pagina Betrouwbaarheid."), err=True)


def has_failed(report: dict[str, Any]) -> bool:
    """True for a letter of which nothing could be read."""
    return any(problem["severity"] == "error" for problem in report.get("problems", []))
