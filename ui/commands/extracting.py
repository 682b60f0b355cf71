"""`extract` and `deadlines`: findings of files, without a database."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.commands.options import SOME_PROBLEMS, Format, PipelineOption, choose_pipeline, parse_day, stop
from ui.commands.output import write, write_rows, write_table


def extract(
    files: Annotated[
        list[Path], typer.Argument(metavar="BESTAND…", help="Brieven: PDF, DOCX, XML, HTML of tekst.")
    ],
    date: Annotated[
        str | None,
        typer.Option("--date", help="Datum van de brief, als die er niet in staat.", metavar="DATUM"),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="JSON (standaard één object per regel) of een tabel.")
    ] = Format.JSONL,
    workers: Annotated[int, typer.Option(min=0, help="Zoveel bestanden tegelijk lezen.")] = 0,
    pipeline: PipelineOption = None,
) -> None:
    """Vind verwijzingen, moties, toezeggingen en nakoming in brieven, als JSON."""
    from ingest import find_files
    from kamer.exchange import letter_report
    from ui.reading import read_letter, read_letters

    choose_pipeline(pipeline)
    read = partial(read_letter, given_date=parse_day(date) if date else None)
    paths = find_files(files)
    if not paths:
        stop(
            "Er is geen leesbaar bestand gevonden. Geef bestanden of mappen met PDF, DOCX, XML, HTML of TXT."
        )
    letters = {
        letter.path: letter_report(letter.document, letter.findings)
        for letter in read_letters(paths, workers or default_workers(len(paths)), read)
    }
    reports = [letters[path] for path in paths]
    if form is Format.TABLE:
        write_summary(reports)
    else:
        write_rows(reports, form)
    if any("problems" in report for report in reports):
        raise typer.Exit(SOME_PROBLEMS)


def default_workers(files: int) -> int:
    """As many processes as there are cores, but no more than files."""
    return max(1, min(files, os.cpu_count() or 1))


def write_summary(reports: list[dict[str, Any]]) -> None:
    """One line a letter, with how much was found and what went wrong."""
    write_table(
        "Gevonden",
        ["Bestand", "Datum", "Verwijzingen", "Moties", "Toezeggingen", "Nakoming", "Problemen"],
        [
            [
                report["document"]["source"],
                report["document"]["date"] or "onbekend",
                *(str(len(report[kind])) for kind in ("references", "motions", "commitments", "fulfilments")),
                " ".join(problem["message"] for problem in report.get("problems", [])),
            ]
            for report in reports
        ],
    )


def deadlines(
    source: Annotated[
        Path, typer.Argument(metavar="INVOER.jsonl", help="Regels met {id, date, text}; - voor stdin.")
    ],
) -> None:
    """Lees de termijnen in zinnen: een JSON-object per regel erin en eruit."""
    from extract.deadlines import deadline_rows

    try:
        lines = read_lines(source)
        for row in deadline_rows(lines):
            write(json.dumps(row, ensure_ascii=False, default=str))
    except ValueError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{source}: {error.strerror}. Geef een bestand met een JSON-object per regel.")


def read_lines(source: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, or of stdin where it is named `-`.

    Raises:
        ValueError: where a line is no JSON object; the message is Dutch and names the line.
    """
    import sys

    text = sys.stdin.read() if str(source) == "-" else source.read_text("utf-8-sig")
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"Regel {number} is geen geldige JSON: {error.msg}.") from error
        if not isinstance(row, dict):
            raise ValueError(f"Regel {number} is geen JSON-object.")
        rows.append(row)
    return rows
