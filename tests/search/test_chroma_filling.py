"""Chroma filled by a process of its own: everything arrives, and a failure is told."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamer.passages import Passage, Query
from kamer.span import Span
from search import load_embedder, open_index
from search.chroma_filling import HEAD, ChromaFiller, read_stretches
from search.vectors import UnreadableVectorsError
from search.verifying import verify_index


def make_rows(count):
    embedder = load_embedder()
    texts = [f"De brug over water {n} is hersteld." for n in range(count)]
    passages = [Passage(f"d{n // 3}#{n % 3}", f"d{n // 3}", Span(0, len(t)), t) for n, t in enumerate(texts)]
    vectors = embedder.embed_passages(texts)
    return embedder, [(p, row.astype("<f4").tobytes()) for p, row in zip(passages, vectors, strict=True)]


@pytest.mark.slow
def test_a_large_rebuild_holds_everything_in_both_engines(tmp_path, monkeypatch):
    monkeypatch.setattr("search.index.REBUILD_BATCH", 4)
    embedder, rows = make_rows(11)
    index = open_index(tmp_path, embedder)
    index.rebuild(5, rows)
    assert (index.revision, index.count(), index.vectors.count()) == (5, 11, 11)
    assert verify_index(index, rows).is_sound
    assert index.find(Query("de brug over water 7"))[0].passage.text.endswith("7 is hersteld.")
    # what comes later replaces what the other process wrote
    index.update(6, ["d0"], rows[:1])
    assert verify_index(index, [rows[0], *rows[3:]]).is_sound


def test_a_process_that_fails_is_told(tmp_path):
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database")
    with pytest.raises(UnreadableVectorsError), ChromaFiller(tmp_path) as filler:
        for _ in range(1_000):
            filler.write([("a#0", "a", np.ones(256, "<f4").tobytes())] * 1_000)


def test_what_goes_wrong_meanwhile_ends_the_process(tmp_path):
    with pytest.raises(KeyError), ChromaFiller(tmp_path) as filler:
        raise KeyError("elsewhere")
    assert filler.process.returncode is not None


@given(st.lists(st.integers(1, 4), max_size=4), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_stretches_come_out_as_they_went_in(counts, dimension):
    content, sent = io.BytesIO(), []
    for count in counts:
        keys = np.arange(count, dtype="<i8") + len(sent)
        vectors = np.arange(count * dimension, dtype="<f4").reshape(count, dimension)
        content.write(HEAD.pack(count, dimension) + keys.tobytes() + vectors.tobytes())
        sent.append((keys, vectors))
    found = list(read_stretches(io.BytesIO(content.getvalue())))
    assert len(found) == len(sent)
    for (keys, vectors), (other_keys, other_vectors) in zip(found, sent, strict=True):
        np.testing.assert_array_equal(keys, other_keys)
        np.testing.assert_array_equal(vectors, other_vectors)
    if counts:
        with pytest.raises(EOFError):
            list(read_stretches(io.BytesIO(content.getvalue()[:-1])))
