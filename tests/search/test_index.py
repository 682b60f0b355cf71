"""The index: what is found, what is left out, what survives."""

import datetime as dt
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kamer.passages import Filters, Passage, Query, SearchMode
from kamer.span import Span
from search import load_embedder, open_index
from search.vectors import DamagedIndexError

TEXTS = {
    "kst-99001-1": "Huishoudens die hun energierekening niet kunnen betalen krijgen hulp uit een noodfonds.",
    "kst-99001-2": "Energiearmoede bestrijden wij door slecht geïsoleerde woningen aan te pakken.",
    "kst-99002-1": "De brug bij Oosterveen wordt in het najaar gerepareerd; het verkeer wordt omgeleid.",
    "kst-99002-2": "Zie Kamerstuk 99 001, nr. 1 en toezegging TZ203109-012 over de foto's van de huizen.",
    "kst-99003-XVI-5": "Open strategische autonomie vraagt om handel, ook met China, en om open grenzen.",
}


@pytest.fixture(scope="module")
def embedder():
    return load_embedder()


def make_passage(key, text, **fields):
    return Passage(f"{key}#0", key, Span(0, len(text)), text, **fields)


def passages_of(texts):
    for at, (key, text) in enumerate(texts.items()):
        yield make_passage(
            key, text, number=key.removeprefix("kst-"), dossiers=("-".join(key.split("-")[1:-1]),),
            ministry=("EZK", "IENW")[at % 2], date=dt.date(2031, 1 + at, 1),
            kinds=("commitment",) if at < 2 else (),
        )  # fmt: skip


def with_vectors(embedder, passages):
    passages = list(passages)
    rows = embedder.embed_passages([p.text for p in passages])
    return [(p, row.astype("<f4").tobytes()) for p, row in zip(passages, rows, strict=True)]


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder):
    made = open_index(tmp_path_factory.mktemp("index"), embedder)
    made.update(3, list(TEXTS), with_vectors(embedder, passages_of(TEXTS)))
    return made


def keys(hits):
    return [hit.passage.document for hit in hits]


def test_an_empty_index_has_the_embedders_model(tmp_path, embedder):
    fresh = open_index(tmp_path / "deep" / "index", embedder)
    assert (fresh.revision, fresh.count(), fresh.model) == (0, 0, embedder.name)
    assert fresh.find(Query("iets")) == []


def test_revision_and_count_survive_reopening(index, embedder):
    again = open_index(index.folder, embedder)
    assert (again.revision, again.count()) == (3, len(TEXTS))


@pytest.mark.parametrize("mode", list(SearchMode))
def test_each_mode_finds_the_passage(index, mode):
    hits = index.find(Query("reparatie van de brug", mode))
    assert hits[0].passage.document == "kst-99002-1"
    assert (hits[0].lexical_rank == 1) is (mode is not SearchMode.SEMANTIC)
    assert (hits[0].semantic_rank == 1) is (mode is not SearchMode.LEXICAL)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("99001-2", "kst-99001-2"),
        ("Kamerstuk 99 001, nr. 2", "kst-99001-2"),
        ("kst-99001-1", "kst-99001-1"),
        ("99 003 XVI, nr. 5", "kst-99003-XVI-5"),
        ("TZ203109-012", "kst-99002-2"),
        ("tz203109–012", "kst-99002-2"),
    ],
)
def test_a_number_typed_any_way_goes_straight_to_its_document(index, typed, first):
    assert keys(index.find(Query(typed)))[0] == first


def test_who_cites_a_number_comes_after_who_bears_it(index):
    assert keys(index.find(Query("99001-1")))[:2] == ["kst-99001-1", "kst-99002-2"]


@pytest.mark.parametrize("typed", ["foto", "huis", "geisoleerde", "GEÏSOLEERD", "woning", "rekening betalen"])
def test_forms_of_a_word_match(index, typed):
    assert index.find(Query(typed, SearchMode.LEXICAL))


def test_a_misspelt_word_is_found_and_marked(index):
    hit = index.find(Query("autonomei", SearchMode.LEXICAL))[0]
    assert [span.of(hit.passage.text) for span in hit.marks] == ["autonomie"]


@pytest.mark.parametrize("mode", list(SearchMode))
def test_phrases_and_exclusions_hold_in_every_engine(index, mode):
    assert keys(index.find(Query('"strategische autonomie"', mode))) == ["kst-99003-XVI-5"]
    assert index.find(Query('"autonomie strategische"', mode)) == []
    assert "kst-99003-XVI-5" not in keys(index.find(Query("open autonomie -China", mode)))
    assert "kst-99003-XVI-5" not in keys(index.find(Query('autonomie -"open grenzen"', mode)))


@pytest.mark.parametrize("mode", list(SearchMode))
@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(ministries=("IENW",)), {"kst-99001-2", "kst-99002-2"}),
        (Filters(dossiers=("99002",)), {"kst-99002-1", "kst-99002-2"}),
        (Filters(dossiers=("99003-XVI",)), {"kst-99003-XVI-5"}),
        (Filters(after=dt.date(2031, 2, 1), before=dt.date(2031, 3, 1)), {"kst-99001-2", "kst-99002-1"}),
        (Filters(finding_kinds=("commitment", "motion")), {"kst-99001-1", "kst-99001-2"}),
        (Filters(finding_kinds=("commitment",), ministries=("EZK",)), {"kst-99001-1"}),
        (Filters(language="en"), set()),
        (Filters(kinds=("motion",)), set()),
    ],
)
def test_filters_hold_in_every_engine(index, mode, filters, wanted):
    asked = "energie voor huishoudens en huizen, handel met China, verkeer over de brug, foto's van woningen"
    everything = set(keys(index.find(Query(asked, mode))))
    assert len(everything) >= 4
    assert set(keys(index.find(Query(asked, mode, filters=filters)))) == everything & wanted


def test_filters_hold_where_more_pass_than_are_named_to_chroma(index, monkeypatch):
    monkeypatch.setattr("search.semantic.FEW", 0)
    asked = "slecht geïsoleerde woningen en foto's van huizen"
    hits = index.find(Query(asked, SearchMode.SEMANTIC, filters=Filters(ministries=("IENW",))))
    assert set(keys(hits)) == {"kst-99001-2", "kst-99002-2"}


def test_marks_are_the_matching_words(index):
    hit = index.find(Query("betaalt rekeningen van huishouden", SearchMode.LEXICAL))[0]
    marked = [span.of(hit.passage.text) for span in hit.marks]
    assert marked == ["Huishoudens", "energierekening"]


@pytest.mark.parametrize("limit", [0, 1, 3, 100])
def test_limit_limits(index, limit):
    assert len(index.find(Query("energie", limit=limit))) <= limit


@given(st.text(max_size=60) | st.text(alphabet="\"'-()[]:+*~^&|\\/ ab1", max_size=60))
@example("")
@example("(")
@example(":")
@example('"')
@example('-"')
@example("😀")
@example("energie" * 2_000)
@example("woord " * 2_000)
@example("\ud800 brug \x00")
@example("-brug")
@example("AND OR NOT")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_raises(index, typed):
    for hit in index.find(Query(typed)):
        assert all(span.end <= len(hit.passage.text) for span in hit.marks)
    for mode in SearchMode:
        assert len(index.find(Query(typed, mode, limit=2))) <= 2


def test_only_what_says_something_finds(index):
    assert index.find(Query("   ")) == index.find(Query("( : )")) == index.find(Query("😀")) == []


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


def test_a_number_gives_its_document_once_then_those_that_cite_it():
    from search.asking import one_of_each_first
    from search.lexical import Candidate
    from search.storing import dump_passage

    def candidate(document: str, start: int, score: float) -> Candidate:
        passage = Passage(f"{document}#{start}", document, Span(start, start + 5), "tekst")
        return Candidate(passage.id, score, json.dumps(dump_passage(passage)).encode())

    found = [candidate("own", 40, 9.0), candidate("own", 0, 8.0), candidate("cites", 10, 1.0)]
    ids = [hit.passage.id for hit in one_of_each_first(found)]
    assert ids == ["own#0", "cites#10", "own#40"]
    assert one_of_each_first([]) == []


@pytest.fixture(scope="module")
def registered(tmp_path_factory, embedder):
    """An index whose register knows one open promise, due in May 2031, and one that was kept."""

    def register(filters):
        known = {"kst-99001-1#0": ("openstaand", dt.date(2031, 5, 1)), "kst-99002-1#0": ("voldaan", None)}
        return frozenset(
            name
            for name, (status, due) in known.items()
            if (not filters.statuses or status in filters.statuses)
            and (not filters.due_before or (due is not None and due <= filters.due_before))
            and (not filters.due_after or (due is not None and due >= filters.due_after))
        )

    made = open_index(tmp_path_factory.mktemp("registered"), embedder, register)
    signed = [replace(p, ministers=("H.G.J. van der Wal-Jansen",)) for p in passages_of(TEXTS)]
    made.update(1, list(TEXTS), with_vectors(embedder, [*signed[:2], *list(passages_of(TEXTS))[2:]]))
    return made


@pytest.mark.parametrize("mode", list(SearchMode))
@pytest.mark.parametrize(
    ("typed", "filters", "wanted"),
    [
        ("stand:openstaand", Filters(), {"kst-99001-1"}),
        ("stand:voldaan", Filters(), {"kst-99002-1"}),
        ("termijn-tot:2031-05", Filters(), {"kst-99001-1"}),
        ("termijn-voor:2031-05", Filters(), set()),
        ("termijn-vanaf:2031-04-30", Filters(statuses=("voldaan", "openstaand")), {"kst-99001-1"}),
        ("stand:vervallen", Filters(), set()),
        ("stand:voldaan", Filters(passages=frozenset({"kst-99001-1#0"})), set()),
        ("minister:Wal-Jansen", Filters(), {"kst-99001-1", "kst-99001-2"}),
        ('minister:"Van der Wal"', Filters(dossiers=("99001",)), {"kst-99001-1", "kst-99001-2"}),
        ("", Filters(ministers=("De Vries",)), set()),
    ],
)
def test_who_signed_and_what_the_register_knows_are_filters(registered, mode, typed, filters, wanted):
    asked = f"energie voor huishoudens en huizen, verkeer over de brug {typed}"
    assert set(keys(registered.find(Query(asked, mode, filters=filters)))) == wanted


def test_without_a_register_nothing_has_a_standing(index):
    assert index.find(Query("brug stand:openstaand")) == []
    assert "brug" in index.find(Query("brug stand:zoek"))[0].passage.text  # no status: it is a word


def test_likeness_counts_from_what_unrelated_texts_have(index):
    from search.limits import NO_LIMITS
    from search.semantic import MeaningSearch

    vector = index.embedder.embed_queries(["de brug wordt gerepareerd"])[0]
    plain = MeaningSearch(index.lexical, index.vectors, NO_LIMITS, vector)
    narrow = MeaningSearch(index.lexical, index.vectors, NO_LIMITS, vector, baseline=0.5)
    best = plain.nearest(1)[0]
    assert narrow.likeness(best.score) == pytest.approx(2 * best.score - 1)
    assert narrow.likeness_of([best.id])[best.id] == pytest.approx(2 * best.score - 1, abs=1e-3)
    nothing = MeaningSearch(index.lexical, index.vectors, NO_LIMITS, vector, best.score)
    assert nothing.nearest(10) == []
