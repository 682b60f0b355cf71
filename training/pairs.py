"""Pairs of texts that mean much the same, drawn from public parliamentary data, to train on.

Every reader yields `Pair`s. Two pairs with the same `group` are never each other's counter-example:
two motions of one dossier may well be about the same thing.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# "Gewijzigde motie van de leden Jansen en De Vries c.s. over X (t.v.v. 12345-67)": only X tells what
# it is about.
OPENING = re.compile(
    r"""^(?:(?:(?:nader|tweede|derde)\ )? (?:gewijzigde?\ )?
            (?:motie|amendement|verzoek|voorstel|brief|vragen)\b
            .{0,140}? \b(?:over|inzake|betreffende|ter\ zake\ van|m\.b\.t\.|met\ betrekking\ tot)\s+
        | (?:reactie|antwoord(?:en)?|beantwoording|lijst\ van\ vragen(?:\ en\ antwoorden)?|verslag)\b
            .{0,80}? \b(?:over|inzake|op|van)\s+
        | (?:het\ )? (?:bericht|artikel|rapport|onderzoek)\s+ (?:dat\s+|over\s+)?)""",
    re.IGNORECASE | re.VERBOSE,
)
REPLACED = re.compile(r"\s*\((?:t\.?v\.?v\.?|ter vervanging|was ).*?\)|\s*\(handelingen.*?\)", re.IGNORECASE)
# A budget's title says nothing about what a motion asks.
BUDGET = re.compile(
    r"^(?:vaststelling|wijziging) van de (?:begroting|departementale)|^nota over de toestand", re.IGNORECASE
)
KINDS_WITH_SUBJECT = {
    "Motie", "Brief regering", "Schriftelijke vragen", "Amendement", "Brief commissie", "Position paper",
    "Mondelinge vragen", "Verzoek bij regeling van werkzaamheden", "Brief van lid/fractie/commissie",
}  # fmt: skip


MOST_SUBJECTS = 20  # case subjects that each subject of policy is paired with
MOST_PARTS = 4  # of a motion's body that each everyday question is paired with
EVERYDAY = Path(__file__).parent / "everyday_questions.tsv"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together, and the group within which nothing is a counter-example."""

    left: str
    right: str
    group: str


def subject_of(text: str) -> str:
    """What a case's official description is about, without who put it forward.

    >>> subject_of("Motie van het lid Jansen over meer fietspaden (t.v.v. 12345-6)")
    'meer fietspaden'
    """
    return OPENING.sub("", REPLACED.sub("", " ".join(text.split())), count=1).strip(" '‘’\"“”")


def read_cases(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Subject with the title of its dossier; and subjects of one dossier, near in time, with each other."""
    by_dossier: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            subject, title = subject_of(row["Onderwerp"] or ""), " ".join((row["Titel"] or "").split())
            if row["Soort"] not in KINDS_WITH_SUBJECT or len(subject.split()) < 3:
                continue
            if title and not BUDGET.match(title):
                by_dossier[title].append(f"{row['GestartOp'][:10]}\t{subject}")
                if subject.lower() not in title.lower():
                    yield Pair(subject, title, title)
            yield from halves(subject, chance)
    for title, dated in by_dossier.items():
        subjects = [entry.partition("\t")[2] for entry in sorted(set(dated))]
        for left, right in itertools.pairwise(subjects):
            if left != right:
                yield Pair(left, right, title)


def halves(text: str, chance: random.Random, least: int = 10) -> Iterator[Pair]:
    """A long text's two halves, cut near the middle."""
    words = text.split()
    if len(words) >= least:
        at = len(words) // 2 + chance.randint(-2, 2)
        yield Pair(" ".join(words[:at]), " ".join(words[at:]), text[:60])


def read_everyday(path: Path, data: Path, left_out: set[str]) -> Iterator[Pair]:
    """What people might type who look for a motion or a case, with its subject and with what it says.

    Args:
        path: our own questions: the number of a motion or a case, and two questions, between tabs.
        data: where these motions and cases stand.
        left_out: numbers of motions that are kept for measuring.
    """
    motions = {motion["id"]: motion for motion in read_json_lines(data / "motions" / "motions.jsonl.gz")}
    subjects = read_subjects(data / "cases" / "cases.tsv.gz")
    for line in path.read_text(encoding="utf-8").splitlines():
        number, *questions = line.split("\t")
        if number in left_out:
            continue
        if number in motions:
            body = body_of(motions[number])
            texts = [subject_of(motions[number]["subject"]), " ".join(body), *body[:MOST_PARTS]]
        else:
            texts = [subjects[number]] * 2 if number in subjects else []
        yield from (Pair(question, text, number) for question in questions for text in texts if text)
        yield from (Pair(*two, number) for two in itertools.pairwise(questions))


def read_subjects(path: Path) -> dict[str, str]:
    """The subjects of all cases by number."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["Nummer"]: subject_of(row["Onderwerp"] or "") for row in rows}


def body_of(motion: Any) -> list[str]:
    """The reasons and requests of a motion, without its opening and closing lines."""
    opening = re.compile(r"(?i)(constat|overweg|verzoek|van mening)")
    return [part for part in motion["paragraphs"] if part[-1:] == ":" or opening.match(part)]


def read_motions(path: Path, left_out: set[str]) -> Iterator[Pair]:
    """Description with body, reasons with request; the motions in `left_out` are kept for measuring."""
    for motion in read_json_lines(path):
        if motion["id"] in left_out:
            continue
        body = body_of(motion)
        reasons = [p for p in body if not p.lower().startswith("verzoek")]
        requests = [p for p in body if p.lower().startswith("verzoek")]
        subject = subject_of(motion["subject"])
        yield Pair(subject, " ".join(body), motion["id"])
        yield from (Pair(subject, part, motion["id"]) for part in body)
        yield from (Pair(reason, request, motion["id"]) for reason in reasons for request in requests)


def read_articles(path: Path, chance: random.Random) -> Iterator[Pair]:
    """A law's title and heading with the article's text, and the halves of long articles."""
    for article in read_json_lines(path):
        text = " ".join(article["text"].split()[:160])
        if "Ã" in text or len(text.split()) < 12:  # mojibake at the source
            continue
        yield Pair(f"{article['title']} {article['heading']}", text, article["law"])
        yield from halves(text, chance, least=30)


def read_synonyms(path: Path) -> Iterator[Pair]:
    """A word with each of its synonyms."""
    with path.open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, 1, None):
            lemma, *synonyms = line.strip().split("\t")
            yield from (Pair(lemma, synonym, lemma) for synonym in synonyms[:4])


def read_plain_words(cases: Path, chance: random.Random) -> Iterator[Pair]:
    """Everyday words for a subject with its official names, and with case subjects that have these."""
    from search.concepts import read_concepts

    subjects = find_subjects(cases)
    for concept in read_concepts():
        group = concept.official[0]
        for plain in concept.plain:
            names = chance.sample(concept.official, min(3, len(concept.official)))
            yield from (Pair(plain, name, group) for name in names)
        found = [subject for name in concept.official for subject in subjects.get(stems_of(name), [])]
        for subject in chance.sample(found, min(MOST_SUBJECTS, len(found))):
            some = chance.sample(concept.plain, min(2, len(concept.plain)))
            yield Pair(", ".join(some) or group, subject, group)


def find_subjects(cases: Path) -> dict[tuple[str, ...], list[str]]:
    """For each official name of a subject of policy, by its stems: case subjects with all these stems."""
    from search.concepts import read_concepts

    names = {stems_of(name) for concept in read_concepts() for name in concept.official} - {()}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in names:
        by_first[max(name, key=len)].append(name)
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    with gzip.open(cases, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            subject = subject_of(row["Onderwerp"] or "")
            stems = set(stems_of(subject))
            for name in (name for stem in stems for name in by_first.get(stem, ())):
                if stems.issuperset(name):
                    found[name].append(subject)
    return found


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text's telling words."""
    from search.analysis import find_words

    return tuple(word.stem for word in find_words(text) if not word.is_stop)


def read_json_lines(path: Path) -> Iterator[Any]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def read_left_out(paths: Iterable[Path]) -> tuple[set[str], set[str]]:
    """Of evaluation queries: the documents they look for, and their own words."""
    documents: set[str] = set()
    words: set[str] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            words.add(squeeze(query["query"]))
            # lay queries have many relevant documents, judged by hand: only their words are kept out
            if len(query["relevant"]) == 1:
                documents |= set(query["relevant"])
            # the motion from which a need of ours was thought up
            documents |= {query["seed"]} if "seed" in query else set()
    return documents, words


def squeeze(text: str) -> str:
    """Lower-case letters and digits only."""
    return re.sub(r"\W+", "", text.lower())


def read_pairs(data: Path, left_out: Iterable[Path], chance: random.Random) -> dict[str, list[Pair]]:
    """All pairs by source, without those that hold an evaluation query.

    Args:
        data: the folder with `cases/`, `motions/`, `law/` and `lexicon/`.
        left_out: files of evaluation queries (`{qid, query, relevant}` a line).
        chance: where halves are cut.
    """
    documents, words = read_left_out(left_out)
    sources: dict[str, Callable[[], Iterator[Pair]]] = {
        "cases": lambda: read_cases(data / "cases" / "cases.tsv.gz", chance),
        "motions": lambda: read_motions(data / "motions" / "motions.jsonl.gz", documents),
        "articles": lambda: read_articles(data / "law" / "articles.jsonl.gz", chance),
        "everyday": lambda: read_everyday(EVERYDAY, data, documents),
        "plain": lambda: read_plain_words(data / "cases" / "cases.tsv.gz", chance),
        "synonyms": lambda: read_synonyms(data / "lexicon" / "odwn-synonyms.tsv"),
    }
    return {
        name: [pair for pair in read() if not {squeeze(pair.left), squeeze(pair.right)} & words]
        for name, read in sources.items()
    }
