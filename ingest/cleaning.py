"""Printed lines become running text: ligatures, hyphens at line ends, doubled letters, white space."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
# No-break and thin spaces print as a space; zero-width characters, byte-order and direction marks as nothing.
SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v\r]")
NOTHING = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000e-\u001f]")
# Bullets as the fonts of Word and of the printer of the Kamerstukken leave them behind.
BULLETS = str.maketrans(
    {"\u0081": "•", "\uf0b7": "•", "\uf02d": "–", "\uf0a7": "•", "\uf0d8": "•", "\u0095": "•"}
)
COMBINING = {"´": "\u0301", "¨": "\u0308", "ˇ": "\u030c", "¸": "\u0327"}
ACCENTS = re.compile("([A-Za-z])([´¨ˇ¸])")
HYPHENS = "-\u2010\u00ad\u2011"
# Words after a hanging hyphen: "wet- en regelgeving", "voor- of nadelen", "boven- dan wel onderkant".
HANGING = re.compile(
    r"(?:en|of|tot|dan wel|en/of|c\.q\.|respectievelijk|resp\.|als|noch|t/m|maar ook|and|or|to)\b", re.I
)
# What stands before a hyphen that hangs in front: "verzameling en -registratie".
HUNG = re.compile(r"\b(?:en|of|dan wel|en/of)\s+$", re.I)
# First parts that keep their hyphen: "niet-naleving", "non-proliferatie", "oud-minister".
OWN_HYPHEN = frozenset(
    [
        "niet",
        "non",
        "ex",
        "oud",
        "vice",
        "adjunct",
        "co",
        "quasi",
        "semi",
        "near",
        "self",
        "anti",
        "pro",
        "pan",
        "euro",
        "trans",
        "wit",
    ]
)
ALWAYS_HYPHEN = frozenset(["niet", "non", "ex", "oud", "vice", "adjunct", "quasi"])
# Two vowels that would be read as one across the seam: "geo-economische", "zee-egel", "na-apen".
CLASHES = frozenset(
    ["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu"]
)
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
LAST_WORD = re.compile(r"([^\s(«\"“‘'/]*)[" + HYPHENS + r"]\s*$")
FIRST_WORD = re.compile(r"\s*([^\s,.;:!?)»\"”]*)")
# No word or web address is longer; so much of a paragraph is looked at where its next line is joined.
LAST = 500
ADDRESS = re.compile(r"(?:(?:https?://|www\.)\S*|\b[\w-]+\.(?:nl|com|eu|org|net|int|gov)/\S*)$", re.I)


def clean_line(text: str) -> str:
    """One line without ligatures, odd spaces and invisible characters; white space at its ends is kept."""
    text = NOTHING.sub("", SPACES.sub(" ", text.translate(BULLETS)))
    return unicodedata.normalize("NFC", ACCENTS.sub(accented, text.translate(LIGATURES)))


def accented(match: re.Match[str]) -> str:
    """A letter with the accent that a printer set behind it ("Kostic´")."""
    composed = unicodedata.normalize("NFC", match[1] + COMBINING[match[2]])
    return composed if len(composed) == 1 else match[0]


def squeeze(text: str) -> str:
    """All white space as single spaces, none at the ends."""
    return " ".join(text.split())


def words_of(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands whole within a line: the document's own vocabulary, lower case."""
    found: Counter[str] = Counter()
    for line in lines:
        whole = line.rstrip()
        whole = whole.rsplit(None, 1)[0] if whole.endswith(tuple(HYPHENS)) and " " in whole else whole
        found.update(word.lower() for word in WORD.findall(whole))
    return found


def join_lines(lines: Iterable[str], vocabulary: Counter[str] | None = None) -> str:
    r"""The lines of one paragraph as one text.

    >>> join_lines(["strategische afhanke-", "lijkheden en wet-", "en regelgeving in Noord-", "Holland"])
    'strategische afhankelijkheden en wet- en regelgeving in Noord-Holland'
    """
    text = ""
    for line in lines:
        line = squeeze(line)
        text = append_line(text, line, vocabulary or Counter()) if text and line else text or line
    return text


def append_line(text: str, line: str, vocabulary: Counter[str]) -> str:
    """`text` with the next line of the same paragraph behind it."""
    end = text[-LAST:]
    if ADDRESS.search(end) and goes_on(end, line):
        return text + line
    match = LAST_WORD.search(end)
    if match is None:
        return f"{text} {line}"
    first, rest = match[1], FIRST_WORD.match(line)
    second = rest[1] if rest else ""
    return (
        text[: len(text) - len(end) + match.end(1)]
        + seam(end[: match.start(1)], first, second, end[match.end(1)], line, vocabulary)
        + tail(line, second)
    )


def goes_on(text: str, line: str) -> bool:
    """True where a web address that ends one line clearly runs on in the next."""
    if line[0] in "?&=#%":
        return True
    return (
        text[-1] in "/-?&=_%#."
        and bool(re.match(r"[\w?&=%#./-]{2,}", line))
        and (text[-1] != "." or line[0].islower())
    )


def tail(line: str, second: str) -> str:
    """What follows the first word of `line`; that word itself is written by `seam`."""
    return line[line.index(second) + len(second) :] if second else line


def seam(before: str, first: str, second: str, hyphen: str, line: str, vocabulary: Counter[str]) -> str:
    """What stands between two halves and the second half itself: joined, hyphenated, or hanging."""
    if hyphen == "\u00ad":
        return second
    if not first:
        return f"-{second}" if HUNG.search(before) else f"- {second}"
    if HANGING.match(line):
        return f"- {second}"
    return f"-{second}" if keeps_hyphen(first, second, vocabulary) else mended(first, second)[len(first) :]


def keeps_hyphen(first: str, second: str, vocabulary: Counter[str]) -> bool:
    """True where the hyphen belongs to the word ("Noord-Holland", "3-MCCD", "EU-lidstaten")."""
    if not first[-1:].isalpha() or not second[:1].islower():
        return True
    part = re.split(r"[-/]", first)[-1]
    if (
        not re.search(r"[aeiouyà-ÿ]", part, re.I)
        or any(character.isupper() for character in part[1:])
        or (len(part) == 1 and first != "à")
    ):
        return True
    if "-" in first and first.rsplit("-", 1)[0].lower() in vocabulary:
        return vocabulary[(first + second).lower()] == 0
    hyphened, joined = (
        vocabulary[f"{first}-{second}".lower()],
        vocabulary[mended(first, second).lower()],
    )
    if hyphened != joined:
        return hyphened > joined
    return first.lower() in ALWAYS_HYPHEN or clashes(first, second)


def clashes(first: str, second: str) -> bool:
    """True where two vowels meet that Dutch keeps apart with a hyphen, and no prefix explains them."""
    pair = (first[-1] + second[0]).lower()
    return pair in CLASHES and len(first) > 2 and first.lower() not in ("door", "over", "voor")


def mended(first: str, second: str) -> str:
    """The joined word; a diaeresis that the hyphen made superfluous is put back ("ge-informeerd")."""
    clash = first.lower() in ("ge", "be") and second[:1] in ("e", "i") and second[:2] != "ij"
    return first + ({"e": "ë", "i": "ï"}[second[0]] + second[1:] if clash else second)


def undouble(text: str) -> str:
    """The text once, where an overprinted line came through twice word by word.

    >>> undouble("PaginaPagina 3  3 vanvan 5 5")
    'Pagina 3 van 5'
    """
    words, at, once = text.split(), 0, []
    while at < len(words):
        word, half = words[at], len(words[at]) // 2
        if len(word) > 1 and len(word) % 2 == 0 and word[:half] == word[half:]:
            once.append(word[:half])
        elif at + 1 < len(words) and words[at + 1] == word:
            once.append(word)
            at += 1
        else:
            return text
        at += 1
    return " ".join(once) if any(w.isalpha() for w in once) else text
