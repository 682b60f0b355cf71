"""The store's side of linking step by step: what tracking knows of each letter, and what a change reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from kamer.exchange import load_document, load_findings
from kamer.versions import version_of
from tracking.facts import Letter, read_facts
from tracking.models import ContentRow, DocumentRow, FactsRow, NodeRow, TokenRow
from tracking.nodes import LIKE, Words, is_alike, nodes_of, parse_words, restrict

FACTS: TypeAdapter[Letter] = TypeAdapter(Letter)
CHUNK = 500  # parameters in one query; SQLite bounds their number
LETTERS_AT_ONCE = 100

Key = TypeVar("Key", str, int)


# What facts and links are made by; what only shows or applies decisions makes no item anew.
MAKERS = (
    *("claims", "commitments", "draft", "facts", "link", "motions"),
    *("nodes", "repeating", "replacing", "titles", "told", "track", "wording", "words"),
)


def tracking_version() -> str:
    """What made the facts and items: changes with the code that makes them and the shared vocabulary."""
    return version_of("kamer", *(f"tracking.{module}" for module in MAKERS))


def in_chunks(values: Iterable[Key], size: int = CHUNK) -> Iterator[Sequence[Key]]:
    """The values in stretches that fit in one query."""
    listed = list(values)
    for at in range(0, len(listed), size):
        yield listed[at : at + size]


def stale_keys(session: Session) -> list[str]:
    """The documents of which the facts are missing, or read from other content or by another version."""
    version = tracking_version()
    held = {
        key: (sha, by)
        for key, sha, by in session.execute(
            select(FactsRow.key, FactsRow.content_sha256, FactsRow.version)
        ).tuples()
    }
    current = select(DocumentRow.key, DocumentRow.content_sha256).order_by(DocumentRow.key)
    return [key for key, sha in session.execute(current).tuples() if held.get(key) != (sha, version)]


def read_anew(session: Session, keys: Iterable[str]) -> None:
    """Read the facts of these documents from their content, and store them with their nodes."""
    version = tracking_version()
    for chunk in in_chunks(keys, LETTERS_AT_ONCE):
        hashes = select(DocumentRow.key, DocumentRow.content_sha256).where(DocumentRow.key.in_(chunk))
        known = dict(session.execute(hashes).tuples().all())
        contents = select(ContentRow.key, ContentRow.document, ContentRow.findings)
        read = session.execute(contents.where(ContentRow.key.in_(chunk))).tuples()
        letters = [read_facts(load_document(content), load_findings(found)) for _, content, found in read]
        session.execute(delete(FactsRow).where(FactsRow.key.in_(chunk)))
        rows = [
            {
                "key": letter.key,
                "content_sha256": known[letter.key],
                "version": version,
                "facts": FACTS.dump_json(letter).decode("utf-8"),
            }
            for letter in letters
        ]
        session.execute(insert(FactsRow), rows)
        put_nodes(session, letters)


def put_nodes(session: Session, letters: Iterable[Letter]) -> None:
    """Store the nodes of letters beside those that are there."""
    free = (session.scalar(select(func.max(NodeRow.id))) or 0) + 1
    nodes = [(letter.key, node) for letter in letters for node in nodes_of(letter)]
    rows = [
        {"id": free + nth, "document": key, "finding": node.finding, "stems": node.words}
        for nth, (key, node) in enumerate(nodes)
    ]
    tokens = [
        {"node": free + nth, "token": token, "sought": sought}
        for nth, (_, node) in enumerate(nodes)
        for sought, handles in ((False, node.offers), (True, node.seeks))
        for token in sorted(handles)
    ]
    if rows:
        session.execute(insert(NodeRow), rows)
    if tokens:
        session.execute(insert(TokenRow), tokens)


def node_ids(session: Session, keys: Iterable[str]) -> set[int]:
    """The nodes of these documents."""
    found: set[int] = set()
    for chunk in in_chunks(keys):
        found.update(session.scalars(select(NodeRow.id).where(NodeRow.document.in_(chunk))))
    return found


def drop_nodes(session: Session, nodes: Iterable[int]) -> None:
    """Remove nodes with their handles."""
    for chunk in in_chunks(nodes):
        session.execute(delete(TokenRow).where(TokenRow.node.in_(chunk)))
        session.execute(delete(NodeRow).where(NodeRow.id.in_(chunk)))


def findings_reached(session: Session, nodes: Iterable[int]) -> dict[str, set[str]]:
    """The findings of these nodes by document; the head of a letter is the empty finding."""
    found: dict[str, set[str]] = defaultdict(set)
    for chunk in in_chunks(nodes):
        query = select(NodeRow.document, NodeRow.finding).where(NodeRow.id.in_(chunk))
        for document, finding in session.execute(query).tuples():
            found[document].add(finding)
    return found


def read_letters(session: Session, reached: Mapping[str, set[str]] | None) -> list[Letter]:
    """The facts of letters, each with only what was reached of it; None for all letters whole."""
    if reached is None:
        return [FACTS.validate_json(facts) for facts in session.scalars(select(FactsRow.facts))]
    letters = []
    for chunk in in_chunks(sorted(reached)):
        query = select(FactsRow.facts).where(FactsRow.key.in_(chunk))
        letters += [FACTS.validate_json(facts) for facts in session.scalars(query)]
    return [restrict(letter, reached[letter.key]) for letter in letters]


def reach(session: Session, start: Iterable[int]) -> set[int]:
    """Every node that linking can come to from `start`, those included."""
    walk = Walk(session, set(start))
    frontier = set(start)
    while frontier:
        frontier = walk.step(frontier) - walk.seen
        walk.seen |= frontier
    return walk.seen


@dataclass(slots=True)
class Walk:
    """A walk over the handles: what was seen, which handles were followed, and the words of nodes."""

    session: Session
    seen: set[int]
    followed: set[tuple[str, bool]] = field(default_factory=set)
    words: dict[int, Words] = field(default_factory=dict)

    def step(self, frontier: set[int]) -> set[int]:
        """The nodes next to these."""
        sure: set[tuple[str, bool]] = set()
        maybe: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for node, token, sought in self.handles(frontier):
            if token.startswith(LIKE):
                maybe[token, not sought].append(node)
            else:
                sure.add((token, not sought))
        found = {node for node, _, _ in self.holders(sure - self.followed)}
        self.followed |= sure
        return found | self.alike(maybe)

    def handles(self, nodes: Iterable[int]) -> Iterator[tuple[int, str, bool]]:
        """The handles of these nodes: node, handle, whether it is sought."""
        for chunk in in_chunks(sorted(nodes)):
            query = select(TokenRow.node, TokenRow.token, TokenRow.sought).where(TokenRow.node.in_(chunk))
            yield from self.session.execute(query).tuples()

    def holders(self, wanted: Iterable[tuple[str, bool]]) -> Iterator[tuple[int, str, bool]]:
        """The nodes that hold these handles on these sides."""
        by_side: dict[bool, list[str]] = {True: [], False: []}
        for token, sought in sorted(wanted):
            by_side[sought].append(token)
        for sought, tokens in by_side.items():
            for chunk in in_chunks(tokens):
                query = select(TokenRow.node, TokenRow.token, TokenRow.sought)
                query = query.where(TokenRow.token.in_(chunk), TokenRow.sought.is_(sought))
                yield from self.session.execute(query).tuples()

    def alike(self, maybe: Mapping[tuple[str, bool], Sequence[int]]) -> set[int]:
        """Of the nodes that share a word with these, those whose words are alike enough."""
        pairs: dict[int, set[int]] = defaultdict(set)
        for other, token, sought in self.holders(maybe):
            if other not in self.seen:
                pairs[other].update(maybe[token, sought])
        self.learn({*pairs, *(node for mine in pairs.values() for node in mine)})
        return {
            other
            for other, mine in pairs.items()
            if any(is_alike(self.words[node], self.words[other]) for node in mine)
        }

    def learn(self, nodes: Iterable[int]) -> None:
        """Read the words of nodes that are not known yet."""
        for chunk in in_chunks(sorted(set(nodes) - self.words.keys())):
            query = select(NodeRow.id, NodeRow.stems).where(NodeRow.id.in_(chunk))
            found = self.session.execute(query).tuples()
            self.words.update({node: parse_words(stored) for node, stored in found})
