"""What people type, taken apart: words, "phrases", -exclusions and document numbers. Never fails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kamer.passages import Filters
from search.analysis import Word, find_identifiers, find_words
from search.fields import take_fields

LONGEST_QUERY = 2_000
MOST_WORDS = 48
# '"a phrase"', '-word', '-"a phrase"'; quotes as keyboards and word processors make them
QUOTED = re.compile(r"(?P<minus>(?<!\S)[-−–])?[\"“”„«»](?P<inside>[^\"“”„«»]+)[\"“”„«»]")
HYPHENS = ("-", "−", "–")
EXCLUDED = re.compile(r"(?<!\S)[-−–](?P<word>[^\W\d_][^\s]*)")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A question taken apart.

    `words` are all words that are asked for, those within phrases too; `phrases` must stand in a hit
    word for word; no excluded word (as stem) or phrase may; `filters` are those that were typed.
    """

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    excluded: tuple[tuple[Word, ...], ...] = ()
    identifiers: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words without stop words; all of them where there are no others."""
        return tuple(word for word in self.words if not word.is_stop) or self.words

    @property
    def is_empty(self) -> bool:
        """True where nothing is asked."""
        return not (self.words or self.identifiers or self.filters != Filters())


def parse_query(typed: str) -> ParsedQuery:
    """Take apart what somebody typed; anything at all is allowed.

    >>> query = parse_query('"open strategische autonomie" handel -staal')
    >>> [word.exact for word in query.words], [word.exact for word in query.excluded[0]]
    (['open', 'strategische', 'autonomie', 'handel'], ['staal'])
    """
    text, filters = take_fields(typed[:LONGEST_QUERY])
    excluded: list[tuple[Word, ...]] = []
    phrases: list[tuple[Word, ...]] = []
    for match in QUOTED.finditer(text):
        words = tuple(find_words(match["inside"]))
        if words:
            (excluded if match["minus"] else phrases).append(words)
    asked = QUOTED.sub(without_quotes, text)
    excluded += [words for m in EXCLUDED.finditer(asked) if (words := tuple(find_words(m["word"])))]
    asked = EXCLUDED.sub(" ", asked)
    identifiers = tuple(dict.fromkeys(number for _, number in find_identifiers(asked)))
    return ParsedQuery(
        " ".join(asked.split()),
        tuple(find_words(asked))[:MOST_WORDS],
        tuple(phrases),
        tuple(excluded),
        identifiers,
        filters,
    )


def without_quotes(match: re.Match[str]) -> str:
    """What stands in the place of a phrase among the words: its own, or nothing where it is excluded.

    What hangs on to a phrase stays joined to it: the hyphen of '"ja, tenzij"-principe' excludes nothing.
    """
    if match["minus"]:
        return " "
    joined = match.string[match.end() : match.end() + 1] in HYPHENS
    return f" {match['inside'].strip()}{'' if joined else ' '}"
