"""What a clause looks like to the classifier: a candidate, and its features as short texts.

A feature is a short text ("finite=zullen", "who=we|class=tell", "w:kamer informeren"); its place among the
model's weights is a hash of it, so the model needs no vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extract.clauses import Clause
from extract.forms import verb_classes
from extract.pipeline import Sentence
from extract.promises import PromiseRule, Scene
from extract.words import words
from kamer.document import Document
from kamer.findings import Deadline

Token = Any

MONTHS = words("months")
SEASONS = words("seasons")
SUFFIX = 4  # letters of a word that stand for the word where it is rare
WORDY = re.compile(r"[a-zà-ÿ]{3,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may promise, what the rules saw of it, and the rule that accepts it, if any."""

    document: Document
    sentence: Sentence
    clause: Clause
    scene: Scene
    deadline: Deadline | None
    rule: PromiseRule | None


def features_of(candidate: Candidate) -> list[str]:
    """All features of a candidate, each once."""
    found = [*frame_features(candidate), *place_features(candidate), *word_features(candidate)]
    return list(dict.fromkeys(found))


def frame_features(candidate: Candidate) -> Iterator[str]:
    """What is done, by whom, when and for whom, alone and together."""
    scene, frame = candidate.scene, candidate.scene.frame
    known = verb_classes("nl")
    classes = sorted(known.get(frame.verb, ())) or ["unknown"]
    aims = sorted(known.get(frame.complement or "", ())) or (["unknown"] if frame.complement else [])
    who, when = scene.subject.value, time_of(candidate.deadline)
    voice = "passive" if frame.passive else "active"
    told = "told" if scene.parliament else "-"
    finite = frame.finite or "none"
    place = candidate.clause.marker or "main"
    yield from ("bias", f"finite={finite}", f"verb={frame.verb}", f"aim={frame.complement}", f"who={who}")
    yield from (f"when={when}", f"tense={frame.tense}", f"voice={voice}", f"told={told}", f"marker={place}")
    yield from (f"timed={scene.timed}", f"dated={scene.dated}", f"carried={scene.carried}")
    yield from (f"helper={helper}" for helper in sorted(frame.helpers))
    yield f"who={who}|finite={finite}"
    yield f"who={who}|when={when}|{told}"
    yield f"tense={frame.tense}|main={candidate.clause.main}|when={when}"
    yield f"finite={finite}|when={when}"
    yield f"finite={finite}|verb={frame.verb}"
    for name in classes:
        yield f"class={name}"
        yield f"class={name}|finite={finite}"
        yield f"class={name}|who={who}|{voice}"
        yield f"class={name}|when={when}|{frame.tense}"
        yield f"class={name}|{told}|{frame.tense}"
        yield f"class={name}|who={who}|{frame.tense}|{candidate.clause.main}"
    for name in aims:
        yield f"aims={name}"
        yield f"aims={name}|who={who}|{told}"
        yield f"aims={name}|verb={frame.verb}"


def time_of(deadline: Deadline | None) -> str:
    """What kind of time a clause has: none, a last day, only a first day, or how it is vague."""
    if deadline is None:
        return "none"
    if deadline.latest is not None:
        return "dated"
    return "from" if deadline.earliest is not None else str(deadline.basis)


def place_features(candidate: Candidate) -> Iterator[str]:
    """Where the clause stands: in what paper, what block, under what heading, where in its sentence."""
    document, sentence, clause = candidate.document, candidate.sentence, candidate.clause
    yield f"paper={document.metadata.kind}"
    yield f"block={sentence.block.kind}"
    yield f"opens={sentence.tokens[0].i == clause.first.i}"
    yield f"ends={sentence.tokens[-1].i <= clause.last.i + 1}"
    yield f"long={min(len(clause.tokens) // 6, 5)}"
    section = document.section_at(sentence.span.start) if sentence.block else None
    yield from (f"under={word}" for word in heading_words(section or ""))


@lru_cache(maxsize=256)
def heading_words(heading: str) -> tuple[str, ...]:
    """The words of a heading, in lower case."""
    return tuple(dict.fromkeys(WORDY.findall(heading.lower())))


def word_features(candidate: Candidate) -> Iterator[str]:
    """The clause's own words, singly and in pairs, its first ones, and the other words of the sentence."""
    own = [form for token in candidate.clause.tokens if (form := form_of(token))]
    yield from (f"w:{word}" for word in own)
    yield from (f"w:{one} {two}" for one, two in pairwise(own))
    yield from (f"s:{word[-SUFFIX:]}" for word in own if len(word) > SUFFIX + 1)
    yield f"first:{' '.join(own[:1])}"
    yield f"first:{' '.join(own[:2])}"
    inside = {token.i for token in candidate.clause.tokens}
    rest = (form_of(token) for token in candidate.sentence.tokens if token.i not in inside)
    yield from (f"o:{word}" for word in rest if word)


def form_of(token: Token) -> str:
    """A word as the classifier sees it: a verb by its infinitive, a number or a month by its kind."""
    lower = str(token.lower_)
    if token.tag_:
        return f"{token.lemma_}/{token.tag_[2:3]}"
    if lower in MONTHS:
        return "<month>"
    if lower in SEASONS:
        return "<season>"
    if lower[:1].isdigit():
        return "<year>" if len(lower) == 4 and lower.isdigit() else "<number>"
    return lower if lower[:1].isalpha() else (lower if lower in (":", ";") else "")
