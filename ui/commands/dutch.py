"""The command line's own words in Dutch: help pages, and what is said of wrong use.

Typer has no Dutch. Its titles are replaced before the first page is drawn; its exceptions are caught
and told in Dutch by what kind they are.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Wat u opgeeft",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "ERRORS_PANEL_TITLE": "Fout",
    "DEFAULT_STRING": "[standaard: {}]",
    "ENVVAR_STRING": "[omgevingsvariabele: {}]",
    "REQUIRED_LONG_STRING": "[verplicht]",
}


class DutchWords:
    """Mixed into commands: a usage line and a help option in Dutch."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line with a Dutch head."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        words = {"Usage:": "Gebruik:", "[OPTIONS]": "[OPTIES]", "COMMAND [ARGS]...": "OPDRACHT …"}
        for english, dutch in words.items():
            usage = usage.replace(english, dutch)
        return usage

    def get_help_option(self, ctx: Any) -> Any:
        """The help option with a Dutch text."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


class DutchCommand(DutchWords, TyperCommand):
    """A command that speaks Dutch."""


class DutchGroup(DutchWords, TyperGroup):
    """A group of commands that speaks Dutch."""


def run(app: typer.Typer) -> int:
    """Run the command line and return its exit status; wrong use is told in Dutch on stderr."""
    translate_titles()
    try:
        status = app(standalone_mode=False)
    except typer.Exit as exit_:
        return exit_.exit_code
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("Afgebroken. Wat al opgenomen is, blijft bewaard; voer de opdracht opnieuw uit.\n")
        return 130
    except BrokenPipeError:
        return quiet_end()
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        sys.stderr.write(usage_error(error) + "\n")
        return int(getattr(error, "exit_code", 2))
    return status if isinstance(status, int) else 0


def translate_titles() -> None:
    """Give typer's help pages Dutch titles. Only when help is asked for: drawing it imports rich."""
    if len(sys.argv) > 1 and not {"--help", "-h"} & set(sys.argv) and sys.argv[1] not in ("index", "watch"):
        return
    from typer import rich_utils

    for name, title in TITLES.items():
        setattr(rich_utils, name, title)


def quiet_end() -> int:
    """The reader of our output went away (`| head`): end without a complaint from Python at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def usage_error(error: Any) -> str:
    """What is wrong with how the command was used, and what to do."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    hint = f"Zie `{error.ctx.command_path} --help`." if getattr(error, "ctx", None) else ""
    return f"{describe(kind, error)} {hint}".strip()


def describe(kind: str, error: Any) -> str:
    """The error itself, by the kind of exception that typer raised."""
    text = str(getattr(error, "message", "") or error)
    if kind == "MissingParameter":
        return f"Er ontbreekt iets: {parameter_name(error)}."
    if kind == "NoSuchOption":
        known = ", ".join(sorted(error.possibilities or ()))
        return f"De optie {error.option_name} bestaat niet." + (f" Bedoelde u {known}?" if known else "")
    if kind == "BadParameter":
        return f"{parameter_name(error)}: {value_error(text)}"
    if kind == "BadOptionUsage":
        return f"De optie {error.option_name} is niet goed gebruikt: er hoort een waarde bij."
    command = re.match(r"No such command '(.*?)'", text)
    if command:
        return f"De opdracht ‘{command[1]}’ bestaat niet."
    if text.startswith("Got unexpected extra argument"):
        return f"Er staat te veel op de opdrachtregel: {text.rpartition('(')[2].rstrip(').')}."
    return "Er ontbreekt een opdracht." if text == "Missing command." else text


def parameter_name(error: Any) -> str:
    """How the user knows the parameter: `--date`, or its place on the line."""
    hint = error.param_hint or (error.param.get_error_hint() if error.param is not None else "opdracht")
    return str(hint if isinstance(hint, str) else " / ".join(hint)).strip("'\"")


def value_error(text: str) -> str:
    """Why a value does not fit, in Dutch where typer says it in English."""
    choice = re.search(r"(?:one of|either|should be)\s+(.*)", text)
    if choice and "valid" not in choice[1]:
        return f"deze waarde past niet. Kies uit: {choice[1].rstrip('.')}."
    if re.search(r"valid integer|valid number|greater than|less than|range", text):
        return "dit moet een getal zijn dat binnen de grenzen past."
    return text
