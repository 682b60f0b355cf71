"""Whose motion it is where its members do not stand beside the word, and motions without the word at all.

"Het lid De Wind heeft in een motie gevraagd", "Zij heeft daarover een motie ingediend", "Haar tweede motie":
the members stand earlier. "Het lid De Wind verzoekt de regering … (Kamerstuk 36 111, nr. 4)": a member who
asks something of the government, with a number, does so by motion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MEMBERS_BACK = 12  # sentences within which "de tweede motie" looks for who put them forward
HAS = r"(?:heeft|hebben|had|hadden|is|zijn|was|waren|vroeg|vroegen|verzocht|verzochten|bepleitte|bepleitten)"
# Directly before the word: "… heeft in een", "… heeft daartoe bij (aangenomen)".
BY_A_MOTION = re.compile(
    rf"\b{HAS}\b[^.;:?]{{0,120}}?\b(?:in|bij|met|via|per|middels)\s+(?:een\s+|de\s+|zijn\s+|haar\s+|hun\s+)?(?:\w+e\s+)?$"
)
PUT_FORWARD = re.compile(r"\b(?:heeft|hebben|diende|dienden|werd|is)\b[^.;:?]{0,120}?\been\s+(?:\w+e\s+)?$")
SHE = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:[Zz]ij|[Hh]ij|[Dd]it\s+lid|[Dd]eze\s+leden)\b|\b(?:heeft|had|diende)\s+(?:zij|hij)\b"
)
NTH = re.compile(
    r"\b(?:[Dd]e|[Ee]en|[Zz]ijn|[Hh]aar|[Hh]un)\s+(?:eerste|tweede|derde|vierde|laatste|andere)\s+(?:\w+e\s+)?$"
)
SEVERAL = re.compile(r"\bmoties\b", re.IGNORECASE)
# A member asks something of the government; "de Kamer" and a committee do not do so by motion.
ASKS = re.compile(
    r"^[^.;:?]{0,40}?\b(?:verzoekt|verzoeken|verzocht|verzochten|vraagt|vragen|roept|roepen|gevraagd|opgeroepen)\b"
)
GOVERNMENT = re.compile(r"^[^.;?]{0,90}?\b(?:de\s+regering|het\s+kabinet)\b")
URGED = re.compile(r"^[^.;:?]{0,60}?\b(?:verzoekt|verzoeken|verzocht|opgeroepen)\b")
# What else of a member bears a number: then that is no motion.
OTHER_PAPER = re.compile(
    r"\b(?:amendement\w*|initiatief\w*|wetsvoorstel\w*|wetgeving\w*overleg|nota|verslag\w*|brief|brieven|rapport\w*|"
    r"schriftelijk\w*|commissie\w*|procedurevergadering|debat\w*|overleg(?!\s+met)|motie\w*)\b",
    re.IGNORECASE,
)


def asks_by_motion(behind: str, *, near: bool) -> bool:
    """True where a member named at the start of a sentence asks something of the government.

    Args:
        behind: the sentence's words behind the member's name, up to the number.
        near: whether the letter has just spoken of a motion.
    """
    if OTHER_PAPER.search(behind):
        return False
    government = ASKS.search(behind) is not None and GOVERNMENT.search(behind) is not None
    return government or (near and URGED.search(behind) is not None)


def stands_before(text: str) -> bool:
    """True where the members of a motion stand in the same sentence before "… in een (motie)"."""
    return BY_A_MOTION.search(text) is not None or PUT_FORWARD.search(text) is not None


def looks_back(text: str, earlier: Sequence[str]) -> str | None:
    """The earlier sentence that names the members of the motion behind `text`, or None.

    Args:
        text: the sentence's words before "motie".
        earlier: the sentences before it, last one first.
    """
    if NTH.search(text):
        return next((words for words in earlier[:MEMBERS_BACK] if SEVERAL.search(words)), None)
    if PUT_FORWARD.search(text) and SHE.search(text):
        return earlier[0] if earlier else None
    return None
