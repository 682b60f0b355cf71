"""Passages by their words: a tantivy index over Dutch stems, exact words and identifiers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from kamer.ministers import plain_surname
from kamer.passages import Filters, Passage
from search.analysis import Word, find_dossiers
from search.compounds import part_stems
from search.entries import row_of
from search.querying import ParsedQuery
from search.storing import key_of, load_passage
from search.vectors import DamagedIndexError

Query = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

# How much a word counts where it matches: under either stemmer, letter for letter, in title or heading.
BOOSTS = {"stem": 1.0, "porter": 1.0, "exact": 0.3, "context": 0.6, "parts": 0.7}
# A part of a compound that is asked for: "rekening" where somebody asks for "energierekening".
PART_OF_QUESTION = 0.8
# A document that bears the number one asks for comes before all that merely cite it.
OWN_NUMBER, CITED_NUMBER, OWN_DOSSIER = 1000.0, 100.0, 10.0
TEXT_FIELDS = ("stem", "porter", "exact", "context", "parts")
LABEL_FIELDS = (
    "id", "document", "ministry", "minister", "kind", "language", "dossier", "finding", "number", "cited"
)  # fmt: skip
HEAP = 64_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an engine proposes, with that engine's own score.

    Most candidates never become hits: their passages are read only where one asks for them.
    """

    id: str
    score: float
    stored: bytes

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return load_passage(self.stored)


class LexicalIndex:
    """One folder with a tantivy index; `replace` writes, all else reads.

    Args:
        folder: made where it is missing.

    Raises:
        DamagedIndexError: when what is there is no such index.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.schema = build_schema()
        self.among: tuple[frozenset[str] | None, tantivy.Query] = (None, Query.empty_query())
        try:
            self.index = tantivy.Index(self.schema, str(folder))
        except ValueError as error:
            raise DamagedIndexError(f"{folder}: {error}") from error
        self.index.register_tokenizer(
            "spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )

    def reload(self) -> None:
        """See what another process wrote."""
        self.index.reload()

    def count(self) -> int:
        """How many passages there are."""
        return int(self.index.searcher().num_docs)

    def replace(self, documents: Sequence[str], passages: Iterable[Passage]) -> None:
        """Take out all passages of these documents and put in the given ones: all of it or nothing."""
        sweep(self.folder)
        writer = self.index.writer(heap_size=HEAP, num_threads=1)
        for document in documents:
            writer.delete_documents_by_term("document", document)
        for passage in passages:
            writer.add_document(tantivy.Document.from_dict(row_of(passage), self.schema))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def search(self, query: ParsedQuery, filters: Filters, limit: int) -> list[Candidate]:
        """The best passages by words, best first."""
        wanted = self.word_queries(query)
        if not wanted:
            return []
        return self.run(self.restricted([(SHOULD, clause) for clause in wanted], query, filters), limit)

    def restricted(
        self, clauses: list[tuple[tantivy.Occur, tantivy.Query]], query: ParsedQuery, filters: Filters
    ) -> tantivy.Query:
        """Passages with any of the clauses that filters, phrases and exclusions leave."""
        restriction = self.restriction(query, filters)
        if restriction is not None:
            clauses = [(MUST, Query.boolean_query(clauses)), (MUST, restriction)]
        return Query.boolean_query(clauses)

    def search_stems(
        self, weights: Mapping[str, float], query: ParsedQuery, filters: Filters, limit: int
    ) -> list[Candidate]:
        """The best passages by weighted stems, whole words and parts of compounds alike.

        Args:
            weights: how much each stem counts.
            query: whose phrases and exclusions hold.
            filters: hold too.
            limit: how many passages.
        """
        if not weights:
            return []
        wanted = [
            (SHOULD, self.term(name, stem, weight * BOOSTS[name]))
            for stem, weight in weights.items()
            for name in ("stem", "parts")
        ]
        return self.run(self.restricted(wanted, query, filters), limit)

    def rarity_of(self, stem: str) -> float:
        """How much a stem tells in this collection; 0 for one that stands nowhere."""
        searcher = self.index.searcher()
        count = max(searcher.doc_freq(name, stem) for name in ("stem", "parts"))
        return rarity(float(searcher.num_docs), count) if count else 0.0

    def ideal_score(self, query: ParsedQuery) -> float:
        """About what a passage of usual length gets that has every word of the question once."""
        searcher = self.index.searcher()
        total = float(searcher.num_docs)
        words = {word.exact: word for word in query.telling}.values()
        terms = [term for word in words for term in terms_of(word)]
        counts = [(boost, searcher.doc_freq(name, form)) for name, form, boost in terms]
        return sum(boost * rarity(total, count) for boost, count in counts if count) or 1.0

    def count_known(self, query: ParsedQuery) -> int:
        """How many different telling words of the question stand in any passage."""
        frequency = self.index.searcher().doc_freq
        words = {word.exact: word for word in query.telling}.values()
        return sum(any(frequency(name, form) for name, form, _ in terms_of(word)) for word in words)

    def run(self, query: tantivy.Query, limit: int) -> list[Candidate]:
        """The passages that a tantivy query finds; equal scores in the order of their ids."""
        searcher = self.index.searcher()
        found = [
            Candidate(str(document.get_first("id")), float(score), content_of(document))
            for score, address in searcher.search(query, limit, count=False).hits
            for document in (searcher.doc(address),)
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.id))

    def count_allowed(self, query: ParsedQuery, filters: Filters) -> int | None:
        """How many passages the filters, phrases and exclusions leave; None where there are none of these."""
        restriction = self.restriction(query, filters)
        if restriction is None:
            return None
        found: Any = self.index.searcher().search(restriction, 1, count=True)
        return int(found.count)

    def allowed(self, query: ParsedQuery, filters: Filters, limit: int) -> list[Candidate]:
        """The passages that the filters, phrases and exclusions leave, up to `limit`."""
        return self.run(self.restriction(query, filters) or Query.all_query(), limit)

    def allowed_keys(self, query: ParsedQuery, filters: Filters, limit: int) -> list[int]:
        """The keys of these passages (see `key_of`), read without the passages themselves."""
        searcher = self.index.searcher()
        restriction = self.restriction(query, filters) or Query.all_query()
        addresses = [address for _, address in searcher.search(restriction, limit, count=False).hits]
        return [int(key) for key in searcher.fast_field_values("key", addresses) if key is not None]

    def passages(self, ids: Sequence[str], query: ParsedQuery, filters: Filters) -> dict[str, Candidate]:
        """Those of the passages with these ids that filters, phrases and exclusions leave, by id."""
        found = self.with_keys([key_of(name) for name in ids], query, filters)
        return {hit.id: hit for hit in found.values()}

    def with_keys(self, keys: Sequence[int], query: ParsedQuery, filters: Filters) -> dict[int, Candidate]:
        """The same by keys (see `key_of`), by key."""
        if not keys:
            return {}
        clauses = [(MUST, Query.term_set_query(self.schema, "key", list(keys)))]
        restriction = self.restriction(query, filters)
        if restriction is not None:
            clauses.append((MUST, restriction))
        found = self.run(Query.boolean_query(clauses), len(keys))
        return {key_of(hit.id): hit for hit in found}

    def word_queries(self, query: ParsedQuery) -> list[tantivy.Query]:
        """One clause a telling word, and those for document numbers."""
        words = {word.exact: word for word in query.telling}.values()
        return [self.word_query(word) for word in words] + self.number_queries(query)

    def word_query(self, word: Word) -> tantivy.Query:
        """A word in every field; where no passage has it, words that are spelt almost alike."""
        frequency = self.index.searcher().doc_freq
        terms = [term for term in terms_of(word) if frequency(term[0], term[1])]
        if not terms:
            return self.similar_query(word)
        return Query.boolean_query([(SHOULD, self.term(*term)) for term in terms])

    def similar_query(self, word: Word) -> tantivy.Query:
        """Words that differ from an unknown one by a letter, or by two where it is long."""
        distance = spelling_distance(word.exact)
        if not distance:
            return Query.empty_query()
        return Query.fuzzy_term_query(self.schema, "exact", word.exact, distance=distance)

    def number_queries(self, query: ParsedQuery) -> list[tantivy.Query]:
        """Clauses for document and dossier numbers: the document itself first, then those that cite it."""
        clauses = []
        for number in query.identifiers:
            clauses.append(self.term("number", number, OWN_NUMBER))
            clauses.append(self.term("cited", number, CITED_NUMBER))
        for _, dossier in find_dossiers(query.text):
            clauses.append(self.term("dossier", dossier, OWN_DOSSIER))
        return clauses

    def term(self, name: str, value: str, boost: float) -> tantivy.Query:
        """One term in one field; where it stands in a passage need not be read to count it."""
        option = "basic" if name in LABEL_FIELDS else "freq"
        return Query.boost_query(Query.term_query(self.schema, name, value, index_option=option), boost)

    def restriction(self, query: ParsedQuery, filters: Filters) -> tantivy.Query | None:
        """What a passage must satisfy whatever its score; None where anything goes."""
        must = [(MUST, clause) for clause in self.filter_queries(filters)]
        must += [(MUST, self.phrase("exact", [w.exact for w in phrase])) for phrase in query.phrases]
        barred = [(NOT, self.excluded_query(words)) for words in query.excluded]
        if not (must or barred):
            return None
        everything = [(MUST, Query.all_query())]
        return Query.const_score_query(Query.boolean_query(everything + must + barred), 0.0)

    def filter_queries(self, filters: Filters) -> list[tantivy.Query]:
        """One clause a filter that limits anything."""
        labels = {
            "ministry": filters.ministries,
            "kind": filters.kinds,
            "dossier": tuple(dossier.lower() for dossier in filters.dossiers),
            "finding": filters.finding_kinds,
            "minister": tuple(plain_surname(name) for name in filters.ministers),
            "language": (filters.language,) if filters.language else (),
        }
        clauses = [
            Query.term_set_query(self.schema, name, list(values)) for name, values in labels.items() if values
        ]
        if filters.passages is not None:
            clauses.append(self.among_query(filters.passages))
        if filters.after or filters.before:
            first = filters.after.toordinal() if filters.after else 1
            last = filters.before.toordinal() if filters.before else 4_000_000
            clauses.append(Query.range_query(self.schema, "day", tantivy.FieldType.Integer, first, last))
        return clauses

    def among_query(self, passages: frozenset[str]) -> tantivy.Query:
        """The passages with these ids; made once for all engines of a question, as there may be thousands."""
        made_for, query = self.among
        if made_for is not passages:
            keys = [key_of(name) for name in passages]
            query = Query.term_set_query(self.schema, "key", keys) if keys else Query.empty_query()
            self.among = (passages, query)
        return query

    def phrase(self, name: str, words: list[str]) -> tantivy.Query:
        """Words that must follow one another."""
        if len(words) == 1:
            return Query.term_query(self.schema, name, words[0])
        return Query.phrase_query(self.schema, name, list(words))

    def excluded_query(self, words: tuple[Word, ...]) -> tantivy.Query:
        """A word that must not stand there in any form, or a phrase word for word."""
        if len(words) > 1:
            return self.phrase("exact", [word.exact for word in words])
        return self.term("stem", words[0].stem, 1.0)


def sweep(folder: Path) -> None:
    """Take away lists of deletions that a killed writer left: the next would fail on a name that is taken."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    known = {
        f"{segment['segment_id'].replace('-', '')}.{segment['deletes']['opstamp']}.del"
        for segment in meta["segments"]
        if segment.get("deletes")
    }
    for file in folder.glob("*.del"):
        if file.name not in known:
            file.unlink(missing_ok=True)


def content_of(document: tantivy.Document) -> bytes:
    """The stored passage."""
    content: bytes = document["passage"][0]
    return content


def rarity(total: float, count: int) -> float:
    """The inverse document frequency of BM25."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def terms_of(word: Word) -> list[tuple[str, str, float]]:
    """Where a word of the question may stand: field, form and boost."""
    forms = dict.fromkeys(("stem", "context", "parts"), word.stem) | {
        "porter": word.porter,
        "exact": word.exact,
    }
    terms = [(name, form, BOOSTS[name]) for name, form in forms.items()]
    for part in part_stems(word.exact):
        terms += [("stem", part, PART_OF_QUESTION), ("parts", part, PART_OF_QUESTION * BOOSTS["parts"])]
    return terms


def spelling_distance(word: str) -> int:
    """How many letters a misspelling may differ: none in short words and numbers."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def build_schema() -> tantivy.Schema:
    """The fields of a passage: texts analysed beforehand, labels, the day, and the passage itself."""
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        # only the words as they stand are looked for as phrases
        option = "position" if name == "exact" else "freq"
        builder.add_text_field(name, tokenizer_name="spaces", index_option=option)
    for name in LABEL_FIELDS:
        builder.add_text_field(name, stored=name == "id", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_bytes_field("passage", stored=True)
    return builder.build()
