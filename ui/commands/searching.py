"""`search`, `rank` and `index`: finding passages, and keeping the index whole."""

from __future__ import annotations

import json
import typing
from pathlib import Path
from typing import Annotated, Any

import typer

from kamer.passages import SearchMode
from ui.commands.dutch import DutchCommand, DutchGroup
from ui.commands.extracting import read_lines
from ui.commands.options import DatabaseOption, DataOption, Format, FormatOption, stop, workplace_of
from ui.commands.output import printable, write_rows

if typing.TYPE_CHECKING:
    from rich.text import Text

    from kamer.passages import Hit

QUESTION_HELP = (
    'Wat u zoekt, in eigen woorden. "Woorden naast elkaar", -nietdit, ministerie:VWS, dossier:36123, '
    "soort:brief, minister:Jansen, met:toezegging, stand:openstaand, termijn-tot:2025-06, vanaf:2024 en "
    "tot:2025 mogen erin."
)
ModeOption = Annotated[SearchMode, typer.Option("--mode", help="Zoeken op woorden, op betekenis, of beide.")]


def search(
    question: Annotated[str, typer.Argument(metavar="VRAAG", help=QUESTION_HELP)],
    mode: ModeOption = SearchMode.HYBRID,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hoogstens zoveel treffers.")] = 10,
    data: DataOption = None,
    database_url: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Zoek passages in alle opgenomen brieven."""
    from kamer.passages import Query

    workplace = workplace_of(data, database_url)
    if trouble := workplace.search_trouble():
        typer.echo(trouble, err=True)
    hits = workplace.find(Query(question, mode, limit))
    if form is Format.TABLE:
        write_hits(hits)
    else:
        write_rows([hit_row(hit) for hit in hits], form)


def hit_row(hit: Hit) -> dict[str, Any]:
    """One hit as JSON values."""
    from pydantic import TypeAdapter

    from kamer.passages import Hit as HitType

    row: dict[str, Any] = TypeAdapter(HitType).dump_python(hit, mode="json")
    return row


def write_hits(hits: list[Hit]) -> None:
    """The hits for people: where each stands, and the passage with the words marked."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from kamer.glossary import dutch_date

    if not hits:
        typer.echo("Niets gevonden. Probeer andere of minder woorden.")
        return
    console = Console(highlight=False)
    for number, hit in enumerate(hits, start=1):
        passage = hit.passage
        where = [passage.title or passage.document, dutch_date(passage.date), passage.ministry or ""]
        where += [f"blz. {passage.page}" if passage.page else "", passage.number or passage.document]
        head = " · ".join(printable(part) for part in where if part)
        console.print(Text(f"{number}. {head}", style="bold"))
        console.print(Padding(marked_extract(hit), (0, 0, 0 if beside(hit) else 1, 3)))
        if words := beside(hit):
            console.print(Padding(Text(printable(words), style="dim"), (0, 0, 1, 3)))


def beside(hit: Hit) -> str:
    """What a hit says beside its text: related names that stand in it, and where the same text stands too."""
    said = [f"Verwant: {', '.join(hit.related)}." if hit.related else ""]
    copies = dict.fromkeys(copy.number or copy.document for copy in hit.copies)
    said.append(f"Dezelfde tekst staat ook in {', '.join(copies)}." if copies else "")
    return " ".join(words for words in said if words)


def marked_extract(hit: Hit, length: int = 420) -> Text:
    """The part of a passage around its first marked word, with all marked words in it underlined."""
    from rich.text import Text

    text = printable(hit.passage.text).replace("\n", " ")  # as long as it was: the marks still fit
    first = min((mark.start for mark in hit.marks), default=0)
    start = 0 if len(text) <= length else text.rfind(" ", 0, max(first - length // 3, 0)) + 1
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    shown = Text(text[start:end])
    for mark in hit.marks:
        shown.stylize("bold underline", max(mark.start - start, 0), max(mark.end - start, 0))
    return Text("… " if start else "") + shown + Text(" …" if end < len(text) else "")


def rank(
    documents: Annotated[Path, typer.Argument(metavar="DOCS.jsonl", help="Regels met {id, text}.")],
    queries: Annotated[Path, typer.Argument(metavar="QUERIES.jsonl", help="Regels met {qid, query}.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Waar de uitkomst komt.", metavar="RUN.jsonl")
    ],
    mode: ModeOption = SearchMode.HYBRID,
) -> None:
    """Rangschik een verzameling voor een reeks vragen, om het zoeken te meten."""
    from search.ranking import rank as rank_collection

    try:
        rows = rank_collection(read_lines(documents), read_lines(queries), mode)
        output.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}.")
    except ValueError as error:
        stop(str(error))


index_app = typer.Typer(cls=DutchGroup, help="De zoekindex: opnieuw maken of nazien.", no_args_is_help=True)


@index_app.command("rebuild", cls=DutchCommand)
def index_rebuild(data: DataOption = None, database_url: DatabaseOption = None) -> None:
    """Maak de zoekindex opnieuw uit de database."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from ui.workplace import BusyError

    workplace = workplace_of(data, database_url)
    columns = [SpinnerColumn(), TextColumn("Passages indexeren"), MofNCompleteColumn(), TimeElapsedColumn()]
    console = Console(stderr=True)
    try:
        with workplace.writing(), Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("", total=workplace.store.count_passages())
            workplace.rebuild_index(lambda count: progress.advance(task, count))
    except BusyError as error:
        stop(str(error), 1)
    typer.echo(f"De index is opnieuw gemaakt: {workplace.index.count()} passages.")


@index_app.command("verify", cls=DutchCommand)
def index_verify(data: DataOption = None, database_url: DatabaseOption = None) -> None:
    """Zie na of de index gelijk is aan de database: elke passage en elke vector."""
    from search.vectors import DamagedIndexError
    from search.verifying import verify_index

    workplace = workplace_of(data, database_url)
    passages = list(workplace.store.passages())
    typer.echo(f"{workplace.index.count()} passages in de index, {len(passages)} in de database.")
    if trouble := workplace.search_trouble():
        stop(trouble, 1)
    vectors = workplace.store.vectors(workplace.embedder.name, [passage.id for passage in passages])
    recorded = [(passage, vectors.get(passage.id, b"")) for passage in passages]
    try:
        verdict = verify_index(workplace.index, recorded)
    except DamagedIndexError:
        stop("De vectoren zijn onleesbaar. Maak de index opnieuw met `nakoming index rebuild`.", 1)
    if not verdict.is_sound:
        stop(
            f"De index wijkt af van de database: {len(verdict.missing)} passages ontbreken, "
            f"{len(verdict.different)} zijn anders, {verdict.superfluous} horen er niet meer in. "
            "Maak haar opnieuw met `nakoming index rebuild`.",
            1,
        )
    typer.echo("De index is gelijk aan de database.")
