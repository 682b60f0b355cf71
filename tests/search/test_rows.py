"""Rows of vectors side by side: what replaces what, and what sketches find."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.rows import UnreadableFileError, VectorRows, sketch
from search.storing import key_of


def row(name, document, vector):
    return name, document, np.asarray(vector, "<f4").tobytes()


def test_rows_are_replaced_by_document_and_survive_many_changes(tmp_path, monkeypatch):
    monkeypatch.setattr("search.rows.MOST_FILES", 3)
    rows = VectorRows(tmp_path)
    for turn in range(7):
        rows.replace(["a"], [row("a#0", "a", [1, turn, 0])])
        rows.replace([f"b{turn}"], [row(f"b{turn}#0", f"b{turn}", [0, 0, 1])])
    assert rows.count() == 8 and len(list(tmp_path.glob("*.npz"))) <= 4
    again = VectorRows(tmp_path)
    (best,) = again.search(np.asarray([1, 6, 0], np.float32), 1)
    assert best == (key_of("a#0"), pytest.approx(1 / np.linalg.norm([1, 6, 0]) * 37, rel=1e-2))
    found = again.search(np.asarray([1, 0, 0], np.float32), 5, [key_of("b3#0"), key_of("niets")])
    assert found == [(key_of("b3#0"), 0.0)]
    rows.replace(["a"], [])
    assert again.count() == 7
    assert key_of("b3#0") in rows.keys_of_documents(["b3"])


def test_a_damaged_file_of_rows_is_told(tmp_path):
    rows = VectorRows(tmp_path)
    rows.replace([], [row("a#0", "a", [1, 0])])
    next(tmp_path.glob("*.npz")).write_bytes(b"niets")
    with pytest.raises(UnreadableFileError):
        VectorRows(tmp_path).count()
    with pytest.raises(UnreadableFileError):
        VectorRows(tmp_path).keys_of_documents(["a"])


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    """20,000 vectors around 300 subjects, as rows and as they were."""
    chance = np.random.default_rng(5)
    middles = chance.normal(size=(300, 256))
    vectors = middles[chance.integers(300, size=20_000)] + chance.normal(size=(20_000, 256))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype("<f4")
    rows = VectorRows(tmp_path_factory.mktemp("rows"))
    rows.replace([], [row(f"p{at}", f"d{at // 9}", vector) for at, vector in enumerate(vectors)])
    return rows, vectors


def test_sketches_find_nearly_all_that_comparing_everything_finds(cloud, monkeypatch):
    rows, vectors = cloud
    chance = np.random.default_rng(6)
    shares = []
    for at in range(40):
        asked = (vectors[at] + 0.05 * chance.normal(size=256)).astype(np.float32)
        best = {key_of(f"p{n}") for n in np.argsort(-(vectors @ asked))[:100]}
        shares.append(len(best & {key for key, _ in rows.search(asked, 100)}) / 100)
    assert np.mean(shares) >= 0.97


def test_chosen_rows_are_the_only_ones_found(cloud, monkeypatch):
    monkeypatch.setattr("search.rows.FULLY_COMPARED", 100)
    monkeypatch.setattr("search.rows.SHORTLIST", 100)
    rows, vectors = cloud
    chosen = [key_of(f"p{at}") for at in range(0, 20_000, 7)]
    found = rows.search(vectors[3], 20, chosen)
    assert len(found) == 20 and {key for key, _ in found} <= set(chosen)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@given(st.integers(1, 200), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_a_sketch_is_that_of_the_same_direction_and_the_reverse_of_the_opposite(dimension, count):
    vectors = np.random.default_rng(dimension).normal(size=(count, dimension)).astype(np.float32)
    lines = -(-dimension // 64)
    assert sketch(vectors).shape == (lines, count)
    assert (sketch(vectors) == sketch(vectors * 3)).all()
    different = np.bitwise_count(sketch(vectors) ^ sketch(-vectors)).sum(axis=0)
    assert (different == dimension).all()
