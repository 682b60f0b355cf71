"""How fast tracking is with 10,000 items: `python -m tests.benchmarks.tracking_speed [ITEMS]`.

Builds letters of invented words that name motions, promise, promise again and claim, stores them, links
them, and measures in a process of its own each: the first linking, linking after one new letter, the list
with each filter, the passages that speak of what a filter leaves (three times), and one item. Prints one
JSON object. With `--floors` it ends with status 1 where a figure lies above four times what is promised
(200 ms for a list, 100 ms for an item, 2 s for linking).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kamer.document import Block, BlockKind, DateBasis, Document, Metadata, Page
from kamer.findings import (
    Commitment,
    CommitmentKind,
    Deadline,
    Disposition,
    Findings,
    Fulfilment,
    Motion,
    Relation,
    Strength,
    Target,
)
from kamer.identifiers import IdMaker
from kamer.items import Status, Timeliness
from kamer.passages import Passage
from kamer.span import Span
from tracking import ItemFilter, Store, open_store

AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2025, 6, 1)
START = date(2018, 1, 1)
MINISTRIES = ["EZK", "BZK", "FIN", "IenW", "JenV", "LNV", "OCW", "SZW", "VWS", "BZ", "DEF"]
PER_LETTER = 20  # findings
FLAT = 20  # words that are about equally common at the head of Zipf's curve
ROOT = Path(__file__).parents[2]
FLOORS = {"list": 0.8, "item": 0.4, "relink": 8.0}  # seconds: four times what is promised


def make_words(rng: random.Random, count: int) -> list[str]:
    """Invented Dutch-like words, the first the most common."""
    parts = ["hav", "slu", "mol", "wad", "veer", "zout", "klei", "dijk", "graan", "kust", "brug", "tol"]
    ends = ["enkaart", "isgeld", "ening", "beheer", "pacht", "register", "toets", "fonds", "plan", "norm"]
    return [
        rng.choice(parts) + rng.choice("aeiou") + rng.choice(parts) + rng.choice(ends) for _ in range(count)
    ]


def sentence(rng: random.Random, words: list[str], length: int = 9) -> str:
    """A sentence of words of which the most common makes up one in a hundred, as content words do (Zipf)."""
    ranks = [int(FLAT * ((len(words) / FLAT + 1) ** rng.random() - 1)) for _ in range(length)]
    return " ".join(words[min(rank, len(words) - 1)] for rank in ranks)


class Register:
    """Invented letters, one after the other, that speak of what came before."""

    def __init__(self, items: int) -> None:
        self.rng = random.Random(7)
        self.words = make_words(self.rng, 6000)
        self.letters = items // 2
        self.motions = [f"40100-{n}" for n in range(1, items // 2)]
        self.promised: list[tuple[str, date, str, str]] = []

    def letter(self, nth: int) -> tuple[Document, Findings]:
        """The nth letter: motions named, promises made and kept."""
        rng, day = self.rng, START + timedelta(days=nth * 2600 // self.letters)
        number, ministry = f"40200-{nth + 1}", rng.choice(MINISTRIES)
        rows = [self.row(number, day, ministry) for _ in range(PER_LETTER)]
        text, spans, at = "\n\n".join(row[1] for row in rows), [], 0
        for row in rows:
            spans.append(Span(at, at + len(row[1])))
            at += len(row[1]) + 2
        blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in spans)
        about = Metadata(
            number=number, date=day, date_basis=DateBasis.STATED, ministry=ministry, dossiers=("40200",)
        )
        key = f"kst-{number}"
        document = Document(
            key, f"{number}.xml", f"{nth:064x}", text, (Page(1, Span(0, len(text))),), blocks, metadata=about
        )
        return document, make_findings(document, rows, spans)

    def row(self, number: str, day: date, ministry: str) -> tuple[str, str, Any]:
        """One statement: its kind, its words and its particulars."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.05 or not self.promised:
            text = f"Ik zal {sentence(rng, self.words)}"
            self.promised.append((number, day, ministry, text))
            return "promise", text, day + timedelta(days=rng.randint(20, 600))
        if draw < 0.09:
            other, _, _, text = rng.choice(self.promised[-3000:])
            return "claim", f"Gedaan is {text}", other
        if draw < 0.10:
            return "meant", f"Gedaan is {rng.choice(self.promised[-3000:])[3]}", None
        if draw < 0.13:
            text = next((p[3] for p in reversed(self.promised[-300:]) if p[2] == ministry), "Ik zal varen")
            return "promise", text, day + timedelta(days=rng.randint(20, 600))
        return (
            "motion",
            f"De motie {rng.randint(1, 99)} over {sentence(rng, self.words, 5)}",
            rng.choice(self.motions),
        )


def make_findings(document: Document, rows: list[tuple[str, str, Any]], spans: list[Span]) -> Findings:
    """What an extractor would find in the letter."""
    ids, found = IdMaker(document.key), {"promise": [], "claim": [], "motion": []}
    for (kind, _, about), span in zip(rows, spans, strict=True):
        evidence = document.evidence(span, "benchmark")
        if kind == "promise":
            due = Deadline("op tijd", None, about)
            finding = ids.next_id("commitment", evidence.quote)
            found["promise"].append(
                Commitment(finding, evidence, CommitmentKind.ACT, Strength.FIRM, deadline=due)
            )
        elif kind == "motion":
            finding, said = ids.next_id("motion", evidence.quote), Disposition.IN_PROGRESS
            found["motion"].append(Motion(finding, evidence, about, (), said, (evidence,)))
        else:
            finding = ids.next_id("fulfilment", evidence.quote)
            found["claim"].append(Fulfilment(finding, evidence, Relation.FULFILS, Target(reference=about)))
    return Findings(document.key, (), *(tuple(found[kind]) for kind in ("motion", "promise", "claim")))


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """The shortest of some runs in seconds, with what it gave."""
    best, given = 1e9, None
    for _ in range(times):
        began = time.perf_counter()
        given = work()
        best = min(best, time.perf_counter() - began)
    return round(best, 4), given


def save(store: Store, built: tuple[Document, Findings]) -> None:
    """Store a letter; each of its paragraphs is a passage."""
    document, findings = built
    passages = [
        Passage(
            f"{document.key}#{nth}",
            document.key,
            block.span,
            document.text[block.span.start : block.span.end],
        )
        for nth, block in enumerate(document.blocks)
    ]
    store.save_letter(document.source, document, findings, passages, version="1", at=AT)


def build(url: str, items: int) -> dict[str, Any]:
    """Store all letters but the last, and link them."""
    register = Register(items)
    with open_store(url) as store:
        letters = [register.letter(nth) for nth in range(register.letters)]
        saving, _ = timed(lambda: [save(store, built) for built in letters[:-1]])
        linking, count = timed(lambda: store.retrack(AT))
        return {"letters": len(letters), "save_all": saving, "link_all": linking, "items": count}


def relink(url: str, items: int) -> dict[str, Any]:
    """Store the last letter in a fresh process, and link what it reaches."""
    register = Register(items)
    last = [register.letter(nth) for nth in range(register.letters)][-1]
    with open_store(url) as store:
        save(store, last)
        began = time.process_time()
        seconds, count = timed(lambda: store.retrack(AT))
        worked = round(time.process_time() - began, 4)
        counting, _ = timed(lambda: store.count_items(DAY))
        return {"relink": seconds, "relink_cpu": worked, "count": counting, "items_after": count}


def listing(url: str) -> dict[str, Any]:
    """The first list of a fresh process, lists with every filter, and single items."""
    asked = {
        "all": ItemFilter(),
        "status": ItemFilter(statuses=(Status.OPEN,)),
        "kind": ItemFilter(kinds=("motion",)),
        "ministry": ItemFilter(ministry="EZK"),
        "family": ItemFilter(family="KGG"),
        "committee": ItemFilter(committee="EZ"),
        "dossier": ItemFilter(dossier="40200"),
        "due": ItemFilter(due_before=date(2024, 1, 1)),
        "overdue": ItemFilter(timeliness=Timeliness.OVERDUE),
        "silent": ItemFilter(silent=True),
        "text": ItemFilter(text="haven"),
        "rejected": ItemFilter(rejected=True),
    }
    with open_store(url) as store:
        alone, _ = timed(lambda: store.item("40100-7", DAY))
        first, views = timed(lambda: store.items(ItemFilter(), DAY))
        mentions = sum(len(view.item.mentions) for view in views)
        lists = {name: timed(lambda f=f: store.items(f, DAY), 3)[0] for name, f in asked.items()}
        queue, _ = timed(lambda: store.review_queue(DAY), 3)
        some = random.Random(1).sample(views, 50)
        single = [timed(lambda v=view: store.item(v.item.id, DAY))[0] for view in some]
        named = {
            name: [timed(lambda f=asked[name]: store.passages_of_items(f, DAY))[0] for _ in range(3)]
            for name in ("status", "due")
        }
        other_day, _ = timed(lambda: store.items(ItemFilter(), DAY - timedelta(days=1)))
    return {
        "mentions": mentions,
        "item_in_a_fresh_process": alone,
        "first_list": first,
        "lists": lists,
        "queue": queue,
        "item": max(single),
        "passages_of_items": named,
        "first_list_of_another_day": other_day,
    }


def measure(items: int) -> dict[str, Any]:
    """All figures, each part in a process of its own."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/n.db"
        for part in ("build", "relink", "listing"):
            command = [sys.executable, "-m", "tests.benchmarks.tracking_speed", part, url, str(items)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            figures |= json.loads(done.stdout)
    return figures


def too_slow(figures: dict[str, Any]) -> list[str]:
    """The figures above their floor."""
    found = [f"list {name}" for name, took in figures["lists"].items() if took > FLOORS["list"]]
    found += ["item"] if figures["item"] > FLOORS["item"] else []
    return found + (["relink"] if figures["relink"] > FLOORS["relink"] else [])


def main(arguments: list[str]) -> None:
    """Measure everything, or the one part that is named."""
    parts: dict[str, Callable[..., dict[str, Any]]] = {"build": build, "relink": relink}
    if arguments[:1] == ["listing"]:
        print(json.dumps(listing(arguments[1])))
    elif arguments and arguments[0] in parts:
        print(json.dumps(parts[arguments[0]](arguments[1], int(arguments[2]))))
    else:
        numbers = [int(each) for each in arguments if each.isdigit()]
        figures = measure(numbers[0] if numbers else 10_000)
        print(json.dumps(figures, indent=2))
        if "--floors" in arguments and (slow := too_slow(figures)):
            sys.exit(f"too slow: {', '.join(slow)}")


if __name__ == "__main__":
    main(sys.argv[1:])
