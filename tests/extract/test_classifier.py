"""The classifier: what it accepts where no rule does, how sure it says it is, and what it rests on."""

import datetime as dt
import json

import numpy as np
import pytest

from extract.classifier import (
    FOLDER,
    KINDS,
    RULE_ID,
    PromiseModel,
    decide,
    hash_of,
    load_model,
    logistic,
    read_reliability,
)
from extract.classifying import Candidate, features_of, form_of, heading_words, time_of
from extract.commitments import find_commitments, find_promises
from kamer.document import Block, BlockKind, DateBasis, Document, Metadata, Signatory
from kamer.findings import CommitmentKind, Deadline, DeadlineBasis
from kamer.span import Span


def letter(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """A letter of one block."""
    known = Metadata(
        date=dt.date(2031, 2, 1),
        date_basis=DateBasis.STATED,
        signatories=(Signatory("A. de Wind", "Minister van Havens"),),
    )
    return Document(
        "doc-1", "brief.txt", "00", text, blocks=(Block(kind, Span(0, len(text))),), metadata=known
    )


def candidates(text: str) -> list[Candidate]:
    """The clauses of a text that may promise."""
    seen: list[Candidate] = []

    def record(candidate: Candidate) -> None:
        seen.append(candidate)

    list(find_promises(letter(text), record))
    return seen


def model(weights: dict[str, float], threshold: float = 0.5, veto: float = 0.0) -> PromiseModel:
    """A model with these weights for the promise, which takes everything for a deed."""
    table = np.zeros((1 + len(KINDS), 1 << 16), dtype=np.float32)
    for feature, weight in weights.items():
        table[0, hash_of(feature) & 0xFFFF] = weight
    table[1 + KINDS.index(CommitmentKind.ACT), hash_of("bias") & 0xFFFF] = 1
    return PromiseModel(table, threshold, (1.0, 0.0, 2.0), veto)


def found_by(text: str) -> set[str]:
    return {item.evidence.found_by for item in find_commitments(letter(text))}


def test_features_name_verb_time_and_actor() -> None:
    (candidate,) = candidates("Het kabinet zal in mei 2031 de sluis van Oosterhaven vernieuwen.")
    features = features_of(candidate)
    assert {"finite=zullen", "verb=vernieuwen", "who=government", "when=dated", "marker=main"} <= set(
        features
    )
    assert "w:<month> <year>" in features
    assert len(features) == len(set(features))


def test_words_outside_the_clause_are_told_apart() -> None:
    main = candidates("Omdat de sluis lekt, zal ik de schippers waarschuwen.")[-1]
    features = set(features_of(main))
    assert "o:sluis" in features
    assert "w:sluis" not in features
    assert "w:schippers" in features


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (None, "none"),
        (Deadline("in mei 2031", latest=dt.date(2031, 5, 31)), "dated"),
        (Deadline("niet voor 2031", earliest=dt.date(2031, 1, 1)), "from"),
        (Deadline("spoedig", basis=DeadlineBasis.VAGUE), "vague"),
    ],
)
def test_times_are_told_apart(deadline: Deadline | None, expected: str) -> None:
    assert time_of(deadline) == expected


def test_heading_is_read_as_its_words() -> None:
    assert heading_words("3.2 Planning en vervolg") == ("planning", "vervolg")


def test_a_number_and_a_month_stand_for_their_kind() -> None:
    tokens = candidates("Ik zal u op 12 mei 2031 berichten.")[0].clause.tokens
    assert [form_of(token) for token in tokens] == [
        "ik", "zullen/P", "u", "op", "<number>", "<month>", "<year>", "berichten/I", "",
    ]  # fmt: skip


def test_hash_is_the_same_in_every_run() -> None:
    assert hash_of("a") == 3904355907


def test_rule_decides_and_only_its_certainty_comes_from_the_model() -> None:
    (candidate,) = candidates("Ik zal uw Kamer in mei 2031 informeren.")
    assert candidate.rule is not None
    decided = decide(candidate, model({"bias": -1.0}))
    assert decided is not None
    assert (decided.id, decided.kind) == (candidate.rule.id, candidate.rule.kind)
    assert decided.confidence == pytest.approx(logistic(2.0 - 1.0), abs=0.001)


def test_rule_is_not_believed_where_the_model_is_near_certain() -> None:
    (candidate,) = candidates("Ik zal uw Kamer in mei 2031 informeren.")
    assert decide(candidate, model({"bias": -4.0}, veto=0.05)) is None
    assert decide(candidate, model({"bias": -2.0}, veto=0.05)) is not None


def test_kind_of_the_rule_stands_unless_the_model_is_sure() -> None:
    (candidate,) = candidates("Ik zal uw Kamer in mei 2031 informeren.")
    doubting, sure = model({"bias": 1.0}), model({"bias": 1.0})
    sure.weights[1:, hash_of("finite=zullen") & 0xFFFF] = [-9, 9, -9]  # a deed
    kinds = [decided.kind for by in (doubting, sure) if (decided := decide(candidate, by)) is not None]
    assert kinds == [CommitmentKind.INFORM, CommitmentKind.ACT]


def test_model_decides_where_no_rule_does() -> None:
    (candidate,) = candidates("De havens liggen in mei 2031 vol.")
    assert candidate.rule is None
    assert decide(candidate, model({"bias": -1.0})) is None
    accepted = decide(candidate, model({"bias": 1.5}))
    assert accepted is not None
    assert (accepted.id, accepted.kind) == (RULE_ID, CommitmentKind.ACT)
    assert accepted.confidence == pytest.approx(logistic(1.5), abs=0.001)


def test_threshold_is_a_probability() -> None:
    (candidate,) = candidates("De havens liggen in mei 2031 vol.")
    assert decide(candidate, model({"bias": 1.0}, threshold=0.74)) is None
    assert decide(candidate, model({"bias": 1.0}, threshold=0.73)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "De havens lagen in mei 2030 vol.",
        "De havens hebben in mei 2030 vol gelegen.",
        "De havens moeten in mei 2031 vol liggen.",
        "Het is bekend, waarbij de havens in mei 2031 vol liggen.",
    ],
)
def test_past_duty_and_subordinate_clause_are_left_to_the_rules(text: str) -> None:
    unruled = [candidate for candidate in candidates(text) if candidate.rule is None][-1:]
    assert [decide(candidate, model({"bias": 9.0})) for candidate in unruled] == [None]


# Promises in words that no rule was written for, and look-alikes.
UNRULED = [
    "Samen met de koepels stelt het kabinet een handreiking op voor kleine havens.",
    "De inspectie actualiseert het toetsingskader voor duikscholen (september).",
    "De loodsen worden geschikt gemaakt voor opslag van waterstof.",
]
LOOK_ALIKES = [
    "De havens zijn belangrijk voor de welvaart van de regio.",
    "In 2032 bedraagt de bijdrage drie miljoen euro.",
    "De gemeenten gaan over de ligplaatsen in hun haven.",
    "Ik deel de zorgen van uw Kamer over de wachttijden bij de sluizen.",
    "De wachttijd bij de sluis bedraagt gemiddeld drie uur.",
    "Het voorstel van de Commissie bevat een overgangstermijn van twee jaar.",
]


@pytest.mark.parametrize("text", UNRULED)
def test_shipped_model_knows_promises(text: str) -> None:
    assert found_by(text)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_shipped_model_leaves_look_alikes(text: str) -> None:
    assert not found_by(text)


def test_certainty_of_a_plain_promise_is_above_that_of_an_unusual_one() -> None:
    plain, unusual = (
        find_commitments(letter(text))[0].confidence
        for text in ("Ik zal uw Kamer in mei 2031 informeren over de sluis.", UNRULED[2])
    )
    assert 0 < unusual < plain <= 1


def test_shipped_model_is_small_and_whole() -> None:
    shipped = load_model()
    buckets = shipped.weights.shape[1]
    assert shipped.weights.shape[0] == 1 + len(KINDS)
    assert buckets & (buckets - 1) == 0
    assert 0 < shipped.threshold < 1
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_reliability_is_measured_and_adds_up() -> None:
    reliability = read_reliability()
    assert dt.date.fromisoformat(reliability["measured"])
    assert sum(row["n"] for row in reliability["bins"]) == reliability["n"] >= 100
    for row in reliability["bins"]:
        assert row["from"] <= row["predicted"] <= row["to"]
        assert 0 <= row["observed"] <= 1
    assert 0 <= reliability["brier"] < 0.25
    assert 0 <= reliability["calibration_error"] < 0.1


def test_missing_model_is_said(tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        load_model(tmp_path)


def test_reliability_of_another_folder_is_read(tmp_path) -> None:
    (tmp_path / "reliability.json").write_text(json.dumps({"n": 3}))
    assert read_reliability(tmp_path) == {"n": 3}
