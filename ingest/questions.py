"""Answers to written questions: which blocks are the members' questions, and which the answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import inline
from ingest.cleaning import squeeze
from ingest.draft import RawBlock
from ingest.layout import ANSWER_HEAD, QUESTION_HEAD
from kamer.document import BlockKind

OUTSIDE = (BlockKind.FOOTNOTE, BlockKind.SIGNATURE, BlockKind.MASTHEAD, BlockKind.TABLE_ROW)


def with_questions(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks with the text between "Vraag n" and "Antwoord n" as questions, labelled with n."""
    marked: list[RawBlock] = []
    question: str | None = None
    for block in blocks:
        text = squeeze(inline.bare(block.text))
        if QUESTION_HEAD.match(text):
            question = " ".join(re.findall(r"\d+", text))
            block = replace(block, kind=BlockKind.HEADING)
        elif ANSWER_HEAD.match(text):
            marked = marked if question is not None else asked_above(marked, text)
            question = None
            block = replace(block, kind=BlockKind.HEADING)
        elif question is not None and block.kind not in OUTSIDE:
            block = replace(block, kind=BlockKind.QUESTION, label=question)
        marked.append(block)
    return marked


def asked_above(blocks: Sequence[RawBlock], answer: str) -> list[RawBlock]:
    """The blocks, with the paragraphs of questions straight above an answer without a question's head."""
    at = len(blocks)
    while (
        at
        and blocks[at - 1].kind is BlockKind.PARAGRAPH
        and squeeze(inline.bare(blocks[at - 1].text)).endswith("?")
    ):
        at -= 1
    label = " ".join(re.findall(r"\d+", answer)) or None
    return [*blocks[:at], *(replace(block, kind=BlockKind.QUESTION, label=label) for block in blocks[at:])]
