"""A letter cut into passages that make sense alone, each with its context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kamer.document import Block, BlockKind, Document
from kamer.findings import Findings
from kamer.passages import Passage
from kamer.span import Span

# Mastheads and signatures say who writes to whom, not what; headings are context to what stands below.
SEARCHABLE = frozenset(BlockKind) - {BlockKind.MASTHEAD, BlockKind.SIGNATURE, BlockKind.HEADING}
# Kinds that read on as one text; of the others, rows and notes are joined only among themselves.
RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
ALIKE = frozenset({BlockKind.TABLE_ROW, BlockKind.FOOTNOTE})
SEPARATOR = " › "
ANSWER = re.compile(r"(?i)(?:het )?antwoord\b")
CONTEXT_WORDS = 40  # of a question, as context to its answer
ENOUGH_WORDS = 60
MOST_WORDS = 180
COMFORTABLE_WORDS = 120

# A stop, perhaps a closing quote, white space, and a capital, digit, quote or bracket: "… klaar. De …"
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[«]*[A-ZÀ-Þ0-9])")
# After these a stop ends no sentence: "nr. 204", "art. 5", "drs. Jansen", "A. de Vries".
ABBREVIATION = re.compile(
    r"(?:\b(?:nrs?|art|artt|blz|bijv|bv|ca|cf|dr|drs|ds|e\.d|enz|evt|fig|gem|i\.c|incl|ing|ir|jl|jr|lid|max|mevr|mgr"
    r"|min|mln|mld|mr|mw|o\.a|par|pag|p|prof|resp|sr|st|t\.a\.v|tel|vgl|zgn|z\.g|kst|no)|\b[A-Z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence-bounded stretch of one block, and whether it may be joined with what comes next."""

    span: Span
    kind: BlockKind
    section: str
    block: int


def cut_passages(document: Document, findings: Findings) -> list[Passage]:
    """Cut a letter into passages of about 60 to 180 words.

    Short consecutive blocks under one heading are joined, long ones cut between sentences. Footnotes,
    table rows and questions are passages too; mastheads and signatures are not.

    Args:
        document: the letter.
        findings: what was found in it; each passage tells which kinds lie inside it.

    Returns:
        The passages in order; `passage.text` is exactly the text under `passage.span`.
    """
    marked = spans_by_kind(findings)
    return [
        make_passage(document, span, section, number, marked)
        for number, (span, section) in enumerate(join_pieces(document.text, find_pieces(document)))
    ]


def make_passage(
    document: Document, span: Span, section: str, number: int, marked: list[tuple[str, Span]]
) -> Passage:
    """The passage at `span` with everything a hit shows."""
    about = document.metadata
    title = " ".join((about.title or "").split())
    return Passage(
        id=f"{document.key}#{number}",
        document=document.key,
        span=span,
        text=span.of(document.text),
        context=SEPARATOR.join(part for part in (title, section) if part),
        page=document.page_at(span.start),
        title=title,
        date=about.date,
        ministry=about.ministry,
        kind=str(about.kind),
        language=about.language,
        dossiers=about.dossiers,
        number=about.number,
        ministers=tuple(signatory.name for signatory in about.signatories),
        kinds=tuple(sorted({kind for kind, inside in marked if inside.overlaps(span)})),
    )


def spans_by_kind(findings: Findings) -> list[tuple[str, Span]]:
    """Every place at which something was found, with its kind."""
    groups = {
        "commitment": [c.evidence for c in findings.commitments],
        "fulfilment": [f.evidence for f in findings.fulfilments],
        "motion": [mention for m in findings.motions for mention in (m.evidence, *m.mentions)],
        "reference": [r.evidence for r in findings.references],
    }
    return [(kind, evidence.span) for kind, group in groups.items() for evidence in group]


def find_pieces(document: Document) -> Iterator[Piece]:
    """The searchable stretches in order, each at most MOST_WORDS long."""
    section = ""
    questions: dict[str, str] = {}
    for at, block in enumerate(blocks_of(document)):
        if block.kind is BlockKind.QUESTION and block.label:
            questions[block.label] = shorten(block.span.of(document.text))
        if block.kind is BlockKind.HEADING:
            section = with_questions(" ".join(block.span.of(document.text).split()), questions)
        elif block.kind in SEARCHABLE:
            for span in cut_block(document.text, block.span):
                yield Piece(span, block.kind, section, at)


def with_questions(heading: str, questions: dict[str, str]) -> str:
    """The heading of an answer with the questions that it answers: "Ja." says nothing without them.

    >>> with_questions("Antwoord op vraag 2", {"1": "Hoe vaak?", "2": "Kent u het rapport?"})
    'Antwoord op vraag 2 › Kent u het rapport?'
    """
    if not ANSWER.match(heading):
        return heading
    answered = [questions[number] for number in re.findall(r"\d+", heading) if number in questions]
    return SEPARATOR.join([heading, *answered])


def shorten(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:CONTEXT_WORDS]) + (" …" if len(words) > CONTEXT_WORDS else "")


def blocks_of(document: Document) -> Iterable[Block]:
    """The document's blocks; a text without any is one paragraph."""
    return document.blocks or (Block(BlockKind.PARAGRAPH, Span(0, len(document.text))),)


def cut_block(text: str, span: Span) -> Iterator[Span]:
    """The block whole where it is short enough, otherwise runs of sentences of about equal length."""
    total = count_words(span.of(text))
    if total <= MOST_WORDS:
        whole = span.trimmed(text)
        if len(whole):
            yield whole
        return
    target = total / -(-total // COMFORTABLE_WORDS)
    run: list[Span] = []
    words = 0
    for sentence in find_sentences(text, span):
        length = count_words(sentence.of(text))
        if run and words + length / 2 > target:
            yield Span(run[0].start, run[-1].end)
            run, words = [], 0
        run, words = [*run, sentence], words + length
    if run:
        yield Span(run[0].start, run[-1].end)


def find_sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a block; one that is too long alone is cut between words."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, span.start, span.end) if ends_sentence(text, m)]
    for start, end in pairwise([span.start, *ends, span.end]):
        yield from cut_words(text, Span(start, end).trimmed(text))


def ends_sentence(text: str, match: re.Match[str]) -> bool:
    """False where the stop belongs to an abbreviation."""
    return ABBREVIATION.search(text, max(0, match.start() - 8), match.start() + 1) is None


def cut_words(text: str, span: Span) -> Iterator[Span]:
    """A stretch cut into runs of at most MOST_WORDS words, for text without stops (lists of names)."""
    words = [m.span() for m in re.compile(r"\S+").finditer(text, span.start, span.end)]
    for at in range(0, len(words), MOST_WORDS):
        run = words[at : at + MOST_WORDS]
        yield Span(run[0][0], run[-1][1])


def join_pieces(text: str, pieces: Iterable[Piece]) -> Iterator[tuple[Span, str]]:
    """Short neighbours joined into one passage, with the heading above them."""
    current: Piece | None = None
    for piece in pieces:
        if current is not None and belongs(text, current, piece):
            current = Piece(Span(current.span.start, piece.span.end), piece.kind, piece.section, piece.block)
            continue
        if current is not None:
            yield current.span, current.section
        current = piece
    if current is not None:
        yield current.span, current.section


def belongs(text: str, current: Piece, following: Piece) -> bool:
    """True where the next piece reads on from the current one and the two together stay handy."""
    kinds = {current.kind, following.kind}
    same_text = kinds <= RUNNING or (len(kinds) == 1 and kinds <= ALIKE)
    neighbours = following.block - current.block <= 1  # nothing else stands in between
    if not (same_text and neighbours and current.section == following.section):
        return False
    words = count_words(current.span.of(text))
    together = words + count_words(following.span.of(text))
    return together <= COMFORTABLE_WORDS or (words < ENOUGH_WORDS and together <= MOST_WORDS)


def count_words(text: str) -> int:
    """How many words stand in `text`."""
    return len(text.split())
