"""What a question is about beside its words, limits in it, copies, statements, and vectors side by side."""

import datetime as dt
import os
import socket
import subprocess
import sys
import time

import numpy as np
import pytest

from kamer.passages import Filters, Hit, Passage, Query, SearchMode
from kamer.span import Span
from search import StatementSearch, load_embedder, open_index
from search.concepts import parse_concepts, read_concepts
from search.copies import group_copies
from search.expansion import LEAST_LIKENESS, Expander
from search.fields import both, parse_period, take_fields
from search.phrases import TABLE, PhraseTable, make_tokens, make_words, phrases_of, read_table
from search.querying import parse_query
from search.related import openness_of
from search.verifying import verify_index


@pytest.fixture(scope="module")
def embedder():
    return load_embedder()


@pytest.fixture(scope="module")
def expander(embedder):
    return Expander(embedder)


def make_passage(key, text, **fields):
    return Passage(f"{key}#0", key, Span(0, len(text)), text, **fields)


def with_vectors(embedder, passages):
    rows = embedder.embed_passages([p.text for p in passages])
    return [(p, row.astype("<f4").tobytes()) for p, row in zip(passages, rows, strict=True)]


def test_every_concept_has_names_and_no_name_stands_twice_in_one():
    concepts = read_concepts()
    assert len(concepts) > 6_000
    for concept in concepts:
        assert concept.official and all(concept.phrases), concept
        assert len(set(concept.plain)) == len(concept.plain), concept


def test_a_list_is_read_line_by_line():
    text = "# uitleg | geen begrip\nwolf, wolven | grijze  rover, schapenbijter\nzonder streep\n"
    (found,) = parse_concepts(text)
    assert (found.official, found.plain) == (("wolf", "wolven"), ("grijze rover", "schapenbijter"))


def test_the_shipped_table_is_that_of_the_thesaurus_and_the_model(embedder):
    table = read_table()
    assert table is not None, f"{TABLE.name} is older than the thesaurus: python -m training.phrases"
    made = make_words() | make_tokens(embedder)
    assert table.keys() == made.keys()
    for name, values in made.items():
        np.testing.assert_array_equal(table[name], values, err_msg=name)


def test_likeness_added_up_from_tokens_is_that_of_whole_phrases(expander, embedder):
    vector = embedder.embed_queries(["schulden bij de energieleverancier"])[0]
    phrases = phrases_of(read_concepts())
    whole = np.maximum.reduceat(embedder.embed_passages(phrases) @ vector, expander.firsts)
    known = np.maximum(whole - LEAST_LIKENESS, 0.0)
    np.testing.assert_allclose(expander.by_likeness(vector), known, atol=1e-4)


def test_lists_turned_tell_who_has_a_number():
    content = {"rows": np.asarray([2, 0, 2, 1], np.int32), "rows_starts": np.asarray([0, 1, 1, 4], np.int32)}
    rows = PhraseTable(content).lists("rows")
    assert [list(rows[at]) for at in range(3)] == [[2], [], [0, 2, 1]]
    assert [list(rows.turned(4)[number]) for number in range(4)] == [[2], [2], [0, 2], []]


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("zwervers in het park", "dakloosheid"),
        ("kaartjes voor de trein zijn te duur", "treinen"),
        ("nergens een dokter kunnen vinden", "huisartsen"),
        ("AMvB over scholen", "algemene maatregel van bestuur"),
        ("knallen in de nieuwjaarsnacht met rotjes", "vuurwerk"),
    ],
)
def test_the_subject_of_a_question_is_recognised(expander, embedder, typed, official):
    found = expander.find(parse_query(typed).telling, embedder.embed_queries([typed])[0])
    assert official in {name for related in found for name in related.names}
    assert all(0 < related.weight <= 1 for related in found)


def test_a_question_about_nothing_known_has_no_subject(expander, embedder):
    assert expander.find(parse_query("qxqx zzyzx").telling, np.zeros(embedder.dimension, np.float32)) == []


def test_few_words_that_stand_nowhere_together_are_open_and_a_title_is_not():
    assert openness_of(2, 0.4) == 1.0
    assert openness_of(1, 1.0) == 1.0  # one word of many that stands anywhere tells little
    assert openness_of(12, 1.0) == 0.0


@pytest.mark.parametrize("mode", list(SearchMode))
def test_everyday_words_find_official_ones_in_each_mode(tmp_path, embedder, mode):
    texts = {
        "a": "De daklozenopvang is vol; het aantal plaatsen voor dakloosheid groeit.",
        "b": "De sluis bij Oosterveen wordt in het najaar hersteld.",
        "c": "De tarieven van de luchthaven worden opnieuw vastgesteld.",
    }
    index = open_index(tmp_path, embedder)
    index.update(1, list(texts), with_vectors(embedder, [make_passage(k, t) for k, t in texts.items()]))
    hit = index.find(Query("zwervers op straat", mode))[0]
    assert hit.passage.document == "a"


def test_a_hit_tells_which_related_names_stand_in_it(tmp_path, embedder):
    text = "Het Rijk verlengt de regeling voor schuldhulpverlening en vroegsignalering."
    index = open_index(tmp_path, embedder)
    index.update(1, ["a"], with_vectors(embedder, [make_passage("a", text)]))
    hit = index.find(Query("hulp als je rood staat bij de bank"))[0]
    assert "schuldhulpverlening" in hit.related
    assert "schuldhulpverlening" in {span.of(text) for span in (*hit.marks, *hit.related_marks)}
    assert hit.likeness is not None and 0 < hit.likeness <= 1


@pytest.mark.parametrize(
    ("typed", "text", "filters"),
    [
        ("ministerie:vws wachtlijst", "wachtlijst", Filters(ministries=("VWS",))),
        ("dossier:36 123 wolf", "wolf", Filters(dossiers=("36123",))),
        ("dossier:35925-XVII", "", Filters(dossiers=("35925-XVII",))),
        ("soort:brief met:toezegging", "", Filters(kinds=("letter",), finding_kinds=("commitment",))),
        ("taal:engels trade", "trade", Filters(language="en")),
        ("vanaf:2023 tot:2024-02 x", "x", Filters(after=dt.date(2023, 1, 1), before=dt.date(2024, 2, 29))),
        ("na:2023 y", "y", Filters(after=dt.date(2024, 1, 1))),
        ("voor:01-05-2023 y", "y", Filters(before=dt.date(2023, 4, 30))),
        ("Re: brief", "Re: brief", Filters()),
        ("ministerie:XYZQ zin", "ministerie:XYZQ zin", Filters()),
        ("vanaf:2023-13 zin", "vanaf:2023-13 zin", Filters()),
        ("tijd 12:30 uur", "tijd 12:30 uur", Filters()),
    ],
)
def test_limits_in_a_question_are_taken_out_of_it(typed, text, filters):
    assert take_fields(typed) == (text, filters)


def test_limits_that_exclude_each_other_leave_nothing():
    joint = both(Filters(kinds=("letter",), after=dt.date(2023, 1, 1)), Filters(kinds=("motion",)))
    assert joint.kinds not in {(), ("letter",), ("motion",)} and joint.after == dt.date(2023, 1, 1)
    assert parse_period("2023-12") == (dt.date(2023, 12, 1), dt.date(2023, 12, 31))
    assert parse_period("gisteren") is None


def test_limits_hold_and_alone_list_the_newest_first(tmp_path, embedder):
    index = open_index(tmp_path, embedder)
    passages = [
        make_passage(
            f"d{n}", f"De brug over water {n}.", ministry=("VWS", "OCW")[n % 2], date=dt.date(2030 + n, 1, 1)
        )
        for n in range(4)
    ]
    index.update(1, [], with_vectors(embedder, passages))
    assert [h.passage.document for h in index.find(Query("ministerie:VWS"))] == ["d2", "d0"]
    assert {h.passage.document for h in index.find(Query("brug vanaf:2032"))} == {"d2", "d3"}
    typed = Query("brug ministerie:VWS", filters=Filters(ministries=("OCW",)))
    assert index.find(typed) == []


def test_copies_become_one_hit_and_stay_within_reach():
    text = " ".join(f"woord{n}" for n in range(60))
    hits = [
        Hit(make_passage("a", text), 3.0),
        Hit(make_passage("b", "heel iets anders over de haven van Oosterveen en de sluis"), 2.0),
        Hit(make_passage("c", text + " slot"), 1.0),
    ]
    grouped = group_copies(hits)
    assert [hit.passage.document for hit in grouped] == ["a", "b"]
    assert [copy.document for copy in grouped[0].copies] == ["c"]
    assert group_copies([]) == []


def test_passages_like_one_are_about_the_same_and_not_itself(tmp_path, embedder):
    texts = {
        "a": "De gemeente plaatst laadpalen voor elektrische auto's in de wijk.",
        "b": "Voor elektrische auto's komen er meer laadpalen langs de snelweg.",
        "c": "Het orkest speelt in de schouwburg een symfonie.",
    }
    index = open_index(tmp_path, embedder)
    index.update(1, list(texts), with_vectors(embedder, [make_passage(k, t) for k, t in texts.items()]))
    found = [hit.passage.document for hit in index.find_like("a#0")]
    assert found[0] == "b" and "a" not in found
    assert index.find_like("nergens#0") == [] == index.find_like("a#0", 0)


def test_statements_are_found_by_words_and_by_subject(embedder):
    search = StatementSearch(
        {
            "een": "De minister informeert de Kamer over de wachtlijsten in de jeugdzorg.",
            "twee": "De staatssecretaris onderzoekt een vuurwerkverbod.",
            "drie": "De minister zendt het plan van aanpak voor de sluizen.",
        },
        embedder,
    )
    assert search.find("sluis")[0] == "drie"
    assert search.find("knallen met oud en nieuw")[0] == "twee"
    assert "twee" not in search.find("verbod -vuurwerkverbod")
    assert search.find("  ") == [] == StatementSearch({}, embedder).find("sluis")


def test_verifying_finds_what_lacks_differs_and_is_too_much(tmp_path, embedder):
    passages = [make_passage(f"d{n}", f"De brug over water {n} is hersteld.") for n in range(4)]
    recorded = with_vectors(embedder, passages)
    index = open_index(tmp_path, embedder)
    index.update(1, [], recorded)
    assert verify_index(index, recorded).is_sound
    other = recorded[0][0], np.roll(np.frombuffer(recorded[0][1], "<f4"), 1).tobytes()
    new = with_vectors(embedder, [make_passage("nieuw", "Een nieuwe zin.")])
    verdict = verify_index(index, [other, *recorded[1:3], *new])
    assert (verdict.missing, verdict.different, verdict.superfluous) == (("nieuw#0",), ("d0#0",), 1)


@pytest.mark.slow
def test_a_chroma_server_by_address_holds_and_finds_the_vectors(tmp_path, embedder, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", "from chromadb.cli.cli import app; app()", "run",
         "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )  # fmt: skip
    try:
        wait_for(port, server)
        monkeypatch.setenv("NAKOMING_CHROMA", f"127.0.0.1:{port}")
        index = open_index(tmp_path / "index", embedder)
        passages = [make_passage("a", "De brug wordt hersteld."), make_passage("b", "Het orkest speelt.")]
        index.update(1, ["a", "b"], with_vectors(embedder, passages))
        assert index.vectors.count() == 2
        hits = index.find(Query("een brug herstellen", SearchMode.SEMANTIC))
        assert hits[0].passage.document == "a"
        assert not (index.generation / "vectors" / "chroma.sqlite3").exists()
        index.rebuild(2, with_vectors(embedder, passages))
        assert len(index.vectors.client.list_collections()) == 1
        assert index.find(Query("een brug herstellen", SearchMode.SEMANTIC))
        server.terminate()
        server.wait(20)
        gone = index.find(Query("een brug herstellen"))
        assert gone[0].passage.document == "a" and gone[0].semantic_rank is None
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port, server):
    for _ in range(240):
        assert server.poll() is None
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    raise AssertionError("the server does not answer")
