"""A promise that a later letter makes again: as it was, with more to it, less firmly, or by another day."""

from __future__ import annotations

from kamer.findings import Strength
from kamer.glossary import dutch
from kamer.items import EventKind, Relationship
from tracking.draft import Draft
from tracking.link import Linked, Made
from tracking.wording import say_deadline

# From most to least firm.
FIRMNESS = (Strength.FIRM, Strength.INTENDED, Strength.EXPECTED)
WHOLE = 0.85  # share of the earlier words that a supplemented promise still holds
MORE = 3  # words that it adds at least


def repeat_promise(draft: Draft, made: Made, linked: Linked, relation: Relationship) -> None:
    """A later letter makes the promise again: a mention, with the reason for taking it so."""
    commitment, letter = made.promise.commitment, made.letter
    draft.mention(letter, commitment.id, commitment.evidence)
    draft.link(letter, commitment.id, linked.rule, linked.reason, linked.score, relation)


def is_weaker(earlier: Made | None, later: Made) -> bool:
    """True where the later promise is less firm than the earlier."""
    if earlier is None:
        return False
    one, other = earlier.promise.commitment.strength, later.promise.commitment.strength
    return FIRMNESS.index(other) > FIRMNESS.index(one)


def relate(earlier: Made | None, later: Made) -> Relationship:
    """How a promise that is made again, without another last day, relates to the earlier one."""
    if earlier is None:
        return Relationship.REPETITION
    if is_weaker(earlier, later):
        return Relationship.CHANGE
    old, new = earlier.promise.stems, later.promise.stems
    added = len(new - old) >= MORE and len(old & new) >= WHOLE * len(old)
    return Relationship.ADDITION if added else Relationship.REPETITION


def note_repetition(draft: Draft, made: Made, earlier: Made | None, change: Relationship) -> None:
    """The event of a promise that is made again: as it was, with more to it, or less firmly."""
    commitment, letter = made.promise.commitment, made.letter
    cited = letter.cite(commitment.evidence)
    kind, text = EventKind.REPEATED, f"Herhaald in {cited}."
    if change is Relationship.ADDITION:
        kind, text = EventKind.SUPPLEMENTED, f"Herhaald en aangevuld in {cited}."
    if change is Relationship.CHANGE and earlier is not None:
        was, now = (dutch(each.promise.commitment.strength) for each in (earlier, made))
        kind, text = EventKind.WEAKENED, f"Afgezwakt in {cited}: eerder {was}, nu {now}."
    draft.happen(kind, letter, text, commitment.evidence, commitment.deadline)


def move_promise(draft: Draft, made: Made) -> bool:
    """A repetition that gives another last day than before moves the deadline, or gives the first one.

    Returns:
        Whether it does.
    """
    commitment, letter = made.promise.commitment, made.letter
    new, old = commitment.deadline, draft.deadline
    if new is None or new.latest is None or (old is not None and old.latest == new.latest):
        return False
    cited = letter.cite(commitment.evidence)
    kind, text = EventKind.MOVED, f"In {cited} is de termijn verschoven naar {say_deadline(new)}."
    if old is None:
        kind, text = (
            EventKind.REPEATED,
            f"In {cited} is voor het eerst een termijn genoemd: {say_deadline(new)}.",
        )
    draft.history.append(draft.happen(kind, letter, text, commitment.evidence, new))
    return True
