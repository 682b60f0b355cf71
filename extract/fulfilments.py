"""Fulfilments: passages that say that something promised or asked earlier is done, moved or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.commitments import SPEAKING
from extract.deadlines import find_deadlines
from extract.dispositions import judge_in_other_words
from extract.english_fulfilments import find_announced
from extract.pipeline import Sentence, sentences_of
from extract.rows import row_cells
from extract.rules import Rule, load_rules
from extract.targets import EMPTY, Letter, find_targets, read_target
from extract.words import without_stops
from kamer.document import Block, BlockKind, DateBasis, Document, DocumentKind, Evidence
from kamer.findings import (
    Deadline,
    Disposition,
    Fulfilment,
    Motion,
    Reference,
    Relation,
    Target,
)
from kamer.identifiers import IdMaker
from kamer.span import Span

# How many sentences behind a recalled promise its fulfilment can stand.
LOOK_AHEAD = 4
DID = re.compile(
    r"\b(?:heb\s+ik|hebben\s+wij|heeft\s+het\s+kabinet|is)\s+(?:dat|dit)\s+(?:\w+\s+){0,2}?(?:gedaan|gebeurd)\b",
    re.IGNORECASE,
)
# "Toezeggingen die hiermee zijn afgedaan": what stands above a list of promises that are kept.
KEPT_BELOW = re.compile(
    r"\btoezeggingen\b[^.;]*\b(?:afgedaan|nagekomen|voldaan|afgehandeld|afgerond|uitgevoerd)\b", re.IGNORECASE
)
# What becomes of a request of parliament: it is answered here, or later.
SENT_OR_LATE = frozenset({"here-it-is", "not-in-time"})
ROW_RULES = ("dropped-row", "settled-row", "moved-row")
IN_PART = re.compile(
    r"\b(?:deels|gedeeltelijk|ten\s+dele|slechts\s+een\s+deel|(?:eerste|ander)\s+deel|een\s+(?:gedeelte|onderdeel))\b",
    re.IGNORECASE,
)
# "Zoals toegezegd zou ik u in januari berichten": what was promised, not that it is done.
WOULD = re.compile(
    r"\b(?:toegezegd|toezegging|aangekondigd)\b[^.;]*\bzou(?:den)?\s+(?:ik|wij|u|uw\s+Kamer|de\s+Kamer|het\s+kabinet)\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage that claims something about an earlier promise, before its target is known."""

    at: int
    span: Span
    relation: Relation
    rule: Rule


def find_fulfilments(
    document: Document, references: Sequence[Reference], motions: Sequence[Motion]
) -> list[Fulfilment]:
    """All fulfilments of a document, in order: of promises, and of motions that the letter says are done."""
    if document.metadata.kind is DocumentKind.MOTION:
        return []
    letter = Letter(document, sentences_of(document), tuple(references))
    if document.metadata.language == "en":
        found = list(find_announced(document, letter.sentences, letter.references))
    else:
        found = [*promised(letter), *told_in_rows(letter), *told_in_lists(letter), *asked(letter, motions)]
    maker = IdMaker(document.key)
    ordered = sorted(found, key=lambda item: item.evidence.span)
    return [replace(item, id=maker.next_id("fulfilment", item.evidence.quote)) for item in ordered]


def asked(letter: Letter, motions: Sequence[Motion]) -> Iterator[Fulfilment]:
    """The motions that the letter says are carried out or dealt with, each with the words that say so."""
    for motion in motions:
        relation = relation_to(motion)
        if not (relation and motion.identifier and motion.disposition_evidence):
            continue
        for evidence in (*deeds_before(motion, letter), motion.disposition_evidence):
            yield Fulfilment(
                id="",
                evidence=evidence,
                relation=relation,
                target=Target(reference=motion.identifier),
                confidence=0.65 if evidence.found_by.startswith("after-") else 0.85,
            )


def deeds_before(motion: Motion, letter: Letter) -> Iterator[Evidence]:
    """Between a motion and its closing formula, the sentence that says "aan die oproep is gehoor gegeven"."""
    closing = motion.disposition_evidence
    if closing is None or motion.disposition is not Disposition.CLOSED:
        return
    named = [mention.span.end for mention in motion.mentions if mention.span.end <= closing.span.start]
    if not named:
        return
    for sentence in letter.sentences:
        if named[-1] <= sentence.span.start and sentence.span.end <= closing.span.start:
            told = [v for v in judge_in_other_words(sentence) if v.disposition is Disposition.CARRIED_OUT]
            if told or DID.search(sentence.text):
                yield letter.document.evidence(sentence.span, told[0].rule if told else "after-in-reply")
                return


def relation_to(motion: Motion) -> Relation | None:
    """What a letter does to a motion: carries it out, or says that it comes later than asked."""
    if motion.disposition in (Disposition.CLOSED, Disposition.CARRIED_OUT):
        return Relation.FULFILS
    late = motion.disposition_evidence and motion.disposition_evidence.found_by in (
        "not-in-time",
        "row-late",
        "after-late",
    )
    return Relation.POSTPONES if late else None


def promised(letter: Letter) -> Iterator[Fulfilment]:
    """The passages on earlier promises that name the promise; a move that is told twice counts once."""
    moved: set[Target] = set()
    for claim in find_claims(letter):
        for target in find_targets(claim.at, letter):
            if claim.relation is Relation.POSTPONES:
                if target in moved:
                    continue
                moved.add(target)
            yield Fulfilment(
                id="",
                evidence=letter.document.evidence(claim.span, claim.rule.id),
                relation=claim.relation,
                target=target,
                deadline=new_deadline(claim, letter),
                confidence=float(claim.rule.values.get("confidence", 0.8)),
            )


def find_claims(letter: Letter) -> Iterator[Claim]:
    """The passages that the rules find, by the first rule for each sentence."""
    for at, sentence in enumerate(letter.sentences):
        if sentence.block.kind not in SPEAKING or is_row(sentence.block, letter.document):
            continue
        rule = first_rule(sentence.text)
        if rule is None or not follows_announcement(at, rule, letter):
            continue
        if rule.id == "as-promised" and WOULD.search(sentence.text):
            rule = load_rules("fulfilments.nl")["recalled"]
        if rule.values.get("open"):
            claim = follow_up(at, rule, letter)
            if claim is not None:
                yield claim
            continue
        relation = Relation.PARTLY if is_partly(rule, sentence) else Relation(rule.values["relation"])
        yield Claim(at, sentence.span, relation, rule)


def follow_up(at: int, rule: Rule, letter: Letter) -> Claim | None:
    """What becomes of the promise recalled at `at`: the sentences behind it tell, the nearest first."""
    recalled = letter.sentences[at]
    behind = [
        then
        for then in letter.sentences_in_section(at)
        if then > at and letter.sentences[then].block.kind in SPEAKING
    ]
    if any(speaks_for_itself(letter.sentences[then], recalled) for then in behind[:LOOK_AHEAD]):
        return None
    for place, then in enumerate(behind):
        sentence, near = letter.sentences[then], place < LOOK_AHEAD
        told = what_is_told(sentence, near=near)
        if told is None or (told.values.get("loose") and is_open(behind[place + 1 :], sentence, letter)):
            continue
        relation = Relation(told.values["relation"])
        if rule.id == "asked" and told.id not in SENT_OR_LATE:
            return None
        if not near and relation is not Relation.POSTPONES:
            continue
        if relation is Relation.FULFILS and IN_PART.search(sentence.text):
            relation = Relation.PARTLY
        return Claim(at, passage(recalled, sentence, near=near, relation=relation), relation, rule)
    return None


def speaks_for_itself(sentence: Sentence, recalled: Sentence) -> bool:
    """True where another rule reads a sentence of the same paragraph as a claim on the promise."""
    own = first_rule(sentence.text) if sentence.block == recalled.block else None
    return own is not None and not own.values.get("open") and own.values["relation"] != Relation.POSTPONES


def what_is_told(sentence: Sentence, *, near: bool) -> Rule | None:
    """The rule for what a sentence says of the promise before it."""
    text = without_stops(sentence.text)
    rules = (rule for rule in load_rules("postponed.nl") if not rule.values.get("guard"))
    return next((r for r in rules if (near or not r.values.get("near")) and r.pattern.search(text)), None)


def is_open(behind: Sequence[int], told: Sentence, letter: Letter) -> bool:
    """True where a later sentence says that the promise is late or, near by, still to be kept."""
    late, to_come = load_rules("postponed.nl")["not-in-time"], load_rules("postponed.nl")["still-open"]
    later = [letter.sentences[then] for then in behind]
    return any(
        late.pattern.search(sentence.text)
        or (sentence.block == told.block and to_come.pattern.search(sentence.text))
        for sentence in later
    )


def passage(recalled: Sentence, told: Sentence, *, near: bool, relation: Relation) -> Span:
    """The words from the promise to what became of it, or one of the two where they stand apart."""
    if near and recalled.block == told.block:
        return Span(recalled.span.start, told.span.end)
    return recalled.span if relation is Relation.POSTPONES else told.span


def told_in_rows(letter: Letter) -> Iterator[Fulfilment]:
    """The rows of a table of promises whose last cell says what became of them ("Afgerond. …")."""
    document = letter.document
    for block in document.blocks:
        cells = row_cells(block, document)
        if len(cells) < 3 or "motie" in block.span.of(document.text).lower():
            continue
        rule = rule_of_status(cells[-1].of(document.text))
        target = target_of_row(cells, letter)
        if rule is not None and target != EMPTY:
            yield Fulfilment(
                id="",
                evidence=document.evidence(block.span, rule.id),
                relation=Relation(rule.values["relation"]),
                target=target,
                confidence=float(rule.values["confidence"]),
            )


def told_in_lists(letter: Letter) -> Iterator[Fulfilment]:
    """The promises in a list below "Toezeggingen die hiermee zijn afgedaan"."""
    document, lead = letter.document, ""
    for block in document.blocks:
        text = block.span.of(document.text)
        if block.kind is not BlockKind.LIST_ITEM:
            lead = text if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) else ""
        elif "oezegging" in text and KEPT_BELOW.search(lead):
            target = read_target(block.span, letter)
            if target != EMPTY:
                evidence = document.evidence(block.span, "kept-in-list")
                yield Fulfilment("", evidence, Relation.FULFILS, target, confidence=0.8)


def is_row(block: Block, document: Document) -> bool:
    """True for a row of a table, in whatever form."""
    return bool(row_cells(block, document))


def rule_of_status(status: str) -> Rule | None:
    """The rule for what a status says: settled, moved or dropped."""
    rules = load_rules("fulfilments.nl")
    return next((rules[name] for name in ROW_RULES if rules[name].pattern.search(status)), None)


def target_of_row(cells: Sequence[Span], letter: Letter) -> Target:
    """The promise of a row: its day stands beside the status, its number in any cell."""
    whole = read_target(Span(cells[0].start, cells[-1].end), letter)
    before = read_target(Span(cells[0].start, cells[-2].end), letter)
    return Target(
        reference=before.reference or (None if before.date or before.toezegging else whole.reference),
        toezegging=before.toezegging or whole.toezegging,
        date=before.date or whole.date,
    )


def is_partly(rule: Rule, sentence: Sentence) -> bool:
    """True where a promise is kept in part: "hiermee voldoe ik deels aan mijn toezegging"."""
    return rule.values["relation"] == Relation.FULFILS and IN_PART.search(sentence.text) is not None


def follows_announcement(at: int, rule: Rule, letter: Letter) -> bool:
    """True where what a rule needs stands before or around a sentence, and nothing that it bars in it."""
    needed, around, barred = (rule.values.get(key) for key in ("after", "around", "barred"))
    own = letter.sentences[at].text
    before = " ".join(sentence.text for sentence in letter.sentences[max(0, at - 2) : at])
    if barred and re.search(barred, own):
        return False
    if around and not re.search(around, f"{before} {own}"):
        return False
    return needed is None or re.search(needed, before) is not None


def first_rule(text: str) -> Rule | None:
    """The first rule that matches a sentence."""
    text = without_stops(text)
    lowered = text.lower()
    rules = (rule for rule in load_rules("fulfilments.nl") if rule.id not in ROW_RULES)
    return next((rule for rule in rules if rule.may_match(lowered) and rule.pattern.search(text)), None)


def new_deadline(claim: Claim, letter: Letter) -> Deadline | None:
    """Where a promise is moved: the first new time that its section names after it."""
    if claim.relation is not Relation.POSTPONES:
        return None
    document = letter.document
    estimated = document.metadata.date_basis is DateBasis.ESTIMATED
    for then in letter.sentences_in_section(claim.at):
        text = letter.sentences[then].text
        if then < claim.at + 1 or "niet" in text.lower().split():
            continue
        for deadline in find_deadlines(text, document.metadata.date, estimated=estimated):
            if deadline.latest is not None and deadline.span is not None:
                return replace(deadline, span=deadline.span.shifted(letter.sentences[then].span.start))
    return None
