"""Which items a command is about: the options, and the filter of the store that they mean."""

from __future__ import annotations

import datetime as dt
import typing
from typing import Annotated

import typer

from ui.commands.options import parse_day

if typing.TYPE_CHECKING:
    from tracking import ItemFilter

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Peildatum; standaard vandaag.", metavar="DATUM")
]
StatusOption = Annotated[list[str] | None, typer.Option("--status", help="Stand: openstaand, voldaan, …")]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="Soort: motion, commitment, inform, act, milestone.")
]
MinistryOption = Annotated[
    str | None, typer.Option("--ministry", help="Ministerie, bijvoorbeeld EZK of Financiën.")
]
FamilyOption = Annotated[str | None, typer.Option("--my-ministry", help="Ministerie, met zijn voorgangers.")]
CommitteeOption = Annotated[
    str | None, typer.Option("--committee", help="Voortouwcommissie, bijvoorbeeld EZ.")
]
MinisterOption = Annotated[
    str | None,
    typer.Option("--minister", help="Gedaan onder deze bewindspersoon.", metavar="ACHTERNAAM"),
]
DossierOption = Annotated[
    str | None, typer.Option("--dossier", help="Dossier, bijvoorbeeld 35925 of 35925-XVII.")
]
BeforeOption = Annotated[
    str | None, typer.Option("--before", help="Termijn op of vóór deze dag.", metavar="DATUM")
]
AfterOption = Annotated[
    str | None, typer.Option("--after", help="Termijn op of na deze dag.", metavar="DATUM")
]
TextOption = Annotated[str | None, typer.Option("--text", help="Woorden die erin voorkomen.")]
SilentOption = Annotated[
    bool, typer.Option("--silent", help="Alleen wat verstreken is en waarover geen latere brief is gezien.")
]


def filter_of(
    *,
    status: list[str] | None,
    kind: str | None,
    ministry: str | None,
    family: str | None,
    committee: str | None,
    minister: str | None,
    dossier: str | None,
    before: str | None,
    after: str | None,
    text: str | None,
    silent: bool,
) -> ItemFilter:
    """The filter of the store that the options mean.

    Raises:
        typer.BadParameter: where a status, kind, ministry, committee or day is none.
    """
    from tracking import ItemFilter

    return ItemFilter(
        statuses=tuple(parse_status(word) for word in status or ()),
        kinds=(parse_kind(kind),) if kind else (),
        ministry=ministry_meant(ministry) if ministry else None,
        family=ministry_meant(family) if family else None,
        committee=committee_meant(committee) if committee else None,
        minister=minister_meant(minister) if minister else None,
        dossier=dossier,
        due_before=parse_day(before) if before else None,
        due_after=parse_day(after) if after else None,
        text=text,
        silent=True if silent else None,
    )


def day_of(as_of: str | None) -> dt.date:
    """The day asked for, or today."""
    return parse_day(as_of) if as_of else dt.date.today()


def parse_status(word: str) -> typing.Any:
    """A status as typed, in Dutch or as its English name.

    Raises:
        typer.BadParameter: where there is no such status.
    """
    from kamer.items import Status

    for status in Status:
        if word.strip().lower() in (status.value, status.name.lower()):
            return status
    known = ", ".join(status.value for status in Status)
    raise typer.BadParameter(f"‘{word}’ is geen stand. Kies uit: {known}.", param_hint="--status")


def ministry_meant(word: str) -> str:
    """The code of a ministry as typed.

    Raises:
        typer.BadParameter: where there is no such ministry.
    """
    from kamer.bodies import ministries, parse_ministry

    code = parse_ministry(word)
    if code is None:
        known = ", ".join(ministries())
        raise typer.BadParameter(f"‘{word}’ is geen ministerie. Kies uit: {known}.", param_hint="--ministry")
    return code


def committee_meant(word: str) -> str:
    """The code of a committee as typed.

    Raises:
        typer.BadParameter: where there is no such committee.
    """
    from kamer.committees import committees, parse_committee

    code = parse_committee(word)
    if code is None:
        known = ", ".join(committees())
        raise typer.BadParameter(f"‘{word}’ is geen commissie. Kies uit: {known}.", param_hint="--committee")
    return code


def minister_meant(name: str) -> str:
    """The surname of a minister as typed.

    Raises:
        typer.BadParameter: where no term of such a minister is known.
    """
    from kamer.ministers import terms_of

    if not list(terms_of(name)):
        raise typer.BadParameter(
            f"Van ‘{name}’ is geen ambtsperiode bekend. Kies met --ministry en --before.",
            param_hint="--minister",
        )
    return name


def parse_kind(word: str) -> str:
    """A kind as typed, in Dutch or English.

    Raises:
        typer.BadParameter: where there is no such kind.
    """
    from kamer.findings import CommitmentKind
    from kamer.glossary import dutch
    from kamer.items import ItemKind

    known: dict[str, str] = {
        name: kind.value for kind in (*ItemKind, *CommitmentKind) for name in (kind.value, dutch(kind))
    }
    if word.strip().lower() not in known:
        raise typer.BadParameter(
            f"‘{word}’ is geen soort. Kies uit: {', '.join(known)}.", param_hint="--kind"
        )
    return known[word.strip().lower()]
