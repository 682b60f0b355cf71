"""The fonts of a PDF: which characters its bytes stand for, and how wide they are."""

from __future__ import annotations

import re

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

BOLD = re.compile(r"bold|black|heavy|demi", re.I)


class Typeface:
    """A font with what it has shown before: letters repeat their words."""

    def __init__(self, font: Font) -> None:
        self.font, self.bold = font, bool(BOLD.search(font.name))
        self.shown: dict[bytes, tuple[str, float, int]] = {}

    def decoded(self, raw: bytes) -> tuple[str, float, int]:
        """The characters of a string, its width in thousandths of the size, and their number."""
        if raw not in self.shown:
            self.shown[raw] = self.decode(raw)
        return self.shown[raw]

    def decode(self, raw: bytes) -> tuple[str, float, int]:
        """As `decoded`, worked out."""
        font = self.font
        if isinstance(font.encoding, str):
            codes = keys = list(raw.decode(font.encoding, "replace"))
        else:
            codes, keys = [font.encoding.get(byte, chr(byte)) for byte in raw], [chr(byte) for byte in raw]
        text = "".join(str(font.character_map.get(code, code)) for code in codes)
        return text, sum(self.width_of(key) for key in keys), len(keys)

    def width_of(self, key: str) -> float:
        """The width of one character, in thousandths of the font's size."""
        if key == self.font.space_char:
            return self.font.space_width
        return float(self.font.character_widths.get(key, self.font.character_widths["default"]))


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self.known: dict[int, Typeface] = {}

    def of(self, resources: DictionaryObject, name: str) -> Typeface | None:
        """The font that a page calls `name`, or None where the page has none of that name."""
        fonts = resources.get("/Font")
        fonts = fonts.get_object() if fonts is not None else {}
        font = fonts.get(name) if isinstance(fonts, dict) else None
        found = font.get_object() if font is not None else None
        if not isinstance(found, DictionaryObject):
            return None
        key = id(found)
        if key not in self.known:
            self.known[key] = Typeface(Font.from_font_resource(found))
        return self.known[key]
