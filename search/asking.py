"""One question put to both engines, and their answers made one ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from kamer.passages import Filters, Hit, Passage, Query
from kamer.span import Span
from search.analysis import find_forms, find_identifiers
from search.embedding import Embedder, StaticEmbedder, Vectors
from search.fields import both
from search.fusion import ALIKE, HYBRID, LEXICAL, fuse_scores, put_first
from search.lexical import Candidate, LexicalIndex
from search.parts import nearest_parts
from search.querying import ParsedQuery
from search.related import Widened, openness_of, weigh_names, widen
from search.semantic import MeaningSearch
from search.vectors import VectorIndex

EXAMPLE_WORDS = 16
READ_AGAIN = 30  # of the best passages, at least so many are read sentence by sentence
LONGEST_NOTE, WORTH_OF_NOTE = 30, 0.6  # words; a footnote with a number likes any question about the subject
NEARLY_BEST = 0.5  # of the best score: the passages of the document whose number is typed


Scores = Mapping[str, float]
# Which passages speak of commitments and motions that have a standing and a deadline as asked for.
Register = Callable[[Filters], frozenset[str]]


class Asker:
    """A question with all that is found out about it, each thing once.

    Args:
        lexical: passages by words.
        vectors: passages by meaning.
        embedder: makes vectors of questions.
        query: what is asked, with its filters.
        parsed: its text taken apart.
        depth: how many passages each engine is asked for.
        limit: how many hits are made.
        register: tells which passages speak of what stands so; without it none does.
    """

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex, embedder: Embedder, query: Query,
        parsed: ParsedQuery, depth: int, limit: int, register: Register | None = None,
    ) -> None:  # fmt: skip
        self.lexical = lexical
        self.vectors = vectors
        self.embedder = embedder
        self.limits = lexical.limits(parsed, look_up(both(query.filters, parsed.filters), register))
        self.parsed = parsed
        self.depth = depth
        self.limit = limit

    @cached_property
    def by_word(self) -> list[Candidate]:
        """What the words find, each score as a share of what a perfect passage would get."""
        ideal = self.lexical.ideal_score(self.parsed)
        found = self.lexical.search(self.parsed, self.limits, self.depth)
        return [replace(hit, score=hit.score / ideal) for hit in found]

    @cached_property
    def vector(self) -> Vectors:
        """The question's own vector."""
        vector: Vectors = self.embedder.embed_queries([self.parsed.text])[0]
        return vector

    @cached_property
    def openness(self) -> float:
        """How much the question's own words leave to be guessed."""
        known = self.lexical.count_known(self.parsed)
        return openness_of(known, self.by_word[0].score if self.by_word else 0.0)

    @cached_property
    def widened(self) -> Widened:
        """The subjects of the question."""
        return widen(self.parsed, self.vector, self.embedder, self.openness)

    @cached_property
    def by_subject(self) -> list[Candidate]:
        """What the official names of the question's subjects find."""
        weights = weigh_names(self.widened, self.lexical.rarity_of)
        return self.lexical.search_stems(weights, self.limits, self.depth)

    @cached_property
    def meaning(self) -> MeaningSearch:
        """The semantic engine with the question's vector."""
        return self.meaning_of(self.vector)

    def meaning_of(self, vector: Vectors) -> MeaningSearch:
        """The semantic engine with any vector."""
        return MeaningSearch(self.lexical, self.vectors, self.limits, vector, self.embedder.baseline)

    def by_number(self) -> list[Hit]:
        """Passages of the documents whose number is typed, then those that cite it."""
        return hits_of(self.limit, one_of_each_first(self.by_word))

    def by_word_alone(self) -> list[Hit]:
        """By the words of the question and of its subjects."""
        shares = {hit.id: hit.score for hit in self.by_word}
        subjects = {hit.id: hit.score for hit in self.by_subject}
        return hits_of(
            self.limit,
            self.by_word,
            also=self.by_subject,
            scores=fuse_scores(LEXICAL, shares, subjects=subjects, openness=self.openness),
        )

    def by_meaning_alone(self) -> list[Hit]:
        """By the vectors."""
        near = self.meaning.nearest(self.depth)
        likeness = {hit.id: hit.score for hit in near}
        hits = hits_of(self.limit, [], near, scores=self.fused(near, {}, likeness, {}))
        return notes_last(with_likeness(hits, likeness))

    def by_both(self) -> list[Hit]:
        """By words, subjects and vectors, added up."""
        near = self.meaning.nearest(self.depth)
        likeness = {hit.id: hit.score for hit in near}
        shares = {hit.id: hit.score for hit in self.by_word}
        subjects = {hit.id: hit.score for hit in self.by_subject}
        if near:
            likeness |= self.meaning.likeness_of((shares.keys() | subjects.keys()) - likeness.keys())
        found = (*self.by_word, *near, *self.by_subject)
        scores = self.fused(found, shares, likeness, subjects)
        hits = hits_of(self.limit, self.by_word, near, self.by_subject, scores)
        return notes_last(with_likeness(hits, likeness))

    def fused(
        self, found: Sequence[Candidate], shares: Scores, likeness: Scores, subjects: Scores
    ) -> dict[str, float]:
        """The scores of all that was found; the best are read again, sentence by sentence."""
        scores = fuse_scores(HYBRID, shares, likeness, subjects, openness=self.openness)
        if not isinstance(self.embedder, StaticEmbedder):
            return scores  # any other model would take a second for it
        best = dict(islice(scores.items(), max(READ_AGAIN, self.limit)))
        candidates = {hit.id: hit for hit in found}
        texts = [candidates[name].passage.text for name in best]
        parts = dict(zip(best, nearest_parts(self.embedder, texts, self.vector), strict=True))
        again = fuse_scores(HYBRID, shares, likeness, subjects, parts, self.openness)
        return put_first({name: score for name, score in again.items() if name in best}, scores)

    def by_example(self, passage: Passage, *, use_meaning: bool) -> list[Hit]:
        """Passages with the telling words of this one, and near it in meaning; without itself."""
        counts = Counter(form.stem for form in find_forms(passage.text) if not form.is_stop)
        rarities = {stem: self.lexical.rarity_of(stem) * min(count, 3) for stem, count in counts.items()}
        best = sorted(rarities, key=lambda stem: (-rarities[stem], stem))[:EXAMPLE_WORDS]
        total = sum(rarities[stem] for stem in best) or 1.0
        weights = {stem: rarities[stem] / total / (self.lexical.rarity_of(stem) or 1.0) for stem in best}
        by_word = self.lexical.search_stems(weights, self.limits, self.depth)
        near: list[Candidate] = []
        likeness: dict[str, float] = {}
        if use_meaning:
            vector = self.embedder.embed_passages([f"{passage.context}\n{passage.text}".strip()])[0]
            near = self.meaning_of(vector).nearest(self.depth)
            likeness = {hit.id: min(hit.score, 1.0) for hit in near}
        shares = {hit.id: min(hit.score, 1.0) for hit in by_word}
        hits = hits_of(self.limit, by_word, near, scores=fuse_scores(ALIKE, shares, likeness))
        return [
            replace(hit, likeness=likeness.get(hit.passage.id))
            for hit in hits
            if hit.passage.id != passage.id
        ]

    def by_filters_alone(self) -> list[Hit]:
        """Where nothing but limits is typed: what they leave, newest first."""
        return [Hit(passage, 0.0) for passage in self.lexical.newest(self.limits, self.limit)]

    @property
    def names(self) -> tuple[str, ...]:
        """The official names of the question's subjects, surest subject first."""
        return tuple(dict.fromkeys(name for found in self.widened.related for name in found.names))


def look_up(filters: Filters, register: Register | None) -> Filters:
    """The filters with the passages that the register names, where it must be asked."""
    if not filters.needs_register:
        return filters
    named = register(filters) if register is not None else frozenset()
    return replace(filters, passages=named if filters.passages is None else named & filters.passages)


def with_likeness(hits: list[Hit], likeness: Scores) -> list[Hit]:
    """The hits with how near they are in meaning, between 0 and 1."""
    near = {name: min(max(score, 0.0), 1.0) for name, score in likeness.items()}
    return [replace(hit, likeness=near.get(hit.passage.id)) for hit in hits]


def hits_of(
    limit: int,
    by_word: Sequence[Candidate],
    by_meaning: Sequence[Candidate] = (),
    also: Sequence[Candidate] = (),
    scores: dict[str, float] | None = None,
) -> list[Hit]:
    """The passages in the order of their scores, with the place that each engine gave them.

    Args:
        limit: how many at most.
        by_word: found by the words of the question.
        by_meaning: found by its vector.
        also: found otherwise.
        scores: by id, best first; by default those of the engines in their order.
    """
    words, meanings = ({hit.id: at for at, hit in enumerate(found, 1)} for found in (by_word, by_meaning))
    everything = {hit.id: hit for hit in (*by_word, *by_meaning, *also)}
    ranked = {hit.id: hit.score for hit in everything.values()} if scores is None else scores
    return [
        Hit(everything[name].passage, score, (), words.get(name), meanings.get(name))
        for name, score in islice(ranked.items(), limit)
    ]


def notes_last(hits: list[Hit]) -> list[Hit]:
    """The hits with notes counted down: "Kamerstuk 30 821, nr. 204, bijlage 2." says little."""
    weighed = [
        replace(hit, score=hit.score * WORTH_OF_NOTE) if is_note(hit.passage.text) else hit for hit in hits
    ]
    return sorted(weighed, key=lambda hit: -hit.score)


def is_note(text: str) -> bool:
    """True for a short text with the number of a document in it."""
    return len(text.split()) <= LONGEST_NOTE and next(find_identifiers(text), None) is not None


def one_of_each_first(found: Sequence[Candidate]) -> list[Candidate]:
    """Who asks for a number wants to see its document once, from the start, then those that cite it.

    The first passage of each document, in the order in which the documents were found, then the rest.
    """
    best = max((hit.score for hit in found), default=0.0)
    first: dict[str, tuple[Span, Candidate]] = {}
    for hit in found:
        passage = hit.passage
        leads = first.get(passage.document)
        if leads is None or (passage.span < leads[0] and hit.score >= NEARLY_BEST * best):
            first[passage.document] = (passage.span, hit)
    leading = [hit for _, hit in first.values()]
    ids = {hit.id for hit in leading}
    return leading + [hit for hit in found if hit.id not in ids]
