"""`audit verify` and `audit export`: the log of everything that was read and decided."""

from __future__ import annotations

import csv
import io
import json
import sys
import typing
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.commands.dutch import DutchCommand, DutchGroup
from ui.commands.options import DatabaseOption, DataOption, stop, workplace_of

if typing.TYPE_CHECKING:
    from tracking import AuditEntry

audit_app = typer.Typer(
    cls=DutchGroup, help="Het logboek: nagaan of het ongeschonden is, en uitvoeren.", no_args_is_help=True
)
COLUMNS = ("id", "at", "actor", "action", "object", "result", "origin", "detail")


class LogFormat(StrEnum):
    """How the log is written."""

    CSV = "csv"
    JSONL = "jsonl"


@audit_app.command("verify", cls=DutchCommand)
def verify(data: DataOption = None, database_url: DatabaseOption = None) -> None:
    """Ga na of het logboek ongeschonden is; eindigt met 1 en noemt de eerste regel die niet klopt."""
    from tracking import verify_audit

    store = workplace_of(data, database_url).store
    problems = verify_audit(store)
    if problems:
        more = f" (en nog {len(problems) - 1} meldingen)" if len(problems) > 1 else ""
        stop(f"Het logboek is niet ongeschonden. {problems[0]}{more}", 1)
    typer.echo(f"Het logboek is ongeschonden: {len(store.audit())} regels.")


@audit_app.command("export", cls=DutchCommand)
def export(
    form: Annotated[LogFormat, typer.Option("--format", help="CSV, of één JSON-object per regel.")] = (
        LogFormat.CSV
    ),
    out: Annotated[Path | None, typer.Option("--out", help="Bestand; standaard het scherm.")] = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Voer het hele logboek uit: handeling, object, uitkomst, herkomst, wie en wanneer."""
    entries = workplace_of(data, database_url).store.audit()
    text = draw_log(entries, form)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        stop(f"{out} kan niet worden geschreven: {error.strerror or error}.")
    typer.echo(f"{len(entries)} regels geschreven naar {out}.")


def draw_log(entries: list[AuditEntry], form: LogFormat) -> str:
    """The log as text in the form that was asked for."""
    rows = [log_row(entry) for entry in entries]
    if form is LogFormat.JSONL:
        return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: csv_cell(value) for name, value in row.items()} for row in rows)
    return sheet.getvalue()


def log_row(entry: AuditEntry) -> dict[str, Any]:
    """One line of the log as values."""
    values = (
        *(entry.id, entry.at.isoformat(), entry.actor, entry.action),
        *(entry.object, entry.result, entry.origin, dict(entry.detail)),
    )
    return dict(zip(COLUMNS, values, strict=True))


def csv_cell(value: Any) -> Any:
    """A value for a sheet: what starts as a formula is text, particulars are JSON."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
