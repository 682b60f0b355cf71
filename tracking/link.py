"""Which later passage speaks of which earlier promise: pairs with the reason for each, in Dutch.

One rule holds everywhere: link only when one candidate remains. Missing is better than wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kamer.findings import CommitmentKind, Deadline, DeadlineBasis, Target
from tracking.facts import Claim, Letter, Promise
from tracking.wording import say_date, say_number
from tracking.words import coverage, overlap

ENOUGH = 0.3  # share of a promise's own words that stand around the claim
MARGIN = 1.5  # how much better than its best rival a candidate must be
ALIKE = 0.6  # words shared by a promise and its repetition
ALIKE_FOR_MOTION = 0.4  # the same, where both answer one motion
WORDS = 4  # content words that a promise and its repetition share at least
WORDS_FOR_MOTION = 2
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


class Shelf:
    """All letters and promises, for finding them by number, by day and by word."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.by_number: dict[str, list[Letter]] = defaultdict(list)
        self.by_day: dict[date, list[Letter]] = defaultdict(list)
        for letter in letters:
            if letter.number:
                self.by_number[letter.number].append(letter)
            if letter.date:
                self.by_day[letter.date].append(letter)

    def letters_meant(self, claim: Claim, speaking: Letter) -> tuple[list[Letter], str]:
        """The letters that a claim's target may mean, and how it names them; later letters are left out."""
        target = claim.fulfilment.target
        named = self.by_number.get(target.reference or "", [])
        how = f"noemt {say_number(target.reference)}" if target.reference else ""
        if not named and target.date is not None:
            of_day = self.by_day.get(target.date, [])
            named = [x for x in of_day if may_be_same_ministry(x, speaking) and may_bear(x, target)]
            how = f"noemt de toezegging van {say_date(target.date)}"
        return [letter for letter in named if is_before(letter, speaking)], how


def is_before(earlier: Letter, later: Letter) -> bool:
    """True where the first letter is another one and not dated after the second."""
    if earlier.key == later.key:
        return False
    return earlier.date is None or later.date is None or earlier.date <= later.date


def may_be_same_ministry(one: Letter, other: Letter) -> bool:
    """False where both ministries are known and differ."""
    return not one.ministry or not other.ministry or one.ministry == other.ministry


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


def link_claim(claim: Claim, speaking: Letter, shelf: Shelf) -> Linked | None:
    """The earlier promise that a fulfilment speaks of, or None unless one candidate remains."""
    letters, how = shelf.letters_meant(claim, speaking)
    made = [Made(letter, promise) for letter in letters for promise in letter.promises]
    found = the_one(narrow(claim, made), alone=len(made) == 1)
    if found is None:
        return None
    cited = found.made.letter.cite(found.made.promise.commitment.evidence)
    alone = f"dit is de enige toezegging in {cited}"
    fits = f"van de toezeggingen in {cited} past alleen deze bij de woorden van de passage"
    reason = f"De passage {how}; {alone if len(made) == 1 else fits}."
    return Linked(found.made.id, "claim.letter", reason, max(found.score, 0.5))


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
        counts = self.shared(made.promise.stems)
        near = [self.made[finding] for finding, count in counts.items() if count >= enough]
        scored = [Candidate(each, overlap(each.promise.stems, made.promise.stems)) for each in near]
        fitting = [c for c in scored if is_repetition(c, made) and is_open(c.made.id)]
        best = the_one(sorted(fitting, key=lambda c: (-c.score, c.made.id)), alone=len(fitting) == 1)
        return None if best is None else Linked(best.made.id, "repetition", say_repeated(best), best.score)


def is_repetition(candidate: Candidate, later: Made) -> bool:
    """True where the candidate is an earlier promise of the same kind, in nearly the same words."""
    earlier, one, other = candidate.made, candidate.made.promise.commitment, later.promise.commitment
    if earlier.letter.date is None or later.letter.date is None or one.kind is not other.kind:
        return False
    if earlier.letter.date >= later.letter.date or is_series(one.deadline, other.deadline, later.letter.date):
        return False
    if one.motion and other.motion:
        return one.motion == other.motion and candidate.score >= ALIKE_FOR_MOTION
    same = earlier.letter.ministry is not None and earlier.letter.ministry == later.letter.ministry
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
