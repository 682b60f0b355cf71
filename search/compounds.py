"""Dutch compounds cut into their parts: energierekening → energie, rekening.

A compound is a first part, often with a link ("stads", "boeken", "kinder"), and a head, which may be
inflected ("leden"). How well a word serves as either is told by the number of approved Dutch words in which
it does: "web" begins many and ends few. `training.compounds` counts them, "families" of a part below.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from search.analysis import read_words, stem_both, stop_words

SHORTEST_WORD, SHORTEST_PART = 6, 3
MOST_PARTS = 4
# Chosen on half of a treebank's compounds and of its words that are none; training/README.md has the figures.
LETTER = 2.0  # what each letter speaks for a split: long words are seldom simple
LEAST_WORTH = -4.0
EACH_MORE = 3.0  # against a part more than two
INFLECTED = 0.5  # against a head that has to be made singular first
OWN_FAMILY = 1.0  # against cutting a word that is itself a part of many compounds: "kantoor" is no "oor"
RARER = 4.0  # against parts that are rarer than the word: "burg" in "burgemeester"
OCCURRENCES = 2  # as which one compound with a part counts where the part's own are counted
UNSEEN = 0.3  # as how many compounds a word counts that is a part of none known
LONGEST_SIMPLE = 10  # longer words of the dictionary may be compounds of rare parts
# What makes a word of another without being a part of a compound: be-stelling, op-dracht, schilder-ing.
PREFIXES = (
    "be", "ge", "her", "on", "ont", "ver",
    "aan", "af", "bij", "door", "in", "mee", "na", "om", "onder", "op", "over", "tegen", "toe", "uit", "voor",
)  # fmt: skip
SOURCES = {"ing": "en", "ingen": "en", "er": "en", "ers": "en", "ster": "en", "heid": "", "nis": ""}
SAME = "="  # in the file: the part as it stands there
LOAN_VERB = "eren"  # combin-eren, ris-keren: never a compound
# Adverbs that make compounds with nouns, but with verbs and what is made of them something else:
# achterdeur, achtervolging.
PLACES = frozenset(("achter", "binnen", "boven", "buiten"))
OF_VERBS = ("en", "end", "ende", "de")
VOWELS = "aeiou"
UNVOICED = {"v": "f", "z": "s"}
# Plurals that change the vowel or add -er: Algemene Nederlandse Spraakkunst, 3.5.2.
PLURALS = {
    "bladeren": "blad",
    "eieren": "ei",
    "goederen": "goed",
    "heden": "heid",
    "hoenderen": "hoen",
    "kalveren": "kalf",
    "kinderen": "kind",
    "lammeren": "lam",
    "leden": "lid",
    "liederen": "lied",
    "lieden": "man",
    "lui": "man",
    "raderen": "rad",
    "runderen": "rund",
    "schepen": "schip",
    "smeden": "smid",
    "steden": "stad",
    "volkeren": "volk",
}
PLURAL_ENDS = tuple(PLURALS)
PLURAL_OF = {single: plural for plural, single in PLURALS.items() if plural not in ("heden", "lieden", "lui")}
LONG_BEFORE_T = re.compile(r"(?:[aeiou]{2}|ij|e)[lnrw]t$|[aeiouyw]t$")


class Cut(NamedTuple):
    """A way to cut a word into parts as they stand there, and how likely it is."""

    worth: float
    parts: tuple[str, ...]


class Lexicon(NamedTuple):
    """The words that compounds are made of."""

    counts: dict[str, int]  # how often words stand in parliamentary texts
    firsts: dict[str, float]  # beginnings of compounds as they stand there ("stads"), and their worth
    names: dict[str, str]  # beginnings without link or ending, where that differs: "stad"
    heads: dict[str, float]  # ends of compounds, not inflected, and their worth
    compounds: frozenset[str]  # heads that are compounds themselves
    families: dict[str, int]  # of how many approved words a part is a part


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the shipped file, a column of its tables a line, which is read much faster than rows.

    Worth is the logarithm of the share of known compounds that begin, or end, with the part.
    """
    packed = files("search").joinpath("model", "parts.tsv.gz").read_bytes()
    columns = [line.split() for line in gzip.decompress(packed).decode().split("\n")]
    words, counts, firsts, begun, names, heads, ended, unseen, compounds = columns[:9]
    begun_by, ended_by = list(map(int, begun)), list(map(int, ended))
    total = math.log(sum(ended_by))
    worths = {str(number): math.log(number or UNSEEN) - total for number in {*begun_by, *ended_by}}
    rare = dict.fromkeys((*unseen, *compounds), math.log(UNSEEN) - total)
    families = dict(zip(heads, ended_by, strict=True))
    bare = {first: name for first, name in zip(firsts, names, strict=True) if name != SAME}
    for first, number in zip(firsts, begun_by, strict=True):
        name = bare.get(first, first)
        families[name] = families.get(name, 0) + number
    return Lexicon(
        counts=dict(zip(words, map(int, counts), strict=True)),
        firsts=rare | dict(zip(firsts, map(worths.__getitem__, begun), strict=True)),
        names=bare,
        heads=rare | dict(zip(heads, map(worths.__getitem__, ended), strict=True)),
        compounds=frozenset(compounds),
        families=families,
    )


def word_counts() -> dict[str, int]:
    """How often each word stands in parliamentary texts; rare ones in no dictionary are left out."""
    return load_lexicon().counts


@lru_cache(maxsize=1)
def no_parts() -> frozenset[str]:
    """What looks like a part of a compound and is none."""
    return read_words("noparts.txt")


@lru_cache(maxsize=1)
def weak_parts() -> frozenset[str]:
    """Parts that say little."""
    return read_words("weakparts.txt")


def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a compound as they stand in it, without links; nothing for a word that is none.

    Of all ways to cut a word into known parts the likeliest wins. It must be likelier than that a word of
    this length is a simple one, the more so where other compounds have the word itself as a part.

    Args:
        word: folded, as `analysis.fold` gives it.
    """
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return ()
    best, most = None, LEAST_WORTH
    for single in known_forms(word):
        found = best_cut(single, MOST_PARTS)
        if found and (worth := weigh(word, single, found)) > most:
            best, most = (single, found.parts), worth
    if best is None or is_derived(word, best[1]):
        return ()
    single, parts = best
    return (*map(without_link, parts[:-1]), head_of(word, single, parts))


def known_forms(word: str) -> Iterable[str]:
    """The forms without inflection that are known words; where none is, all that there may be."""
    heads = load_lexicon().heads
    forms = dict.fromkeys(singulars(word))
    return [form for form in forms if form != word and form in heads] or forms


def weigh(word: str, single: str, cut: Cut) -> float:
    """How much likelier it is that a word is a compound, cut so, than that it is not.

    Args:
        word: as it stands.
        single: without inflection, as it was cut.
        cut: the likeliest.
    """
    families = load_lexicon().families
    worth = cut.worth + LETTER * len(single) - OWN_FAMILY * math.log(1 + families.get(single, 0))
    if single != word:
        if head_of(word, single, cut.parts) in no_parts():
            return -math.inf
        worth -= INFLECTED
    return worth - RARER * how_rare(cut.parts, word)


def head_of(word: str, single: str, parts: tuple[str, ...]) -> str:
    """The head as it stands in the word: "leden", where "lid" was looked for."""
    return word[len(single) - len(parts[-1]) :]


def how_rare(parts: Iterable[str], word: str) -> float:
    """How much rarer than the word its parts are, in texts and in compounds; 0 where none is."""
    counts, families, names = load_lexicon().counts, load_lexicon().families, load_lexicon().names
    own = counts.get(word, 0)
    if not own:
        return 0.0
    rare = 0.0
    for part in parts:
        name = names.get(part, part)
        known = max(counts.get(name, 0), counts.get(part, 0)) + OCCURRENCES * families.get(name, 0)
        rare += max(0.0, math.log((own + 1) / (known + 1)))
    return rare


def best_cut(word: str, most: int) -> Cut | None:
    """The likeliest way to cut a word without inflection into two to `most` known parts."""
    lexicon = load_lexicon()
    firsts, heads = lexicon.firsts, lexicon.heads
    best: Cut | None = None
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first = word[:at]
        worth = firsts.get(first)
        if worth is None:
            continue
        rest = word[at:]
        head = heads.get(rest)
        if head is not None and (best is None or worth + head > best.worth):
            best = Cut(worth + head, (first, rest))
        tail = best_cut(rest, most - 1) if most > 2 and len(rest) >= 2 * SHORTEST_PART else None
        if tail and (best is None or worth + tail.worth - EACH_MORE > best.worth):
            best = Cut(worth + tail.worth - EACH_MORE, (first, *tail.parts))
    return best


def without_link(first: str) -> str:
    """A first part without its link: "beleid" for "beleids"; but "dieren" is a word itself."""
    lexicon = load_lexicon()
    return first if first.endswith("n") and first in lexicon.counts else lexicon.names.get(first, first)


def is_derived(word: str, parts: tuple[str, ...]) -> bool:
    """True for a word that only looks like a compound: be-stelling, schilder-ing, weerloos-heid.

    Args:
        word: as it stands.
        parts: as which it might be cut, without inflection.
    """
    head = parts[-1]
    if parts[0] in PLACES and (head.endswith(OF_VERBS) or any(map(is_simple, sources_of(head)))):
        return True
    forms = set(singulars(word))
    if not forms.isdisjoint(load_lexicon().compounds):
        return False
    rests = (word[len(prefix) :] for prefix in PREFIXES if word.startswith(prefix))
    known = chain(forms, sources_of(word), *map(singulars, rests))
    return any(map(is_simple, known))


def is_simple(word: str) -> bool:
    """True for a word of the dictionary that is no compound."""
    if len(word) > LONGEST_SIMPLE and not word.endswith(LOAN_VERB):
        return False
    return word in load_lexicon().heads and word not in load_lexicon().compounds


def sources_of(word: str) -> Iterator[str]:
    """The verbs and adjectives that a noun may be made of, as far as its ending tells."""
    return (word.removesuffix(end) + source for end, source in SOURCES.items() if word.endswith(end))


def singulars(word: str) -> Iterator[str]:
    """A word as it stands, and all that it may be an inflected form of.

    >>> list(singulars("grenzen")), list(singulars("raadsleden"))
    (['grenzen', 'grenze', 'grens'], ['raadsleden', 'raadslid', 'raadslede', 'raadsleed', 'raadsled'])
    """
    yield word
    if word.endswith(PLURAL_ENDS):
        yield from (word[: -len(end)] + single for end, single in PLURALS.items() if word.endswith(end))
    if word.endswith("s"):
        word = word[:-1]
        yield word
    if word.endswith("je"):
        yield from undiminished(word[:-2])
    elif word.endswith("en"):
        yield word[:-1]
        yield from closed(word[:-2])
    elif word.endswith("e"):
        yield from closed(word[:-1])


def undiminished(stem: str) -> Iterator[str]:
    """What may stand before -je: kaart-je, baan-tje, boom-pje, man-netje, konin-kje."""
    yield stem
    if LONG_BEFORE_T.search(stem) or stem.endswith("mp"):
        yield stem[:-1]
    if stem.endswith("et") and len(stem) > 4 and stem[-3] == stem[-4]:
        yield stem[:-3]
    if stem.endswith("nk"):
        yield stem[:-1] + "g"


def closed(stem: str) -> Iterator[str]:
    """How what stands before -en or -e is written without it: boss-en, problem-en, grenz-en, dag-en."""
    if len(stem) < 2:
        return
    bare, before, last = stem[:-1], stem[-2], stem[-1]
    if last in VOWELS:
        yield stem
    elif before == last:
        yield bare
    else:
        last = UNVOICED.get(last, last)
        if before in "aeou" and stem[-3:-2] not in tuple(VOWELS):
            yield bare + before + last
        yield bare + last


@lru_cache(maxsize=50_000)
def base_of(part: str) -> str:
    """A part without inflection: the form of it that is a part of most compounds."""
    families = load_lexicon().families
    return max(dict.fromkeys(singulars(part)), key=lambda form: families.get(form, 0))


@lru_cache(maxsize=200_000)
def part_stems(word: str) -> tuple[str, ...]:
    """The stems of a compound's parts, and of their parts: "kinderopvang", "kind", "opvang", "toeslag".

    A compound with a part that says little gives none, and a stop word is none: "huishouden", "kamerdebat".
    """
    parts = split_compound(word)
    if any(form in weak_parts() for part in parts for form in (part, base_of(part))):
        return ()
    telling = (part for part in parts if part not in stop_words())
    stems = (stem for part in telling for stem in (*stems_of(part), *part_stems(part)))
    return tuple(dict.fromkeys(stems))


def stems_of(part: str) -> tuple[str, ...]:
    """The stems under which a part is indexed: also that of a plural that changes the word ("kinderen")."""
    plural = PLURAL_OF.get(base_of(part))
    return (stem_part(part), stem_both(plural)[0]) if plural else (stem_part(part),)


def stem_part(part: str) -> str:
    """The stem of a part without inflection."""
    return stem_both(base_of(part))[0]
