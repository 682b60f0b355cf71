"""The commands of `nakoming`, one module a family."""

from __future__ import annotations

import typer

from ui.commands import (
    auditing,
    deciding,
    evaluating,
    exporting,
    extracting,
    following,
    ingesting,
    searching,
    serving,
    watching,
)
from ui.commands.dutch import DutchCommand, DutchGroup

app = typer.Typer(
    name="nakoming",
    cls=DutchGroup,
    help="Het register van schriftelijke toezeggingen: wat bewindslieden beloven, en wat ervan komt.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("extract", cls=DutchCommand)(extracting.extract)
app.command("deadlines", cls=DutchCommand)(extracting.deadlines)
app.command("ingest", cls=DutchCommand)(ingesting.ingest)
app.command("items", cls=DutchCommand)(following.items)
app.command("item", cls=DutchCommand)(following.item)
app.command("search", cls=DutchCommand)(searching.search)
app.command("rank", cls=DutchCommand)(searching.rank)
app.add_typer(searching.index_app, name="index")
app.command("serve", cls=DutchCommand)(serving.serve)
app.command("demo", cls=DutchCommand)(serving.demo)
app.command("evaluate", cls=DutchCommand)(evaluating.evaluate)
app.command("export", cls=DutchCommand)(exporting.export)
app.add_typer(watching.watch_app, name="watch")
app.command("digest", cls=DutchCommand)(watching.digest)
app.command("review", cls=DutchCommand)(deciding.review)
app.command("decide", cls=DutchCommand)(deciding.decide)
app.command("add", cls=DutchCommand)(deciding.add)
app.command("votes", cls=DutchCommand)(deciding.votes)
app.add_typer(auditing.audit_app, name="audit")
