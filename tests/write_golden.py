"""Golden output: what each stage makes of the demonstration letters, one JSON file a letter and stage.

Run by hand, after reading what changes, from the checkout: `python tests/write_golden.py [STAGE ...]`.
No test writes these files; a letter without its golden file is a failing test.

A stage is one function from the letters to the JSON of each, under its own folder in `tests/golden/`:
add it to `STAGES`, and a test with `differences(stage, name)` to the folder of that stage's tests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extract import find_all
from ingest import read_document
from kamer.document import Block, Document
from kamer.exchange import letter_report
from kamer.findings import Findings
from kamer.items import TrackedItem
from tracking import derive_standing, track

Json = dict[str, Any]
ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 20)
LETTERS, GOLDEN = ROOT / "corpus" / "letters", ROOT / "tests" / "golden"


@cache
def documents() -> dict[str, Document]:
    """The demonstration letters as read, by file name."""
    return {path.name: read_document(path) for path in sorted(LETTERS.iterdir())}


def documents_stage() -> dict[str, Json]:
    """What reading makes of each letter: metadata, blocks with their text, note marks, pages, problems."""
    return {name: document_json(document) for name, document in documents().items()}


def document_json(document: Document) -> Json:
    """One letter as read, with the words of each block, so that a change reads well in a comparison."""
    metadata = document.metadata
    return {
        "key": document.key,
        "metadata": {
            "kind": metadata.kind,
            "number": metadata.number,
            "dossiers": list(metadata.dossiers),
            "title": metadata.title,
            "date": metadata.date and metadata.date.isoformat(),
            "date_basis": metadata.date_basis,
            "session_year": metadata.session_year,
            "signatories": [[signatory.name, signatory.office] for signatory in metadata.signatories],
            "ministry": metadata.ministry,
            "language": metadata.language,
            "reference": metadata.reference,
            "proposers": list(metadata.proposers),
            "replaces": metadata.replaces,
        },
        "blocks": [block_json(block, document.text) for block in document.blocks],
        "note_marks": [[mark.at, mark.label] for mark in document.note_marks],
        "pages": [[page.number, page.span.start, page.span.end] for page in document.pages],
        "problems": [[problem.code, problem.severity] for problem in document.problems],
    }


def block_json(block: Block, text: str) -> list[str | None]:
    """One block: what it is, its label, its words."""
    return [block.kind, block.label, block.span.of(text)]


@cache
def findings() -> dict[str, Findings]:
    """What is found in each letter, by file name."""
    return {name: find_all(document) for name, document in documents().items()}


def findings_stage() -> dict[str, Json]:
    """What is found in each letter, as the report of the guidelines."""
    return {
        name: findings_json(letter_report(documents()[name], found)) for name, found in findings().items()
    }


def findings_json(report: Json) -> Json:
    """A report without what reading made (that is another stage) and without ids of findings."""
    kept = {name: rows for name, rows in report.items() if name not in ("document", "problems")}
    for commitment in kept["commitments"]:
        del commitment["finding"]
    return kept


def items_stage() -> dict[str, Json]:
    """The register that all letters together give, with each item's standing on one day."""
    items = track((documents()[name], findings()[name]) for name in documents())
    rows = [item_json(item) for item in sorted(items, key=lambda item: item.id)]
    return {f"on-{AS_OF}": {"items": rows}}


def item_json(item: TrackedItem) -> Json:
    """One item: what happened to it, why it is linked, where it stands."""
    standing = derive_standing(item, AS_OF)
    return {
        "id": item.id,
        "title": item.title,
        "actor": item.actor,
        "events": [[event.kind, event.date and event.date.isoformat(), event.text] for event in item.events],
        "links": [[link.document, link.rule, link.reason] for link in item.links],
        "status": standing.status,
        "timeliness": standing.timeliness,
        "silent": standing.silent,
        "reasons": list(standing.reasons),
    }


STAGES: dict[str, Callable[[], dict[str, Json]]] = {
    "documents": documents_stage,
    "findings": findings_stage,
    "items": items_stage,
}


@cache
def made(stage: str) -> dict[str, Json]:
    """What a stage makes now of all letters, as JSON gives it back."""
    found: dict[str, Json] = json.loads(json.dumps(STAGES[stage]()))
    return found


def golden_file(stage: str, name: str) -> Path:
    """Where the golden output of a stage for a letter lies."""
    return GOLDEN / stage / f"{name}.json"


def differences(stage: str, name: str) -> list[str]:
    """What a stage now makes otherwise of a letter, field by field; one line says so where no file is.

    Each line names the place and gives the golden value and the new one.
    """
    path = golden_file(stage, name)
    if not path.is_file():
        return [f"{path.relative_to(ROOT)} is missing: run tests/write_golden.py"]
    return list(compare(json.loads(path.read_text("utf-8")), made(stage)[name], name))


def compare(golden: Any, now: Any, place: str) -> list[str]:
    """The places at which two JSON values differ."""
    if isinstance(golden, dict) and isinstance(now, dict):
        names = [*golden, *(name for name in now if name not in golden)]
        return [
            line for name in names for line in compare(golden.get(name), now.get(name), f"{place} > {name}")
        ]
    if isinstance(golden, list) and isinstance(now, list) and len(golden) == len(now):
        pairs = enumerate(zip(golden, now, strict=True))
        return [line for at, (old, new) in pairs for line in compare(old, new, f"{place} > {at}")]
    return [] if golden == now else [f"{place}: golden {golden!r}, now {now!r}"]


def write_stage(stage: str) -> int:
    """Write the golden output of a stage, and take away files of letters that are gone; how many changed."""
    wanted = {golden_file(stage, name): content for name, content in made(stage).items()}
    (GOLDEN / stage).mkdir(parents=True, exist_ok=True)
    changed = 0
    for path in set((GOLDEN / stage).glob("*.json")) - set(wanted):
        path.unlink()
        changed += 1
    for path, content in wanted.items():
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed += 1
    return changed


def main(stages: list[str]) -> None:
    """Write the golden output of the stages named, of all without a name."""
    for stage in stages or list(STAGES):
        print(f"{stage}: {write_stage(stage)} files changed")


if __name__ == "__main__":
    main(sys.argv[1:])
