"""Footnote marks and page turns inside a raw text, as private characters that no letter holds.

They travel with the text while lines are joined; the assembly takes them out and keeps where they stood.
"""

from __future__ import annotations

import re

MARK_OPEN, MARK_CLOSE, TURN_OPEN, TURN_CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
ANY = re.compile(f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}|{TURN_OPEN}(\\d+){TURN_CLOSE}")
MARK = re.compile(f"{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}")
PRIVATE = re.compile("[\ue000-\ue003]")
BETWEEN = re.compile(f"(?<={MARK_CLOSE})[ \\t]*,?[ \\t]*(?={MARK_OPEN})")
BEFORE = re.compile(f"[ \\t]+(?=(?:{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE})+(?:[\\s.,;:)]|$))")
AFTER = re.compile(f"(?<={MARK_CLOSE})[ \\t]+(?=[.,;:)](?:\\s|$))")


def mark(label: str) -> str:
    """A footnote mark as it stands in a raw text."""
    return f"{MARK_OPEN}{label}{MARK_CLOSE}"


def turn(page: int) -> str:
    """The start of a page as it stands in a raw text."""
    return f"{TURN_OPEN}{page}{TURN_CLOSE}"


def tidy(text: str) -> str:
    """`text` without the commas between marks ("jl.14 , 15") and the stray spaces around them."""
    return AFTER.sub("", BEFORE.sub("", BETWEEN.sub("", text)))


def bare(text: str) -> str:
    """`text` without marks and turns."""
    return ANY.sub("", text)


def split(text: str) -> tuple[str, list[tuple[int, str]], list[tuple[int, int]]]:
    """The bare text, the marks as (offset, label) and the turns as (offset, page)."""
    plain, marks, turns, at = "", [], [], 0
    for match in ANY.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        if match[2] is None:
            marks.append((len(plain), match[1]))
        else:
            turns.append((len(plain), int(match[2])))
    return plain + text[at:], marks, turns
