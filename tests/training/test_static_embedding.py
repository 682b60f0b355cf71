"""The recipe of the static model, on data made here."""

import csv
import gzip
import json
import random

import pytest

from search.concepts import read_concepts
from search.embedding import StaticEmbedder
from training.pairs import EVERYDAY, read_everyday, read_pairs, subject_of
from training.static_embedding import main

SUBJECTS = ["nieuwe bruggen over het kanaal", "veilige fietspaden bij scholen", "lagere huren voor starters"]


@pytest.mark.parametrize(
    ("description", "subject"),
    [
        ("Motie van het lid Jansen over meer fietspaden", "meer fietspaden"),
        ("Gewijzigde motie van de leden De Vries c.s. over bruggen (t.v.v. 99001-6)", "bruggen"),
        ("Brief van de minister inzake de voortgang van het werk", "de voortgang van het werk"),
        ("Het bericht ‘Brug te laag voor boten’", "Brug te laag voor boten"),
        ("Bruggen in Oosterveen", "Bruggen in Oosterveen"),
    ],
)
def test_a_description_is_stripped_to_its_subject(description, subject):
    assert subject_of(description) == subject


@pytest.fixture
def data(tmp_path):
    """Data in the form of the real files."""
    for name in ("cases", "motions", "law", "lexicon"):
        (tmp_path / name).mkdir()
    with gzip.open(tmp_path / "cases" / "cases.tsv.gz", "wt", encoding="utf-8") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerow(["Nummer", "Soort", "Titel", "Onderwerp", "GestartOp"])
        for n in range(60):
            subject = f"Motie van het lid Jansen over {SUBJECTS[n % 3]} in gemeente{n}"
            rows.writerow([f"2031Z{n:05}", "Motie", f"Dossier {n % 3}", subject, "2031-01-02T00:00:00"])
    motions = [
        {
            "id": f"99001-{n}",
            "subject": f"Motie van het lid Jansen over {SUBJECTS[n % 3]} nummer {n}",
            "paragraphs": [
                "De Kamer,",
                f"overwegende dat {SUBJECTS[n % 3]} nodig zijn;",
                f"verzoekt zaak {n} te regelen,",
            ],
        }
        for n in range(30)
    ]
    article = {
        "law": "W",
        "title": "Brugwet",
        "heading": "Artikel 1",
        "text": "De brug is open voor boten. " * 6,
    }
    for path, found in (("motions/motions.jsonl.gz", motions), ("law/articles.jsonl.gz", [article])):
        with gzip.open(tmp_path / path, "wt", encoding="utf-8") as file:
            file.write("".join(json.dumps(row) + "\n" for row in found))
    (tmp_path / "lexicon" / "odwn-synonyms.tsv").write_text(
        "lemma\tsynonyms\nbrug\tviaduct\n", encoding="utf-8"
    )
    return tmp_path


def test_evaluation_queries_and_their_motions_are_left_out(data, tmp_path):
    queries = tmp_path / "queries.jsonl"
    asked = [
        {"qid": "1", "query": f"{SUBJECTS[0]} nummer 3", "relevant": {"99001-4": 1}},
        {"qid": "2", "query": f"{SUBJECTS[1]} in gemeente1", "relevant": {"99001-5": 2, "99001-7": 1}},
    ]
    queries.write_text("".join(json.dumps(row) + "\n" for row in asked), encoding="utf-8")
    everything = read_pairs(data, [], random.Random(1))
    kept = read_pairs(data, [queries], random.Random(1))
    groups = {pair.group for pair in kept["motions"]}
    assert "99001-4" not in groups and {"99001-5", "99001-7"} <= groups
    texts = {text for pairs in kept.values() for pair in pairs for text in (pair.left, pair.right)}
    assert not texts & {query["query"] for query in asked}
    assert {query["query"] for query in asked} <= {p.left for pairs in everything.values() for p in pairs}


@pytest.mark.slow
def test_the_recipe_makes_the_same_model_twice_and_it_has_learnt(data, tmp_path, monkeypatch):
    options = ["--size", "300", "--dimension", "16", "--rounds", "6", "--batch", "16", "--threads", "1"]
    few = tmp_path / "everyday.tsv"
    few.write_text(
        "".join(EVERYDAY.read_text(encoding="utf-8").splitlines(keepends=True)[:40]), encoding="utf-8"
    )
    monkeypatch.setattr("training.pairs.EVERYDAY", few)
    some = read_concepts()[:40]
    monkeypatch.setattr("search.concepts.read_concepts", lambda: some)
    made = []
    for name in ("one", "two"):
        monkeypatch.setattr("sys.argv", ["static_embedding", str(data), str(tmp_path / name), *options])
        main()
        made.append((tmp_path / name / "model.safetensors").read_bytes())
    assert made[0] == made[1]
    model = StaticEmbedder(tmp_path / "one")
    rows = model.embed_passages(["nieuwe bruggen", "over het kanaal", "lagere huren"])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_everyday_questions_are_paired_with_what_they_look_for(data, tmp_path):
    questions = tmp_path / "everyday.tsv"
    rows = [
        "99001-4\twater over\tboot kan er niet langs",
        "2031Z00001\tfiets weg\tkind op straat",
        "weg\tx\ty",
    ]
    questions.write_text("\n".join(rows) + "\n", encoding="utf-8")
    pairs = list(read_everyday(questions, data, set()))
    texts = {pair.right for pair in pairs if pair.left == "boot kan er niet langs"}
    assert any("verzoekt zaak 4" in text for text in texts)
    assert "veilige fietspaden bij scholen in gemeente1" in {p.right for p in pairs if p.left == "fiets weg"}
    assert ("fiets weg", "kind op straat") in {(pair.left, pair.right) for pair in pairs}
    assert {pair.group for pair in pairs} == {"99001-4", "2031Z00001", "weg"}
    kept = list(read_everyday(questions, data, {"99001-4"}))
    assert {pair.group for pair in kept} == {"2031Z00001", "weg"}


def test_our_own_questions_are_whole_and_short():
    rows = [line.split("\t") for line in EVERYDAY.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 30_000 and len({row[0] for row in rows}) == len(rows)
    for row in rows:
        assert len(row) == 3 and all(2 <= len(question.split()) <= 14 for question in row[1:]), row


def test_nobody_wrote_questions_to_the_motions_from_which_needs_were_thought_up():
    asked = {line.partition("\t")[0] for line in EVERYDAY.read_text(encoding="utf-8").splitlines()}
    files = list((EVERYDAY.parent / "needs").glob("*.jsonl"))
    seeds = {json.loads(line)["seed"] for file in files for line in file.read_text("utf-8").splitlines()}
    assert len(files) == 3 and len(seeds) == 180 and asked.isdisjoint(seeds)
