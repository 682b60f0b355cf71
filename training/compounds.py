"""Count the words that Dutch compounds are made of: one command, paths as arguments.

    python -m training.compounds DATA OUT.tsv.gz
    python -m training.compounds DATA OUT.tsv.gz --measure

A word goes in where it stands often enough in parliamentary texts and is an approved Dutch word, or
very often in those texts. With --measure the splitter is compared with split compounds of a treebank.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from search.analysis import fold, stem_both
from search.compounds import split_compound, stem_part
from training.pairs import read_json_lines

LETTERS = re.compile(r"[^\W\d_]{3,24}")
OFTEN, VERY_OFTEN = 2, 40
SHORT, SHORT_OFTEN = 3, 200  # "dag", "weg", "wet", but not "eli"


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


def read_approved(data: Path) -> set[str]:
    """Approved Dutch base words."""
    with gzip.open(data / "lexicon" / "opentaal-words.txt.gz", "rt", encoding="utf-8") as lines:
        return {fold(line.strip()) for line in lines}


def choose_words(counts: Counter[str], approved: set[str]) -> dict[str, int]:
    """The words that may be parts of compounds."""
    stems = {stem_both(word)[0] for word in approved}  # "kinderen" goes in by "kind"
    chosen = {}
    for word, count in counts.items():
        real = word in approved or stem_both(word)[0] in stems
        enough = SHORT_OFTEN if len(word) <= SHORT else OFTEN
        if (real and count >= enough) or (len(word) > SHORT + 1 and count >= VERY_OFTEN):
            chosen[word] = count
    return chosen


def measure(data: Path) -> None:
    """Print how many split compounds of the treebank the splitter splits, and how many as given there."""
    rows = (data / "lexicon" / "compound_splits.tsv").read_text(encoding="utf-8").splitlines()
    given = [row.split("\t")[:2] for row in rows]
    split = [(tuple(map(stem_part, split_compound(fold(word)))), parts) for word, parts in given]
    right = sum(found == tuple(stem_part(fold(part)) for part in parts.split("_")) for found, parts in split)
    some = sum(bool(found) for found, _ in split)
    shares = (some / len(given), right / max(some, 1))
    print("{} compounds, {:.3f} split, {:.3f} of these as given".format(len(given), *shares))


def main() -> None:
    """Count and write, or measure."""
    parser = argparse.ArgumentParser(description="Count the parts of Dutch compounds")
    parser.add_argument("data", type=Path, help="folder with cases/, motions/, law/ and lexicon/")
    parser.add_argument("out", type=Path, help="file to write: word, tab, count, by word")
    parser.add_argument("--measure", action="store_true", help="measure what is there; write nothing")
    options = parser.parse_args()
    if options.measure:
        measure(options.data)
        return
    chosen = choose_words(count_words(options.data), read_approved(options.data))
    with options.out.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as out:
        out.write("".join(f"{word}\t{count}\n" for word, count in sorted(chosen.items())).encode())


if __name__ == "__main__":
    main()
