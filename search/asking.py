"""One question put to both engines, and their answers made one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from kamer.passages import Filters, Hit, Query
from search.embedding import Embedder, Vectors
from search.fusion import fuse_scores
from search.lexical import Candidate, LexicalIndex
from search.querying import ParsedQuery
from search.related import Widened, move_vector, openness_of, weigh_names, widen
from search.semantic import MeaningSearch
from search.vectors import VectorIndex


class Asker:
    """A question with all that is found out about it, each thing once.

    Args:
        lexical: passages by words.
        vectors: passages by meaning.
        embedder: makes vectors of questions.
        query: what is asked, with its filters.
        parsed: its text taken apart.
        depth: how many passages each engine is asked for.
    """

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex, embedder: Embedder, query: Query,
        parsed: ParsedQuery, depth: int,
    ) -> None:  # fmt: skip
        self.lexical = lexical
        self.vectors = vectors
        self.embedder = embedder
        self.filters: Filters = query.filters
        self.parsed = parsed
        self.depth = depth

    @cached_property
    def by_word(self) -> list[Candidate]:
        """What the words find, each score as a share of what a perfect passage would get."""
        ideal = self.lexical.ideal_score(self.parsed)
        found = self.lexical.search(self.parsed, self.filters, self.depth)
        return [Candidate(hit.passage, hit.score / ideal) for hit in found]

    @cached_property
    def vector(self) -> Vectors:
        """The question's own vector."""
        vector: Vectors = self.embedder.embed_queries([self.parsed.text])[0]
        return vector

    @cached_property
    def openness(self) -> float:
        """How much the question's own words leave to be guessed."""
        return openness_of(self.parsed, self.by_word[0].score if self.by_word else 0.0)

    @cached_property
    def widened(self) -> Widened:
        """The subjects of the question."""
        return widen(self.parsed, self.vector, self.embedder, self.openness)

    @cached_property
    def by_subject(self) -> list[Candidate]:
        """What the official names of the question's subjects find."""
        weights = weigh_names(self.widened, self.lexical.rarity_of)
        return self.lexical.search_stems(weights, self.parsed, self.filters, self.depth)

    @cached_property
    def meaning(self) -> MeaningSearch:
        """The semantic engine with the question's vector, moved by its subjects."""
        moved = move_vector(self.vector, self.widened, self.embedder)
        return MeaningSearch(self.lexical, self.vectors, self.parsed, moved)

    def by_number(self) -> list[Hit]:
        """Passages of the documents whose number is typed, then those that cite it."""
        return hits_of(one_of_each_first(self.by_word))

    def by_word_alone(self) -> list[Hit]:
        """By the words of the question and of its subjects."""
        shares = {hit.passage.id: hit.score for hit in self.by_word}
        subjects = {hit.passage.id: hit.score for hit in self.by_subject}
        return hits_of(
            self.by_word, also=self.by_subject, scores=fuse_scores(shares, {}, subjects, self.openness)
        )

    def by_meaning_alone(self) -> list[Hit]:
        """By the vectors."""
        return hits_of([], self.meaning.nearest(self.filters, self.depth))

    def by_both(self) -> list[Hit]:
        """By words, subjects and vectors, added up."""
        near = self.meaning.nearest(self.filters, self.depth)
        likeness = {hit.passage.id: hit.score for hit in near}
        shares = {hit.passage.id: hit.score for hit in self.by_word}
        subjects = {hit.passage.id: hit.score for hit in self.by_subject}
        if near:
            likeness |= self.meaning.likeness_of((shares.keys() | subjects.keys()) - likeness.keys())
        return hits_of(self.by_word, near, self.by_subject, fuse_scores(shares, likeness, subjects, self.openness))


def hits_of(
    by_word: Sequence[Candidate],
    by_meaning: Sequence[Candidate] = (),
    also: Sequence[Candidate] = (),
    scores: dict[str, float] | None = None,
) -> list[Hit]:
    """The passages in the order of their scores, with the place that each engine gave them.

    Args:
        by_word: found by the words of the question.
        by_meaning: found by its vector.
        also: found otherwise.
        scores: by id, best first; by default those of the engines in their order.
    """
    words, meanings = (
        {hit.passage.id: at for at, hit in enumerate(found, 1)} for found in (by_word, by_meaning)
    )
    everything = (*by_word, *by_meaning, *also)
    passages = {hit.passage.id: hit.passage for hit in everything}
    ranked = {hit.passage.id: hit.score for hit in everything} if scores is None else scores
    return [
        Hit(passages[name], score, (), words.get(name), meanings.get(name)) for name, score in ranked.items()
    ]


def one_of_each_first(found: Sequence[Candidate]) -> list[Candidate]:
    """Who asks for a number wants to see its document once, from the start, then those that cite it.

    The first passage of each document, in the order in which the documents were found, then the rest.
    """
    best = max((hit.score for hit in found), default=0.0)
    first: dict[str, Candidate] = {}
    for hit in found:
        leads = first.setdefault(hit.passage.document, hit)
        if hit.passage.span < leads.passage.span and hit.score >= 0.5 * best:
            first[hit.passage.document] = hit
    leading = list(first.values())
    return leading + [hit for hit in found if hit not in leading]
