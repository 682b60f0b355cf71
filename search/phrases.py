"""The thesaurus made ready to be searched: stems, counts and tokens of every phrase, read from one file.

Making them takes seconds, which nobody who asks one question should wait for; where the file is older
than the thesaurus or the model, they are made anew in memory. `python -m training.phrases` writes it.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search.analysis import Word, find_words, stem_both
from search.compounds import part_stems, word_counts
from search.concepts import Concept, read_concepts, read_lists
from search.embedding import Embedder, StaticEmbedder, Vectors

TABLE = Path(__file__).parent / "model" / "phrases.npz"
PART = 0.5  # a part of a compound in a phrase, against a word of it

Numbers = npt.NDArray[np.int32]
Content = Mapping[str, npt.NDArray[Any]]


class Lists(NamedTuple):
    """Many lists of numbers in one array: the list `at` is `values[starts[at] : starts[at + 1]]`."""

    starts: Numbers
    values: Numbers

    def __getitem__(self, at: int) -> Numbers:  # type: ignore[override]
        """One of the lists."""
        found: Numbers = self.values[self.starts[at] : self.starts[at + 1]]
        return found

    def turned(self, count: int) -> Lists:
        """For each of `count` numbers, the lists that have it."""
        owners = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        order = np.argsort(self.values, kind="stable")
        starts = np.searchsorted(self.values[order], np.arange(count + 1)).astype(np.int32)
        return Lists(starts, owners[order])


@dataclass(frozen=True)
class PhraseTable:
    """All phrases of the thesaurus, in the order of their subjects.

    Args:
        content: arrays by name. `stems` are the stems, a line each, and `counts` how common each is; `names`
            the official names of the subjects, a line each; `firsts` the first phrase of each subject;
            `words` the stems of each phrase; `shares` the subjects to which a stem leads, and `weights` how
            much of them it is; `tokens` those of each phrase, as places in `used`, the numbers that the
            model gives them, and `lengths` the length of each phrase's vector before it is made one.
    """

    content: Content

    @cached_property
    def stems(self) -> dict[str, int]:
        """The number of each stem."""
        return {stem: at for at, stem in enumerate(lines_of(self.content["stems"]))}

    @cached_property
    def names(self) -> list[str]:
        """The official names of each subject, between commas."""
        return lines_of(self.content["names"])

    @cached_property
    def words(self) -> Lists:
        """The stems of each phrase."""
        return self.lists("words")

    @cached_property
    def phrases_with(self) -> Lists:
        """The phrases that have each stem."""
        return self.words.turned(len(self.content["counts"]))

    @cached_property
    def shares(self) -> Lists:
        """The subjects to which each stem leads."""
        return self.lists("shares")

    @cached_property
    def tokens(self) -> Lists:
        """The tokens of each phrase."""
        return self.lists("tokens")

    def lists(self, name: str) -> Lists:
        """Lists as they are kept."""
        return Lists(self.content[f"{name}_starts"], self.content[name])


def load_phrases(embedder: Embedder) -> PhraseTable:
    """The table for a model: from the file where it is of today, made anew where it is not."""
    content = read_table()
    if content is None:
        content = make_words()
    if isinstance(embedder, StaticEmbedder) and text_of(content.get("model")) != embedder.name:
        content = {**content, **make_tokens(embedder)}
    return PhraseTable(content)


def read_table() -> Content | None:
    """What the file holds; None where it is missing or of another thesaurus."""
    if not TABLE.exists():
        return None
    with np.load(io.BytesIO(TABLE.read_bytes())) as stored:
        return dict(stored) if text_of(stored["mark"]) == mark_of_lists() else None


def mark_of_lists() -> str:
    """A mark that changes with the thesaurus."""
    return hashlib.sha256("\0".join(read_lists()).encode()).hexdigest()[:16]


def phrases_of(concepts: tuple[Concept, ...]) -> list[str]:
    """All phrases of all subjects in order."""
    return [phrase for concept in concepts for phrase in concept.phrases]


def make_words() -> dict[str, npt.NDArray[Any]]:
    """Everything that does not hang on the model."""
    concepts = read_concepts()
    words: list[list[str]] = []
    forms: dict[str, dict[int, float]] = defaultdict(dict)
    for owner, concept in enumerate(concepts):
        for phrase in concept.phrases:
            telling = telling_words(phrase)
            words.append(list(dict.fromkeys(word.stem for word in telling)))
            for form, share in shares_of(telling).items():
                forms[form][owner] = max(share, forms[form].get(owner, 0.0))
    stems = {stem: at for at, stem in enumerate(forms)}
    firsts = np.cumsum([0, *(len(concept.phrases) for concept in concepts)])[:-1]
    return {
        "mark": bytes_of([mark_of_lists()]),
        "stems": bytes_of(stems),
        "names": bytes_of(",".join(concept.official) for concept in concepts),
        "counts": counts_of(stems),
        "firsts": firsts.astype(np.int32),
        "weights": np.asarray([w for shares in forms.values() for w in shares.values()], np.float32),
        **packed("words", [[stems[word] for word in row] for row in words]),
        **packed("shares", [list(shares) for shares in forms.values()]),
    }


def make_tokens(embedder: StaticEmbedder) -> dict[str, npt.NDArray[Any]]:
    """What hangs on the model: the tokens of each phrase, from which its likeness is added up."""
    phrases = phrases_of(read_concepts())
    found = [ids if len(ids) else np.zeros(1, np.int32) for ids in embedder.find_tokens(phrases)]
    used, places = np.unique(np.concatenate(found), return_inverse=True)
    starts = np.cumsum([0, *map(len, found)])
    lengths = [float(np.linalg.norm(embedder.sum_of(ids))) for ids in found]
    return {
        "model": bytes_of([embedder.name]),
        "used": used.astype(np.int32),
        "tokens": places.astype(np.int32),
        "tokens_starts": starts.astype(np.int32),
        "lengths": np.maximum(np.asarray(lengths, np.float32), 1e-9),
    }


def packed(name: str, rows: Sequence[Sequence[int]]) -> dict[str, npt.NDArray[Any]]:
    """Lists as two arrays, under the names that `PhraseTable.lists` looks for."""
    starts = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    return {name: np.asarray([value for row in rows for value in row], np.int32), f"{name}_starts": starts}


def bytes_of(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Lines of text as an array: one of texts would be as wide as the longest."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def text_of(array: npt.NDArray[Any] | None) -> str:
    """The text again; nothing where there is none."""
    return "" if array is None else array.tobytes().decode()


def lines_of(array: npt.NDArray[Any]) -> list[str]:
    """The lines again."""
    return text_of(array).split("\n")


def telling_words(phrase: str) -> list[Word]:
    """The words of a phrase without stop words."""
    return [word for word in find_words(phrase) if not word.is_stop]


def shares_of(words: list[Word]) -> dict[str, float]:
    """The stems of a phrase whole, and those of its compounds' parts at less."""
    parts = {part: PART for word in words for part in part_stems(word.exact)}
    return parts | {word.stem: 1.0 for word in words}


def counts_of(stems: Iterable[str]) -> Numbers:
    """How often each of these stems stands in parliamentary texts, all its forms together."""
    counts: Counter[str] = Counter()
    for word, count in word_counts().items():
        counts[stem_both(word)[0]] += count
    return np.asarray([counts[stem] for stem in stems], np.int32)


def token_vectors(embedder: StaticEmbedder, table: PhraseTable) -> Vectors:
    """The vectors of the tokens that phrases use, one row each."""
    used = table.content["used"]
    return embedder.table[used].astype(np.float32) * embedder.scale[used, None]


def write_file(embedder: StaticEmbedder) -> None:
    """Write the file for the shipped model; the same content gives the same bytes."""
    content = make_words() | make_tokens(embedder)
    stored = io.BytesIO()
    np.savez_compressed(stored, allow_pickle=False, **content)
    TABLE.write_bytes(stored.getvalue())
