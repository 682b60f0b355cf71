"""What an index holds after updates, by whomever, however they end."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest
from made_passages import TEXTS, keys, make_passage, passages_of, with_vectors

from kamer.passages import Query, SearchMode
from search import load_embedder, open_index
from search.vectors import DamagedIndexError


def test_an_empty_index_has_the_embedders_model(tmp_path, embedder):
    fresh = open_index(tmp_path / "deep" / "index", embedder)
    assert (fresh.revision, fresh.count(), fresh.model) == (0, 0, embedder.name)
    assert fresh.find(Query("iets")) == []


def test_revision_and_count_survive_reopening(index, embedder):
    again = open_index(index.folder, embedder)
    assert (again.revision, again.count()) == (3, len(TEXTS))


def test_an_update_replaces_a_documents_passages(tmp_path, embedder):
    index = open_index(tmp_path, embedder)
    index.update(
        1,
        ["a", "b"],
        with_vectors(embedder, [make_passage("a", "een oude zin"), make_passage("b", "blijft")]),
    )
    index.update(2, ["a"], with_vectors(embedder, [make_passage("a", "een nieuwe zin")]))
    assert index.find(Query("zin"))[0].passage.text == "een nieuwe zin"
    assert (index.count(), index.vectors.count(), index.revision) == (2, 2, 2)
    index.update(3, ["a"], [])
    assert keys(index.find(Query("zin", SearchMode.LEXICAL))) == []
    assert (index.count(), index.vectors.count()) == (1, 1)


def test_a_passage_comes_back_as_it_went_in(index):
    wanted = {p.id: p for p in passages_of(TEXTS)}
    for hit in index.find(Query("energie brug foto autonomie", limit=50)):
        assert hit.passage == wanted[hit.passage.id]


def test_a_rebuild_replaces_everything_and_leaves_one_generation(tmp_path, embedder):
    index = open_index(tmp_path, embedder)
    index.update(1, ["a"], with_vectors(embedder, [make_passage("a", "een oude zin")]))
    index.rebuild(7, with_vectors(embedder, [make_passage("b", "een nieuwe zin")]))
    assert keys(index.find(Query("zin"))) == ["b"]
    assert (index.revision, index.count()) == (7, 1)
    assert len(list(tmp_path.glob("generation-*"))) == 1


class OtherModel:
    """A model of another name and size."""

    name, dimension, baseline = "other", 3, 0.0

    def embed_passages(self, texts):
        return np.tile(np.array([[1, 0, 0]], np.float32), (len(texts), 1))

    embed_queries = embed_passages


def test_another_model_is_told_and_searches_by_words_until_the_rebuild(index, embedder, tmp_path):
    ours = open_index(tmp_path, embedder)
    ours.update(1, list(TEXTS), with_vectors(embedder, passages_of(TEXTS)))
    other = open_index(tmp_path, OtherModel())
    assert other.model == embedder.name != OtherModel.name
    assert keys(other.find(Query("brug")))[0] == "kst-99002-1"
    assert other.find(Query("brug", SearchMode.SEMANTIC)) == []
    other.rebuild(1, with_vectors(OtherModel(), passages_of(TEXTS)))
    assert other.model == "other"
    assert other.find(Query("brug", SearchMode.SEMANTIC))


def test_an_index_of_another_format_is_begun_anew(tmp_path, embedder):
    index = open_index(tmp_path, embedder)
    index.update(4, ["a"], with_vectors(embedder, [make_passage("a", "zin")]))
    state = index.generation / "state.json"
    state.write_text(state.read_text().replace('"format": ', '"format": 9'))
    assert open_index(tmp_path, embedder).revision == 0


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from kamer.passages import Passage
    from kamer.span import Span
    from search import load_embedder, open_index

    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    embedder = load_embedder()
    numbers = range(first, first + count)
    texts = [f"Passage {n} over onderwerp{n % 7} en brug{n % 11} van gemeente{n % 5}." for n in numbers]
    passages = [
        Passage(f"d{n // 20}#{n % 20}", f"d{n // 20}", Span(0, len(text)), text)
        for n, text in zip(numbers, texts)
    ]
    rows = [(p, row.tobytes()) for p, row in zip(passages, embedder.embed_passages(texts))]
    index = open_index(folder, embedder)
    print("ready", flush=True)
    index.update(index.revision + 1, sorted({p.document for p in passages}), rows)
    print("done", flush=True)
    """
)


def start_writer(folder, first, count):
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(first), str(count)],
        stdout=subprocess.PIPE, text=True, cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip


def finish(writer):
    assert writer.communicate(timeout=120)[0].split() == ["ready", "done"]
    assert writer.returncode == 0


def answers(index):
    queries = [Query(f"onderwerp{n} brug{n}", mode, limit=40) for n in range(3) for mode in SearchMode]
    return [sorted((h.passage.id, h.passage.text) for h in index.find(q)) for q in queries]


@pytest.fixture(scope="module")
def whole(tmp_path_factory, embedder):
    """An index that was updated twice without being killed."""
    folder = tmp_path_factory.mktemp("whole")
    finish(start_writer(folder, 0, 200))
    shutil.copytree(folder, folder.with_name("started"))
    finish(start_writer(folder, 100, 800))
    return open_index(folder, embedder)


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.2, 0.3])
def test_killed_in_mid_update_the_same_update_completes_it(tmp_path, whole, embedder, delay):
    shutil.copytree(whole.folder.with_name("started"), tmp_path / "killed")
    writer = start_writer(tmp_path / "killed", 100, 800)
    assert writer.stdout.readline() == "ready\n"
    time.sleep(delay)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    broken = open_index(tmp_path / "killed", embedder)
    assert broken.revision in {1, 2}
    broken.find(Query("brug"))  # whatever it finds, it does not fail
    finish(start_writer(tmp_path / "killed", 100, 800))
    assert broken.count() == broken.vectors.count() == whole.count() == 900
    assert answers(broken) == answers(whole)


@pytest.mark.slow
def test_a_reader_sees_what_another_process_writes(tmp_path, embedder):
    reader = open_index(tmp_path, embedder)
    assert reader.find(Query("brug3", SearchMode.SEMANTIC)) == []
    finish(start_writer(tmp_path, 0, 60))
    hits = reader.find(Query("Passage over onderwerp3 en brug3", SearchMode.SEMANTIC, limit=60))
    assert (reader.revision, reader.count(), len(hits)) == (1, 60, 60)


def test_vectors_that_cannot_be_read_leave_the_words(tmp_path, embedder, monkeypatch, caplog):
    index = open_index(tmp_path, embedder)
    index.update(1, list(TEXTS), with_vectors(embedder, passages_of(TEXTS)))

    def fail(**arguments):
        from chromadb.errors import InternalError

        raise InternalError("broken")

    monkeypatch.setattr("search.vectors.MOST_COMPARED", 0)  # as if there were very many
    monkeypatch.setattr(index.vectors.collection, "query", fail)
    hits = index.find(Query("brug"))
    assert keys(hits)[0] == "kst-99002-1" and hits[0].semantic_rank is None
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize("file", ["vectors/chroma.sqlite3", "lexical/meta.json"])
def test_a_damaged_index_asks_for_a_rebuild_and_gets_well(tmp_path, embedder, file):
    index = open_index(tmp_path, embedder)
    (index.generation / file).write_bytes(b"no such thing" * 1_000)
    broken = open_index(tmp_path, embedder)
    assert broken.model == ""
    assert broken.find(Query("brug")) == []
    with pytest.raises(DamagedIndexError):
        broken.update(1, ["a"], [])
    broken.rebuild(5, with_vectors(embedder, passages_of(TEXTS)))
    assert (broken.model, broken.revision, broken.count()) == (embedder.name, 5, len(TEXTS))
    assert keys(open_index(tmp_path, embedder).find(Query("brug")))[0] == "kst-99002-1"
    assert len(list(tmp_path.glob("generation-*"))) == 1


def test_no_connection_is_made(tmp_path, monkeypatch):
    def refuse(self, address, *rest):
        raise AssertionError(f"a connection to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    embedder = load_embedder()
    index = open_index(tmp_path, embedder)
    index.update(1, list(TEXTS), with_vectors(embedder, passages_of(TEXTS)))
    assert keys(index.find(Query("brug")))[0] == "kst-99002-1"
