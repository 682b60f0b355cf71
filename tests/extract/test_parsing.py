"""The trained pipeline: chosen by name or folder, run on single sentences, never breaking one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.parsing import PIPELINE_VARIABLE, PipelineError, chosen_pipeline, load_parser, parse_tokens
from extract.pipeline import load_pipeline


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of somebody's own, trained on one sentence, saved in a folder."""
    import spacy
    from spacy.training import Example

    pipeline = spacy.blank("nl")
    pipeline.add_pipe("morphologizer")
    pipeline.add_pipe("parser", config={"min_action_freq": 1})
    words = ["Ik", "stuur", "een", "brief", "."]
    annotations = {
        "words": words,
        "pos": ["PRON", "VERB", "DET", "NOUN", "PUNCT"],
        "heads": [1, 1, 3, 1, 1],
        "deps": ["nsubj", "ROOT", "det", "obj", "punct"],
    }
    example = Example.from_dict(pipeline.make_doc(" ".join(words)), annotations)
    optimizer = pipeline.initialize(lambda: [example])
    for _ in range(30):
        pipeline.update([example], sgd=optimizer)
    path = tmp_path_factory.mktemp("pijplijn") / "eigen"
    pipeline.to_disk(path)
    return path


def tokens_of(text: str) -> list[object]:
    return list(load_pipeline("nl").make_doc(text))


def test_a_pipeline_in_a_folder_is_used_when_chosen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PIPELINE_VARIABLE, str(folder))
    assert chosen_pipeline() == str(folder)
    doc = parse_tokens(tokens_of("Ik stuur een brief ."))
    assert [(token.text, token.pos_, token.dep_) for token in doc][:2] == [
        ("Ik", "PRON", "nsubj"),
        ("stuur", "VERB", "ROOT"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie Kamerstuk 36 800 nr. 12, art. 3 lid 2 en Stb. 2024, 17.",
        "Op 12 mei jl. heeft het lid De Wit c.s. om een m.e.r. gevraagd d.d. 3 mei.",
        "De Wet X (Stcrt. 2023, 4512) gaat o.a. over bijv. de A.M.v.B. van mr. dr. P. Jansen.",
    ],
)
def test_what_is_one_sentence_stays_one(folder: Path, sentence: str) -> None:
    given = tokens_of(sentence)
    doc = parse_tokens(given, load_parser(str(folder)))
    assert len(list(doc.sents)) == 1
    assert [token.text for token in doc] == [token.text for token in given]  # type: ignore[attr-defined]
    assert doc.text == sentence


@pytest.mark.parametrize("name", ["bestaat_niet", "en_leeg"])
def test_a_pipeline_that_cannot_be_used_is_told_in_dutch(name: str, tmp_path: Path) -> None:
    import spacy

    if name == "en_leeg":
        spacy.blank("en").to_disk(tmp_path / name)
        name = str(tmp_path / name)
    with pytest.raises(PipelineError, match="De spaCy-pijplijn"):
        load_parser(name)
