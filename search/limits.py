"""What a passage must satisfy whatever its score: filters, phrases, exclusions, and the register's list."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import tantivy

from kamer.ministers import plain_surname
from kamer.passages import Filters
from search.analysis import Word, stem_both
from search.compounds import word_counts
from search.querying import ParsedQuery
from search.rows import Keys, keys_of

Query = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
SURE = 3  # letters at the beginning that forms of one word share


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question leaves to be found; made once for all that is looked up for it.

    `clause` is what tantivy must find in a passage; None where it need find nothing. `named` are the keys of
    the only passages that may be found, in order; None for any. They may be tens of thousands, and as a
    clause each would be looked up anew in every search: they are picked from what a search finds instead.
    """

    clause: tantivy.Query | None = None
    named: Keys | None = None

    @property
    def is_empty(self) -> bool:
        """True where anything goes."""
        return self.clause is None and self.named is None

    def with_clause(self, wanted: tantivy.Query) -> tantivy.Query:
        """What is wanted, of the passages that have what the clause asks; `named` is not looked at."""
        if self.clause is None:
            return wanted
        return Query.boolean_query([(MUST, wanted), (MUST, self.clause)])

    def pick(self, keys: Keys) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """For each of these keys whether it is a named one."""
        if self.named is None:
            return np.ones(len(keys), np.bool_)
        if not len(self.named):
            return np.zeros(len(keys), np.bool_)
        places = np.searchsorted(self.named, keys).clip(max=len(self.named) - 1)
        return np.asarray(self.named[places] == keys)


NO_LIMITS = Limits()


def limits_of(schema: tantivy.Schema, query: ParsedQuery, filters: Filters) -> Limits:
    """The limits of a question.

    Args:
        schema: that of the index.
        query: whose phrases must stand in a passage and whose exclusions may not.
        filters: what it is limited to.
    """
    must = [(MUST, clause) for clause in filter_clauses(schema, filters)]
    must += [(MUST, phrase(schema, [word.exact for word in words])) for words in query.phrases]
    barred = [(NOT, excluded(schema, words)) for words in query.excluded]
    named = None if filters.passages is None else keys_named(filters.passages)
    if not (must or barred):
        return Limits(None, named)
    everything = [(MUST, Query.all_query())]
    return Limits(Query.const_score_query(Query.boolean_query(everything + must + barred), 0.0), named)


@lru_cache(maxsize=8)
def keys_named(passages: frozenset[str]) -> Keys:
    """The keys of these passages, in order; the same list often comes again, with the next question."""
    return np.sort(keys_of(passages))


def filter_clauses(schema: tantivy.Schema, filters: Filters) -> list[tantivy.Query]:
    """One clause a filter that limits anything, but for `passages`."""
    labels = {
        "ministry": filters.ministries,
        "kind": filters.kinds,
        "dossier": tuple(dossier.lower() for dossier in filters.dossiers),
        "finding": filters.finding_kinds,
        "minister": tuple(plain_surname(name) for name in filters.ministers),
        "language": (filters.language,) if filters.language else (),
    }
    clauses = [Query.term_set_query(schema, name, list(values)) for name, values in labels.items() if values]
    if filters.after or filters.before:
        first = filters.after.toordinal() if filters.after else 1
        last = filters.before.toordinal() if filters.before else dt.date.max.toordinal()
        clauses.append(Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last))
    return clauses


def phrase(schema: tantivy.Schema, words: list[str]) -> tantivy.Query:
    """Words that must follow one another as they stand."""
    if len(words) == 1:
        return Query.term_query(schema, "exact", words[0])
    return Query.phrase_query(schema, "exact", list(words))


def excluded(schema: tantivy.Schema, words: tuple[Word, ...]) -> tantivy.Query:
    """A word that must not stand there in any form, or a phrase word for word.

    What is left out is never seen, so a form counts only where it is surely one: the stemmer that finds more
    takes "gezondheid" for a form of "zon".
    """
    if len(words) > 1:
        return phrase(schema, [word.exact for word in words])
    word = words[0]
    forms = Query.term_set_query(schema, "exact", [word.exact, *forms_alike(word)])
    porter = Query.term_query(schema, "porter", word.porter, index_option="freq")
    return Query.boolean_query([(SHOULD, forms), (SHOULD, porter)])


def forms_alike(word: Word) -> list[str]:
    """Known words with the same stem that begin alike: "huizen" for "huis"."""
    return [form for form in forms_by_stem().get(word.stem, ()) if form[:SURE] == word.exact[:SURE]]


@lru_cache(maxsize=1)
def forms_by_stem() -> dict[str, list[str]]:
    """The words that stand in parliamentary texts, by stem."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form in word_counts():
        forms[stem_both(form)[0]].append(form)
    return forms
