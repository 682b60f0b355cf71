"""Following over the demonstration letters, from what a reader finds in them, not from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest import read_document
from kamer.document import Document, Evidence
from kamer.findings import (
    Commitment,
    CommitmentKind,
    Deadline,
    DeadlineBasis,
    Disposition,
    Findings,
    Fulfilment,
    Motion,
    Relation,
    Strength,
    Target,
)
from kamer.identifiers import IdMaker, normalise
from kamer.items import ItemKind, TrackedItem
from kamer.span import Span
from tracking import derive_standing, track

CORPUS = Path(__file__).parents[2] / "corpus"
CHAINS = yaml.safe_load((CORPUS / "chains.yaml").read_text("utf-8"))
AS_OF = date.fromisoformat(CHAINS["as_of"])
AGAIN = re.compile(r"\b(jaarlijks|elk(e)? (jaar|half jaar|kwartaal|maand))\b", re.IGNORECASE)


def place_of(document: Document, quote: str) -> Span | None:
    """Where a quote stands, whatever the white space, hyphens and signs; None where it was misread."""
    letters = [(at, normalise(character)) for at, character in enumerate(document.text)]
    plain = [(at, single) for at, some in letters for single in some]
    start = "".join(single for _, single in plain).find(normalise(quote))
    if start < 0:
        return None
    return Span(plain[start][0], plain[start + len(normalise(quote)) - 1][0] + 1)


def deadline_of(entry: dict[str, Any], key: str = "latest") -> Deadline | None:
    """The deadline that a line of the gold gives."""
    if AGAIN.search(entry.get("quote", "")):
        return Deadline("steeds", basis=DeadlineBasis.RECURRING)
    if not entry.get(key):
        return None
    return Deadline("op tijd", None, date.fromisoformat(entry[key][1]), DeadlineBasis.EXPLICIT)


class Annotated:
    """The findings of one letter as its gold lists them."""

    def __init__(self, document: Document, gold: dict[str, Any]) -> None:
        self.document, self.gold = document, gold
        self.ids = IdMaker(document.key)

    def found(self, kind: str, quote: str) -> Iterator[tuple[str, Evidence]]:
        span = place_of(self.document, quote)
        if span is not None:
            evidence = self.document.evidence(span, "gold")
            yield self.ids.next_id(kind, evidence.quote), evidence

    def commitments(self) -> Iterator[Commitment]:
        for entry in self.gold["commitments"]["required"]:
            kind, deadline = CommitmentKind(entry["kind"]), deadline_of(entry)
            for finding, evidence in self.found("commitment", entry["quote"]):
                yield Commitment(finding, evidence, kind, Strength.FIRM, deadline=deadline)

    def fulfilments(self) -> Iterator[Fulfilment]:
        for entry in self.gold["fulfilments"]:
            for finding, evidence in self.found("fulfilment", entry["quote"]):
                yield Fulfilment(finding, evidence, Relation(entry["relation"]), target_of(entry["target"]))

    def motions(self) -> Iterator[Motion]:
        named = list(self.gold["motions"])
        for entry in named:
            quote = next(name for name in entry["proposers"] if name in self.document.text)
            ((finding, evidence),) = self.found("motion", quote)
            yield Motion(
                finding,
                evidence,
                entry["id"],
                tuple(entry["proposers"]),
                Disposition(entry["disposition"][0]),
                (evidence,),
                deadline=deadline_of(entry, "request_latest") or deadline_of(entry),
            )

    def build(self) -> tuple[Document, Findings]:
        return self.document, Findings(
            self.document.key, (), tuple(self.motions()), tuple(self.commitments()), tuple(self.fulfilments())
        )


def target_of(handles: list[str]) -> Target:
    """A target with every handle that the gold gives."""
    days = [handle for handle in handles if re.fullmatch(r"\d{4}-\d\d-\d\d", handle)]
    oral = [handle for handle in handles if handle.startswith("TZ")]
    papers = [handle for handle in handles if handle not in days + oral]
    day = date.fromisoformat(days[0]) if days else None
    return Target(next(iter(papers), None), next(iter(oral), None), day)


@cache
def followed() -> tuple[list[TrackedItem], dict[str, str]]:
    """The items of all demonstration letters, and the file of each document."""
    letters = []
    for path in sorted((CORPUS / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        if not gold["file"].startswith("ah-tk-20252026-9041.p"):  # the copy of an answer that is there
            letters.append(Annotated(read_document(CORPUS / "letters" / gold["file"]), gold).build())
    return track(letters), {document.key: document.source for document, _ in letters}


def item_meant(expected: dict[str, Any]) -> TrackedItem:
    """The item that a chain speaks of."""
    items, files = followed()
    if "motion" in expected:
        found = [item for item in items if item.id == f"motie-{expected['motion']}"]
    else:
        words = normalise(expected["commitment"])
        found = [
            item
            for item in items
            if item.kind is ItemKind.COMMITMENT
            and any(
                files[mention.evidence.document] == expected["file"]
                and (normalise(mention.evidence.quote) in words or words in normalise(mention.evidence.quote))
                for mention in item.mentions
            )
        ]
    (item,) = found
    return item


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(item, id=f"{chain['name']}: {(item.get('motion') or item['commitment'])[:40]}")
        for chain in CHAINS["chains"]
        for item in chain["items"]
    ],
)
def test_a_chain_is_followed_to_its_end(expected: dict[str, Any]) -> None:
    item = item_meant(expected)
    standing = derive_standing(item, AS_OF)
    files = followed()[1]
    deadlines = [event.deadline for event in item.deadline_history if event.deadline is not None]
    given = [deadline.latest.isoformat() for deadline in deadlines if deadline.latest is not None]
    assert {files[mention.evidence.document] for mention in item.mentions} == set(expected["letters"])
    assert standing.status.value == expected["status"]
    if "replaced_by" in expected:
        assert item.replaced_by == f"motie-{expected['replaced_by']}"
    if item.kind is ItemKind.MOTION:  # the day that a motion asks for stands in no gold
        return
    assert standing.timeliness.value in expected["timeliness"]
    assert standing.silent is expected["silent"]
    if "deadlines" in expected:
        windows = [window or ["", ""] for window in expected["deadlines"]]
        assert len(given) == len(windows), given
        assert all(start <= day <= end for day, (start, end) in zip(given, windows, strict=True))
