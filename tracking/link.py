"""Which later passage speaks of which earlier promise: pairs with the reason for each, in Dutch.

One rule holds everywhere: link only when one candidate remains. Missing is better than wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kamer.bodies import are_kin, kin_of
from kamer.findings import CommitmentKind, Deadline, DeadlineBasis, Target
from tracking.facts import Claim, Letter, Promise
from tracking.wording import say_date, say_number
from tracking.words import coverage, find_stems

ENOUGH = 0.3  # share of a promise's own words that stand around the claim
MARGIN = 1.5  # how much better than its best rival a candidate must be
ALIKE = 0.6  # words shared by a promise and its repetition
ALIKE_FOR_MOTION = 0.4  # the same, where both answer one motion
WORDS = 4  # content words that a promise and its repetition share at least
WORDS_FOR_MOTION = 2
MEANT = 0.6  # share of a promise's own words that a claim which names nothing must speak of
NAMED = 0.6  # share of a letter's title that a claim must speak of, to name it among those of one day
NEARER = 0.08  # by how much nearer in meaning one candidate must be than its rivals
OFFERED = 5  # passages that a person is offered to choose from, at most
HOPEFUL = 0.15  # share of its words below which a promise is not even offered
RECENT = 5 * 365  # days between a promise and a claim that names nothing
SERIES = 45  # days by which two days of a yearly series differ from whole years


@dataclass(frozen=True, slots=True)
class Made:
    """A promise with the letter that makes it."""

    letter: Letter
    promise: Promise

    @property
    def id(self) -> str:
        """The finding's id."""
        return self.promise.commitment.id


@dataclass(frozen=True, slots=True)
class Candidate:
    """A promise that a passage may speak of, with how well it fits."""

    made: Made
    score: float


@dataclass(frozen=True, slots=True)
class Linked:
    """The promise that a passage speaks of, with rule, reason and score."""

    finding: str
    rule: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a claim speaks of: the one promise that remains, or several that it may speak of, best first.

    `open` are the promises that it may speak of by its words alone: only those that are still open when
    it is made count, which is known when the letters are gone through in order.
    """

    linked: Linked | None = None
    offered: tuple[Linked, ...] = ()
    open: tuple[Candidate, ...] = ()


Alike = Callable[[str, str], float]


class Shelf:
    """All letters and promises, for finding them by number, by day and by word."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.by_number: dict[str, list[Letter]] = defaultdict(list)
        self.by_day: dict[date, list[Letter]] = defaultdict(list)
        self.by_stem: dict[tuple[str, str], list[Made]] = defaultdict(list)
        for letter in letters:
            self.keep_words(letter)
            if letter.number:
                self.by_number[letter.number].append(letter)
            if letter.date:
                self.by_day[letter.date].append(letter)

    def keep_words(self, letter: Letter) -> None:
        """Make a letter's promises findable by their words."""
        if letter.ministry is None or letter.date is None:
            return
        for promise in letter.promises:
            for stem in promise.stems:
                self.by_stem[kin_of(letter.ministry), stem].append(Made(letter, promise))

    def made_alike(self, claim: Claim, speaking: Letter) -> list[Candidate]:
        """The promises of the ministry, or its kin, of which the words around a claim hold enough."""
        counts: dict[str, int] = defaultdict(int)
        made: dict[str, Made] = {}
        for stem in claim.stems:
            for each in self.by_stem.get((kin_of(speaking.ministry or ""), stem), ()):
                counts[each.id] += 1
                made[each.id] = each
        near = [made[finding] for finding, count in counts.items() if count >= WORDS]
        scored = narrow(claim, [each for each in near if may_be_meant(each.letter, speaking)])
        return [candidate for candidate in scored if candidate.score >= MEANT]

    def letters_meant(self, claim: Claim, speaking: Letter) -> tuple[list[Letter], str]:
        """The letters that a claim's target may mean, and how it names them; later letters are left out."""
        target = claim.fulfilment.target
        named = self.by_number.get(target.reference or "", [])
        how = f"noemt {say_number(target.reference)}" if target.reference else ""
        if not named and target.date is not None:
            of_day = self.by_day.get(target.date, [])
            named = [x for x in of_day if may_be_same_ministry(x, speaking) and may_bear(x, target)]
            named = by_title(claim, named) or named
            how = f"noemt de toezegging van {say_date(target.date)}"
        return [letter for letter in named if is_before(letter, speaking)], how


def is_before(earlier: Letter, later: Letter) -> bool:
    """True where the first letter is another one and not dated after the second."""
    if earlier.key == later.key:
        return False
    return earlier.date is None or later.date is None or earlier.date <= later.date


def may_be_same_ministry(one: Letter, other: Letter) -> bool:
    """False where both ministries are known, and neither took over work of the other."""
    return not one.ministry or not other.ministry or are_kin(one.ministry, other.ministry)


def may_be_meant(earlier: Letter, later: Letter) -> bool:
    """True where a claim in the later letter that names nothing may speak of a promise in the earlier."""
    if earlier.date is None or later.date is None or not are_kin(earlier.ministry, later.ministry):
        return False
    return 0 < (later.date - earlier.date).days <= RECENT


def is_meant_by_words(claim: Claim, letter: Letter) -> bool:
    """True for a claim that names no paper, number or day: only its words can tell what it speaks of."""
    named = claim.fulfilment.target != Target()
    return not named and letter.ministry is not None and letter.date is not None


def by_title(claim: Claim, letters: Sequence[Letter]) -> list[Letter]:
    """The one letter of which the claim names the title ("de brief over de havengelden van 3 mei")."""
    titled = [(letter, find_stems(letter.title or "")) for letter in letters]
    named = [letter for letter, stems in titled if len(stems) > 1 and coverage(stems, claim.stems) >= NAMED]
    return named if len(named) == 1 else []


def may_bear(letter: Letter, target: Target) -> bool:
    """False where the letter bears another number than the one that is named."""
    return not target.reference or not letter.number or letter.number == target.reference


def narrow(claim: Claim, made: Iterable[Made]) -> list[Candidate]:
    """The promises that share words with the text around the claim, best first."""
    scored = [Candidate(each, coverage(each.promise.stems, claim.stems)) for each in made]
    fitting = [candidate for candidate in scored if candidate.score > 0]
    return sorted(fitting, key=lambda candidate: (-candidate.score, candidate.made.id))


def the_one(candidates: Sequence[Candidate], *, alone: bool) -> Candidate | None:
    """The candidate that remains: the only one of its letter, or one that leaves every rival behind."""
    if not candidates:
        return None
    best, *rivals = candidates
    if alone:
        return best
    if best.score < ENOUGH or (rivals and best.score < MARGIN * rivals[0].score):
        return None
    return best


def link_claim(claim: Claim, speaking: Letter, shelf: Shelf) -> Answer:
    """The earlier promise that a fulfilment speaks of, or those that it may speak of.

    By number, or by day and name of the letter, where the claim gives these; otherwise by its words.
    """
    letters, how = shelf.letters_meant(claim, speaking)
    if not letters and is_meant_by_words(claim, speaking):
        return Answer(open=tuple(shelf.made_alike(claim, speaking)))
    made = [Made(letter, promise) for letter in letters for promise in letter.promises]
    candidates = narrow(claim, made)
    found = the_one(candidates, alone=len(made) == 1)
    if found is None:
        hopeful = [candidate for candidate in candidates if candidate.score >= HOPEFUL][:OFFERED]
        return Answer(offered=tuple(offer(candidate, how) for candidate in hopeful))
    cited = found.made.letter.cite(found.made.promise.commitment.evidence)
    alone = f"dit is de enige toezegging in {cited}"
    fits = f"van de toezeggingen in {cited} past alleen deze bij de woorden van de passage"
    reason = f"De passage {how}; {alone if len(made) == 1 else fits}."
    return Answer(Linked(found.made.id, "claim.letter", reason, max(found.score, 0.5)))


def offer(candidate: Candidate, how: str) -> Linked:
    """A promise that a passage may speak of, beside others, for a person to choose."""
    cited = candidate.made.letter.cite(candidate.made.promise.commitment.evidence)
    share = round(100 * candidate.score)
    reason = f"De passage {how}; {share}% van de woorden van deze toezegging in {cited} staat erbij."
    return Linked(candidate.made.id, "claim.letter", reason, round(candidate.score, 3))


def agree(claim: Claim, candidates: Sequence[Candidate], alike: Alike | None) -> Candidate | None:
    """The candidate that stands out by its words; of several that are close, by its meaning."""
    best = the_one(candidates, alone=len(candidates) == 1)
    if best is not None or alike is None or not candidates:
        return best
    close = [each for each in candidates if each.score * MARGIN > candidates[0].score]
    said = claim.fulfilment.evidence.quote
    meant = {each.made.id: alike(each.made.promise.commitment.evidence.quote, said) for each in close}
    nearest, *rivals = sorted(close, key=lambda each: (-meant[each.made.id], each.made.id))
    lead = meant[nearest.made.id] - max((meant[each.made.id] for each in rivals), default=0.0)
    return nearest if lead >= NEARER else None


def link_meant(claim: Claim, open_: Sequence[Candidate], alike: Alike | None = None) -> Answer:
    """Of the promises that are open and that the words of a claim may mean: the one that stands out.

    Args:
        claim: that names no paper, number or day.
        open_: the promises that its words may mean, best first.
        alike: how alike two passages are in meaning, 0 to 1; None where only words are compared.
    """
    best = agree(claim, open_, alike)
    if best is None:
        how = "noemt geen vindplaats"
        offered = tuple(offer(candidate, how) for candidate in open_[:OFFERED])
        return Answer(offered=tuple(replace(each, rule="claim.meaning") for each in offered))
    cited = best.made.letter.cite(best.made.promise.commitment.evidence)
    reason = (
        f"De passage noemt geen vindplaats; naar de woorden ({round(100 * best.score)}%) past van de "
        f"openstaande toezeggingen van het ministerie alleen die in {cited}."
    )
    return Answer(Linked(best.made.id, "claim.meaning", reason, min(best.score, 0.9)))


def find_heir(claim: Claim, letter: Letter) -> Promise | None:
    """The new promise in the same letter that a postponed one lives on in; None unless one remains.

    It stands under the same heading, at or after the words that postpone. Of several, the one that
    tells parliament ("uw Kamer informeren") goes before milestones on the way to it.
    """
    near = [p for p in letter.promises if p.section == claim.section and stands_after(p, claim)]
    if claim.fulfilment.deadline is not None:
        same = [p for p in near if p.commitment.deadline == claim.fulfilment.deadline]
        near = same or near
    if len(near) > 1:
        near = [p for p in near if p.commitment.kind is CommitmentKind.INFORM]
    if len(near) > 1:
        best = the_one(narrow(claim, [Made(letter, promise) for promise in near]), alone=False)
        near = [best.made.promise] if best is not None else []
    return near[0] if near else None


def stands_after(promise: Promise, claim: Claim) -> bool:
    """True where the promise does not end before the claim starts."""
    return promise.commitment.evidence.span.end > claim.fulfilment.evidence.span.start


class Repetitions:
    """Finds the earlier promise that a later letter makes again."""

    def __init__(self) -> None:
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        self.made: dict[str, Made] = {}

    def add(self, made: Made) -> None:
        """Make a promise findable for letters to come."""
        self.made[made.id] = made
        for stem in made.promise.stems:
            self.by_stem[stem].add(made.id)

    def shared(self, stems: frozenset[str]) -> Mapping[str, int]:
        """How many stems each earlier promise shares with these."""
        counts: dict[str, int] = defaultdict(int)
        for stem in stems:
            for finding in self.by_stem.get(stem, ()):
                counts[finding] += 1
        return counts

    def link_repetition(self, made: Made, is_open: Callable[[str], bool]) -> Linked | None:
        """The earlier promise that `made` repeats, or None unless one remains.

        Args:
            made: the promise of the later letter.
            is_open: whether the promise of a finding is still open: what is promised again after it
                was kept is a new promise.
        """
        enough = WORDS_FOR_MOTION if made.promise.commitment.motion else WORDS
        counts, own = self.shared(made.promise.stems), len(made.promise.stems)
        near = [(self.made[finding], count) for finding, count in counts.items() if count >= enough]
        scored = [Candidate(each, count / (own + len(each.promise.stems) - count)) for each, count in near]
        fitting = [c for c in scored if is_repetition(c, made) and is_open(c.made.id)]
        best = the_one(sorted(fitting, key=lambda c: (-c.score, c.made.id)), alone=len(fitting) == 1)
        return None if best is None else Linked(best.made.id, "repetition", say_repeated(best), best.score)


def is_repetition(candidate: Candidate, later: Made) -> bool:
    """True where the candidate is an earlier promise of the same kind, in nearly the same words."""
    if candidate.score < ALIKE_FOR_MOTION:  # most are; the rest of the tests cost more
        return False
    earlier, one, other = candidate.made, candidate.made.promise.commitment, later.promise.commitment
    if earlier.letter.date is None or later.letter.date is None or one.kind is not other.kind:
        return False
    if earlier.letter.date >= later.letter.date or is_series(one.deadline, other.deadline, later.letter.date):
        return False
    if one.motion and other.motion:
        return one.motion == other.motion and candidate.score >= ALIKE_FOR_MOTION
    same = are_kin(earlier.letter.ministry, later.letter.ministry)
    shared = len(earlier.promise.stems & later.promise.stems)
    return same and shared >= WORDS and candidate.score >= ALIKE


def is_series(first: Deadline | None, second: Deadline | None, on: date) -> bool:
    """True where the second deadline is a next one of a yearly series, not the first one moved.

    A day that had passed when the second was given, and lies about whole years before it, points to a
    duty of every year.
    """
    if first is None or second is None or first.latest is None or second.latest is None:
        return False
    if DeadlineBasis.RECURRING in (first.basis, second.basis) or first.latest >= on:
        return False
    apart = (second.latest - first.latest).days
    return apart > SERIES and min(apart % 365, 365 - apart % 365) <= SERIES


def say_repeated(candidate: Candidate) -> str:
    """Why a promise is taken to be an earlier one made again."""
    earlier = candidate.made
    share = round(100 * candidate.score)
    return (
        f"Herhaalt in bijna dezelfde woorden ({share}% gelijk) de toezegging uit "
        f"{earlier.letter.cite(earlier.promise.commitment.evidence)}."
    )
