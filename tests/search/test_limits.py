"""What filters, phrases, exclusions and the register leave to be found."""

import datetime as dt
from dataclasses import replace

import pytest
from made_passages import TEXTS, keys, make_passage, passages_of, with_vectors

from kamer.passages import Filters, Query, SearchMode
from search import open_index


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


@pytest.mark.parametrize("compared", [0, 2_000_000])
def test_filters_hold_where_more_pass_than_are_named_to_an_engine(index, monkeypatch, compared):
    monkeypatch.setattr("search.vectors.MOST_COMPARED", compared)
    monkeypatch.setattr("search.semantic.FEW", 0)
    monkeypatch.setattr("search.semantic.MANY", 0)
    asked = "slecht geïsoleerde woningen en foto's van huizen"
    hits = index.find(Query(asked, SearchMode.SEMANTIC, filters=Filters(ministries=("IENW",))))
    assert set(keys(hits)) == {"kst-99001-2", "kst-99002-2"}


@pytest.mark.parametrize("mode", [SearchMode.LEXICAL, SearchMode.HYBRID])
@pytest.mark.parametrize(
    ("text", "barred", "stays"),
    [
        ("De maatregelen tegen foto's.", "maatregel", False),
        ("De huizen op foto's.", "huis", False),
        ("De huiseigenaar van foto's.", "huis", True),
        ("De gezondheid van foto's.", "zon", True),
        ("De zon op foto's.", "zon", False),
    ],
)
def test_what_is_left_out_is_left_out_in_its_own_forms_only(tmp_path, embedder, mode, text, barred, stays):
    index = open_index(tmp_path, embedder)
    index.update(1, ["a"], with_vectors(embedder, [make_passage("a", text)]))
    assert bool(index.find(Query(f"foto -{barred}", mode))) is stays


def test_an_empty_index_answers_a_question_for_the_registers_list(tmp_path, embedder):
    index = open_index(tmp_path, embedder, lambda filters: frozenset(f"d{at}#0" for at in range(4_000)))
    assert index.find(Query("brug stand:openstaand")) == []


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


@pytest.mark.parametrize("mode", list(SearchMode))
def test_phrases_and_exclusions_hold_in_every_engine(index, mode):
    assert keys(index.find(Query('"strategische autonomie"', mode))) == ["kst-99003-XVI-5"]
    assert index.find(Query('"autonomie strategische"', mode)) == []
    assert "kst-99003-XVI-5" not in keys(index.find(Query("open autonomie -China", mode)))
    assert "kst-99003-XVI-5" not in keys(index.find(Query('autonomie -"open grenzen"', mode)))


@pytest.fixture(scope="module")
def many(tmp_path_factory, embedder):
    """Four hundred passages: every fourth on a ferry, the others on cheese; some without a day."""
    made = open_index(tmp_path_factory.mktemp("many"), embedder)
    days = [
        None if at % 50 == 7 else dt.date(2020, 1, 1) + dt.timedelta(days=at * 37 % 400) for at in range(400)
    ]
    texts = ["De veerboot vaart niet bij storm." if at % 4 == 0 else "De kaas rijpt." for at in range(400)]
    passages = [
        make_passage(f"d{at:03}", f"{text} Zaak {at}.", date=day, ministry="IENW" if at % 3 else "LNV")
        for at, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    made.update(1, [passage.document for passage in passages], with_vectors(embedder, passages))
    return made


@pytest.mark.parametrize("mode", list(SearchMode))
@pytest.mark.parametrize("deepest", [0, 200, 20_000])
@pytest.mark.parametrize(
    "named", [range(0), range(0, 400, 40), range(100, 300), range(1, 400, 2), range(400)]
)
def test_the_register_is_followed_whether_its_list_is_long_or_short(many, monkeypatch, mode, deepest, named):
    """Whether named passages are picked from what is found or asked for by name, the same are found."""
    monkeypatch.setattr("search.limits.DEEPEST", deepest)
    monkeypatch.setattr("search.limits.QUICKER_THAN_NAMING", 0)
    chosen = Filters(passages=frozenset(f"d{at:03}#0" for at in named), ministries=("IENW",))
    found = many.find(Query("veerboot bij storm", mode, limit=400, filters=chosen))
    found_and_copies = {p.document for hit in found for p in (hit.passage, *hit.copies)}
    ferries = {f"d{at:03}" for at in named if at % 4 == 0 and at % 3}
    others = {f"d{at:03}" for at in named if at % 3}
    assert ferries <= found_and_copies <= (ferries if mode is SearchMode.LEXICAL else others)


@pytest.mark.parametrize("compared", [0, 2_000_000])
@pytest.mark.parametrize("few", [0, 10, 1_000])
@pytest.mark.parametrize("ministries", [(), ("IENW",)])
def test_passages_far_from_the_question_are_found_where_only_they_are_allowed(
    many, monkeypatch, compared, few, ministries
):
    """However the engine is told which passages are allowed, and though the index lacks some of these."""
    monkeypatch.setattr("search.vectors.MOST_COMPARED", compared)
    monkeypatch.setattr("search.semantic.FEW", few)
    monkeypatch.setattr("search.semantic.MANY", few)
    monkeypatch.setattr("search.semantic.LEAST_LIKENESS", -1.0)
    cheese = {f"d{at:03}" for at in range(400) if at % 4 and (at % 3 or not ministries)}
    named = frozenset({f"d{at:03}#0" for at in range(400) if at % 4} | {"unknown#0"})
    query = Query("veerboot bij storm", SearchMode.SEMANTIC, limit=60)
    limited = replace(query, filters=Filters(passages=named, ministries=ministries))
    found = many.rank(limited)
    assert len(found) == 60 and set(keys(found)) <= cheese


def test_filters_alone_show_the_newest_first(many):
    chosen = Filters(passages=frozenset(f"d{at:03}#0" for at in range(150, 400)), ministries=("LNV",))
    found = [hit.passage for hit in many.find(Query("ministerie:LNV", limit=20, filters=chosen))]
    held = [hit.passage for hit in many.find(Query("ministerie:LNV", limit=400, filters=chosen))]
    days = [passage.date.toordinal() if passage.date else 0 for passage in held]
    assert len(held) > 60 and days == sorted(days, reverse=True) and days[-1] == 0
    assert found == held[:20]
