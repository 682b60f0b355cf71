"""The whole chain on the demonstration letters: read, find, follow and search, as a user has it."""

from __future__ import annotations

import math
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpus
from ingest import find_files
from kamer.identifiers import normalise
from kamer.items import ItemKind
from kamer.passages import Query
from tracking import ItemFilter, ItemView
from ui.workplace import Workplace

CORPUS = Path(corpus.__path__[0])
CHAINS = yaml.safe_load((CORPUS / "chains.yaml").read_text("utf-8"))
QUERIES = tomllib.loads((CORPUS / "queries.toml").read_text("utf-8"))["query"]
AS_OF = date.fromisoformat(CHAINS["as_of"])
EXPECTED = [item for chain in CHAINS["chains"] for item in chain["items"]]
# Floors that only rise: how many of the items come out right in every respect, and the mean nDCG@10.
ITEMS_RIGHT = 30
NDCG = 0.65


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    opened = Workplace(tmp_path_factory.mktemp("demo"))
    summary = opened.ingest(find_files([CORPUS / "letters"]), workers=2)
    assert [o.path.name for o in summary.outcomes if o.status == "failed"] == []
    return opened


@pytest.fixture(scope="module")
def sources(workplace: Workplace) -> dict[str, str]:
    return {summary.key: summary.source for summary in workplace.store.documents()}


def find_meant(expected: dict[str, Any], views: list[ItemView], sources: dict[str, str]) -> list[ItemView]:
    """The items that a line of the chains can mean: a motion by number, a promise by its words."""
    if "motion" in expected:
        return [view for view in views if view.item.number == expected["motion"]]
    words = normalise(expected["commitment"])
    return [
        view
        for view in views
        if view.item.kind is ItemKind.COMMITMENT
        and any(
            sources[mention.evidence.document] == expected["file"] and (quote in words or words in quote)
            for mention in view.item.mentions
            for quote in [normalise(mention.evidence.quote)]
        )
    ]


def differences(expected: dict[str, Any], views: list[ItemView], sources: dict[str, str]) -> list[str]:
    """In what the register differs from what the chain says of one item."""
    meant = find_meant(expected, views, sources)
    if not meant:
        return ["not found"]
    item, standing = meant[0].item, meant[0].standing
    letters = {sources[mention.evidence.document] for mention in item.mentions}
    wrong = []
    if not set(expected["letters"]) <= letters:
        wrong.append(f"letters missing: {sorted(set(expected['letters']) - letters)}")
    if standing.status.value != expected["status"]:
        wrong.append(f"status {standing.status.value} for {expected['status']}")
    if standing.timeliness.value not in expected["timeliness"]:
        wrong.append(f"timeliness {standing.timeliness.value} for {expected['timeliness']}")
    if standing.silent is not expected["silent"]:
        wrong.append(f"silent {standing.silent}")
    if "replaced_by" in expected and item.replaced_by != f"motie-{expected['replaced_by']}":
        wrong.append(f"replaced by {item.replaced_by}")
    return wrong


def test_chains_come_out_of_the_letters_themselves(workplace: Workplace, sources: dict[str, str]) -> None:
    views = workplace.store.items(ItemFilter(), AS_OF)
    wrong = {
        expected.get("motion") or expected["commitment"][:70]: found
        for expected in EXPECTED
        if (found := differences(expected, views, sources))
    }
    assert len(EXPECTED) - len(wrong) >= ITEMS_RIGHT, "\n".join(f"{k}: {v}" for k, v in wrong.items())


def gain(query: dict[str, Any], quotes: list[tuple[str, str]]) -> float:
    """nDCG@10 of the passages found; each judged answer counts where its best passage stands first."""
    left = list(query["answers"])
    found = []
    for source, text in quotes:
        hit = next(
            (a for a in left if a["file"] == source and normalise(a["quote"]) in normalise(text)), None
        )
        found.append(hit["grade"] if hit else 0)
        if hit:
            left.remove(hit)
    best = sorted((answer["grade"] for answer in query["answers"]), reverse=True)[:10]
    return discounted(found) / discounted(best)


def discounted(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def test_searching_finds_the_judged_passages(workplace: Workplace, sources: dict[str, str]) -> None:
    gains = {}
    for query in QUERIES:
        hits = workplace.find(Query(query["text"], limit=10))
        gains[query["text"]] = gain(query, [(sources[h.passage.document], h.passage.text) for h in hits])
    mean = sum(gains.values()) / len(gains)
    assert mean >= NDCG, sorted(gains.items(), key=lambda pair: pair[1])[:8]


def test_every_hit_is_a_slice_of_its_document_with_marks_inside(workplace: Workplace) -> None:
    for query in QUERIES[:8]:
        for hit in workplace.find(Query(query["text"])):
            document = workplace.store.document(hit.passage.document)
            assert document is not None
            assert hit.passage.span.of(document.text) == hit.passage.text
            assert all(mark.end <= len(hit.passage.text) for mark in hit.marks)
