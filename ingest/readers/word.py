"""The text of Word paragraphs: fields, tracked changes, text boxes, list numbers, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest import inline
from ingest.cleaning import clean_line
from ingest.markup import Element, find_all, name_of

SKIPPED = frozenset(
    {
        "instrtext",
        "del",
        "deltext",
        "movefrom",
        "fallback",
        "pict",
        "ppr",
        "rpr",
        "posoffset",
        "delinstrtext",
        "object",
    }
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def value(element: Element | None, name: str = "val") -> str:
    """An attribute in Word's namespace, or empty."""
    if element is None:
        return ""
    return next((v for key, v in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The descendant at a path of local names, or None."""
    for name in path:
        element = (
            next((found for found in element if name_of(found) == name), None)
            if element is not None
            else None
        )
    return element


@dataclass(slots=True)
class Reading:
    """What lasts from paragraph to paragraph: open fields, footnotes in order, the page."""

    fields: list[bool] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    page: int = 1
    has_pages: bool = False

    @property
    def shown(self) -> bool:
        """False inside the code of a field; its result is text."""
        return all(self.fields)

    def step_field(self, kind: str) -> None:
        """Follow the begin, separator and end of fields, which may nest and span paragraphs."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def mark(self, kind: str, number: str) -> str:
        """The inline mark of a footnote or endnote; they are numbered as they come."""
        if (kind, number) not in self.notes:
            self.notes.append((kind, number))
        return inline.mark(str(self.notes.index((kind, number)) + 1))


def text_of(paragraph: Element, reading: Reading) -> str:
    """The text of a paragraph with inline marks and page turns; text boxes in it are left out."""
    text = "".join(pieces(paragraph, reading))
    return inline.tidy(" ".join(clean_line(text).split()))


def pieces(element: Element, reading: Reading) -> Iterator[str]:
    """The pieces of text of a paragraph or run; field results join without a space, they can end mid-word."""
    for part in element:
        name = name_of(part)
        if name in SKIPPED or name == "txbxcontent":
            continue
        if name == "fldchar":
            reading.step_field(value(part, "fldCharType"))
        elif name == "t":
            yield inline.PRIVATE.sub("", part.text or "") if reading.shown else ""
        elif name in SIGNS:
            yield SIGNS[name] if reading.shown else ""
        elif name in ("footnotereference", "endnotereference"):
            yield reading.mark(name[:4], value(part, "id"))
        elif name == "lastrenderedpagebreak":
            reading.page += 1
            yield inline.turn(reading.page)
        elif name == "sym":
            yield (
                chr(int(value(part, "char") or "20", 16))
                if re.fullmatch(r"[0-9A-Fa-f]{1,5}", value(part, "char") or "20")
                else ""
            )
        else:
            yield from pieces(part, reading)


SIGNS = {"tab": " ", "br": " ", "cr": " ", "nobreakhyphen": "-", "softhyphen": ""}


def boxes_of(paragraph: Element) -> list[Element]:
    """The text boxes in a paragraph; the second copy for old programs (Fallback) does not count."""
    found = find_all(paragraph, "txbxcontent")
    return [
        box
        for box in found
        if not any(name_of(parent) in ("fallback", "txbxcontent") for parent in box.iterancestors())
    ]


def is_bold(paragraph: Element) -> bool:
    """True where all text of a paragraph is set in bold."""
    runs = [
        run
        for run in find_all(paragraph, "r")
        if any(name_of(part) == "t" and (part.text or "").strip() for part in run)
    ]
    return bool(runs) and all(is_on(child(run, "rpr", "b")) for run in runs)


def is_on(element: Element | None) -> bool:
    """True where a switch like bold is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "none")


class Styles:
    """Names and outline levels of the paragraph styles."""

    def __init__(self, root: Element | None) -> None:
        self.names: dict[str, str] = {}
        self.levels: dict[str, bool] = {}
        for style in find_all(root, "style") if root is not None else []:
            key = value(style, "styleId")
            self.names[key] = value(child(style, "name")) or key
            self.levels[key] = child(style, "ppr", "outlinelvl") is not None

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style."""
        key = value(child(paragraph, "ppr", "pstyle"))
        return self.names.get(key, key)

    def is_heading(self, paragraph: Element) -> bool:
        """True where the style is one of headings ("Kop 1", "heading 2", or with an outline level)."""
        key = value(child(paragraph, "ppr", "pstyle"))
        return self.levels.get(key, False) or bool(
            re.match(r"(?:kop|heading|titel|title)\b\s*\d*", self.names.get(key, key), re.I)
        )


class Numbering:
    """List numbers, counted as the paragraphs come."""

    def __init__(self, root: Element | None) -> None:
        self.kinds: dict[tuple[str, str], tuple[str, str]] = {}
        self.counts: dict[tuple[str, str], int] = {}
        abstract = (
            {value(a, "abstractNumId"): a for a in find_all(root, "abstractnum")} if root is not None else {}
        )
        for number in find_all(root, "num") if root is not None else []:
            levels = abstract.get(value(child(number, "abstractnumid")))
            for level in find_all(levels, "lvl") if levels is not None else []:
                kind = (value(child(level, "numfmt")), value(child(level, "lvltext")))
                self.kinds[value(number, "numId"), value(level, "ilvl")] = kind

    def label(self, paragraph: Element) -> str | None:
        """The label of a list item, or None for a paragraph that is none."""
        number = child(paragraph, "ppr", "numpr")
        key = (value(child(number, "numid")), value(child(number, "ilvl")) or "0")
        if number is None or key[0] in ("", "0"):
            return None
        kind, form = self.kinds.get(key, ("bullet", "•"))
        if kind in ("bullet", "none"):
            return "•" if kind == "bullet" else None
        self.counts[key] = self.counts.get(key, 0) + 1
        return re.sub(
            r"%\d",
            written(kind, self.counts[key]),
            form[form.rfind("%") :] if "%" in form else form + "%1",
            count=1,
        )


def written(kind: str, count: int) -> str:
    """A list number in its form: figures, letters, Roman."""
    if kind in ("lowerLetter", "upperLetter") and count <= 26:
        letter = LETTERS[count - 1]
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and count < len(ROMAN):
        return ROMAN[count].upper() if kind == "upperRoman" else ROMAN[count]
    return str(count)
