"""Commitments as items: one for each promise, with its repetitions and what later letters claim of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kamer.findings import Commitment, Deadline, Fulfilment, Relation
from kamer.items import Event, EventKind, ItemKind, Link, Relationship
from tracking.claims import Spoken, heirs_of, read_claims, steps_of
from tracking.draft import Draft, motion_id
from tracking.facts import Letter
from tracking.link import WORDS, Alike, Answer, Candidate, Linked, Made, Repetitions, link_meant
from tracking.repeating import is_weaker, move_promise, note_repetition, relate, repeat_promise
from tracking.wording import one_line, say_date, say_deadline, say_number

RELATIONS = {
    Relation.FULFILS: (EventKind.CLAIMED_DONE, "Volgens {letter} is de toezegging nagekomen."),
    Relation.PARTLY: (EventKind.CLAIMED_PARTLY, "Volgens {letter} is de toezegging deels nagekomen."),
    Relation.WITHDRAWS: (EventKind.WITHDRAWN, "Volgens {letter} vervalt de toezegging."),
    Relation.POSTPONES: (EventKind.MOVED, "Volgens {letter} is de termijn verschoven{to}."),
}
FOR_MOTIONS = {
    Relation.FULFILS: (EventKind.CLAIMED_DONE, "Volgens {letter} is de motie uitgevoerd."),
    Relation.PARTLY: (EventKind.CLAIMED_PARTLY, "Volgens {letter} is de motie deels uitgevoerd."),
    Relation.WITHDRAWS: (EventKind.REFUSED, "Volgens {letter} wordt de motie niet uitgevoerd."),
    Relation.POSTPONES: (EventKind.MOVED, "Volgens {letter} is de uitvoering van de motie uitgesteld{to}."),
}

# After these, what is promised again is a new promise.
ENDS = frozenset({EventKind.CLAIMED_DONE, EventKind.WITHDRAWN})


@dataclass(slots=True)
class Register:
    """The drafts of all commitments by the findings that belong to them."""

    drafts: dict[str, Draft] = field(default_factory=dict)  # by finding
    items: dict[str, Draft] = field(default_factory=dict)  # by item id
    repetitions: Repetitions = field(default_factory=Repetitions)
    alike: Alike | None = None
    debates: dict[date, dict[str, frozenset[str]]] = field(default_factory=dict)  # words by day and item

    def open(self, draft: Draft, finding: str) -> Draft:
        """Add a new item, found by `finding`."""
        self.items[draft.id] = draft
        self.drafts[finding] = draft
        return draft

    def is_open(self, finding: str) -> bool:
        """False where the item of that finding has been claimed kept or dropped so far."""
        draft = self.drafts.get(finding)
        return draft is None or all(event.kind not in ENDS for event in draft.events)


def draft_commitments(
    letters: Sequence[Letter], motions: dict[str, Draft], alike: Alike | None = None
) -> dict[str, Draft]:
    """The drafts of all commitments, by item id; claims on motions are added to the motions' drafts.

    Args:
        letters: the facts of all letters, in order of date.
        motions: the drafts of the motions, by item id.
        alike: how alike two passages are in meaning, 0 to 1; None where only words are compared.
    """
    spoken = read_claims(letters)
    heirs = heirs_of(spoken, lambda claim: names_known_motion(claim, motions))
    register = Register(alike=alike)
    for promising, claims in steps_of(letters, spoken):
        for letter in promising:
            for promise in letter.promises:
                keep_promise(Made(letter, promise), heirs, register)
        for claim in claims:
            apply_claim(claim, register, motions)
    note_references(letters, register)
    link_to_motions(letters, register, motions)
    return register.items


def keep_promise(made: Made, heirs: dict[str, Spoken], register: Register) -> None:
    """Give a promise its item: the one that it was moved from, the one that it repeats, or a new one."""
    heir = heirs.get(made.id)
    linked = heir.linked if heir is not None else None
    if linked is None:
        linked = register.repetitions.link_repetition(made, register.is_open)
    draft = register.drafts.get(linked.finding) if linked is not None else None
    if draft is None or linked is None:
        register.open(draft_commitment(made, heir), made.id)
    else:
        earlier = register.repetitions.made.get(linked.finding)
        moved = move_promise(draft, made)
        change = relate(earlier, made)
        repeat_promise(draft, made, linked, Relationship.CHANGE if moved else change)
        if not moved or is_weaker(earlier, made):
            note_repetition(draft, made, earlier, change)
        register.drafts[made.id] = draft
    register.repetitions.add(made)


def draft_commitment(made: Made, heir: Spoken | None) -> Draft:
    """A new item for a promise; where it takes over an earlier one, that stands in its history."""
    commitment, letter = made.promise.commitment, made.letter
    draft = Draft(commitment.id, ItemKind.COMMITMENT, made.promise.title, made_on=letter.date)
    draft.commitment_kind, draft.strength = commitment.kind, commitment.strength
    draft.actor, draft.ministry, draft.dossiers = commitment.actor, letter.ministry, letter.dossiers
    draft.confidence = commitment.confidence
    draft.mention(letter, commitment.id, commitment.evidence)
    cited = letter.cite(commitment.evidence)
    if heir is not None:
        inherit(draft, heir, linked=True)
    text = f"Toegezegd in {cited}."
    event = draft.happen(EventKind.MADE, letter, text, commitment.evidence, commitment.deadline)
    if commitment.deadline is not None and heir is None:
        draft.history.append(event)
    return draft


def inherit(draft: Draft, spoken: Spoken, *, linked: bool) -> None:
    """Tell that the promise was made earlier, in a paper that is not held, and has been moved.

    `linked`: whether a link tells that the draft is another promise of the letter than the one moved.
    """
    finding, letter = spoken.fulfilment, spoken.letter
    draft.mention(letter, finding.id, finding.evidence)
    by = f" met de termijn {say_deadline(spoken.before)}" if spoken.before is not None else ""
    earlier = f"Eerder toegezegd{say_target(finding)}{by}, zo meldt {letter.cite(finding.evidence)}."
    event = draft.happen(EventKind.MENTIONED, letter, earlier, finding.evidence, spoken.before)
    draft.history.append(event)
    moved = moved_text(spoken, RELATIONS[Relation.POSTPONES][1], spoken.deadline)
    draft.history.append(draft.happen(EventKind.MOVED, letter, moved, finding.evidence, spoken.deadline))
    if linked:
        reason = "Dezelfde brief verschuift een eerdere toezegging naar deze."
        draft.link(letter, finding.id, "claim.postponed_here", reason)


def say_target(finding: Fulfilment) -> str:
    """How a claim names the earlier promise: " (Kamerstuk …, 29 april 2022)"; empty where it does not."""
    target = finding.target
    number = say_number(target.reference) if target.reference else None
    day = say_date(target.date) if target.date else None
    named = ", ".join(part for part in (target.toezegging, number, day) if part)
    return f" ({named})" if named else ""


def moved_text(spoken: Spoken, text: str, deadline: Deadline | None) -> str:
    """A relation's sentence, filled in; a postponement says to when, where that is named."""
    to = f" naar {say_deadline(deadline)}" if deadline is not None else "; een nieuwe termijn is niet genoemd"
    return text.format(letter=spoken.letter.cite(spoken.fulfilment.evidence), to=to)


def apply_claim(spoken: Spoken, register: Register, motions: dict[str, Draft]) -> None:
    """Write a claim on every item that it names: a motion, a TZ number, a promise of an earlier letter."""
    target = spoken.fulfilment.target
    motion = motions.get(motion_id(target.reference or ""))
    if motion is not None:
        claim_motion(motion, spoken)
    if target.toezegging:
        claim_toezegging(target.toezegging, spoken, register)
    answer = settle(spoken, register)
    if answer.linked is None and not target.toezegging:
        answer = link_debate(spoken, answer, register)
    if answer.linked is not None and (draft := register.drafts.get(answer.linked.finding)):
        reason = answer.linked.reason
        claim_item(draft, spoken, RELATIONS, answer.linked.rule, reason, answer.linked.score)
    elif not names_known_motion(spoken, motions) and not target.toezegging:
        propose_claim(spoken, answer, register)
        keep_postponed(spoken, register)


def settle(spoken: Spoken, register: Register) -> Answer:
    """What a claim speaks of; one that names nothing speaks only of what is open when it is made."""
    if not spoken.answer.open or spoken.heir is not None:
        return spoken.answer
    by_item: dict[str, Candidate] = {}
    for candidate in spoken.answer.open:
        draft = register.drafts.get(candidate.made.id)
        if draft is not None and register.is_open(candidate.made.id):
            by_item.setdefault(draft.id, candidate)
    best_first = sorted(by_item.values(), key=lambda each: (-each.score, each.made.id))
    return link_meant(spoken.claim, best_first, register.alike)


def link_debate(spoken: Spoken, answer: Answer, register: Register) -> Answer:
    """The oral promise that a claim names by the day of the debate: the only one of it with its words.

    Letters tell of oral promises by number and day ("TZ202309-077, debat van 25 september"); another
    letter may give the day alone.
    """
    day = spoken.fulfilment.target.date
    known = register.debates.get(day, {}) if day is not None else {}
    fitting = [item for item, stems in sorted(known.items()) if len(stems & spoken.claim.stems) >= WORDS]
    if day is None or len(fitting) != 1 or not register.is_open(fitting[0]):
        return answer
    number = register.items[fitting[0]].number
    debate = f"het debat van {say_date(day)}"
    reason = f"De passage noemt {debate}; van de toezeggingen daaruit past alleen {number}."
    return Answer(Linked(fitting[0], "claim.debate", reason, 0.8))


def propose_claim(spoken: Spoken, answer: Answer, register: Register) -> None:
    """Offer a passage to every item that it may speak of, with what it would say happened."""
    offered = [(each, register.drafts.get(each.finding)) for each in answer.offered]
    drafts = {draft.id: (each, draft) for each, draft in reversed(offered) if draft is not None}
    finding, letter = spoken.fulfilment, spoken.letter
    kind, text = RELATIONS[finding.relation]
    said = moved_text(spoken, text, spoken.deadline)
    for item, (each, draft) in drafts.items():
        link = Link(letter.key, finding.id, each.rule, each.reason, each.score)
        event = Event(kind, letter.date, said, finding.evidence, spoken.deadline)
        draft.propose(link, event, tuple(sorted(drafts.keys() - {item})))


def names_known_motion(spoken: Spoken, motions: dict[str, Draft]) -> bool:
    """True where the claim names a motion that papers had told of by the day of its letter."""
    motion = motions.get(motion_id(spoken.fulfilment.target.reference or ""))
    if motion is None:
        return False
    first, day = motion.particulars[0].date, spoken.letter.date
    return first is None or day is None or first <= day


def claim_motion(draft: Draft, spoken: Spoken) -> None:
    """A claim on a motion: only a mention where the letter's own naming says what is done with it."""
    finding, letter = spoken.fulfilment, spoken.letter
    told = [e for e in draft.events if e.evidence and e.evidence.document == letter.key]
    if any(event.kind is not EventKind.MENTIONED for event in told):
        draft.mention(letter, finding.id, finding.evidence)
        return
    reason = f"De passage noemt {say_number(draft.number or '')}."
    claim_item(draft, spoken, FOR_MOTIONS, "claim.motion", reason, 1.0)


def claim_item(
    draft: Draft,
    spoken: Spoken,
    sayings: dict[Relation, tuple[EventKind, str]],
    rule: str,
    reason: str,
    score: float,
) -> None:
    """Write what a claim says on the item that it speaks of."""
    finding, letter = spoken.fulfilment, spoken.letter
    kind, text = sayings[finding.relation]
    draft.mention(letter, finding.id, finding.evidence)
    draft.link(letter, finding.id, rule, reason, score)
    if is_told(draft, kind, spoken):
        return
    new = None if is_same_day(spoken.deadline, draft.deadline_by(letter.date)) else spoken.deadline
    event = draft.happen(kind, letter, moved_text(spoken, text, new), finding.evidence, new)
    if kind is EventKind.MOVED:
        draft.history.append(event)


def is_told(draft: Draft, kind: EventKind, spoken: Spoken) -> bool:
    """True where the same letter already says so, in another sentence or by promising anew."""
    told = [e for e in draft.events if e.evidence and e.evidence.document == spoken.letter.key]
    same = [event for event in told if event.kind is kind]
    return any(kind is not EventKind.MOVED or is_same_day(event.deadline, spoken.deadline) for event in same)


def is_same_day(one: Deadline | None, other: Deadline | None) -> bool:
    """True where two deadlines have one last day, whatever their words, or are both missing."""
    if one is None or other is None or one.latest is None:
        return one == other
    return one.latest == other.latest


def toezegging_id(number: str) -> str:
    """The id of the item for a number of the register of oral promises.

    >>> toezegging_id("TZ202309-077")
    'tz-202309-077'
    """
    return f"tz-{number.upper().removeprefix('TZ').strip()}"


def claim_toezegging(number: str, spoken: Spoken, register: Register) -> None:
    """A claim on an oral promise: its item shows what letters say, for its register is not held."""
    finding, letter = spoken.fulfilment, spoken.letter
    key = toezegging_id(number)
    draft = register.items.get(key)
    if draft is None:
        draft = Draft(key, ItemKind.COMMITMENT, number, number=number)
        draft.ministry, draft.dossiers, draft.confidence = (
            letter.ministry,
            letter.dossiers,
            finding.confidence,
        )
        register.open(draft, key)
    if (day := finding.target.date) is not None:
        words = register.debates.setdefault(day, {})
        words[key] = words.get(key, frozenset()) | spoken.claim.stems
    if draft.title == number or is_of_month(number, finding.target.date):
        draft.title = f"{number}: {one_line(finding.evidence.quote)}"
        draft.note_particulars(letter.date)
    reason = f"De brief noemt de toezegging bij haar nummer, {number}."
    claim_item(draft, spoken, RELATIONS, "claim.toezegging", reason, 1.0)


def is_of_month(number: str, day: date | None) -> bool:
    """True where a debate on that day may have given the number: it starts with year and month.

    >>> is_of_month("TZ202309-077", date(2023, 9, 25))
    True
    """
    return day is not None and number.upper().removeprefix("TZ").startswith(f"{day:%Y%m}")


def keep_postponed(spoken: Spoken, register: Register) -> None:
    """A postponed promise of a paper that is not held is an item, unless a new promise carries it on."""
    finding, letter = spoken.fulfilment, spoken.letter
    if finding.relation is not Relation.POSTPONES:
        return
    draft = register.drafts.get(spoken.heir.commitment.id if spoken.heir else spoken.first)
    if draft is not None:
        draft.mention(letter, finding.id, finding.evidence)
        return
    draft = Draft(finding.id, ItemKind.COMMITMENT, one_line(finding.evidence.quote), made_on=letter.date)
    draft.ministry, draft.dossiers, draft.confidence = letter.ministry, letter.dossiers, finding.confidence
    inherit(draft, spoken, linked=False)
    register.open(draft, finding.id)


def note_references(letters: Sequence[Letter], register: Register) -> None:
    """Other letters that name a TZ number mention its item."""
    for letter in letters:
        for reference in letter.toezeggingen:
            draft = register.items.get(toezegging_id(reference.identifier))
            known = {m.evidence.document for m in draft.mentions} if draft is not None else set()
            if draft is None or letter.key in known:
                continue
            draft.mention(letter, reference.id, reference.evidence)
            text = f"Genoemd in {letter.cite(reference.evidence)}."
            draft.happen(EventKind.MENTIONED, letter, text, reference.evidence)
            draft.link(
                letter, reference.id, "reference.toezegging", f"De brief noemt {reference.identifier}."
            )


def link_to_motions(letters: Sequence[Letter], register: Register, motions: dict[str, Draft]) -> None:
    """Tie each promise that answers a motion to it, both ways."""
    for letter in letters:
        for promise in letter.promises:
            commitment = promise.commitment
            motion = motions.get(motion_id(commitment.motion or ""))
            if motion is not None:
                tie(letter, commitment, register.drafts[commitment.id], motion)


def tie(letter: Letter, commitment: Commitment, draft: Draft, motion: Draft) -> None:
    """Link a promise and the motion that it answers."""
    number = say_number(motion.number or "")
    draft.link(
        letter, commitment.id, "motion.answered", f"Deze toezegging is een antwoord op de motie ({number})."
    )
    motion.link(
        letter, commitment.id, "motion.promised", f"Toezegging ter uitvoering van de motie ({number})."
    )
