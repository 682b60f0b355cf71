"""A run that saves letters, killed over and over until it gets to the end: `saving_run.py URL KILLS SEED`.

The run does what an ingest does: skip what is current, save the rest, make the items when they lag.
Prints how often it was killed while it worked.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import time
from datetime import UTC, date, datetime, timedelta

import alembic.command  # noqa: F401 (loaded once, before the children are forked)

from kamer.document import Block, BlockKind, DateBasis, Document, Metadata, Page
from kamer.findings import Commitment, CommitmentKind, Deadline, Findings, Strength
from kamer.identifiers import finding_id
from kamer.passages import Passage
from kamer.span import Span
from tracking import Store, open_store

LETTERS = 40
AT = datetime(2024, 3, 1, tzinfo=UTC)


def make_letter(number: int) -> tuple[Document, Findings, list[Passage]]:
    """One letter of forty sentences with one promise; every tenth is a second file of the one before."""
    same = number - 1 if number % 10 == 9 else number
    sentences = [f"Zin {n} van brief {same} gaat over veer {same * n} op het wad." for n in range(40)]
    text = "\n\n".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 2
    about = Metadata(
        number=f"40600-{same}", date=date(2024, 1, 1) + timedelta(days=same), date_basis=DateBasis.STATED
    )
    source = f"{number}.{'pdf' if number == same else 'xml'}"
    sha = hashlib.sha256(source.encode()).hexdigest()
    blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in spans)
    key = f"kst-40600-{same}"
    document = Document(key, source, sha, text, (Page(1, Span(0, len(text))),), blocks, metadata=about)
    evidence = document.evidence(spans[3], "test")
    due = Deadline("voor de zomer", None, date(2024, 6, 21))
    promise = Commitment(
        finding_id(key, "commitment", evidence.quote),
        evidence,
        CommitmentKind.ACT,
        Strength.FIRM,
        deadline=due,
    )
    passages = [Passage(f"{key}#{n}", key, span, span.of(text)) for n, span in enumerate(spans)]
    return document, Findings(key, commitments=(promise,)), passages


def save_all(store: Store, told: int) -> None:
    """Save what is not current, telling of each; then make the items where they lag."""
    for number in range(LETTERS):
        document, findings, passages = make_letter(number)
        if not store.is_current(document.sha256, "1"):
            store.save_letter(document.source, document, findings, passages, version="1", at=AT)
            os.write(told, b".")
    if store.tracked_revision() != store.revision():
        store.retrack(AT)


def run_once(url: str, kill_after: int | None, wait: float) -> bool:
    """Save in a child that is killed a little after some letters; True where it got to the end."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        with open_store(url) as store:
            save_all(store, told)
        os._exit(0)
    os.close(told)
    if kill_after is not None:
        for _ in range(kill_after):
            os.read(heard, 1)
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(heard)
    return status == 0


def main(url: str, kills: int, seed: int) -> None:
    """Kill the run `kills` times at random moments, then let it finish."""
    moments = random.Random(seed)
    killed = 0
    for _ in range(kills):
        killed += not run_once(url, moments.randint(0, 3), moments.uniform(0, 0.02))
    if not run_once(url, None, 0):
        raise SystemExit("the last run did not get to the end")
    print(killed)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
