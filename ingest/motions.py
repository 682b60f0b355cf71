"""Who proposed a motion, and which motion it replaces."""

from __future__ import annotations

import re

from ingest import inline
from ingest.cleaning import squeeze
from ingest.draft import Draft
from kamer.document import BlockKind

HEAD = re.compile(
    r"\bMOTIE VAN (?:HET LID|DE LEDEN)\s+(?P<names>.+?)"
    r"(?=\s+(?:TER VERVANGING|Voorgesteld|c\.s\.|C\.S\.)|[.\n]|$)",
    re.I,
)
REPLACES = re.compile(
    r"\bter vervanging van (?:die|de motie)?\s*(?:gedrukt\s+)?onder\s+nr\.?\s*(?P<number>\d+)", re.I
)
CLOSING = re.compile(r"gaat over tot de orde van de dag", re.I)
SMALL = frozenset(
    ["van", "de", "der", "den", "ten", "ter", "te", "het", "'t", "’t", "el", "la", "le", "in", "op"]
)


def find_proposers(draft: Draft) -> tuple[str, ...]:
    """The surnames of those who signed a motion: the names below its closing words, else its title."""
    signed = [inline.bare(block.text) for block in draft.blocks if block.kind is BlockKind.SIGNATURE]
    names = [squeeze(name) for block in signed for name in block.split("\n")]
    if draft.facts.get("signed"):
        names = draft.facts["signed"].split("\n")
    return tuple(name for name in names if name) or proposers_in_title(draft)


def proposers_in_title(draft: Draft) -> tuple[str, ...]:
    """The surnames in "MOTIE VAN DE LEDEN JANSEN EN VAN DER BERG"."""
    text = squeeze(
        draft.facts.get("heading", "") or " ".join(inline.bare(block.text) for block in draft.blocks[:6])
    )
    match = HEAD.search(text)
    if match is None:
        return ()
    return tuple(
        cased(name) for name in re.split(r",\s*|\s+en\s+", match["names"], flags=re.I) if name.strip()
    )


def cased(name: str) -> str:
    """A surname in ordinary letters.

    >>> cased("VAN DER BERG-JANSEN")
    'Van der Berg-Jansen'
    """
    if not name.isupper():
        return squeeze(name)
    words = [
        word if word in SMALL else "-".join(part.capitalize() for part in word.split("-"))
        for word in name.lower().split()
    ]
    return (
        (words[0][0].upper() + words[0][1:] + (" " if words[1:] else "") + " ".join(words[1:]))
        if words
        else ""
    )


def find_replaced(draft: Draft, dossiers: tuple[str, ...]) -> str | None:
    """The number of the motion that this one comes in place of."""
    text = draft.facts.get("heading", "") or " ".join(inline.bare(block.text) for block in draft.blocks[:6])
    match = REPLACES.search(squeeze(text))
    return f"{dossiers[0]}-{match['number']}" if match and dossiers else None


def cased_heading(heading: str) -> str:
    """A motion's heading in ordinary letters.

    >>> cased_heading("GEWIJZIGDE MOTIE VAN DE LEDEN DE WIT EN JANSEN TER VERVANGING VAN DIE ONDER NR. 12")
    'Gewijzigde motie van de leden De Wit en Jansen'
    """
    match = HEAD.search(heading)
    if match is None:
        return squeeze(heading)
    names = [cased(name) for name in re.split(r",\s*|\s+en\s+", match["names"], flags=re.I) if name.strip()]
    listed = " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    lead = re.sub(r"\s+", " ", heading[: match.start("names")]).strip().capitalize()
    others = " c.s." if re.match(r"\s+c\.s\.", heading[match.end("names") :], re.I) else ""
    return f"{lead} {listed}{others}"
