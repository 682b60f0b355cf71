"""What linking can reach from where: the handles by which the findings of letters can find one another.

Linking reads all letters together, but a new letter touches few of the findings there are. Each finding
is a node that offers handles (a number, a day, a name) and reaches for others; only where the handles
meet can one finding change what becomes of another. What is reached from a new letter is linked anew,
the rest stays. `tracking.reach` walks these handles; a test holds the outcome equal to linking it all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from math import ceil

from kamer.bodies import kin_of
from kamer.findings import Relation
from tracking.facts import Claim, Letter, NamedMotion, Promise
from tracking.link import ALIKE, MEANT, WORDS, is_meant_by_words
from tracking.motions import name_set, plain_name

LIKE = "~"  # starts the handles that only may fit: the words decide
PROMISE, CLAIM = "p", "c"  # what the words of a node are those of


@dataclass(frozen=True, slots=True)
class Node:
    """The head of a letter (`finding` empty) or one finding, with its handles.

    `words` are the stems that decide between nodes that share a handle with `LIKE`, after what they are
    of ("p" a promise, "c" a claim); empty where words decide nothing.
    """

    finding: str
    offers: frozenset[str]
    seeks: frozenset[str]
    words: str = ""


def nodes_of(letter: Letter) -> Iterator[Node]:
    """The nodes of one letter; those of a motion document hang together."""
    for node in (head_of(letter), *finding_nodes(letter)):
        if letter.is_motion:
            whole = frozenset({f"in:{letter.key}"})
            node = replace(node, offers=node.offers | whole, seeks=node.seeks | whole)
        yield node


def finding_nodes(letter: Letter) -> Iterator[Node]:
    """A node for every finding that makes items or speaks of them."""
    yield from (promise_node(letter, promise) for promise in letter.promises)
    yield from (claim_node(letter, claim) for claim in letter.claims)
    yield from (naming_node(named) for named in letter.motions)
    for reference in letter.toezeggingen:
        yield both(reference.id, f"tz:{reference.identifier}")


def both(finding: str, *handles: str) -> Node:
    """A node that offers and seeks the same handles."""
    return Node(finding, frozenset(handles), frozenset(handles))


def head_of(letter: Letter) -> Node:
    """The letter itself: claims name it by number; a motion's own document is of that motion."""
    number = {f"letter:{letter.number}"} if letter.number else set()
    if not letter.is_motion:
        return Node("", frozenset(number), frozenset())
    own = {f"motion:{n}" for n in (letter.number, letter.replaces) if n}
    signed = {f"leader:{plain_name(name)}" for name in letter.proposers[:1]}
    signed |= {names_handle(letter.proposers)} if letter.proposers else set()
    return Node("", frozenset(number | own | signed), frozenset(own))


def names_handle(names: tuple[str, ...]) -> str:
    """The handle of a set of proposers."""
    return "names:" + ",".join(sorted(name_set(names)))


def promise_node(letter: Letter, promise: Promise) -> Node:
    """A promise: found by its letter's number and day, by the motion it answers, and by its words."""
    commitment, stems = promise.commitment, promise.stems
    offers = {f"in:{letter.key}"}
    offers |= {f"letter:{letter.number}"} if letter.number else set()
    offers |= {f"day:{letter.date}"} if letter.date else set()
    answers = {f"answer:{commitment.motion}"} if commitment.motion else set()
    motion = {f"motion:{commitment.motion}"} if commitment.motion else set()
    alike = set(like_handles(letter, telling(stems))) if letter.date else set()
    words = f"{PROMISE} {' '.join(sorted(stems))}"
    return Node(
        commitment.id, frozenset(offers | answers | alike), frozenset(answers | motion | alike), words
    )


def telling(stems: Set[str]) -> list[str]:
    """So many of the stems that what is alike enough must share one of these: in one order for all.

    Two sets that overlap for a share of `ALIKE` have at least that share of the larger in common, so
    that the first few of both, in one order, cannot be wholly different.
    """
    ordered = sorted(stems, key=lambda stem: (zlib.crc32(stem.encode()), stem))
    return ordered[: len(stems) - ceil(min(ALIKE, MEANT) * len(stems)) + 1] if len(stems) >= WORDS else []


def like_handles(letter: Letter, stems: list[str]) -> Iterator[str]:
    """The handles of words under the ministry's family; none where the ministry is not known."""
    if letter.ministry:
        kin = kin_of(letter.ministry)
        yield from (f"{LIKE}{kin}|{stem}" for stem in stems)


def claim_node(letter: Letter, claim: Claim) -> Node:
    """A claim: reaches for the letter, day, motion or oral promise it names, or for alike words."""
    fulfilment = claim.fulfilment
    target = fulfilment.target
    same: set[str] = {f"tz:{target.toezegging}"} if target.toezegging else set()
    seeks = {f"{kind}:{target.reference}" for kind in ("letter", "motion") if target.reference}
    seeks |= {f"day:{target.date}"} if target.date else set()
    debate = {f"debate:{target.date}"} if target.date else set()
    seeks |= set() if target.toezegging else debate
    words = ""
    if fulfilment.relation is Relation.POSTPONES:
        same.add(f"post:{letter.key}")
        seeks.add(f"in:{letter.key}")
    if is_meant_by_words(claim, letter):
        seeks |= set(like_handles(letter, sorted(claim.stems)))
        words = f"{CLAIM} {' '.join(sorted(claim.stems))}"
    told = debate if target.toezegging else set()
    return Node(fulfilment.id, frozenset(same | told), frozenset(seeks | same), words)


def naming_node(named: NamedMotion) -> Node:
    """A motion as a letter names it: by its number, or by its proposers."""
    motion = named.motion
    own = {f"motion:{number}" for number in (motion.identifier, motion.replaces) if number}
    if motion.identifier:
        names = {names_handle(motion.proposers)} if motion.proposers else set()
        return Node(motion.id, frozenset(own | names), frozenset(own))
    sought = {names_handle(motion.proposers)} if motion.proposers else set()
    sought |= {f"leader:{name}" for name in name_set(motion.proposers)}
    return Node(motion.id, frozenset(own), frozenset(own | sought))


Words = tuple[str, frozenset[str]]  # what a node's words are of, and the words


def parse_words(stored: str) -> Words:
    """The words of a node as they were stored: what they are of, and the stems."""
    kind, *stems = stored.split(" ")
    return kind, frozenset(stems)


def is_alike(one: Words, other: Words) -> bool:
    """True where the words of two nodes let them be linked: two promises alike, or one that a claim holds."""
    (kind, stems), (other_kind, others) = one, other
    shared = len(stems & others)
    if shared < WORDS or (kind, other_kind) == (CLAIM, CLAIM):
        return False
    if kind == other_kind:
        return shared >= ALIKE * (len(stems) + len(others) - shared)
    return shared >= MEANT * len(stems if kind == PROMISE else others)


def restrict(letter: Letter, findings: Set[str]) -> Letter:
    """The letter with only these findings."""
    return replace(
        letter,
        promises=tuple(p for p in letter.promises if p.commitment.id in findings),
        claims=tuple(c for c in letter.claims if c.fulfilment.id in findings),
        motions=tuple(m for m in letter.motions if m.motion.id in findings),
        toezeggingen=tuple(r for r in letter.toezeggingen if r.id in findings),
    )
