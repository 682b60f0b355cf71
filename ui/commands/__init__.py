"""The commands of `nakoming`, one module a family."""

from __future__ import annotations

import typer

from ui.commands import evaluating, extracting, following, ingesting, searching, serving

app = typer.Typer(
    name="nakoming",
    help="Het register van schriftelijke toezeggingen: wat bewindslieden beloven, en wat ervan komt.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command("extract")(extracting.extract)
app.command("deadlines")(extracting.deadlines)
app.command("ingest")(ingesting.ingest)
app.command("items")(following.items)
app.command("item")(following.item)
app.command("search")(searching.search)
app.command("rank")(searching.rank)
app.add_typer(searching.index_app, name="index")
app.command("serve")(serving.serve)
app.command("demo")(serving.demo)
app.command("evaluate")(evaluating.evaluate)
