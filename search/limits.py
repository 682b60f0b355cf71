"""What a passage must satisfy whatever its score: filters, phrases, exclusions, and the register's list."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any

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
# So many more than the wanted ones are found to pick the named ones from, before naming them is quicker:
# measured, looking up one named passage takes as long as finding ten passages more.
DEEPEST, QUICKER_THAN_NAMING = 20_000, 10
SURE = 3  # letters at the beginning that forms of one word share


Hits = list[tuple[Any, Any]]  # scores, or values that order them, with addresses


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
        # they are in order already: numpy's isin would sort them anew for each search
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


def find_within(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    wanted: tantivy.Query,
    limits: Limits,
    limit: int,
    order_by: str | None = None,
) -> Hits:
    """What a query finds within the limits: scores and addresses, best first.

    Args:
        searcher: of the index.
        schema: of the index.
        wanted: the query.
        limits: of the question.
        limit: how many at most.
        order_by: a field whose highest value comes first; None for the score.
    """
    query = limits.with_clause(wanted)
    if limits.named is None:
        return list(searcher.search(query, limit, count=False, order_by_field=order_by).hits)
    if not len(limits.named):
        return []
    # as many as give half more named ones than are wanted, where these lie anywhere among what is found
    enough = 3 * limit * int(searcher.num_docs) // (2 * len(limits.named)) + limit
    if enough <= DEEPEST + QUICKER_THAN_NAMING * len(limits.named):
        hits = list(searcher.search(query, enough, count=False, order_by_field=order_by).hits)
        kept = list(compress(hits, limits.pick(keys_at(searcher, hits))))
        if len(kept) >= limit or len(hits) < enough:
            return kept[:limit]
    naming = Query.const_score_query(Query.term_set_query(schema, "key", limits.named.tolist()), 0.0)
    both = Query.boolean_query([(MUST, query), (MUST, naming)])
    return list(searcher.search(both, limit, count=False, order_by_field=order_by).hits)


def keys_at(searcher: tantivy.Searcher, hits: Iterable[tuple[Any, Any]]) -> Keys:
    """The keys of what was found, read from a column."""
    found: Any = searcher.fast_field_values("key", [address for _, address in hits])
    return np.asarray(found, np.int64)


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
