"""Count the parts that Dutch compounds are made of: one command, paths as arguments.

    python -m training.compounds DATA OUT.tsv.gz

Two things are counted: how often words stand in parliamentary texts, and of how many approved words each is
the first part or the head. For the second every approved word is cut where its parts are in most other
compounds; that changes how many they are in, so it is done over and over. `training.measure_compounds` tells
how well the splitter then does.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from search.analysis import fold, read_words, stem_both, stop_words
from search.compounds import (
    LOAN_VERB,
    OF_VERBS,
    PLACES,
    PREFIXES,
    SAME,
    SHORTEST_PART,
    closed,
    singulars,
    sources_of,
)
from training.pairs import read_json_lines

LETTERS = re.compile(r"[^\W\d_]{3,}")
OFTEN, VERY_OFTEN = 2, 40
SHORT, SHORT_OFTEN = 3, 200  # "dag", "weg", "wet", but not "eli"
NO_NAME = 200  # a word in no dictionary that stands so often may be a part, too: "europol"
ROUNDS = 6
FEWEST = 2  # compounds of which a part must be one, lest names and slips be parts
# Letters of a word that may be a part though it is one of no known compound; longer ones must stand in texts.
SHORTEST_UNSEEN, LONGEST_UNSEEN = 4, 12
KNOWN = 20  # how often a compound stands in texts that may be a part as a whole
LONG_ENOUGH = 6
# First parts that change: scheepswerf, kinderboek, eierdoos (Algemene Nederlandse Spraakkunst, 12.4).
CHANGED = {
    "eier": "ei",
    "hoender": "hoen",
    "kalver": "kalf",
    "kinder": "kind",
    "lammer": "lam",
    "rader": "rad",
    "rijks": "rijk",
    "runder": "rund",
    "scheeps": "schip",
    "steden": "stad",
    "zonne": "zon",
}
# The link that nouns with these endings take, whether or not an approved compound shows it.
LINKED = {
    "er": "s",
    "heid": "s",
    "ing": "s",
    "schap": "s",
    "teit": "s",
    "ant": "en",
    "ent": "en",
    "ist": "en",
}
STOP_WORDS_THAT_ARE_PARTS = frozenset(("kabinet", "kamer", "mijn", "regering", "zelf"))
# First parts that are no words by themselves.
SIZES = ("centi", "kilo", "macro", "maxi", "mega", "micro", "midi", "milli", "mini", "multi")
COMBINING = frozenset(("aarts", "anti", "bio", "euro", "hyper", "neuro", "oud", "semi", "super", *SIZES))
HEADS_ONLY = frozenset(("weg",))  # snelweg, but weg-halen


class Halves(NamedTuple):
    """One way to cut a word: the first part as it stands there and without link, and the head."""

    first: str
    base: str
    head: str


class Families(NamedTuple):
    """Of how many approved words a part is the beginning, and the head."""

    firsts: Counter[tuple[str, str]]  # as it stands there and without link
    heads: Counter[str]
    compounds: set[str]


def read_texts(data: Path) -> Iterator[str]:
    """All texts whose words are counted; each law's title and each description once a row."""
    with gzip.open(data / "cases" / "cases.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["Onderwerp"] or ""
    for motion in read_json_lines(data / "motions" / "motions.jsonl.gz"):
        yield " ".join(motion["paragraphs"])
    for article in read_json_lines(data / "law" / "articles.jsonl.gz"):
        yield article["text"]


def count_words(data: Path) -> Counter[str]:
    """How often each folded word stands in the texts."""
    counts: Counter[str] = Counter()
    for text in read_texts(data):
        counts.update(map(fold, LETTERS.findall(text)))
    return counts


def read_approved(data: Path, *, hyphened: bool = True) -> set[str]:
    """Approved Dutch base words, folded.

    Args:
        data: the folder.
        hyphened: also those with a hyphen or another sign in them.
    """
    with gzip.open(data / "lexicon" / "opentaal-words.txt.gz", "rt", encoding="utf-8") as lines:
        words = [line.strip() for line in lines]
    return {fold(word) for word in words if hyphened or word.isalpha()}


def choose_words(counts: Counter[str], approved: set[str]) -> dict[str, int]:
    """The words whose counts are kept."""
    stems = {stem_both(word)[0] for word in approved}  # "kinderen" goes in by "kind"
    chosen = {}
    for word, count in counts.items():
        real = word in approved or stem_both(word)[0] in stems
        enough = SHORT_OFTEN if len(word) <= SHORT else OFTEN
        if (real and count >= enough) or (len(word) > SHORT + 1 and count >= VERY_OFTEN):
            chosen[word] = count
    return chosen


def barred_words() -> frozenset[str]:
    """Endings, prefixes and particles, which are no parts of compounds."""
    return read_words("noparts.txt") | (stop_words() - STOP_WORDS_THAT_ARE_PARTS)


def choose_parts(counts: Counter[str], approved: set[str]) -> set[str]:
    """The words that may be parts: approved ones, and very frequent ones that are no form of these."""
    frequent = {
        word
        for word, count in counts.items()
        if count >= NO_NAME and len(word) > SHORT and approved.isdisjoint(singulars(word))
    }
    long = {word for word in approved | frequent if len(word) >= SHORTEST_PART and word.isalpha()}
    return (long - barred_words()) | HEADS_ONLY


def verb_stems(approved: set[str]) -> set[str]:
    """Stems of verbs, which begin compounds too: slaap-kamer, kleed-kamer, parkeer-verbod."""
    return {stem for word in approved if word.endswith("en") for stem in closed(word[:-2])}


def is_prefixed(word: str, approved: set[str]) -> bool:
    """True for a known word behind a prefix: ver-stand is no tooth."""
    return any(
        word.startswith(prefix) and word.removeprefix(prefix) in approved
        for prefix in PREFIXES
        if len(word) > len(prefix) + SHORTEST_PART
    )


def is_of_verb(word: str, approved: set[str]) -> bool:
    """True for a noun made of a known verb or adjective: schilder-ing."""
    return any(source in approved for source in sources_of(word))


class Cutter:
    """Finds all ways to cut a word into two parts.

    Args:
        parts: words that may be either part.
        stems: stems of verbs, which may be the first.
    """

    def __init__(self, parts: set[str], stems: set[str]) -> None:
        self.parts = parts
        self.barred = barred_words() | HEADS_ONLY
        long = {stem for stem in stems if len(stem) >= SHORTEST_PART}
        self.firsts = (parts | COMBINING | long) - self.barred
        self.bases: dict[str, tuple[str, ...]] = {}

    def cuts_of(self, word: str) -> list[Halves]:
        """All cuts between a known first part and a known head.

        What is made of a verb is a compound only if its head is, too: hulp-verlening, but not schild-ring.
        """
        found: list[Halves] = []
        of_verb = is_of_verb(word, self.parts)
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, head = word[:at], word[at:]
            if head in self.parts and (not of_verb or is_of_verb(head, self.parts)):
                found += [Halves(first, base, head) for base in self.bases_of(first, head)]
        return found

    def bases_of(self, first: str, head: str) -> tuple[str, ...]:
        """What a first part may be without its link."""
        if first in PLACES:
            of_verb = head.endswith(OF_VERBS) or is_of_verb(head, self.parts)
            return () if of_verb else (first,)
        if first not in self.bases:
            self.bases[first] = tuple(dict.fromkeys(self.unlinked(first)))
        return self.bases[first]

    def unlinked(self, first: str) -> Iterator[str]:
        """The same whatever the head: the first part itself, a singular of it, or "stad" for "stads"."""
        if first in self.barred or (first not in self.firsts and first.removesuffix("s") in self.barred):
            return
        if first in CHANGED:
            yield CHANGED[first]
            return
        ways = (first,) if len(first) == SHORTEST_PART else singulars(first)
        yield from (base for base in ways if base in self.firsts and len(base) >= SHORTEST_PART)


def find_families(words: set[str], cutter: Cutter) -> Families:
    """Cut each word where its parts are in most compounds, and count again: six times, then little changes.

    Args:
        words: approved ones.
        cutter: knows the parts.
    """
    cuts = {word: found for word in sorted(words) if (found := cutter.cuts_of(word))}
    firsts = Counter((cut.first, cut.base) for found in cuts.values() for cut in found)
    heads = Counter(cut.head for found in cuts.values() for cut in found)
    compounds: set[str] = set()
    for _ in range(ROUNDS):
        best = {
            word: max(found, key=lambda cut: weigh_halves(cut, firsts, heads)) for word, found in cuts.items()
        }
        kept = {
            word: cut
            for word, cut in best.items()
            if firsts[cut.first, cut.base] >= FEWEST and heads[cut.head] >= FEWEST
        }
        firsts = Counter((cut.first, cut.base) for cut in kept.values())
        heads = Counter(cut.head for cut in kept.values())
        compounds = set(kept)
    return Families(firsts, heads, compounds)


def weigh_halves(cut: Halves, firsts: Counter[tuple[str, str]], heads: Counter[str]) -> float:
    """How likely a cut is: by its parts' compounds, by their length, and by those that the bare first ends.

    Long parts are seldom there by chance, and what is a noun by itself ends compounds: "staat" in "staats".
    """
    known = math.log(firsts[cut.first, cut.base] + 0.1) + math.log(heads[cut.head] + 0.1)
    length = min(len(cut.base), LONG_ENOUGH) + min(len(cut.head), LONG_ENOUGH)
    return known + 0.5 * length + 0.3 * math.log(heads[cut.base] + 0.5)


def beginnings_of(families: Families, nouns: set[str]) -> dict[str, tuple[int, str]]:
    """Beginnings of compounds as they stand there, each with its number of compounds and the bare part.

    Nouns whose ending tells their link get that beginning even where no compound is known.
    """
    beginnings: dict[str, tuple[int, str]] = {}
    for (first, base), number in sorted(families.firsts.items()):
        if number > beginnings.get(first, (0, ""))[0]:
            beginnings[first] = (number, base)
    for noun in sorted(nouns):
        for link in {link for end, link in LINKED.items() if noun.endswith(end)}:
            beginnings.setdefault(noun + link, (0, noun))
    return beginnings


def lines_of(counts: dict[str, int], families: Families, unseen: set[str]) -> list[str]:
    """The lines of the file, each a column of a table, as `search.compounds.load_lexicon` reads them.

    Args:
        counts: of words in texts.
        families: of parts.
        unseen: words that may be parts but are none of a known compound.
    """
    beginnings = beginnings_of(families, unseen | families.heads.keys())
    words, firsts, heads = sorted(counts), sorted(beginnings), sorted(families.heads)
    joined = (word for word in families.compounds if word in families.heads or counts.get(word, 0) >= KNOWN)
    columns: list[Iterable[object]] = [
        words,
        (counts[word] for word in words),
        firsts,
        (beginnings[first][0] for first in firsts),
        (SAME if beginnings[first][1] == first else beginnings[first][1] for first in firsts),
        heads,
        (families.heads[head] for head in heads),
        sorted(unseen),
        sorted(joined),
    ]
    return [" ".join(map(str, column)) for column in columns]


def write_parts(data: Path, out: Path) -> None:
    """Count everything and write the file; the same data give the same bytes."""
    approved = read_approved(data)
    counts = count_words(data)
    parts = choose_parts(counts, approved)
    words = {word for word in approved if word.isalpha() and not is_prefixed(word, approved)}
    words = {word for word in words if not word.endswith(LOAN_VERB)}
    families = find_families(words, Cutter(parts, verb_stems(approved)))
    hyphened = approved - read_approved(data, hyphened=False)
    kept = choose_words(counts, approved)
    unseen = {
        word
        for word in parts - families.compounds - hyphened
        if len(word) >= SHORTEST_UNSEEN and (len(word) <= LONGEST_UNSEEN or word in kept)
    }
    lines = lines_of(kept, families, unseen)
    with out.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write("".join(f"{line}\n" for line in lines).encode())


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description="Count the parts of Dutch compounds")
    parser.add_argument("data", type=Path, help="folder with cases/, motions/, law/ and lexicon/")
    parser.add_argument("out", type=Path, help="file to write")
    options = parser.parse_args()
    write_parts(options.data, options.out)


if __name__ == "__main__":
    main()
