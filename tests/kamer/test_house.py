from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "torch",
    "spacy",
    "chromadb",
    "sentence_transformers",
    "streamlit",
    "sqlalchemy",
    "pydantic",
    "tantivy",
)


def test_the_command_line_loads_nothing_heavy_before_it_is_needed() -> None:
    code = "import sys, ui.cli, ui.commands, ui.workplace; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())
