"""`serve` and `demo`: the app on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.ingesting import ingest_with_progress, write_outcomes
from ui.commands.options import DatabaseOption, DataOption, stop, workplace_of

PortOption = Annotated[int, typer.Option(help="Poort waarop de app luistert.", min=1, max=65535)]
AddressOption = Annotated[
    str, typer.Option(help="Adres waarop de app luistert; standaard alleen deze computer.")
]


def serve(
    port: PortOption = 8501,
    address: AddressOption = "127.0.0.1",
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Open de app in de browser."""
    workplace = workplace_of(data, database_url)
    raise typer.Exit(run_app(workplace.data, workplace.database_url, address, port))


def demo(
    port: PortOption = 8501,
    address: AddressOption = "127.0.0.1",
    serving: Annotated[
        bool, typer.Option("--serve/--no-serve", help="De app openen, of alleen laden en stoppen.")
    ] = True,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Laad de voorbeeldbrieven en open de app, klaar voor gebruik."""
    from ui.workplace import default_folder

    letters = demonstration_letters()
    workplace = workplace_of(data or Path(default_folder() + "-demo"), database_url)
    write_outcomes(ingest_with_progress(workplace, letters))
    typer.echo(f"Gegevensmap: {workplace.data}")
    if serving:
        typer.echo(f"De app staat op http://{address}:{port} (stoppen met Ctrl-C).")
        raise typer.Exit(run_app(workplace.data, workplace.database_url, address, port))


def demonstration_letters() -> list[Path]:
    """The files of the demonstration corpus."""
    import corpus
    from ingest import find_files

    folder = Path(corpus.__path__[0]) / "letters"
    if not folder.is_dir():
        stop("De voorbeeldbrieven zijn niet meegeleverd met deze installatie.", 1)
    return find_files([folder])


def run_app(data: Path, database_url: str, address: str, port: int) -> int:
    """Become Streamlit, so that who ends `nakoming serve` ends the app; returns only on Windows."""
    environment = {**os.environ, "NAKOMING_DATA": str(data), "NAKOMING_DATABASE_URL": database_url}
    script = Path(__file__).parents[1] / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script), *app_options(address, port)]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(sys.executable, command, environment)
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def app_options(address: str, port: int) -> list[str]:
    """Streamlit's options: this machine only, no statistics sent, our own looks."""
    from ui.style import serve_options

    return [*serve_options(address), f"--server.port={port}"]
