"""A few passages of our own, and an index's input made of them."""

import datetime as dt

from kamer.passages import Passage
from kamer.span import Span

TEXTS = {
    "kst-99001-1": "Huishoudens die hun energierekening niet kunnen betalen krijgen hulp uit een noodfonds.",
    "kst-99001-2": "Energiearmoede bestrijden wij door slecht geïsoleerde woningen aan te pakken.",
    "kst-99002-1": "De brug bij Oosterveen wordt in het najaar gerepareerd; het verkeer wordt omgeleid.",
    "kst-99002-2": "Zie Kamerstuk 99 001, nr. 1 en toezegging TZ203109-012 over de foto's van de huizen.",
    "kst-99003-XVI-5": "Open strategische autonomie vraagt om handel, ook met China, en om open grenzen.",
}


def make_passage(key, text, **fields):
    return Passage(f"{key}#0", key, Span(0, len(text)), text, **fields)


def passages_of(texts):
    for at, (key, text) in enumerate(texts.items()):
        yield make_passage(
            key, text, number=key.removeprefix("kst-"), dossiers=("-".join(key.split("-")[1:-1]),),
            ministry=("EZK", "IENW")[at % 2], date=dt.date(2031, 1 + at, 1),
            kinds=("commitment",) if at < 2 else (),
        )  # fmt: skip


def with_vectors(embedder, passages):
    passages = list(passages)
    rows = embedder.embed_passages([p.text for p in passages])
    return [(p, row.astype("<f4").tobytes()) for p, row in zip(passages, rows, strict=True)]


def keys(hits):
    return [hit.passage.document for hit in hits]
