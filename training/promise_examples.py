"""What the classifier of promises learns from: clauses of annotated letters and of other texts."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.classifying import Candidate, features_of
from extract.commitments import find_promises
from extract.promises import promise_rules
from extract.scoring import letters_of, read_gold
from ingest import read_document
from kamer.document import Block, BlockKind, DateBasis, Document, Metadata, Signatory
from kamer.findings import CommitmentKind
from kamer.span import Span

INVENTED = Path(__file__).parent / "promises.txt"
WRITTEN = dt.date(2026, 2, 1)  # the day on which an invented sentence is taken to be written
ENOUGH, TOUCHED = 0.6, 0.2  # of the shorter of clause and statement: inside it, or partly
REASONS = ("constaterende", "overwegende", "van mening", "van oordeel")
MOTION_SENTENCES, LAW_SENTENCES = 6000, 5000
SHORTEST, LONGEST = 40, 400  # letters of a sentence of a law
EXAMPLE_WEIGHT, ELSEWHERE_WEIGHT = 0.5, 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A clause with what it is: a promise (of `kind`) or none, and how much it counts.

    `letter` names what it is left out with: formats of one letter bear one name.
    """

    features: tuple[str, ...]
    promises: bool
    kind: CommitmentKind | None = None
    letter: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Letter:
    """An annotated letter: its gold, its document, and its clauses."""

    name: str
    source: str
    gold: dict[str, Any]
    document: Document
    examples: tuple[Example, ...]


def candidates_of(document: Document) -> list[Candidate]:
    """Every clause of a document that may promise."""
    seen: list[Candidate] = []

    def record(candidate: Candidate) -> Any:
        seen.append(candidate)
        return candidate.rule

    for _ in find_promises(document, record):
        pass
    return seen


def read_letters(gold: Path, letters: Path, source: str) -> Iterator[Letter]:
    """The annotated letters of a folder.

    Raises:
        OSError: when a gold file has no letter.
    """
    for row in read_gold(gold):
        document = read_document(letters / row["file"])
        name = row["file"].rsplit(".", 1)[0]
        examples = tuple(label_letter(document, row["commitments"], name))
        yield Letter(name, source, row, document, examples)


def label_letter(document: Document, gold: dict[str, Any], name: str) -> Iterator[Example]:
    """The clauses of a letter with what the gold says of them; optional ones are left out."""
    found = candidates_of(document)
    labels: dict[int, CommitmentKind | None] = {}
    letters, places = spell(document.text)
    for quote in gold.get("optional") or []:
        labels.update(dict.fromkeys(clauses_in(quote, found, letters, places)))
    for row in gold["required"]:
        shares = clauses_in(row["quote"], found, letters, places)
        for at in shares:
            labels.setdefault(at, None)
        inside = [at for at, share in shares.items() if share >= ENOUGH]
        labels.update(dict.fromkeys(choose(inside, found), CommitmentKind(row["kind"])))
    for at, candidate in enumerate(found):
        if at in labels and labels[at] is None:
            continue
        kind = labels.get(at)
        yield Example(tuple(features_of(candidate)), kind is not None, kind, name)


def spell(text: str) -> tuple[str, list[int]]:
    """The letters of a text, and where each stands."""
    pairs = [
        (letter, at)
        for at, character in enumerate(text)
        for letter in unicodedata.normalize("NFKD", character).lower()
        if letter.isalpha()
    ]
    return "".join(letter for letter, _ in pairs), [at for _, at in pairs]


def clauses_in(
    quote: str, found: Sequence[Candidate], letters: str, places: Sequence[int]
) -> dict[int, float]:
    """Which clauses stand in a statement of the gold, wherever the letter has it, and with what share."""
    wanted, spans = letters_of(quote), []
    at = letters.find(wanted)
    while at >= 0:
        spans.append((places[at], places[at + len(wanted) - 1] + 1))
        at = letters.find(wanted, at + 1)
    shares = (max((share_of(candidate, *span) for span in spans), default=0.0) for candidate in found)
    return {at: share for at, share in enumerate(shares) if share >= TOUCHED}


def share_of(candidate: Candidate, start: int, end: int) -> float:
    """How much of the shorter of a clause and a passage they share."""
    offset = candidate.sentence.block.span.start
    own = [(offset + token.idx, len(token)) for token in candidate.clause.tokens if token.text[0].isalnum()]
    both = sum(max(0, min(at + length, end) - max(at, start)) for at, length in own)
    return both / max(1, min(sum(length for _, length in own), end - start))


def choose(inside: Sequence[int], found: Sequence[Candidate]) -> list[int]:
    """The clauses that make a statement: those that a rule accepts, or else the fullest main clause."""
    ruled = [at for at in inside if found[at].rule is not None]
    fullest = sorted(inside, key=lambda at: (found[at].clause.main, len(found[at].clause.tokens)))
    return ruled or fullest[-1:]


def read_sentences(texts: Iterable[str]) -> Iterator[tuple[str, list[Candidate]]]:
    """Sentences that stand alone, each with its clauses."""
    for text in texts:
        block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
        known = Metadata(
            date=WRITTEN, date_basis=DateBasis.STATED, signatories=(Signatory("A. de Wind", "Minister"),)
        )
        yield text, candidates_of(Document("alone", "alone", "", text, blocks=(block,), metadata=known))


def read_invented(path: Path = INVENTED) -> Iterator[Example]:
    """The invented sentences: "inform|…", or "-|…" where nothing is promised."""
    rows = [line.split("|", 1) for line in path.read_text("utf-8").splitlines() if "|" in line]
    labels = {text: label for label, text in rows}
    for text, found in read_sentences(labels):
        kind = None if labels[text] == "-" else CommitmentKind(labels[text])
        kept = range(len(found)) if kind is None else choose(range(len(found)), found)
        for at in kept:
            yield Example(tuple(features_of(found[at])), kind is not None, kind)


def read_rule_examples() -> Iterator[Example]:
    """The examples that stand beside the rules; in those of "no", what another rule accepts is left out."""
    for rule in promise_rules():
        for _, found in read_sentences(rule.yes):
            for candidate in (found[at] for at in choose(range(len(found)), found) if found[at].rule):
                yield Example(tuple(features_of(candidate)), True, rule.kind, weight=EXAMPLE_WEIGHT)
        yield from negatives(rule.no, EXAMPLE_WEIGHT)


def negatives(texts: Iterable[str], weight: float) -> Iterator[Example]:
    """The clauses of texts that promise nothing; what a rule accepts there is left out, being in doubt."""
    for _, found in read_sentences(texts):
        for candidate in found:
            if candidate.rule is None:
                yield Example(tuple(features_of(candidate)), False, weight=weight)


def read_elsewhere(data: Path, seed: int) -> Iterator[Example]:
    """Clauses of motions and laws: reasons and duties, in quantity, each counting little."""
    chance = random.Random(seed)
    for texts, size in ((motion_reasons(data), MOTION_SENTENCES), (law_sentences(data), LAW_SENTENCES)):
        chance.shuffle(texts)
        yield from negatives(texts[:size], ELSEWHERE_WEIGHT)


def motion_reasons(data: Path) -> list[str]:
    """What the motions find or hold, without "constaterende"."""
    with gzip.open(data / "motions" / "motions.jsonl.gz", "rt", encoding="utf-8") as lines:
        paragraphs = [paragraph for line in lines for paragraph in json.loads(line)["paragraphs"]]
    return [
        f"D{paragraph[len(opening) + 2 :].rstrip(';,')}."
        for paragraph in paragraphs
        for opening in REASONS
        if paragraph.startswith(f"{opening} dat ")
    ]


def law_sentences(data: Path) -> list[str]:
    """Lines of articles of law whose characters are whole."""
    with gzip.open(data / "law" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    parts = (part.strip() for text in texts if "Ã" not in text for part in text.split("\n"))
    return [part for part in parts if SHORTEST < len(part) < LONGEST]
