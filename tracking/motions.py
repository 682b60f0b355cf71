"""Motions as items: one for each number, with what every letter says is done with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from kamer.findings import Disposition, Motion
from kamer.identifiers import dossier_of
from kamer.items import EventKind, ItemKind
from tracking.draft import Draft, motion_id
from tracking.facts import Letter, NamedMotion
from tracking.replacing import note_replacements
from tracking.titles import say_request, tells_subject
from tracking.wording import one_line, say_deadline, say_names, say_number
from tracking.words import is_noun_phrase, overlap, plain

DISPOSITIONS = {
    Disposition.CLOSED: (EventKind.CLAIMED_DONE, "Volgens {letter} is de motie afgedaan."),
    Disposition.CARRIED_OUT: (EventKind.CLAIMED_DONE, "Volgens {letter} is de motie uitgevoerd."),
    Disposition.IN_PROGRESS: (EventKind.IN_PROGRESS, "Volgens {letter} wordt aan de motie gewerkt."),
    Disposition.REJECTED: (
        EventKind.REFUSED,
        "Volgens {letter} wordt de motie niet of niet geheel uitgevoerd.",
    ),
    Disposition.MENTIONED: (
        EventKind.MENTIONED,
        "In {letter} wordt de motie genoemd, zonder dat er staat wat ermee is gedaan.",
    ),
}
SUBJECT_WORDS = 2  # that two namings of one motion share at least
SUBJECT_SHARE = 0.4  # of the words of the shorter subject
CONTEXT_SHARE = 0.5  # of the words of what is asked, in the paragraphs of the other
CONTEXT_WORDS = 5  # the same, where only the paragraphs around the names are known
CONTEXT_ALIKE = 0.25


@dataclass(slots=True)
class Naming:
    """One letter's naming of a motion, with the reason where the letter does not give its number."""

    letter: Letter
    named: NamedMotion
    reason: str | None = None


@dataclass(slots=True)
class Case:
    """All that is known of one motion: its own document and every naming of it."""

    number: str | None
    paper: Letter | None = None
    namings: list[Naming] = field(default_factory=list)


def draft_motions(letters: Sequence[Letter]) -> dict[str, Draft]:
    """The drafts of all motions, by item id.

    Args:
        letters: the facts of all letters, in order of date.
    """
    numbered = gather_numbered(letters)
    local = gather_unnumbered(letters, numbered)
    drafts = {motion_id(number): draft_motion(motion_id(number), case) for number, case in numbered.items()}
    drafts |= {finding: draft_motion(finding, case) for finding, case in local.items()}
    for letter in letters:
        note_replacements(letter, drafts)
    return drafts


def gather_numbered(letters: Iterable[Letter]) -> dict[str, Case]:
    """Every motion that bears a number, with its own document and its namings."""
    cases: dict[str, Case] = {}
    for letter in letters:
        if letter.is_motion and letter.number is not None:
            cases.setdefault(letter.number, Case(letter.number)).paper = letter
        for named in letter.motions:
            if number := named.motion.identifier:
                cases.setdefault(number, Case(number)).namings.append(Naming(letter, named))
    return cases


def gather_unnumbered(letters: Iterable[Letter], numbered: dict[str, Case]) -> dict[str, Case]:
    """Namings without a number: added to the one numbered motion they fit, otherwise items of their own."""
    known: dict[str, Profile] = {}
    local: dict[str, Case] = {}
    for letter, told in with_numbers(letters):
        known |= {n: profile_of(case_until(numbered[n], letter.date)) for n in told}
        for named in letter.motions:
            if named.motion.identifier:
                continue
            number = resolve_motion(named, known)
            if number is None:
                local[named.motion.id] = Case(None, namings=[Naming(letter, named)])
            else:
                numbered[number].namings.append(Naming(letter, named, say_match(named.motion, number)))
    return local


def with_numbers(letters: Iterable[Letter]) -> Iterator[tuple[Letter, set[str]]]:
    """Each letter, the first of a day with the numbers of all motions that papers of that day name."""
    for _, group in groupby(letters, key=lambda letter: letter.date):
        of_day = list(group)
        told = {n for letter in of_day for n in numbers_in(letter)}
        for nth, letter in enumerate(of_day):
            yield letter, set() if nth else told


def numbers_in(letter: Letter) -> set[str]:
    """The numbers of the motions that a letter is or names."""
    named = {named.motion.identifier for named in letter.motions}
    own = {letter.number} if letter.is_motion else set()
    return {number for number in named | own if number}


def case_until(case: Case, day: date | None) -> Case:
    """What dated letters had told of a numbered motion by `day` (None: what all letters tell)."""
    seen = [n for n in case.namings if n.reason is None and (day is None or is_dated_by(n.letter, day))]
    paper = case.paper if case.paper and (day is None or is_dated_by(case.paper, day)) else None
    return Case(case.number, paper, seen)


def is_dated_by(letter: Letter, day: date) -> bool:
    """True where the letter bears a date up to `day`."""
    return letter.date is not None and letter.date <= day


@dataclass(frozen=True, slots=True)
class Profile:
    """What a numbered motion is recognised by when its number is left out.

    `signed` holds its proposers as each paper names them, `leader` the first signatory of the motion's
    own document.
    """

    signed: frozenset[frozenset[str]]
    leader: str | None
    subject: frozenset[str]
    context: frozenset[str]

    def is_signed_by(self, names: frozenset[str]) -> bool:
        """True where these are the proposers, or the first of them with others ("Veerman c.s.")."""
        if names in self.signed:
            return True
        return self.leader in names and any(names < all_names for all_names in self.signed)


def profile_of(case: Case) -> Profile:
    """Proposers and subject words of a motion, as all papers give them together."""
    signed = {name_set(naming.named.motion.proposers) for naming in case.namings}
    subject = frozenset[str]().union(*(naming.named.subject for naming in case.namings))
    context = frozenset[str]().union(*(naming.named.context for naming in case.namings))
    if case.paper is None or not case.paper.proposers:
        return Profile(frozenset(signed - {frozenset()}), None, subject, context)
    leader, asked = plain_name(case.paper.proposers[0]), subject | case.paper.asked
    signed.add(name_set(case.paper.proposers))
    return Profile(frozenset(signed - {frozenset()}), leader, asked, context)


def plain_name(name: str) -> str:
    """A surname without case and accents, and without "c.s."."""
    return plain(name).removesuffix("c.s.").strip()


def name_set(names: Iterable[str]) -> frozenset[str]:
    """Surnames without case and accents."""
    return frozenset(plain_name(name) for name in names)


def resolve_motion(named: NamedMotion, known: dict[str, Profile]) -> str | None:
    """The number of the one motion with these proposers and this subject; None unless just one fits."""
    names = name_set(named.motion.proposers)
    if not names:
        return None
    fitting = [n for n, profile in known.items() if profile.is_signed_by(names) and is_about(named, profile)]
    return fitting[0] if len(fitting) == 1 else None


def is_about(named: NamedMotion, profile: Profile) -> bool:
    """True where the two share enough words on what is asked.

    What a motion asks weighs most. The paragraphs around a name are full of other matters, so there
    most of what the motion asks must be found, or, where no letter says what it asks, much of all.
    """
    if named.subject and profile.subject:
        return shares(named.subject, profile.subject, SUBJECT_SHARE)
    if named.subject or profile.subject:
        asked, around = (
            (named.subject, profile.context) if named.subject else (profile.subject, named.context)
        )
        return shares(asked, around, CONTEXT_SHARE)
    together = named.context & profile.context
    return len(together) >= CONTEXT_WORDS and overlap(named.context, profile.context) >= CONTEXT_ALIKE


def shares(asked: frozenset[str], other: frozenset[str], share: float) -> bool:
    """True where at least two words, and this share of the fewer, stand in both."""
    together = len(asked & other)
    return together >= SUBJECT_WORDS and together >= share * min(len(asked), len(other))


def say_match(motion: Motion, number: str) -> str:
    """Why a motion without a number is taken to be this one."""
    names = say_names(motion.proposers)
    return (
        f"De brief noemt een motie van {names} zonder nummer; "
        f"alleen {say_number(number)} heeft deze indieners en dit onderwerp."
    )


def draft_motion(item_id: str, case: Case) -> Draft:
    """One motion's draft: its own document gives day and title, the letters give events."""
    draft = Draft(item_id, ItemKind.MOTION, title_of(case), number=case.number)
    note_what_was_known(draft, case)
    if case.paper is not None:
        bear_motion(draft, case.paper, case)
    for letter, namings in by_letter(case).items():
        speak_of_motion(draft, next(n.letter for n in namings if n.letter.key == letter), namings)
    return draft


def note_what_was_known(draft: Draft, case: Case) -> None:
    """Title, ministry, proposers and dossiers, from each day on which a paper told of the motion."""
    papers = [naming.letter for naming in case.namings] + ([case.paper] if case.paper else [])
    for day in sorted({paper.date for paper in papers}, key=lambda day: day or date.min):
        known = case_on(case, day)
        draft.title, draft.proposers = title_of(known), proposers_of(known)
        draft.ministry, draft.dossiers = ministry_of(known), dossiers_of(known)
        draft.made_on = known.paper.date if known.paper is not None else None
        draft.note_particulars(day)


def case_on(case: Case, day: date | None) -> Case:
    """The part of a case that was known on `day`; None: what bears no date, which is always known."""
    paper = case.paper if case.paper is not None and is_by(case.paper, day) else None
    return Case(case.number, paper, [naming for naming in case.namings if is_by(naming.letter, day)])


def is_by(letter: Letter, day: date | None) -> bool:
    """True where the letter bears no date or is dated up to `day`."""
    return letter.date is None or (day is not None and letter.date <= day)


def ministry_of(case: Case) -> str | None:
    """The ministry of the last dated letter that names the motion; without one, of an undated letter."""
    speaking = [naming.letter for naming in case.namings if naming.letter is not case.paper]
    named = [letter for letter in speaking if letter.ministry]
    last = [letter for letter in named if letter.date is not None] or named
    return last[-1].ministry if last else None


def by_letter(case: Case) -> dict[str, list[Naming]]:
    """The namings of each letter other than the motion's own document."""
    grouped: dict[str, list[Naming]] = defaultdict(list)
    for naming in case.namings:
        if case.paper is None or naming.letter.key != case.paper.key:
            grouped[naming.letter.key].append(naming)
    return grouped


def own_naming(case: Case) -> Motion | None:
    """What extraction found of the motion in its own document."""
    if case.paper is None:
        return None
    return next((n.named.motion for n in case.namings if n.letter.key == case.paper.key), None)


def bear_motion(draft: Draft, paper: Letter, case: Case) -> None:
    """The motion's own document gives its birth, its request's deadline and its first mention."""
    own = own_naming(case)
    evidence = own.evidence if own is not None else paper.opening
    draft.made_on = paper.date
    if evidence is None:
        return
    finding = own.id if own is not None else f"{paper.key}#motie"
    deadline = own.deadline if own is not None else None
    draft.mention(paper, finding, evidence)
    made = draft.happen(EventKind.MADE, paper, f"Voorgesteld: {paper.cite(evidence)}.", evidence, deadline)
    draft.history += [made] if deadline is not None else []


def speak_of_motion(draft: Draft, letter: Letter, namings: list[Naming]) -> None:
    """What one letter says of the motion: every passage a mention, its dispositions events."""
    telling = [n for n in namings if n.named.motion.disposition is not Disposition.MENTIONED]
    for naming in namings:
        motion = naming.named.motion
        for passage in dict.fromkeys((motion.evidence, *motion.mentions)):
            draft.mention(letter, motion.id, passage)
        if naming in telling or not telling:
            note_disposition(draft, letter, motion)
        note_told(draft, letter, naming)
        draft.link(letter, motion.id, *why_linked(naming, draft))


def note_told(draft: Draft, letter: Letter, naming: Naming) -> None:
    """The events of what the letter says of the vote and of the cabinet's judgement, once each."""
    known = {(event.kind, event.result) for event in draft.events}
    for told in naming.named.told:
        if (told.kind, told.result) in known:
            continue
        cited = letter.cite(told.evidence)
        what = "Stemming" if told.kind is EventKind.VOTED else "Oordeel van het kabinet"
        event = draft.happen(told.kind, letter, f"{what}: {told.result}, aldus {cited}.", told.evidence)
        draft.events[-1] = replace(event, result=told.result)


def why_linked(naming: Naming, draft: Draft) -> tuple[str, str, float]:
    """Rule, reason and score of the link between a letter's naming and the motion's item."""
    if naming.reason is not None:
        return "motion.proposers", naming.reason, 0.8
    if draft.number is None:
        return "motion.own", "De brief noemt deze motie zonder nummer.", 1.0
    return "motion.number", f"De brief noemt de motie bij haar nummer, {say_number(draft.number)}.", 1.0


def note_disposition(draft: Draft, letter: Letter, motion: Motion) -> None:
    """The event of what the letter says is done with the motion."""
    evidence = motion.disposition_evidence or motion.evidence
    kind, text = DISPOSITIONS[motion.disposition]
    draft.happen(kind, letter, text.format(letter=letter.cite(evidence)), evidence)
    if motion.deadline is not None and motion.deadline.text and not draft.deadline_by(letter.date):
        day = say_deadline(motion.deadline)
        text = f"De motie vraagt dit te doen {day}, aldus {letter.cite(motion.evidence)}."
        asked = draft.happen(EventKind.MENTIONED, letter, text, motion.evidence, motion.deadline)
        draft.history.append(asked)


def proposers_of(case: Case) -> tuple[str, ...]:
    """Who signed: as the motion itself says, otherwise the longest list that a letter gives."""
    if case.paper is not None and case.paper.proposers:
        return case.paper.proposers
    given = [naming.named.motion.proposers for naming in case.namings]
    return max(given, key=len, default=())


def dossiers_of(case: Case) -> tuple[str, ...]:
    """The dossiers of the motion's own document, otherwise the dossier in its number."""
    if case.paper is not None and case.paper.dossiers:
        return case.paper.dossiers
    dossier = dossier_of(case.number) if case.number else None
    return (dossier,) if dossier else ()


def title_of(case: Case) -> str:
    """What the motion is about, by the best words there are; otherwise its proposers and number.

    "Motie van het lid X" tells nothing: a heading counts only where it goes on with a subject.
    """
    own = own_naming(case)
    told = [own] if own is not None else []
    told += [naming.named.motion for naming in case.namings]
    headings = [
        case.paper.title if case.paper is not None else None,
        *(m.subject for m in told if m.subject and is_noun_phrase(m.subject)),
    ]
    subjects = [heading for heading in headings if heading and tells_subject(heading)]
    requests = [say_request(motion.request) for motion in told if motion.request]
    return one_line(next(iter((*subjects, *requests)), bare_title(case)))


def bare_title(case: Case) -> str:
    """A motion of which only proposers and number are known: "Motie Jansen en De Wit (Kamerstuk …)"."""
    names = say_names(proposers_of(case))
    number = f"({say_number(case.number)})" if case.number else ""
    return " ".join(part for part in ("Motie", names, number) if part)
