from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import pytest

from extract.scoring import Scorecard, read_gold, same_statement, score

SHARED = Path(__file__).parents[2].parent / "shared" / "eval"
Row = dict[str, Any]

GOLD: list[Row] = [
    {
        "file": "brief.txt",
        "document": {"id": "90101-7", "date": "2026-02-03", "signatories": ["A. de Vries"]},
        "references": ["90101-3", "COM(2025) 12"],
        "references_optional": ["90101-4"],
        "motions": [{"id": "90101-3", "proposers": ["Van Rijn"], "disposition": ["carried_out"]}],
        "commitments": {
            "required": [
                {
                    "quote": "Ik stuur uw Kamer het rapport voor de zomer van 2026 toe",
                    "kind": "inform",
                    "latest": ["2026-06-21", "2026-07-10"],
                    "actor": "Minister",
                }
            ],
            "optional": ["De gesprekken met de sector worden voortgezet"],
        },
        "fulfilments": [
            {"quote": "Hiermee is de motie uitgevoerd", "target": ["90101-3"], "relation": "fulfils"}
        ],
    }
]


def report() -> Row:
    """A report that agrees with GOLD in everything."""
    return {
        "document": {
            "source": "brief.txt",
            "id": "kst-90101-7",
            "date": "2026-02-03",
            "signatories": [{"name": "A. de Vries", "office": "Minister"}],
        },
        "references": [
            {"type": "kamerstuk", "id": "90101-3"},
            {"type": "com", "id": "COM(2025) 12"},
            {"type": "url", "id": "https://example.org"},
        ],
        "motions": [{"id": "90101-3", "proposers": ["Van Rijn"], "disposition": "carried_out"}],
        "commitments": [
            {
                "text": "Ik stuur uw Kamer het rap-\nport voor de zomer van 2026 toe.",
                "kind": "inform",
                "actor": "Minister van Defensie",
                "deadline": {"latest": "2026-07-03"},
            }
        ],
        "fulfilments": [
            {
                "text": "Hiermee is de motie uitgevoerd.",
                "relation": "fulfils",
                "target": {"reference": "90101-3", "toezegging": None, "date": None},
            }
        ],
    }


def test_a_report_that_agrees_in_everything_scores_one() -> None:
    card = score(GOLD, {"brief.txt": report()})
    assert card.errors == []
    assert all(tally.f1 == 1.0 for tally in card.tallies.values())
    assert set(card.asked) == {
        "metadata",
        "proposers",
        "disposition",
        "kind",
        "deadline",
        "actor",
        "fulfilment",
    }


def change(path: list[str | int], value: object) -> Row:
    """The agreeing report with one value changed."""
    changed = report()
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (["document", "date"], "2026-02-04", "metadata"),
        (["document", "id"], None, "metadata"),
        (["document", "signatories"], [], "metadata"),
        (["motions", 0, "proposers"], ["De Boer"], "proposers"),
        (["motions", 0, "disposition"], "mentioned", "disposition"),
        (["commitments", 0, "kind"], "act", "kind"),
        (["commitments", 0, "deadline"], None, "deadline"),
        (["commitments", 0, "actor"], "Europese Commissie", "actor"),
        (["fulfilments", 0, "relation"], "partly", "fulfilment"),
    ],
)
def test_one_wrong_field_is_one_error_in_that_field(path: list[str | int], value: object, field: str) -> None:
    card = score(GOLD, {"brief.txt": change(path, value)})
    assert len(card.errors) == 1
    assert card.right[field] == card.asked[field] - 1


@pytest.mark.parametrize(
    ("extra", "wrong"),
    [
        ({"text": "De gesprekken met de sector worden voortgezet."}, 0),
        ({"text": "Het kabinet hecht aan een sterke interne markt in de Unie."}, 1),
    ],
)
def test_optional_statements_count_neither_way_and_others_are_wrong(extra: Row, wrong: int) -> None:
    changed = report()
    changed["commitments"].append(extra)
    assert score(GOLD, {"brief.txt": changed}).tallies["commitments"].wrong == wrong


def test_a_statement_predicted_three_times_is_once_too_often() -> None:
    changed = report()
    changed["commitments"] *= 3
    assert score(GOLD, {"brief.txt": changed}).tallies["commitments"].wrong == 1


def test_certainties_are_counted_beside_what_was_right() -> None:
    card = Scorecard()
    for sure, right in [(0.97, True), (0.96, False), (0.3, False), (0.99, True)]:
        card.sure({"confidence": sure}, right=right)
    card.sure({"text": "zonder zekerheid"}, right=True)
    assert card.reliability() == [
        {"predicted": 0.3, "right": 0, "of": 1},
        {"predicted": 0.965, "right": 1, "of": 2},
        {"predicted": 0.99, "right": 1, "of": 1},
    ]


def test_a_letter_without_a_report_misses_everything() -> None:
    card = score(GOLD, {})
    assert {kind: tally.missed for kind, tally in card.tallies.items()} == {
        "references": 2,
        "motions": 1,
        "commitments": 1,
    }


def test_a_few_common_words_do_not_make_the_same_statement() -> None:
    assert not same_statement("Ik stuur uw Kamer het rapport toe", "Ik stuur uw Kamer de wet")
    assert not same_statement("", "Ik stuur uw Kamer de wet")


def noisy_reports(gold: list[Row], chance: random.Random) -> dict[str, Row]:
    """Reports made from gold with things dropped, doubled and changed by chance."""
    reports = {}
    for row in gold:
        kept = [c for c in row["commitments"]["required"] if chance.random() < 0.8]
        optional = [{"quote": q} for q in row["commitments"].get("optional", []) if chance.random() < 0.3]
        surplus = chance.choices(kept, k=2) if kept else []
        reports[row["file"]] = {
            "document": {
                "source": row["file"],
                "id": row["document"].get("id"),
                "date": row["document"].get("date") if chance.random() < 0.7 else "2020-01-01",
                "signatories": [{"name": n} for n in row["document"].get("signatories", [])],
            },
            "references": [
                {"type": "kamerstuk", "id": r}
                for r in [*row["references"], "90199-1"]
                if chance.random() < 0.8
            ],
            "motions": [
                {**m, "disposition": chance.choice(["closed", "carried_out", "mentioned"])}
                for m in row["motions"]
                if chance.random() < 0.8
            ],
            "commitments": [
                {
                    "text": c["quote"],
                    "kind": chance.choice(["inform", "act", "milestone"]),
                    "actor": c.get("actor"),
                    "deadline": {"latest": (c.get("latest") or [None])[0]},
                }
                for c in [*kept, *surplus, *optional, {"quote": "Dit staat in geen enkele brief te lezen."}]
            ],
            "fulfilments": [
                {"text": f["quote"], "relation": "fulfils", "target": {"reference": f["target"][0]}}
                for f in row.get("fulfilments", [])
            ],
        }
    return reports


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(5))
def test_scores_are_those_of_the_reference_script(seed: int) -> None:
    script = SHARED / "evaluate.py"
    if not script.exists():
        pytest.skip("the shared gold and its script are not beside this checkout")
    spec = importlib.util.spec_from_file_location("reference_script", script)
    assert spec is not None and spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold = read_gold(SHARED / "gold")
    reports = noisy_reports(gold, random.Random(seed))
    theirs, their_errors = reference.evaluate(gold, reports)
    card = score(gold, reports)
    ours = card.as_json()
    assert {name: ours[name] for name in ours} == {name: theirs[name] for name in ours}
    assert len(card.errors) == len(their_errors)


def test_an_empty_scorecard_is_perfect_in_nothing_asked() -> None:
    assert Scorecard().accuracy("kind") == 1.0
    assert [row[0] for row in Scorecard().rows()] == ["verwijzingen", "moties", "toezeggingen"]
