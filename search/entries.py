"""A passage as tantivy indexes it: its words under each of their forms, and its labels."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from kamer.ministers import surname_forms
from kamer.passages import Passage
from search.analysis import WORD, find_identifiers, forms_of, normal_number
from search.compounds import part_stems
from search.storing import dump_passage, key_of

MOST_WORDS = 400_000  # whose forms are kept


class IndexedWords(dict[str, tuple[str, str, str, str]]):
    """For each word as it stands in a text: the word, its two stems, and its compound's parts.

    Words come again and again: each is taken apart once, and then only looked up. Stop words have no stems.
    """

    def __missing__(self, word: str) -> tuple[str, str, str, str]:
        forms = forms_of(word)
        entry = (forms.exact, "", "", "")
        if forms.exact and not forms.is_stop:
            entry = (*forms, " ".join(part_stems(forms.exact)))
        if len(self) < MOST_WORDS:
            self[word] = entry
        return entry


INDEXED = IndexedWords()


def row_of(passage: Passage) -> dict[str, Any]:
    """A passage as tantivy indexes it; what lies between words does not matter to it."""
    words = [INDEXED[word] for word in WORD.findall(passage.text)]
    exact, stem, porter, parts = map(" ".join, zip(*words, strict=True)) if words else ("",) * 4
    return {
        "stem": stem,
        "porter": porter,
        "exact": exact,
        "context": context_of(passage.context),
        "parts": parts,
        **labels_of(passage),
        "key": key_of(passage.id),
        "passage": json.dumps(dump_passage(passage), ensure_ascii=False).encode("utf-8", "surrogatepass"),
    }


@lru_cache(maxsize=1_000)
def context_of(context: str) -> str:
    """The stems of a title and a heading, which many passages of one letter share."""
    return " ".join([INDEXED[word][1] for word in WORD.findall(context)])


def labels_of(passage: Passage) -> dict[str, Any]:
    """What a passage is filtered by and found by whole: absent values are left out."""
    labels: dict[str, Any] = {
        "id": passage.id,
        "document": passage.document,
        "ministry": passage.ministry or (),
        "kind": passage.kind,
        "language": passage.language,
        "finding": passage.kinds,
        "minister": tuple({form for name in passage.ministers for form in surname_forms(name)}),
        "number": normal_number(passage.number) if passage.number else (),
        "cited": tuple({number for _, number in find_identifiers(passage.text)}),
        # "35925-XVII" is found under "35925" too
        "dossier": tuple({part for d in passage.dossiers for part in (d.lower(), d.partition("-")[0])}),
        "day": passage.date.toordinal() if passage.date else (),
    }
    return {
        name: value if isinstance(value, int | str) else list(value)
        for name, value in labels.items()
        if value
    }
