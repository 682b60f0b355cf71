"""Text from letters made fit for files: what would break one, or steer its reader, is taken out.

XML 1.0 (section 2.2) knows no control characters but tab and line end, no surrogates and no U+FFFE and
U+FFFF; one of them in a DOCX, XLSX or feed and no program opens it. PDF files give them now and then.
"""

from __future__ import annotations

import re

# A vertical tab or form feed stood for a line end or a page end; U+0085 is a line end, U+2028 and U+2029 too.
BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Deletes, shifts and the like; noncharacters; marks that turn the reading order round ("\u202e").
HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
SURROGATES = re.compile("[\ud800-\udfff]")
# Excel reads "_x0041_" in a cell as "A": the first underscore is itself written so (ECMA-376, ST_Xstring).
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767  # of a cell in Excel


def sound(text: str) -> str:
    r"""`text` without characters that XML cannot hold; line ends of every kind as `\n`.

    >>> sound("een\x00 twee\x0cdrie\ud800")
    'een twee\ndrie\ufffd'
    """
    return SURROGATES.sub("\ufffd", HARMFUL.sub("", BREAKS.sub("\n", text)))


def one_line(text: str) -> str:
    """`text` made sound, with every run of white space as one space."""
    return " ".join(sound(text).split())


def sound_cell(text: str) -> str:
    """`text` as a cell of Excel takes it: no longer than it can be, and nothing read as an escape."""
    fit = ESCAPED.sub("_x005F_", sound(text))
    return fit if len(fit) <= LONGEST_CELL else fit[: LONGEST_CELL - 2] + " …"


def guard(text: str) -> str:
    """`text` as a cell of a CSV file, of which a spreadsheet makes no formula.

    A cell that begins with one of `= + - @` or white space of its kind gets an apostrophe before it (OWASP,
    "CSV Injection"): `=HYPERLINK(…)` in a letter must not run on the desk of who opens the list.
    """
    fit = sound(text)
    return f"'{fit}" if fit.startswith(FORMULA) or fit.lstrip(" \u00a0").startswith(FORMULA) else fit
