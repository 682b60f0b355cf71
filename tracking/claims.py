"""What the letters claim of promises made before: which promise each claim speaks of, and in what order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kamer.findings import Deadline, Fulfilment, Relation, Target
from tracking.facts import Claim, Letter, Promise
from tracking.link import Answer, Linked, Shelf, find_heir, link_claim

NOTHING = Answer()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim with the letter that makes it.

    `first` is the finding of the first claim that goes together with it; `heir` the new promise that a
    postponed one lives on in; `answer` tells the earlier promise that the claim speaks of, or may speak
    of. A postponement's `deadline` is the new one, `before` the one that it takes the place of, where the
    letter names it.
    """

    letter: Letter
    claim: Claim
    first: str
    heir: Promise | None = None
    answer: Answer = NOTHING
    deadline: Deadline | None = None
    before: Deadline | None = None

    @property
    def fulfilment(self) -> Fulfilment:
        """The finding itself."""
        return self.claim.fulfilment

    @property
    def linked(self) -> Linked | None:
        """The earlier promise that the claim speaks of, where it names its letter."""
        return self.answer.linked


def read_claims(letters: Sequence[Letter]) -> list[Spoken]:
    """Every claim with the promise that it speaks of, in order of date."""
    shelf = Shelf(letters)
    return [spoken for letter in letters for spoken in claims_of(letter, shelf)]


def claims_of(letter: Letter, shelf: Shelf) -> Iterator[Spoken]:
    """The claims of one letter; several sentences that postpone one promise go together."""
    taken: set[str] = set()
    for claims in group_claims(letter.claims):
        heir = next((found for claim in claims if (found := free_heir(claim, letter, taken))), None)
        taken |= {heir.commitment.id} if heir is not None else set()
        before, deadline = moved_deadlines(claims, heir)
        first = claims[0].fulfilment.id
        for claim in claims:
            yield Spoken(letter, claim, first, heir, link_claim(claim, letter, shelf), deadline, before)


def moved_deadlines(claims: Sequence[Claim], heir: Promise | None) -> tuple[Deadline | None, Deadline | None]:
    """The deadline that was, where it is named, and the new one, of claims that go together.

    Sentences that postpone often name both ("was voorzien voor de zomer, wordt nu het najaar"): the
    new one is the later.
    """
    if claims[0].fulfilment.relation is not Relation.POSTPONES:
        return None, None
    own = [claim.fulfilment.deadline for claim in claims]
    given = [d for d in (*own, heir.commitment.deadline if heir else None) if d is not None]
    dated = sorted((d for d in given if d.latest is not None), key=lambda d: d.latest or date.max)
    if not dated:
        return None, next(iter(given), None)
    new = next(d for d in dated if d.latest == dated[-1].latest)
    return (dated[0] if dated[0].latest != new.latest else None), new


def group_claims(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Postponing claims under one heading that name the same promise together, every other alone.

    A claim that names nothing speaks on of the promise named before it.
    """
    groups: dict[tuple[str | None, Target], list[Claim]] = {}
    named: dict[str | None, Target] = {}
    for claim in claims:
        if claim.fulfilment.relation is not Relation.POSTPONES:
            yield [claim]
            continue
        target = claim.fulfilment.target
        if target == Target():
            target = named.get(claim.section, target)
        named[claim.section] = target
        groups.setdefault((claim.section, target), []).append(claim)
    yield from groups.values()


def free_heir(claim: Claim, letter: Letter, taken: set[str]) -> Promise | None:
    """The new promise that a postponed one lives on in, unless another lives on in it already."""
    if claim.fulfilment.relation is not Relation.POSTPONES:
        return None
    heir = find_heir(claim, letter)
    return heir if heir is not None and heir.commitment.id not in taken else None


def heirs_of(spoken: Sequence[Spoken], on_motion: Callable[[Spoken], bool]) -> dict[str, Spoken]:
    """The claim that each new promise takes over from: one of which the promise is held goes first.

    What is promised on a motion that is put off takes over no promise: `on_motion` tells whether a claim
    names a motion that was known by then.
    """
    heirs: dict[str, Spoken] = {}
    for claim in spoken:
        if claim.heir is None or on_motion(claim):
            continue
        before = heirs.setdefault(claim.heir.commitment.id, claim)
        if before.linked is None and claim.linked is not None:
            heirs[claim.heir.commitment.id] = claim
    return heirs


Step = tuple[list[Letter], list["Spoken"]]


def steps_of(letters: Sequence[Letter], spoken: Sequence[Spoken]) -> Iterator[Step]:
    """The letters and claims in the order in which they count, day by day.

    Of one day the promises go before the claims. A promise without a date may be spoken of by any
    letter and comes first; a claim without a date may speak of any letter and comes last.
    """
    undated = [letter for letter in letters if letter.date is None]
    claims: dict[date | None, list[Spoken]] = defaultdict(list)
    for claim in spoken:
        claims[claim.letter.date].append(claim)
    yield undated, []
    dated = [letter for letter in letters if letter.date is not None]
    for day, group in groupby(dated, key=lambda letter: letter.date):
        yield list(group), claims[day]
    yield [], claims[None]
