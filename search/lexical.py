"""Passages by their words: a tantivy index over Dutch stems, exact words and identifiers."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from kamer.passages import Filters, Passage
from search.analysis import Word, find_dossiers
from search.compounds import part_stems
from search.entries import row_of
from search.limits import NO_LIMITS, Limits, find_within, keys_at, limits_of
from search.querying import ParsedQuery
from search.rows import Keys
from search.storing import key_of, load_passage
from search.vectors import DamagedIndexError

Query = tantivy.Query
MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should

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
Term = tuple[str, str, float]  # a field, a form in it, and how much it counts


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
        try:
            self.index = tantivy.Index(self.schema, str(folder))
        except ValueError as error:
            raise DamagedIndexError(f"{folder}: {error}") from error
        self.index.register_tokenizer(
            "spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )

    def count(self) -> int:
        """How many passages there are."""
        return int(self.index.searcher().num_docs)

    def replace(self, documents: Sequence[str], passages: Iterable[Passage]) -> None:
        """Take out all passages of these documents and put in the given ones: all of it or nothing."""
        with self.filling() as add:
            add(passages, documents)

    @contextmanager
    def filling(self) -> Iterator[Callable[..., None]]:
        """Many passages put in as one change; while the caller makes more, those given are being indexed.

        Yields:
            what takes passages, and the keys of documents whose passages they replace.
        """
        sweep(self.folder)
        writer = self.index.writer(heap_size=HEAP, num_threads=1)

        def add(passages: Iterable[Passage], documents: Sequence[str] = ()) -> None:
            for document in documents:
                writer.delete_documents_by_term("document", document)
            for passage in passages:
                writer.add_document(tantivy.Document.from_dict(row_of(passage), self.schema))

        yield add
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def limits(self, query: ParsedQuery, filters: Filters) -> Limits:
        """What filters, phrases and exclusions leave, for the searches of one question."""
        return limits_of(self.schema, query, filters)

    def search(self, query: ParsedQuery, limits: Limits, limit: int) -> list[Candidate]:
        """The best passages by words, best first."""
        wanted = self.word_queries(query)
        if not wanted:
            return []
        return self.run(Query.boolean_query([(SHOULD, clause) for clause in wanted]), limits, limit)

    def search_stems(self, weights: Mapping[str, float], limits: Limits, limit: int) -> list[Candidate]:
        """The best passages by weighted stems, whole words and parts of compounds alike.

        Args:
            weights: how much each stem counts.
            limits: what may be found.
            limit: how many passages.
        """
        if not weights:
            return []
        wanted = [
            (SHOULD, self.term(name, stem, weight * BOOSTS[name]))
            for stem, weight in weights.items()
            for name in ("stem", "parts")
        ]
        return self.run(Query.boolean_query(wanted), limits, limit)

    def rarity_of(self, stem: str) -> float:
        """How much a stem tells in this collection; 0 for one that stands nowhere."""
        searcher = self.index.searcher()
        count = max(searcher.doc_freq(name, stem) for name in ("stem", "parts"))
        return rarity(float(searcher.num_docs), count) if count else 0.0

    def ideal_score(self, query: ParsedQuery) -> float:
        """About what a passage of usual length gets that has every word of the question once.

        A word that stands nowhere by itself counts in full, beside what its parts give: who asks for a
        "pasgeboren baby" has not been answered by whatever is "geboren".
        """
        searcher = self.index.searcher()
        total, ideal = float(searcher.num_docs), 0.0
        for word in {word.exact: word for word in query.telling}.values():
            counts = [(boost, searcher.doc_freq(name, form)) for name, form, boost in terms_of(word)]
            ideal += sum(boost * rarity(total, count) for boost, count in counts if count)
            if not any(searcher.doc_freq(name, form) for name, form, _ in own_terms(word)):
                ideal += rarity(total, 0)
        return ideal or 1.0

    def count_known(self, query: ParsedQuery) -> int:
        """How many different telling words of the question stand in any passage."""
        frequency = self.index.searcher().doc_freq
        words = {word.exact: word for word in query.telling}.values()
        return sum(any(frequency(name, form) for name, form, _ in terms_of(word)) for word in words)

    def run(self, wanted: tantivy.Query, limits: Limits, limit: int) -> list[Candidate]:
        """The passages that a tantivy query finds; equal scores in the order of their ids."""
        searcher = self.index.searcher()
        hits = find_within(searcher, self.schema, wanted, limits, limit)
        found = [candidate_at(searcher, address, float(score)) for score, address in hits]
        return sorted(found, key=lambda hit: (-hit.score, hit.id))

    def count_with_clause(self, limits: Limits) -> int:
        """How many passages have what the clause of the limits asks."""
        if limits.clause is None:
            return self.count()
        found: Any = self.index.searcher().search(limits.clause, 1, count=True)
        return int(found.count)

    def newest(self, limits: Limits, limit: int) -> list[Passage]:
        """The newest of all passages within the limits; those without a date last."""
        searcher = self.index.searcher()
        hits = find_within(searcher, self.schema, Query.all_query(), limits, limit, order_by="day")
        found = [candidate_at(searcher, address).passage for _, address in hits]
        return sorted(found, key=lambda p: (-(p.date.toordinal() if p.date else 0), p.id))

    def allowed_keys(self, limits: Limits, limit: int) -> Keys:
        """The keys (see `key_of`) of passages within the limits, read without the passages themselves.

        Named passages that are not in the index may be among them, where nothing else is asked of them.
        """
        if limits.clause is None and limits.named is not None:
            return limits.named
        wanted = Query.all_query()
        if limits.named is not None and len(limits.named) <= limit:
            wanted = Query.term_set_query(self.schema, "key", limits.named.tolist())
        searcher = self.index.searcher()
        keys = keys_at(searcher, searcher.search(limits.with_clause(wanted), limit, count=False).hits)
        return keys[limits.pick(keys)]

    def passages(self, ids: Sequence[str]) -> dict[str, Candidate]:
        """The passages with these ids, by id; those that are not there are left out."""
        return {hit.id: hit for hit in self.with_keys([key_of(name) for name in ids], NO_LIMITS).values()}

    def with_keys(self, keys: Sequence[int], limits: Limits, most: int | None = None) -> dict[int, Candidate]:
        """Those of the passages with these keys (see `key_of`) that the limits leave, by key, in their order.

        Args:
            keys: of different passages.
            limits: what may be found.
            most: how many passages at most; None for all.
        """
        some = np.asarray(keys, np.int64)
        chosen = some[limits.pick(some)].tolist()
        if not chosen:
            return {}
        searcher = self.index.searcher()
        wanted = limits.with_clause(Query.term_set_query(self.schema, "key", chosen))
        hits = searcher.search(wanted, len(chosen), count=False).hits
        places = dict(zip(keys_at(searcher, hits).tolist(), (address for _, address in hits), strict=True))
        present = islice((key for key in chosen if key in places), most)
        return {key: candidate_at(searcher, places[key]) for key in present}

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


def candidate_at(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float = 0.0) -> Candidate:
    """The passage that was found at an address, as it is stored."""
    document = searcher.doc(address)
    return Candidate(str(document.get_first("id")), score, document["passage"][0])


def rarity(total: float, count: int) -> float:
    """The inverse document frequency of BM25."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def terms_of(word: Word) -> list[Term]:
    """Where a word of the question may stand: by itself, or as a compound."""
    return own_terms(word) + compound_terms(word)


def own_terms(word: Word) -> list[Term]:
    """Where the word stands by itself, in any form."""
    forms = {"stem": word.stem, "context": word.stem, "porter": word.porter, "exact": word.exact}
    return [(name, form, BOOSTS[name]) for name, form in forms.items()]


def compound_terms(word: Word) -> list[Term]:
    """Where a compound stands that has the word in it, or a part of the word where it is a compound."""
    terms = [("parts", word.stem, BOOSTS["parts"])]
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
