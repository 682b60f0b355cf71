"""Ways of saying it, all invented: lines `what must be found | sentence`, in a letter of 1 February 2031."""

import datetime as dt
from pathlib import Path

import pytest

from extract.commitments import find_commitments
from extract.fulfilments import find_fulfilments
from extract.motions import find_motions
from extract.references import find_references
from kamer.document import Block, BlockKind, DateBasis, Document, Metadata, Signatory
from kamer.findings import ReferenceType
from kamer.span import Span

FOLDER = Path(__file__).parent / "phrasings"
MOTION = "de motie van het lid Zandstra (Kamerstuk 36 111, nr. 4)"
FEWEST = {"promises": 480, "dispositions": 270, "fulfilments": 90, "references": 80, "motions": 38}
UNSCORED = (ReferenceType.URL, ReferenceType.QUESTION, ReferenceType.ANSWER)


def read_lines(name):
    """The pairs of what must be found and the text, of one file."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [tuple(part.strip() for part in line.split(" | ", 1)) for line in lines if line.strip()]


def kind_of(part):
    """What a line of a text is: `- ` opens an item of a list, `# ` a heading."""
    if part.startswith(("- ", "– ")):
        return BlockKind.LIST_ITEM
    return BlockKind.HEADING if part.startswith("# ") else BlockKind.PARAGRAPH


def make_letter(text):
    """A letter with the text; `\\n` parts its blocks."""
    blocks, at = [], 0
    parts = text.split("\\n")
    for part in parts:
        blocks.append(Block(kind_of(part), Span(at, at + len(part))))
        at += len(part) + 1
    signed = (Signatory("A. de Wind", "De Minister van Havens"),)
    known = Metadata(date=dt.date(2031, 2, 1), date_basis=DateBasis.STATED, title="", signatories=signed)
    return Document("doc-1", "brief.txt", "00", "\n".join(parts), blocks=tuple(blocks), metadata=known)


def joined(found):
    """What was found, each once, sorted, as it stands in the files."""
    return "; ".join(sorted(set(found)))


def say_promise(letter):
    """The kind of the first promise that a rule finds, or "none"."""
    found = find_commitments(letter, decide=lambda candidate: candidate.rule)
    return next((promise.kind.value for promise in found), "none")


def say_disposition(letter):
    """What is done with the letter's only motion."""
    motions = find_motions(letter, find_references(letter))
    return motions[0].disposition.value if len(motions) == 1 else f"{len(motions)} motions"


def say_fulfilments(letter):
    """Each fulfilment's relation with its target."""
    references = find_references(letter)
    found = find_fulfilments(letter, references, find_motions(letter, references))
    targets = ((item.relation.value, item.target) for item in found)
    return joined(
        f"{name} {target.toezegging or target.reference or target.date}" for name, target in targets
    )


def say_references(letter):
    """The identifiers that are cited."""
    return joined(found.identifier for found in find_references(letter) if found.type not in UNSCORED)


def say_motions(letter):
    """Each motion's number with its members."""
    motions = find_motions(letter, find_references(letter))
    return joined(f"{found.identifier or '?'}:{'/'.join(found.proposers)}" for found in motions)


SAYS = {
    "promises": say_promise,
    "dispositions": say_disposition,
    "fulfilments": say_fulfilments,
    "references": say_references,
    "motions": say_motions,
}


@pytest.mark.parametrize("name", SAYS)
def test_every_phrasing_is_read(name):
    lines = read_lines(name)
    assert len(lines) >= FEWEST[name]
    texts = [text.replace("$D", f"D{MOTION[1:]}").replace("$M", MOTION) for _, text in lines]
    wrong = [
        f"{expected or 'nothing'} <- {found or 'nothing'}: {text}"
        for (expected, _), text in zip(lines, texts, strict=True)
        if (found := SAYS[name](make_letter(text))) != expected
    ]
    assert wrong == []
