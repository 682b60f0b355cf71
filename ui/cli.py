"""The command `nakoming`. Heavy packages are imported by the commands that need them, not here."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def speak_dutch() -> None:
    """Let the command line's own messages come from `ui/locale` in Dutch.

    Must run before typer is imported: it looks up some of its words while it is imported.
    """
    import gettext

    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


def main() -> None:
    """Run the command line; exit status 0 all well, 2 wrong use, 3 some files had problems."""
    speak_dutch()
    from ui.commands import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
