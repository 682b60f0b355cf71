"""What is indexed and what a search returns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from kamer.span import Span


class SearchMode(StrEnum):
    """Which engines answer a query."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    SEMANTIC = "semantic"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is indexed on its own, with the context that a hit shows.

    `id` is `<document key>#<ordinal>`; `context` the letter's title and the heading above the passage;
    `kinds` the kinds of finding inside it ("commitment", "motion", …); `ministers` who signed, as printed.
    """

    id: str
    document: str
    span: Span
    text: str
    context: str = ""
    page: int | None = None
    title: str = ""
    date: dt.date | None = None
    ministry: str | None = None
    kind: str = "letter"
    language: str = "nl"
    dossiers: tuple[str, ...] = ()
    number: str | None = None
    kinds: tuple[str, ...] = ()
    ministers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty field limits nothing.

    `ministers` are surnames of those who signed. `statuses`, `due_after` and `due_before` (both included) are
    about the commitments and motions that a passage speaks of, as they stand on `as_of` (None: today).
    `passages` are the ids of those that may be found at all; None for any.
    """

    ministries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    language: str | None = None
    after: dt.date | None = None
    before: dt.date | None = None
    finding_kinds: tuple[str, ...] = ()
    ministers: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    due_after: dt.date | None = None
    due_before: dt.date | None = None
    as_of: dt.date | None = None
    passages: frozenset[str] | None = None

    @property
    def needs_register(self) -> bool:
        """True where only the register of commitments and motions knows which passages are meant."""
        return bool(self.statuses or self.due_after or self.due_before)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as typed, with mode, limit and filters."""

    text: str
    mode: SearchMode = SearchMode.HYBRID
    limit: int = 10
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that answers, best first.

    `marks` are spans within `passage.text` of the words that matched; `lexical_rank` and
    `semantic_rank` count from 1 and are None where that engine did not return it; `likeness` is how near
    the passage is in meaning (1 is the same). `related` are official names of the question's subjects that
    stand in the passage, at `related_marks`; `copies` other passages of nearly the same text.
    """

    passage: Passage
    score: float
    marks: tuple[Span, ...] = ()
    lexical_rank: int | None = None
    semantic_rank: int | None = None
    likeness: float | None = None
    related: tuple[str, ...] = ()
    related_marks: tuple[Span, ...] = ()
    copies: tuple[Passage, ...] = ()
