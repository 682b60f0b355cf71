"""Cutting letters into passages."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamer.document import Block, BlockKind, Document, DocumentKind, Metadata, Page
from kamer.findings import Commitment, CommitmentKind, Findings, Strength
from kamer.span import Span
from search import cut_passages
from search.passages import MOST_WORDS, SEARCHABLE

SENTENCE = "De gemeente Oosterveen legt dit jaar drie nieuwe fietspaden aan langs het kanaal."


def make_document(parts, **metadata):
    """A document of (kind, text) blocks with a blank line in between."""
    text, blocks = "", []
    for kind, content in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(content))))
        text += content
    pages = (Page(1, Span(0, len(text))),) if text else ()
    about = Metadata(**metadata)
    return Document("kst-99001-7", "brief.txt", "ab" * 32, text, pages, tuple(blocks), metadata=about)


def test_short_neighbours_are_joined_and_long_blocks_are_cut():
    document = make_document(
        [
            (BlockKind.PARAGRAPH, SENTENCE),
            (BlockKind.LIST_ITEM, SENTENCE),
            (BlockKind.FOOTNOTE, SENTENCE),
            (BlockKind.PARAGRAPH, " ".join([SENTENCE] * 30)),
        ]
    )
    passages = cut_passages(document, Findings(document.key))
    assert passages[0].text == f"{SENTENCE}\n\n{SENTENCE}"
    assert passages[1].text == SENTENCE
    assert len(passages) > 4
    assert all(60 <= len(p.text.split()) <= MOST_WORDS for p in passages[2:])
    assert all(p.text.endswith("kanaal.") for p in passages)


def test_a_heading_parts_and_is_context():
    document = make_document(
        [
            (BlockKind.HEADING, "Fietsers"),
            (BlockKind.PARAGRAPH, SENTENCE),
            (BlockKind.HEADING, "Bruggen"),
            (BlockKind.PARAGRAPH, SENTENCE),
        ],
        title="Voortgang wegen",
    )
    passages = cut_passages(document, Findings(document.key))
    assert [p.context for p in passages] == ["Voortgang wegen › Fietsers", "Voortgang wegen › Bruggen"]
    assert [p.id for p in passages] == ["kst-99001-7#0", "kst-99001-7#1"]


def test_mastheads_and_signatures_are_left_out_and_notes_stand_alone():
    kinds = [
        BlockKind.MASTHEAD,
        BlockKind.PARAGRAPH,
        BlockKind.FOOTNOTE,
        BlockKind.TABLE_ROW,
        BlockKind.QUESTION,
        BlockKind.SIGNATURE,
    ]
    document = make_document([(kind, f"{kind.value}: {SENTENCE}") for kind in kinds])
    passages = cut_passages(document, Findings(document.key))
    assert [p.text.split(":")[0] for p in passages] == ["paragraph", "footnote", "table_row", "question"]


def test_an_answer_has_its_question_as_context():
    parts = [
        (BlockKind.HEADING, "Vraag 2"),
        (BlockKind.QUESTION, "Kent u de brug?"),
        (BlockKind.HEADING, "Antwoord 2"),
    ]
    document = make_document([*parts, (BlockKind.PARAGRAPH, "Ja.")])
    labels = [None, "2", None, None]
    blocks = tuple(replace(block, label=label) for block, label in zip(document.blocks, labels, strict=True))
    document = replace(document, blocks=blocks)
    question, answer = cut_passages(document, Findings(document.key))
    assert (question.context, answer.context) == ("Vraag 2", "Antwoord 2 › Kent u de brug?")


def test_a_passage_carries_what_a_hit_shows():
    document = make_document(
        [(BlockKind.PARAGRAPH, SENTENCE)], title="Wegen", date=dt.date(2031, 2, 3), ministry="IENW",
        dossiers=("99001",), number="99001-7", kind=DocumentKind.ANSWER,
    )  # fmt: skip
    promise = Commitment("c1", document.evidence(Span(3, 30), "test"), CommitmentKind.ACT, Strength.FIRM)
    (passage,) = cut_passages(document, Findings(document.key, commitments=(promise,)))
    assert (passage.date, passage.ministry, passage.dossiers) == (dt.date(2031, 2, 3), "IENW", ("99001",))
    assert (passage.number, passage.kind, passage.page, passage.kinds) == (
        "99001-7",
        "answer",
        1,
        ("commitment",),
    )


@pytest.mark.parametrize(
    "text", ["Zie nr. 204 en art. 5 van de wet.", "Dat zei drs. Jansen en A. de Vries al in 2020."]
)
def test_an_abbreviation_ends_no_sentence(text):
    from search.passages import find_sentences

    assert [span.of(text) for span in find_sentences(text, Span(0, len(text)))] == [text]


def test_a_text_without_stops_is_cut_between_words():
    document = make_document([(BlockKind.PARAGRAPH, "naam " * 500)])
    passages = cut_passages(document, Findings(document.key))
    assert sum(len(p.text.split()) for p in passages) == 500
    assert all(len(p.text.split()) <= MOST_WORDS for p in passages)


blocks = st.lists(
    st.tuples(st.sampled_from(list(BlockKind)), st.text(alphabet="abc éA.?!\"')(\n\t 1", max_size=300)),
    max_size=12,
)


@given(blocks)
@settings(deadline=None)
def test_every_passage_is_its_slice_and_no_word_is_lost(parts):
    document = make_document(parts)
    passages = cut_passages(document, Findings(document.key))
    assert all(p.text == p.span.of(document.text) and p.text.strip() == p.text != "" for p in passages)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(passages))
    assert len({p.id for p in passages}) == len(passages)
    if document.blocks:
        wanted = [
            w for b in document.blocks if b.kind in SEARCHABLE for w in b.span.of(document.text).split()
        ]
        assert [w for p in passages for w in p.text.split()] == wanted
