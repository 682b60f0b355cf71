"""The command `nakoming`. Heavy packages are imported by the commands that need them, not here."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; exit status 0 all well, 2 wrong use, 3 some files had problems."""
    from ui.commands import app
    from ui.commands.dutch import run

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(app))


if __name__ == "__main__":
    main()
