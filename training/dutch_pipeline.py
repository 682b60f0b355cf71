"""Train the Dutch spaCy pipeline that the project ships: one command, paths as arguments, seeded.

    python -m training.dutch_pipeline DATA OUT            train, measure, write the pipeline to OUT
    python -m training.dutch_pipeline DATA OUT --measure  only measure the pipeline in OUT

Tags (Alpino's own and universal), morphology, lemmas, dependencies and sentence starts are learnt from the
Alpino treebank in Universal Dependencies form (`DATA/treebank/nl-train.conllu.gz`); the official dev sets
choose the best step and the official test sets give the figures. Sentences are joined into texts of one to
eight, because in a letter nobody tells where a sentence ends.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

CONFIG = Path(__file__).parent / "dutch_pipeline.cfg"
TEST_SETS = {"Alpino": "nl_alpino-test.conllu.gz", "LassySmall": "nl_lassysmall-test.conllu.gz"}
DEV_SETS = ("nl_alpino-dev.conllu.gz", "nl_lassysmall-dev.conllu.gz")
LONGEST = 8  # sentences in one text
SCORES = ("token_acc", "pos_acc", "tag_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
BOUND = re.compile(r"(?<=\w)_(?=\w)")  # the treebank's mark between the parts of a compound's lemma


def read_sentences(path: Path) -> list[str]:
    """The sentences of a treebank file, each as its lines of CoNLL-U with plain lemmas."""
    content = gzip.decompress(path.read_bytes()).decode("utf-8")
    return [plain_lemmas(sentence) for sentence in content.strip().split("\n\n")]


def plain_lemmas(sentence: str) -> str:
    """A sentence whose lemmas no longer carry the marks of their parts ("beleids_brief")."""
    return "\n".join(
        line if line.startswith("#") else "\t".join(with_plain_lemma(line.split("\t")))
        for line in sentence.split("\n")
    )


def with_plain_lemma(columns: list[str]) -> list[str]:
    """The ten columns of a token, its lemma without marks; "_" alone (nothing given) stays."""
    return [*columns[:2], BOUND.sub("", columns[2]), *columns[3:]]


def join_texts(sentences: Sequence[str], seed: int) -> Iterator[str]:
    """Runs of one to eight neighbouring sentences."""
    chance, start = random.Random(seed), 0
    while start < len(sentences):
        size = chance.randint(1, LONGEST)
        yield "\n\n".join(sentences[start : start + size]) + "\n\n"
        start += size


def read_docs(paths: Sequence[Path], vocab: Vocab, seed: int = 0) -> list[Doc]:
    """The texts of treebank files, annotated, as spaCy documents."""
    from spacy.tokens import Doc
    from spacy.training.converters import conllu_to_docs

    texts = [text for path in paths for text in join_texts(read_sentences(path), seed)]
    docs = [Doc.from_docs(list(conllu_to_docs(text, n_sents=1, no_print=True))) for text in texts]
    return [Doc(vocab).from_bytes(doc.to_bytes()) for doc in docs if doc is not None]


def write_corpora(treebank: Path, folder: Path) -> None:
    """Train and dev texts as spaCy's own files."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("nl").vocab
    folder.mkdir(parents=True, exist_ok=True)
    parts = {"train": [treebank / "nl-train.conllu.gz"], "dev": [treebank / name for name in DEV_SETS]}
    for name, paths in parts.items():
        docs = read_docs(paths, vocab)
        DocBin(docs=docs, store_user_data=False).to_disk(folder / f"{name}.spacy")
        print(f"{name}: {len(docs)} texts, {sum(map(len, docs))} tokens", flush=True)


def train(corpora: Path, out: Path) -> None:
    """Train with the configuration beside this file and write the best step to `out`."""
    from spacy import util
    from spacy.cli.train import train as run

    scratch = corpora / "run"
    paths = {"paths.train": str(corpora / "train.spacy"), "paths.dev": str(corpora / "dev.spacy")}
    run(CONFIG, scratch, overrides=paths)
    pipeline = util.load_model(scratch / "model-best")
    pipeline.meta.update(
        name="nakoming",
        description="Dutch, trained on the Alpino treebank",
        license="CC BY-SA 4.0",
        spacy_version=">=3.8,<3.9",
    )
    # the reader of the training texts would carry this machine's paths
    pipeline.config["paths"] = {"train": None, "dev": None, "vectors": None, "init_tok2vec": None}
    pipeline.to_disk(out)


def measure(pipeline: Language, docs: Sequence[Doc]) -> dict[str, float]:
    """The scores of a pipeline on annotated texts, its own tokenisation included; fractions of 1."""
    from spacy.training import Example

    examples = [Example(pipeline.make_doc(doc.text), doc) for doc in docs]
    scores: dict[str, Any] = pipeline.evaluate(examples)
    found = {name: round(float(scores[name]), 4) for name in SCORES if scores.get(name) is not None}
    return found | {"words a second": round(float(scores["speed"]))}


def print_scores(out: Path, treebank: Path) -> None:
    """The figures of the official test sets, a line each; written beside the pipeline too."""
    from spacy import util

    pipeline = util.load_model(out)
    figures = {}
    for name, file in TEST_SETS.items():
        figures[name] = measure(pipeline, read_docs([treebank / file], pipeline.vocab))
        print(name, figures[name], flush=True)
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train and measure, as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scratch", type=Path, default=None, help="folder for the corpora and the steps")
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args()
    treebank = given.data / "treebank"
    if not given.measure:
        scratch = given.scratch or given.out.with_name(given.out.name + "-scratch")
        write_corpora(treebank, scratch)
        train(scratch, given.out)
    print_scores(given.out, treebank)


if __name__ == "__main__":
    main()
