"""Commitments: statements that an actor will do something which can later be checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.actors import Subject, find_recipient, find_subject, is_trend, name_actor
from extract.agents import find_agent, find_doer
from extract.classifier import RULE_ID, decide
from extract.classifying import Candidate
from extract.clauses import RELATIVES, Clause, split_clauses
from extract.english import find_english
from extract.flat import find_flat
from extract.forms import separable
from extract.frames import Frame, read_frame
from extract.guarding import is_quoted, may_promise, stands_open
from extract.pipeline import Sentence, cut_block, cut_tokens, load_pipeline, sentences_of
from extract.promises import PromiseRule, Scene, judge
from extract.reported import asks, is_report
from extract.tables import as_row, find_labels, find_rows
from extract.timing import carry_deadline, read_deadlines, share_deadlines
from extract.words import words
from kamer.document import BlockKind, Document, DocumentKind
from kamer.findings import Commitment, CommitmentKind, Deadline, DeadlineBasis, Motion, Strength
from kamer.identifiers import IdMaker
from kamer.span import Span

# Blocks in which the government speaks. A member's question promises nothing.
SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
PROMISING = SPEAKING | {BlockKind.TABLE_ROW}
# A cell with fewer words is a time or a name.
SHORTEST_STATUS = 5
# A clause that only sets a condition, or repeats what is asked or known, promises nothing itself.
CONDITIONS = words("conditions")
EXPECTED = re.compile(r"\b(?:naar\s+verwachting|verwacht\w*|vermoedelijk|waarschijnlijk)\b", re.IGNORECASE)
INTENDED = re.compile(
    r"\b(?:voornemens?|van\s+plan|streven\s+is|streef\w*|beoog\w*|inzet\s+is|wil|willen|bedoeling)\b",
    re.IGNORECASE,
)


# A relative clause that says when a paper comes.
APPEARS = re.compile(
    r"\b(?:voorzien|gepland|verschijn\w*|uitkom\w*|toekom\w*|bereikt|ontvang\w*|volgt|verwacht|wordt\s+\w+|gereed)\b",
    re.IGNORECASE,
)
# Stand before the words of a clause: "- publicatie van de nota", "; die volgt in mei".
BULLETS = "-–—•*;:, "
# Whose deed or expectation a subordinate clause may tell ("De korpschef verwacht dat …").
ACTING = frozenset({Subject.NAMED, Subject.EXTERNAL, Subject.GOVERNMENT})
Leader = tuple[Subject, str | None]
Decider = Callable[[Candidate], PromiseRule | None]


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises: where it stands, by which rule, who acts, and by when."""

    sentence: Sentence
    clause: Clause
    frame: Frame
    rule: PromiseRule
    subject: Subject
    phrase: str | None
    deadline: Deadline | None

    @property
    def span(self) -> Span:
        """The clause's place in the document."""
        offset = self.sentence.block.span.start
        return Span(offset + self.clause.start, offset + self.clause.end)


def find_commitments(
    document: Document, motions: Sequence[Motion] = (), decide: Decider = decide
) -> list[Commitment]:
    """All commitments of a document, in order; `motions` are those that the letter names."""
    found = [make_commitment(promise, document, motions) for promise in find_promises(document, decide)]
    if document.metadata.language == "en":
        found += find_english(document)
    if document.metadata.kind is not DocumentKind.MOTION:
        flat = find_flat(document)
        rows = [row.evidence.span for row in flat]
        found = [item for item in found if not any(item.evidence.span.overlaps(row) for row in rows)]
        found += flat + find_rows(document)
        taken = [item.evidence.span for item in found]
        lines = find_labels(document)
        found += [line for line in lines if not any(line.evidence.span.overlaps(span) for span in taken)]
    ordered = sorted(found, key=lambda commitment: commitment.evidence.span)
    maker = IdMaker(document.key)
    return [replace(item, id=maker.next_id("commitment", item.evidence.quote)) for item in ordered]


def find_promises(document: Document, decide: Decider = decide) -> Iterator[Promise]:
    """The promising clauses of a document; `decide` says of each candidate by what it is one, if it is."""
    if document.metadata.language != "nl" or document.metadata.kind is DocumentKind.MOTION:
        return  # what a motion asks is no promise
    before: Sentence | None = None
    last: Promise | None = None
    for sentence in (part for whole in read_sentences(document) for part in read_row_status(whole)):
        found: list[Promise] = []
        if sentence.block.kind in PROMISING and may_promise(sentence.text):
            found = list(keep_apart(list(read_sentence(sentence, document, before, last, decide))))
            yield from found
        last = found[-1] if found else None
        before = sentence


def read_sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of a document; a row that is typed with strokes ("… | … | …") is one, like any row."""
    for sentence in sentences_of(document):
        row = as_row(sentence.block, document.text)
        if row is sentence.block:
            yield sentence
        elif sentence.span.start == row.span.trimmed(document.text).start:
            yield from cut_block(document.text, row, load_pipeline("nl"), "nl")


def read_row_status(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence itself; of a table row with words in its last cell, that cell's sentences."""
    cells = sentence.block.cells
    if sentence.block.kind is not BlockKind.TABLE_ROW or len(cells) < 3:
        yield sentence
        return
    start = cells[-1].start - sentence.block.span.start
    inside = [token for token in sentence.tokens if token.idx >= start]
    for tokens in cut_tokens(inside, "nl"):
        solid = [token for token in tokens if not token.is_space]
        if len(solid) > SHORTEST_STATUS:
            first, last = solid[0].idx, solid[-1].idx + len(solid[-1])
            place = Span(sentence.block.span.start + first, sentence.block.span.start + last)
            yield Sentence(place, sentence.block, tuple(solid), solid[0].doc.text[first:last])


def read_sentence(
    sentence: Sentence,
    document: Document,
    before: Sentence | None,
    last: Promise | None = None,
    decide: Decider = decide,
) -> Iterator[Promise]:
    """The promises of one sentence."""
    clauses = split_clauses(sentence.tokens)
    deadlines = read_deadlines(sentence.text, document)
    owners = share_deadlines(deadlines, clauses, sentence)
    reported = is_report(clauses)
    leader: Leader | None = None
    for at, clause in enumerate(clauses):
        if reported and (
            clause.marker in ("dat", "of", "waarin") or (not clause.main and asks(sentence.text))
        ):
            continue
        deadline = owners.get(at) or carry_deadline(clause, clauses, document, before)
        promise = read_clause(sentence, clause, deadline, document, last, leader, decide)
        if promise is not None:
            yield lend_deadline(promise, clauses[at + 1 :], owners, at + 1)
        leader = lead(clause, leader)


def lead(clause: Clause, leader: Leader | None) -> Leader | None:
    """Who acts in the main clause so far."""
    if not clause.main:
        return leader
    frame = read_frame(clause)
    kind, phrase = find_subject(frame)
    if kind is Subject.OTHER and frame.verb in ("verwachten", "streven", "aankondigen"):
        kind = Subject.NAMED  # only somebody can expect
    return leader if kind is Subject.NONE else (kind, phrase)


def lend_deadline(
    promise: Promise, after: Sequence[Clause], owners: dict[int, Deadline], first: int
) -> Promise:
    """A promise of a paper with the time at which it comes: "in de brief, die in mei verschijnt, …"."""
    timed = promise.deadline is not None and (promise.deadline.latest or promise.deadline.earliest)
    if timed or promise.rule.kind is not CommitmentKind.INFORM:
        return promise
    for at, clause in enumerate(after, first):
        own = " ".join(token.text for token in clause.tokens)
        if clause.marker in RELATIVES and at in owners and APPEARS.search(own):
            return replace(promise, deadline=owners[at])
    return promise


def read_clause(
    sentence: Sentence,
    clause: Clause,
    deadline: Deadline | None,
    document: Document,
    last: Promise | None = None,
    leader: Leader | None = None,
    decide: Decider = decide,
) -> Promise | None:
    """The promise of one clause, or None; `last` is the last promise of the sentence before."""
    if is_quoted(sentence, clause) or clause.marker in CONDITIONS or not stands_open(sentence, clause):
        return None
    frame = read_frame(clause)
    if (
        frame.denied
        or is_tail(frame)
        or (frame.finite is None and clause.marker != "dat" and not (clause.main and deadline))
        or not frame.helpers.isdisjoint({"dienen", "hoeven"})
    ):
        return None
    subject, phrase = find_subject(frame)
    if is_trend(phrase) and not frame.passive and frame.finite in ("zullen", "gaan", frame.verb):
        return None
    if (
        leader is not None
        and leaves_out_subject(clause)
        and (subject is Subject.NONE or shares_i(clause, leader))
    ):
        subject, phrase = leader
    bare = make_scene(frame, subject, sentence, deadline, document.metadata.kind)
    scene = replace(bare, carried=goes_on(sentence, phrase, last))
    rule = decide(Candidate(document, sentence, clause, scene, deadline, judge(scene)))
    if rule is None:
        return None
    if leader is not None and not clause.main and subject in (Subject.NONE, Subject.OTHER):
        subject, phrase = leader if leader[0] in ACTING else (subject, phrase)
    return Promise(sentence, clause, frame, rule, subject, phrase, deadline)


def is_tail(frame: Frame) -> bool:
    """True for the rest of a subordinate clause ("en uitvoert in mei"): only there a particle stays on."""
    whole = frame.clause.main and frame.finite in separable("nl")
    return whole and frame.helpers.isdisjoint({"zullen", "worden", "gaan"})


def leaves_out_subject(clause: Clause) -> bool:
    """True for "en zal …": the second of two main clauses with one subject."""
    opening = clause.tokens[:2]
    joined = len(opening) == 2 and opening[0].lower_ in ("en", "maar")
    return clause.main and joined and bool(opening[1].tag_)


def shares_i(clause: Clause, leader: Leader) -> bool:
    """True for "ik neem dit over en pas de regeling aan": the second verb goes with "ik" too."""
    word = clause.tokens[1].lower_
    return leader[0] is Subject.WE and not word.endswith("t") and word not in ("is", "zal", "zijn", "worden")


def goes_on(sentence: Sentence, phrase: str | None, last: Promise | None) -> bool:
    """True where a sentence adds to a promise of the same actor in the one before ("Ook actualiseert …")."""
    if last is None or phrase is None or last.phrase is None:
        return False
    same = phrase.lower() == last.phrase.lower()
    return same and sentence.tokens[0].lower_ in words("additions") and sentence.block is last.sentence.block


def make_scene(
    frame: Frame, subject: Subject, sentence: Sentence, deadline: Deadline | None, kind: str
) -> Scene:
    """What the rules ask about a clause."""
    own = " ".join(token.text for token in frame.clause.tokens).lstrip(BULLETS)
    told = find_recipient(own) is not None
    return Scene(
        frame=frame,
        subject=subject,
        document=kind,
        text=own,
        sentence=sentence.text,
        parliament=told,
        timed=deadline is not None,
        dated=is_dated(deadline),
        duty=frame.finite in ("moeten", "mogen") or frame.has("moeten", "mogen"),
    )


def is_dated(deadline: Deadline | None) -> bool:
    """True for a time with a day, also one that hangs on a letter's unknown date ("eind dit jaar")."""
    if deadline is None:
        return False
    known = deadline.latest is not None or deadline.earliest is not None
    return known or deadline.basis is DeadlineBasis.RELATIVE


def keep_apart(promises: list[Promise]) -> Iterator[Promise]:
    """At most two promises of a sentence, the surest ones; one that only frames another one goes."""
    apart = [promise for promise in promises if not any(swallows(promise, other) for other in promises)]
    surest = sorted(apart, key=lambda promise: -promise.rule.confidence)[:2]
    return (promise for promise in promises if promise in surest)


def swallows(one: Promise, other: Promise) -> bool:
    """True where `one` says nothing beyond `other`: "ik verwacht" around what is expected."""
    if other.clause.main and not one.clause.main and one.deadline is not None:
        return one.deadline is other.deadline  # the paper's own time, lent to what it will tell
    inside = other is not one and one.span.contains(other.span)
    return inside and one.frame.verb in ("verwachten", "streven", "zijn") and one.deadline is None


def actor_of(promise: Promise, document: Document) -> str | None:
    """Who is to act: who does so by name in a passive clause, and otherwise the subject or who signed."""
    frame = promise.frame
    unknown = promise.rule.id == RULE_ID and promise.subject in (Subject.NONE, Subject.OTHER)
    seek = find_agent if frame.passive else find_doer if unknown else None
    named = seek(promise.sentence, promise.clause) if seek else None
    return named or name_actor(
        promise.subject,
        promise.phrase,
        document,
        passive=frame.passive,
        is_thing=frame.is_a("event", "being", "effect"),
    )


def make_commitment(promise: Promise, document: Document, motions: Sequence[Motion]) -> Commitment:
    """The commitment that a promise makes."""
    span = statement_of(promise).trimmed(document.text)
    evidence = document.evidence(span, promise.rule.id)
    told = find_recipient(evidence.quote) if promise.rule.kind is CommitmentKind.INFORM else None
    return Commitment(
        id="",
        evidence=evidence,
        kind=promise.rule.kind,
        strength=strength_of(promise),
        actor=actor_of(promise, document),
        recipient=told or ("Tweede Kamer" if promise.rule.kind is CommitmentKind.INFORM else None),
        deadline=place_deadline(promise),
        section=document.section_at(span.start),
        motion=motion_answered(promise.sentence, motions),
        confidence=promise.rule.confidence,
    )


def strength_of(promise: Promise) -> Strength:
    """How firm: "naar verwachting" and "voornemens" weaken what "zal" would promise."""
    text = " ".join(token.text for token in promise.clause.tokens)
    if EXPECTED.search(text):
        return Strength.EXPECTED
    if INTENDED.search(text):
        return Strength.INTENDED
    return promise.rule.strength


def statement_of(promise: Promise) -> Span:
    """What a reader must see of a promise: its clause, but the whole row or sentence where it hangs on one.

    "die per december maandelijks bijeen zal komen" says nothing in a list without what "die" is.
    """
    if promise.sentence.block.kind is BlockKind.TABLE_ROW:
        return promise.sentence.block.span
    hangs = not promise.clause.main or promise.clause.tokens[0].text == ","  # "…, dan zal ik"
    if hangs:
        return promise.sentence.span
    if leaves_out_subject(promise.clause):  # "De nota is af en bereikt u in mei"
        return Span(promise.sentence.span.start, promise.span.end)
    return promise.span


def place_deadline(promise: Promise) -> Deadline | None:
    """The deadline with its span on the document."""
    deadline = promise.deadline
    if deadline is None or deadline.span is None:
        return deadline
    return replace(deadline, span=deadline.span.shifted(promise.sentence.span.start))


def motion_answered(sentence: Sentence, motions: Sequence[Motion]) -> str | None:
    """The number of the motion named in the sentence, where there is just one."""
    named = {
        motion.identifier
        for motion in motions
        if motion.identifier and any(sentence.span.contains(mention.span) for mention in motion.mentions)
    }
    return named.pop() if len(named) == 1 else None
