"""Models: the shipped one without torch, others through sentence-transformers."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.embedding import SHIPPED_MODEL, SentenceTransformerEmbedder, StaticEmbedder, load_embedder

MOST_BYTES = 12_000_000
SHIPPED = StaticEmbedder(SHIPPED_MODEL)


@pytest.fixture(scope="module")
def shipped():
    return load_embedder()


def test_the_shipped_model_is_small():
    assert 0 < sum(path.stat().st_size for path in SHIPPED_MODEL.rglob("*")) <= MOST_BYTES


def test_it_loads_without_torch_in_a_moment():
    code = (
        "import sys, time, numpy; began = time.process_time()\n"
        "from search import load_embedder\n"
        "load_embedder().embed_queries(['brug'])\n"
        "assert not {'torch', 'transformers', 'chromadb', 'spacy'} & set(sys.modules)\n"
        "print(time.process_time() - began)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert float(ran.stdout) < 2.5  # seconds of computing; 0.3 on a quiet machine


def test_vectors_have_length_one_and_meaning(shipped):
    rows = shipped.embed_passages(
        [
            "De huurprijzen van woningen stijgen.",
            "Woningen worden duurder voor huurders.",
            "Kippen en koeien eten gras.",
        ]
    )
    assert rows.shape == (3, shipped.dimension) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_no_texts_give_no_rows(shipped):
    assert shipped.embed_passages([]).shape == shipped.embed_queries([]).shape == (0, shipped.dimension)


def test_a_text_without_words_is_zeros(shipped):
    assert not shipped.embed_queries(["", " ( : )"]).any()


@given(st.lists(st.text(max_size=40), max_size=4))
@settings(deadline=None)
def test_any_text_has_a_vector_whatever_stands_beside_it(texts):
    model = load_once()
    rows = model.embed_passages(texts)
    assert np.isfinite(rows).all() and rows.shape == (len(texts), model.dimension)
    for text, row in zip(texts, rows, strict=True):
        assert np.allclose(model.embed_passages([text])[0], row, atol=1e-6)


def load_once(made=[]):  # noqa: B006
    if not made:
        made.append(load_embedder())
    return made[0]


def test_the_name_tells_one_training_from_another(shipped, tmp_path):
    from safetensors.numpy import load_file, save_file

    for file in SHIPPED_MODEL.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert load_embedder(str(tmp_path)).name == shipped.name
    tables = load_file(tmp_path / "model.safetensors")
    save_file({**tables, "weights": tables["weights"] * 2}, tmp_path / "model.safetensors")
    assert load_embedder(str(tmp_path)).name != shipped.name


@pytest.mark.slow
def test_sentence_transformers_reads_the_shipped_model_alike(shipped):
    from sentence_transformers import SentenceTransformer

    texts = ["De brug bij Oosterveen wordt gerepareerd.", "energierekening"]
    theirs = SentenceTransformer(str(SHIPPED_MODEL), local_files_only=True).encode(
        texts, normalize_embeddings=True
    )
    assert np.allclose(theirs, shipped.embed_passages(texts), atol=1e-4)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A transformer of a few thousand numbers, made here and saved under a name with e5 in it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", "passage", ":", "brug", "weg"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab=dict(zip(words, range(len(words)), strict=True))).save_pretrained(folder / "bert")
    shape = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(shape).save_pretrained(folder / "bert")
    layers = Transformer(str(folder / "bert"))
    SentenceTransformer(modules=[layers, Pooling(16)]).save(str(folder / "tiny-e5"))
    return folder / "tiny-e5"


@pytest.mark.slow
def test_another_model_by_folder(tiny_model, monkeypatch):
    monkeypatch.setenv("NAKOMING_EMBEDDING_MODEL", str(tiny_model))
    model = load_embedder()
    assert isinstance(model, SentenceTransformerEmbedder)
    assert (model.name, model.dimension) == (str(tiny_model), 16)
    rows = model.embed_passages(["brug", "weg"])
    assert rows.dtype == np.float32 and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert model.embed_passages([]).shape == (0, 16)


@pytest.mark.slow
def test_e5_models_get_their_prefixes(tiny_model):
    model = SentenceTransformerEmbedder(str(tiny_model))
    plain = model.model.encode(["query: brug", "passage: brug"])
    wanted = plain / np.linalg.norm(plain, axis=1, keepdims=True)
    assert np.allclose(model.embed_queries(["brug"])[0], wanted[0], atol=1e-5)
    assert np.allclose(model.embed_passages(["brug"])[0], wanted[1], atol=1e-5)


def test_without_the_variable_the_shipped_model_is_taken(monkeypatch):
    monkeypatch.delenv("NAKOMING_EMBEDDING_MODEL", raising=False)
    assert isinstance(load_embedder(), StaticEmbedder)
    assert isinstance(load_embedder("static"), StaticEmbedder)


@pytest.mark.parametrize(
    "text",
    [
        "", "Coördinatie van zzp'ers in 2023, 100.000 euro", "ﬁscaal ½ x² ǅ İstanbul Straße ĳsberg",
        "a\u0301b Ⅷ a_b 日本語 e\u0301\u20ddx", "\ud800abc",
    ],
)  # fmt: skip
def test_words_cut_once_have_the_tokens_of_the_whole_text(text):
    embedder = StaticEmbedder(SHIPPED_MODEL)
    assert embedder.keeps_words
    (quick,) = embedder.find_tokens([text])
    embedder.keeps_words = False
    (whole,) = embedder.find_tokens([text])
    assert quick.tolist() == whole.tolist()


# beyond these the tables of characters of Python and of the tokenizer may be of different years
@given(st.text(alphabet=st.characters(max_codepoint=0x36F), max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_has_the_same_tokens_either_way(text):
    (quick,) = SHIPPED.find_tokens([text])
    assert quick.tolist() == SHIPPED.tokenizer.encode(text, add_special_tokens=False).ids


def test_words_are_forgotten_when_there_are_too_many_and_found_again(monkeypatch):
    monkeypatch.setattr("search.embedding.MOST_WORDS", 3)
    embedder = StaticEmbedder(SHIPPED_MODEL)
    first = embedder.embed_passages(["een twee drie vier vijf"])
    again = embedder.embed_passages(["zes zeven", "een twee drie vier vijf"])
    np.testing.assert_array_equal(first[0], again[1])
    assert len(embedder.known) <= 7


class Narrow(SentenceTransformerEmbedder):
    """A model all of whose vectors lie close together, as those of e5 do."""

    def __init__(self):
        self.prefixes = ("", "")

    def encode(self, prefix, texts):
        chance = np.random.default_rng(3)
        rows = np.ones((len(texts), 64)) + 0.6 * chance.normal(size=(len(texts), 64))
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_a_models_own_scale_of_likeness_is_measured(tiny_model):
    assert SHIPPED.baseline == 0.0
    assert 0.6 < Narrow().baseline < 0.9
    assert 0.0 <= SentenceTransformerEmbedder(str(tiny_model)).baseline <= 0.9
