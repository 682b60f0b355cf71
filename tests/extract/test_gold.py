"""Quality on the annotated letters beside the checkout: floors that only rise."""

import importlib.util
import json
from pathlib import Path

import pytest

from extract import find_all
from ingest import read_document
from kamer.exchange import letter_report

SHARED = Path(__file__).parents[2].parent / "shared"
FLOORS = {"motions": 0.97, "commitments": 0.96}
SHARES = {"deadline": 0.95, "kind": 0.95, "disposition": 0.95, "fulfilment": 0.9, "proposers": 0.95}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (SHARED / "eval" / "gold").is_dir(), reason="no annotated letters beside the checkout"
    ),
]


@pytest.fixture(scope="module")
def scores():
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "eval" / "evaluate.py")
    evaluate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluate)
    gold = [
        evaluate.yaml.safe_load(path.read_text("utf-8"))
        for path in sorted((SHARED / "eval/gold").glob("*.yaml"))
    ]
    reports = {letter["file"]: report(SHARED / "letters" / letter["file"]) for letter in gold}
    return evaluate.evaluate(gold, reports)[0]


def report(path):
    document = read_document(path)
    return json.loads(json.dumps(letter_report(document, find_all(document)), default=str))


@pytest.mark.parametrize("kind", FLOORS)
def test_found(scores, kind):
    assert scores[kind]["f1"] >= FLOORS[kind]


@pytest.mark.parametrize("what", SHARES)
def test_right(scores, what):
    assert scores[what]["accuracy"] >= SHARES[what]
