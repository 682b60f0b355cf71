"""`ingest`: files and folders into the database and the index."""

from __future__ import annotations

import datetime as dt
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.commands.extracting import default_workers
from ui.commands.options import (
    SOME_PROBLEMS,
    DatabaseOption,
    DataOption,
    Format,
    FormatOption,
    PipelineOption,
    choose_pipeline,
    parse_day,
    stop,
    workplace_of,
)
from ui.commands.output import write_rows, write_table

if typing.TYPE_CHECKING:
    from ui.workplace import FileOutcome, IngestSummary, Workplace

STATUS_WORDS = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "unchanged": "ongewijzigd",
    "duplicate": "dubbel",
    "failed": "niet gelezen",
}


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PAD…", help="Bestanden en mappen.")],
    workers: Annotated[int, typer.Option(min=0, help="Zoveel bestanden tegelijk lezen.")] = 0,
    pipeline: PipelineOption = None,
    date: Annotated[
        str | None,
        typer.Option("--date", help="Datum van deze brieven, als die er niet in staat.", metavar="DATUM"),
    ] = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Neem brieven op in de database en de zoekindex; wat er al in staat, wordt overgeslagen."""
    from ingest import find_files

    choose_pipeline(pipeline)
    files = find_files(paths)
    if not files:
        stop(
            "Er is geen leesbaar bestand gevonden. Geef bestanden of mappen met PDF, DOCX, XML, HTML of TXT."
        )
    given = parse_day(date) if date else None
    summary = ingest_with_progress(workplace_of(data, database_url), files, workers, given)
    if form is Format.TABLE:
        write_outcomes(summary)
    else:
        write_rows([outcome_row(outcome) for outcome in summary.outcomes], form)
    if summary.troubled:
        raise typer.Exit(SOME_PROBLEMS)


def ingest_with_progress(
    workplace: Workplace, files: list[Path], workers: int = 0, given_date: dt.date | None = None
) -> IngestSummary:
    """Ingest with a progress bar on stderr."""
    from tracking import StoreError
    from ui.workplace import BusyError

    try:
        with progress_bar(len(files)) as advance:
            return workplace.ingest(
                files,
                workers=workers or default_workers(len(files)),
                on_file=advance,
                given_date=given_date,
            )
    except (BusyError, StoreError) as error:
        stop(str(error), 1)


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[FileOutcome], None]]:
    """A bar on stderr that the given function moves one file on."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Brieven lezen", total=total)

        def advance(outcome: FileOutcome) -> None:
            progress.advance(task)
            if progress.finished:
                progress.update(task, description="Volgen en indexeren")

        yield advance


def outcome_row(outcome: FileOutcome) -> dict[str, Any]:
    """One file's outcome as JSON values."""
    return {
        "path": str(outcome.path),
        "document": outcome.key,
        "status": outcome.status,
        "counts": outcome.counts,
        "problems": [asdict(problem) for problem in outcome.problems],
        "seconds": round(outcome.seconds, 3),
    }


def write_outcomes(summary: IngestSummary) -> None:
    """What came of the run: a line for each file with a problem, then the totals."""
    troubled = [outcome for outcome in summary.outcomes if outcome.problems]
    if troubled:
        write_table(
            "Let op",
            ["Bestand", "Uitkomst", "Wat er aan de hand is"],
            [
                [o.path.name, STATUS_WORDS[o.status], " ".join(p.message for p in o.problems)]
                for o in troubled
            ],
        )
    statuses = Counter(outcome.status for outcome in summary.outcomes)
    found = sum((Counter(outcome.counts) for outcome in summary.outcomes), Counter())
    done = ", ".join(f"{count} {STATUS_WORDS[status]}" for status, count in statuses.items())
    typer.echo(f"{len(summary.outcomes)} bestanden in {summary.seconds:.1f} s: {done}.")
    typer.echo(
        f"Gevonden: {found['commitments']} toezeggingen, {found['motions']} moties, "
        f"{found['fulfilments']} meldingen van nakoming, {found['references']} verwijzingen. "
        f"In het register: {summary.items} punten."
    )
