"""Identifiers: ids of findings made from content, and the parts of official numbers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter

KAMERSTUK = re.compile(
    r"(?P<dossier>\d{5}(?:-\d{2})?)(?:-(?P<addition>[IVXLC]+[A-Z]?|[A-M]|R\d{4}))?-(?P<number>\d+|[A-Z]{1,3})"
)


def normalise(text: str) -> str:
    r"""Letters and digits of `text` in lower case without accents: what survives a better parser.

    >>> normalise("Uw Kamer wordt\n vóór de zomer ge-\ninformeerd.")
    'uwkamerwordtvoordezomergeinformeerd'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed.lower() if character.isalnum())


def finding_id(document: str, kind: str, quote: str, nth: int = 0) -> str:
    """The id of the `nth` finding of a kind with this quote in a document: 16 hexadecimal digits."""
    content = "\x1f".join((document, kind, normalise(quote), str(nth)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class IdMaker:
    """Counts equal quotes within one document, so that each finding gets an id of its own."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.seen: Counter[tuple[str, str]] = Counter()

    def next_id(self, kind: str, quote: str) -> str:
        """The id for the next finding of `kind` with this quote."""
        key = (kind, normalise(quote))
        nth = self.seen[key]
        self.seen[key] += 1
        return finding_id(self.document, kind, quote, nth)


def document_key(number: str | None, sha256: str) -> str:
    """The key of a document: its official number with `kst-` where it is a Kamerstuk, or its bytes' hash.

    >>> document_key("30821-204", "ab" * 32)
    'kst-30821-204'
    >>> document_key(None, "ab" * 32)
    'doc-abababababababab'
    """
    if not number:
        return f"doc-{sha256[:16]}"
    if KAMERSTUK.fullmatch(number):
        return f"kst-{number}"
    return re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-").lower()


def dossier_of(number: str) -> str | None:
    """The dossier of a Kamerstuk number, with its addition: `35925-XVII` of `35925-XVII-54`."""
    match = KAMERSTUK.fullmatch(number)
    if match is None:
        return None
    return "-".join(part for part in (match["dossier"], match["addition"]) if part)
