"""One spaCy pipeline per language: tokens, sentences, and the forms of the verbs of promising.

The pipeline is blank (tokenizer only) unless the user names a trained one, such as `nl_core_news_lg`: its
tags then decide about words that our form lexicon does not hold. The lexicon comes last in either case,
because trained taggers mis-read separable verbs ("zegt … toe").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from extract.rules import read_data
from extract.tagging import tag_verbs
from kamer.document import Block, BlockKind, Document
from kamer.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

OPENING = frozenset("«“‘\"'(•–-")
CLOSING = frozenset("»”’\"')")
ENDS = frozenset({".", "!", "?", "…", "?!"})
FOOTNOTED = re.compile(r"[a-zéëïóö]{4,}[.!?][»”’]?\d{1,2}")  # "sluizen.5"
INITIALS = re.compile(r"(?:[A-Z][a-z]?\.)+")
LONGEST_BLOCK = 20_000_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence inside one block: `span` on the document's text, `tokens` spaCy's, `text` its words."""

    span: Span
    block: Block
    tokens: tuple[Any, ...]
    text: str

    def place(self, start: int, end: int) -> Span:
        """The document's span of the characters `start` to `end` of this sentence."""
        return Span(self.span.start + start, self.span.start + end)


@cache
def load_pipeline(language: str = "nl", name: str | None = None) -> Language:
    """The pipeline for a language; `name` is an installed trained pipeline to build on.

    Raises:
        OSError: when no pipeline of that name is installed.
    """
    import spacy

    pipeline = spacy.load(name) if name else spacy.blank(language if language in ("nl", "en") else "nl")
    pipeline.max_length = LONGEST_BLOCK
    tokenizer: Any = pipeline.tokenizer
    for abbreviation in abbreviations(language):
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    return pipeline


@cache
def abbreviations(language: str) -> frozenset[str]:
    """Abbreviations of parliamentary letters that keep their full stop ("nr.", "Stb.", "m.e.r.")."""
    listed = read_data("abbreviations")
    words = frozenset(listed["common"]) | frozenset(listed.get(language, ()))
    return words | frozenset(word[0].upper() + word[1:] for word in words)


@cache
def sentence_final() -> frozenset[str]:
    """Abbreviations after which a sentence can end ("jl.", "c.s."), unlike "nr." or "art."."""
    return frozenset(read_data("abbreviations")["final"])


@cache
def openers(language: str) -> frozenset[str]:
    """Words that open a sentence: after "c.s." only these begin a new one, because names follow it too."""
    return frozenset(read_data("abbreviations")["openers"][language])


@lru_cache(maxsize=4)
def sentences_of(document: Document, name: str | None = None) -> tuple[Sentence, ...]:
    """All sentences of a document in order; none crosses a block, and a table row is one."""
    language = "en" if document.metadata.language == "en" else "nl"
    pipeline = load_pipeline(language, name)
    return tuple(
        sentence
        for block in document.blocks
        for sentence in cut_block(document.text, block, pipeline, language)
    )


def cut_block(text: str, block: Block, pipeline: Language, language: str) -> Iterator[Sentence]:
    """The sentences of one block."""
    parsed = read_tokens(block.span.of(text), pipeline)
    if language == "nl":
        tag_verbs(tuple(parsed), language)
    whole = block.kind is BlockKind.TABLE_ROW
    for tokens in [list(parsed)] if whole else cut_tokens(parsed, language):
        solid = trim(tokens)
        if solid:
            start, end = solid[0].idx, solid[-1].idx + len(solid[-1])
            span = Span(block.span.start + start, block.span.start + end)
            yield Sentence(span, block, tuple(solid), span.of(text))


def read_tokens(text: str, pipeline: Language) -> Doc:
    """The tokens of a text; a trained pipeline's components run where there are any."""
    return pipeline(text) if pipeline.pipe_names else pipeline.make_doc(text)


def trim(tokens: list[Token]) -> list[Token]:
    """The tokens without white space at either end."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].is_space:
        start += 1
    while end > start and tokens[end - 1].is_space:
        end -= 1
    return tokens[start:end]


def cut_tokens(parsed: Iterable[Token], language: str) -> Iterator[list[Token]]:
    """The tokens of a block, sentence by sentence."""
    tokens = list(parsed)
    start = 0
    for at in range(len(tokens)):
        if ends_sentence(tokens, at, language):
            yield tokens[start : at + 1]
            start = at + 1
    yield tokens[start:]


def ends_sentence(tokens: list[Token], at: int, language: str) -> bool:
    """True where a sentence ends with token `at`."""
    text = tokens[at].text
    if FOOTNOTED.fullmatch(text) and at + 1 < len(tokens):
        return opens(tokens, at + 1)
    if text[-1] not in ".!?…»”’\"')" or at + 1 == len(tokens):
        return False
    if text in CLOSING:
        return at > 0 and tokens[at - 1].text in ENDS and opens(tokens, at + 1)
    if text in ENDS or (text[-1] in "?!" and len(text) > 1):
        return tokens[at + 1].text not in CLOSING and opens(tokens, at + 1) and not is_counted(tokens, at)
    if text in sentence_final() or text.lower() in sentence_final():
        return next_word(tokens, at + 1) in openers(language)
    return text[-1] == "." and is_word_with_stop(text) and opens(tokens, at + 1)


def is_word_with_stop(text: str) -> bool:
    """True for a word to which the tokenizer left the full stop ("2023.9."), but no abbreviation."""
    return len(text) > 3 and text[:-1].isalpha() and text.islower() and text not in abbreviations("nl")


def is_counted(tokens: list[Token], at: int) -> bool:
    """True for the full stop of "1." at the start of a block: a number of a paragraph, not a sentence."""
    before = [token for token in tokens[max(0, at - 2) : at] if not token.is_space]
    return at <= 2 and len(before) == 1 and (before[0].is_digit or len(before[0].text) == 1)


def opens(tokens: list[Token], at: int) -> bool:
    """True where the token at `at` can open a sentence: a capital, a figure, or a quote or bullet."""
    while at < len(tokens) and (tokens[at].is_space or tokens[at].text in OPENING):
        at += 1
    return at < len(tokens) and not tokens[at].text[0].islower()


def next_word(tokens: list[Token], at: int) -> str:
    """The next token that is no white space, or nothing at the end."""
    while at < len(tokens) and tokens[at].is_space:
        at += 1
    return tokens[at].text if at < len(tokens) else ""
