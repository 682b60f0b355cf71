"""The gold, the queries and the chains agree with what the letters say."""

import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from corpus.press.source import NOTE_MARK, Source, read_source

CORPUS = Path(__file__).parents[2] / "corpus"
GOLD = sorted((CORPUS / "gold").glob("*.yaml"))
KEYS = {"file", "document", "references", "motions", "commitments", "fulfilments"}
DISPOSITIONS = {"closed", "carried_out", "in_progress", "rejected", "mentioned"}


def squash(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", NOTE_MARK.sub("", text))
    return "".join(c for c in decomposed.lower() if c.isalpha())


@cache
def sources() -> dict[str, Source]:
    read = [read_source(path) for path in sorted((CORPUS / "sources").glob("*.md"))]
    return {name: source for source in read for name in source.facts["files"]}


def text_of(file: str) -> str:
    source = sources()[file]
    body = [block.text for block in source.blocks] + list(source.notes.values())
    return squash(" ".join(body))


def gold_of(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_letter_has_its_gold() -> None:
    assert sorted(gold_of(path)["file"] for path in GOLD) == sorted(sources())
    assert sorted(p.name for p in (CORPUS / "letters").iterdir()) == sorted(sources())


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_speaks_of_its_letter(path: Path) -> None:
    gold = gold_of(path)
    assert set(gold) >= KEYS
    text, source = text_of(gold["file"]), sources()[gold["file"]]
    required = gold["commitments"]["required"]
    quotes = [one["quote"] for one in required + gold["fulfilments"]] + gold["commitments"]["optional"]
    assert [quote for quote in quotes if squash(quote) not in text] == []
    assert {one["kind"] for one in required} <= {"inform", "act", "milestone"}
    assert all(one["actor"].lower() in str(source).lower() for one in required if "actor" in one)
    for motion in gold["motions"]:
        assert set(motion["disposition"]) <= DISPOSITIONS
        assert all(squash(name) in text for name in motion["proposers"])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_dates_are_windows(path: Path) -> None:
    gold = gold_of(path)
    document = gold["document"]
    windows = [one["latest"] for one in gold["commitments"]["required"] if one.get("latest")]
    if not document["date"] and "date_window" in document:
        windows.append(document["date_window"])
    for earliest, latest in windows:
        assert date.fromisoformat(earliest) <= date.fromisoformat(latest)
    stated = sources()[gold["file"]].day
    if document["date"]:
        assert document["date"] == stated.isoformat()


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_references_stand_in_the_letter(path: Path) -> None:
    gold = gold_of(path)
    source = sources()[gold["file"]]
    printed = " ".join([*(b.text for b in source.blocks), *source.notes.values()])
    numbers = re.sub(r"(\d\d) (\d{3})(?: ([IVX]+))?, nr\. ", r"\1\2-\3-", printed).replace("--", "-")
    assert [ref for ref in gold["references"] if ref not in numbers] == []


def test_queries_are_answered_by_letters() -> None:
    queries = tomllib.loads((CORPUS / "queries.toml").read_text(encoding="utf-8"))["query"]
    assert len(queries) >= 25
    assert {query["kind"] for query in queries} == {"lay", "official", "identifier", "english"}
    for query in queries:
        assert any(answer["grade"] == 2 for answer in query["answers"]), query["text"]
        for answer in query["answers"]:
            assert squash(answer["quote"]) in text_of(answer["file"]), answer["quote"]


def test_chains_speak_of_letters() -> None:
    chains = yaml.safe_load((CORPUS / "chains.yaml").read_text(encoding="utf-8"))
    as_of = date.fromisoformat(chains["as_of"])
    for item in (item for chain in chains["chains"] for item in chain["items"]):
        assert set(item["letters"]) <= set(sources())
        days = [sources()[file].day for file in item["letters"]]
        assert all(day <= as_of for day in days if day)
        if "commitment" in item:
            assert squash(item["commitment"]) in text_of(item["file"])
            assert item["letters"][0] == item["file"]
        assert item["silent"] is (
            item["status"] == "openstaand" and item["timeliness"] == ["overdue"] and len(item["letters"]) == 1
        )
