"""A small register of invented letters, for tests of the app: no reader or extractor is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kamer.document import (
    Block,
    BlockKind,
    DateBasis,
    Document,
    Evidence,
    Metadata,
    Page,
    Problem,
    Signatory,
)
from kamer.findings import (
    Commitment,
    CommitmentKind,
    Deadline,
    DeadlineBasis,
    Disposition,
    Findings,
    Fulfilment,
    Motion,
    Reference,
    ReferenceType,
    Relation,
    Strength,
    Target,
)
from kamer.identifiers import finding_id
from kamer.span import Span
from ui.workplace import Workplace

HOSTILE = 'Let op <script>alert("x")</script> **vet** :red[rood] $x$ [klik](javascript:alert(1)) & klaar.'
INFORM = "Ik zal uw Kamer voor 1 juli 2026 informeren over de meting van het geluid in de havens."
APPOINT = "Het kabinet stelt voor 1 december 2026 een toezichthouder aan."
MOTION = "De motie van het lid Van Oosterhuis (Kamerstuk 90 871, nr. 10) is hiermee afgedaan."
CITED = "Kamerstuk 90 871, nr. 10"
KEPT = "Met deze brief is de toezegging uit mijn brief van 12 maart 2026 over de meting nagekomen."
MINISTER = Signatory("M. de Vries", "Minister van Economische Zaken en Klimaat")


def make_document(number: str, title: str, day: date, paragraphs: Sequence[str]) -> Document:
    text, blocks = "", []
    for words in paragraphs:
        start = len(text) + (2 if text else 0)
        text += ("\n\n" if text else "") + words
        kind = BlockKind.HEADING if words[0].isdigit() else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, len(text))))
    about = Metadata(
        number=number,
        dossiers=(number.rsplit("-", 1)[0],),
        title=title,
        date=day,
        date_basis=DateBasis.STATED,
        signatories=(MINISTER,),
        ministry="EZK",
    )
    pages = (Page(1, Span(0, len(text))),)
    return Document(
        f"kst-{number}", f"{number}.xml", number.ljust(64, "0"), text, pages, tuple(blocks), (), about
    )


def passage(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return document.evidence(Span(start, start + len(words)), "test")


def make_commitment(document: Document, words: str, kind: CommitmentKind, due: str, day: date) -> Commitment:
    deadline = Deadline(due, None, day, DeadlineBasis.EXPLICIT, passage(document, due).span)
    quote = passage(document, words)
    made = finding_id(document.key, "commitment", words)
    return Commitment(
        made, quote, kind, Strength.FIRM, "Minister van EZK", "Tweede Kamer", deadline, "1. Meting"
    )


@dataclass
class Register:
    """What the tests ask of the letters in the register."""

    workplace: Workplace
    letter: Document
    answer: Document
    findings: dict[str, Findings] = field(default_factory=dict)

    @property
    def promise(self) -> Commitment:
        return self.findings[self.letter.key].commitments[0]

    @property
    def open_promise(self) -> Commitment:
        return self.findings[self.letter.key].commitments[1]


def first_letter() -> tuple[Document, Findings]:
    words = ["1. Meting", HOSTILE, INFORM, APPOINT, MOTION]
    document = make_document("90871-12", "Stille havens <b>&</b> water", date(2026, 3, 12), words)
    document = replace(document, problems=(Problem("missing", "Bladzijde 2 <ontbreekt>."),))
    promises = (
        make_commitment(document, INFORM, CommitmentKind.INFORM, "voor 1 juli 2026", date(2026, 6, 30)),
        make_commitment(document, APPOINT, CommitmentKind.ACT, "voor 1 december 2026", date(2026, 11, 30)),
    )
    cited = Reference("r1", passage(document, CITED), ReferenceType.KAMERSTUK, "90871-10", ("90871",))
    quote = passage(document, MOTION)
    motion = Motion(
        finding_id(document.key, "motion", MOTION),
        quote,
        "90871-10",
        ("Van Oosterhuis",),
        Disposition.CLOSED,
        (quote,),
        quote,
        request="een register van geluid op te zetten",
    )
    return document, Findings(document.key, (cited,), (motion,), promises)


def second_letter() -> tuple[Document, Findings]:
    document = make_document("90871-15", "Meting van het geluid", date(2026, 9, 1), [KEPT])
    done = Fulfilment(
        finding_id(document.key, "fulfilment", KEPT),
        passage(document, KEPT),
        Relation.FULFILS,
        Target(date=date(2026, 3, 12)),
    )
    return document, Findings(document.key, fulfilments=(done,))


def make_register(folder: Path) -> Register:
    """Two letters in a fresh data folder: a promise that is kept, one that is open, a motion."""
    from search import cut_passages

    workplace = Workplace(folder)
    letters = [first_letter(), second_letter()]
    for document, findings in letters:
        workplace.store.save_letter(
            document.source,
            document,
            findings,
            list(cut_passages(document, findings)),
            version="test",
            at=datetime(2026, 9, 2, tzinfo=UTC),
        )
    workplace.refresh()
    return Register(workplace, letters[0][0], letters[1][0], {f.document: f for _, f in letters})


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A register to read from: tests of one module share it."""
    return make_register(tmp_path_factory.mktemp("register"))


@pytest.fixture
def own_register(tmp_path: Path) -> Register:
    """A register to write in."""
    return make_register(tmp_path)
