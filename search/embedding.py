"""Models that turn text into vectors: the small one that ships with the project, or any other by name."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Tokens = npt.NDArray[np.int32]

SHIPPED_MODEL = Path(__file__).parent / "model" / "static"
MODEL_VARIABLE = "NAKOMING_EMBEDDING_MODEL"
BATCH = 1024
MOST_WORDS = 200_000  # whose tokens are kept

# Texts that have nothing to do with each other, from which a model's scale is read.
UNRELATED = (
    "De brug over het kanaal wordt in het najaar hersteld.",
    "Huisartsen hebben steeds minder tijd voor hun patiënten.",
    "De belasting op spaargeld wordt anders berekend.",
    "Wolven doden schapen op de hei.",
    "Leerlingen leren minder goed lezen dan vroeger.",
    "Het leger koopt nieuwe onderzeeboten.",
)

# How our recipe cuts a text before it looks for tokens, and the same for Python.
STEPS = ["NFKD", "StripAccents", "Lowercase"]
SEPARATOR = r"[^\p{L}\p{N}]+"
REMOVED = {"behavior": "Removed", "invert": False}
WORD = re.compile(r"[^\W_]+")


class Embedder(Protocol):
    """What turns texts into vectors of length one.

    `name` tells one model from another: vectors of different names are never compared.
    """

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    @property
    def baseline(self) -> float:
        """How alike two texts about different things are: 0 with some models, .7 with others."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, for texts that are searched."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One row a text, for what people ask."""
        ...


class StaticEmbedder:
    """The mean of a text's token vectors, read with numpy and tokenizers alone: no torch, no network.

    Args:
        folder: holds `tokenizer.json` and `model.safetensors` (`embeddings` as 8-bit numbers, `weights`
            the scale of each token: the layout of model2vec; `embedding.weight` alone does too).

    Raises:
        FileNotFoundError: when the folder lacks one of the two.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        content = (folder / "model.safetensors").read_bytes()
        tables = load(content)
        # sentence-transformers itself writes `embedding.weight` and no scale
        self.table = tables["embeddings"] if "embeddings" in tables else tables["embedding.weight"]
        self.scale: Vectors = np.asarray(tables.get("weights", np.ones(len(self.table))), np.float32)
        self.tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.keeps_words = cuts_at_words(self.tokenizer)
        self.known: dict[str, bytes] = {}
        # from the bytes, so that a model trained anew is never taken for the old one
        self._name = f"nakoming-static-{hashlib.sha256(content).hexdigest()[:12]}"

    @property
    def name(self) -> str:
        """The model's name, with a mark of its very bytes."""
        return self._name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self.table.shape[1])

    @property
    def baseline(self) -> float:
        """Texts that have nothing in common lie around 0: so the model was trained."""
        return 0.0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row of length one a text; zeros for a text without a known token."""
        rows = [self.embed_batch(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(rows) if rows else np.zeros((0, self.dimension), np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The same as for passages: the model was trained both ways."""
        return self.embed_passages(texts)

    def embed_batch(self, texts: Sequence[str]) -> Vectors:
        """The rows of up to BATCH texts."""
        sums = np.zeros((len(texts), self.dimension), np.float32)
        for row, ids in enumerate(self.find_tokens(texts)):
            sums[row] = self.sum_of(ids)
        return to_unit_length(sums)

    def sum_of(self, ids: Tokens) -> Vectors:
        """The vectors of some tokens added up."""
        added: Vectors = self.scale[ids] @ self.table[ids].astype(np.float32)
        return added

    def find_tokens(self, texts: Sequence[str]) -> Iterator[Tokens]:
        """The numbers of each text's tokens, in order."""
        if not self.keeps_words:
            clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]  # lone surrogates
            for encoding in self.tokenizer.encode_batch(clean, add_special_tokens=False):
                yield np.asarray(encoding.ids, np.int32)
            return
        words = [split_words(text) for text in texts]
        known = self.learn({word for row in words for word in row})
        for row in words:
            yield np.frombuffer(b"".join([known[word] for word in row]), np.int32)

    def learn(self, words: Iterable[str]) -> dict[str, bytes]:
        """The tokens of these words and of others seen before, as bytes, which are quick to join.

        A word is cut into tokens once, however often it comes: that takes longer than all the rest.
        """
        # never cleared, but left: another thread may be reading it
        known = self.known if len(self.known) <= MOST_WORDS else {}
        fresh = [word for word in words if word not in known]
        for word, encoding in zip(fresh, self.tokenizer.encode_batch(fresh, False), strict=True):
            known[word] = np.asarray(encoding.ids, np.int32).tobytes()
        self.known = known
        return known


@lru_cache(maxsize=1)
def accents() -> dict[int, None]:
    """Every sign that stands on a letter, as a table for `str.translate`."""
    return dict.fromkeys(sign for sign in range(sys.maxunicode) if unicodedata.category(chr(sign))[0] == "M")


def split_words(text: str) -> list[str]:
    """Words as the tokenizer of our recipe sees them: lower case, no accents, letters and digits only.

    >>> split_words("Coördinatie van zzp'ers")
    ['coordinatie', 'van', 'zzp', 'ers']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(accents())
    return WORD.findall(text.lower())


def cuts_at_words(tokenizer: Any) -> bool:
    """True for a tokenizer of our recipe, to which each word is a text of its own."""
    setup = json.loads(tokenizer.to_str())
    steps = [step["type"] for step in (setup["normalizer"] or {}).get("normalizers", ())]
    cut = setup["pre_tokenizer"] or {}
    return steps == STEPS and cut == {"type": "Split", "pattern": {"Regex": SEPARATOR}, **REMOVED}


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or by name.

    Args:
        name: a folder, or a name on a model hub. A folder never touches the network; a name is looked
            up in the local cache and, only where it is not there, fetched: the user asked for it.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._name = str(Path(name).resolve()) if Path(name).is_dir() else name
        self.model: Any = SentenceTransformer(self._name, local_files_only=Path(name).is_dir())
        # e5 models are trained with these words before each text, and are poor without them
        self.prefixes = ("query: ", "passage: ") if "e5" in Path(name).name.lower() else ("", "")

    @property
    def name(self) -> str:
        """The folder or the name."""
        return self._name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self.model.get_embedding_dimension())

    @cached_property
    def baseline(self) -> float:
        """Measured on a few texts about different things; never more than leaves room for likeness."""
        likeness = self.embed_queries(UNRELATED) @ self.embed_passages(UNRELATED).T
        others = likeness[~np.eye(len(UNRELATED), dtype=bool)]
        return float(np.clip(others.mean(), 0.0, 0.9))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row of length one a text, for texts that are searched."""
        return self.encode(self.prefixes[1], texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length one a text, for what people ask."""
        return self.encode(self.prefixes[0], texts)

    def encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        """The model's own vectors, made length one."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        rows = self.model.encode([prefix + text for text in texts], show_progress_bar=False)
        return to_unit_length(np.asarray(rows, np.float32))


def to_unit_length(rows: Vectors) -> Vectors:
    """Each row divided by its length; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def load_embedder(name: str | None = None) -> Embedder:
    """The model by that name or in that folder.

    Args:
        name: None or empty for what NAKOMING_EMBEDDING_MODEL says, and without it the model that ships
            with the project.

    Raises:
        FileNotFoundError: when the shipped model is missing.
        OSError: when a named model can be neither found nor fetched.
    """
    wanted = name or os.environ.get(MODEL_VARIABLE) or ""
    if wanted in {"", "static"}:
        return StaticEmbedder(SHIPPED_MODEL)
    if is_static(Path(wanted)):
        return StaticEmbedder(Path(wanted))
    return SentenceTransformerEmbedder(wanted)


def is_static(folder: Path) -> bool:
    """True where the folder holds one table of token vectors and nothing else to run."""
    try:
        layers = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    return len(layers) == 1 and layers[0]["path"] == "" and layers[0]["type"].endswith(".StaticEmbedding")
