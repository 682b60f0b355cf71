import re
import tomllib
from pathlib import Path

import pytest

from ui.style import logo_path, script_html, serve_options, style_html, theme_path

STYLE = style_html()
UI = Path(__file__).parents[2] / "ui"
VARIABLES = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", STYLE))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_of(value: str) -> str:
    short = {"#fff": "#ffffff"}
    name = re.fullmatch(r"var\(--([a-z-]+)\)", value)
    return VARIABLES[name[1]] if name else short.get(value, value)


def coloured_rules() -> list[tuple[str, str, str]]:
    rules = re.findall(r"(?m)^\s*([^{}@]+)\{([^{}]*)\}", STYLE)
    found = []
    for selector, body in rules:
        text = re.search(r"(?:^|[ ;])color: (#[0-9a-f]{3,6}|var\(--[a-z-]+\))", body)
        ground = re.search(r"background(?:-color)?: (#[0-9a-f]{3,6}|var\(--[a-z-]+\))", body)
        if text:
            found.append(
                (selector.strip(), colour_of(text[1]), colour_of(ground[1]) if ground else "#ffffff")
            )
    return [rule for rule in found if "stHeader" not in rule[0] and "stSidebarHeader" not in rule[0]]


@pytest.mark.parametrize(("selector", "text", "ground"), coloured_rules())
def test_text_is_legible_on_its_ground(selector: str, text: str, ground: str) -> None:
    if "nk-dot" in selector:
        pytest.skip("the dot between facts is decoration")
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["#dfebf8", "#efe6f8", "#dff1e5", "#ffedb5", "#ffe08a", "#f2f5f8"])
def test_ink_is_legible_on_every_mark(ground: str) -> None:
    assert ground in STYLE
    assert contrast(VARIABLES["ink"], ground) >= 7


def test_the_theme_is_legible() -> None:
    theme = tomllib.loads(theme_path().read_text("utf-8"))["theme"]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], ground) >= 7
        assert contrast(theme["primaryColor"], ground) >= 4.5
        assert contrast(theme["linkColor"], ground) >= 4.5


def test_every_class_that_the_pages_use_is_in_the_style_sheet() -> None:
    sources = [path.read_text("utf-8") for path in [*UI.glob("*.py"), *UI.glob("views/*.py")]]
    used = {
        name for source in sources for name in re.findall(r"\bnk-[a-z0-9]+(?:-[a-z0-9_]+)*\b(?!-)", source)
    }
    known = set(re.findall(r"\.(nk-[a-z0-9_-]+)", STYLE)) | {"nk-go", "nk-decisions"}
    assert used - known == set()


def test_nothing_comes_from_elsewhere() -> None:
    for text in (STYLE, script_html(), theme_path().read_text("utf-8")):
        assert not re.search(r"https?://|@import|url\(", text)


def test_the_options_keep_the_app_on_this_machine() -> None:
    options = serve_options()
    assert "--server.address=127.0.0.1" in options
    assert "--browser.gatherUsageStats=false" in options
    assert f"--theme.base={theme_path()}" in options
    assert theme_path().is_file() and logo_path().is_file()
