"""The looks of the app: colours and type (`theme.toml`), a style sheet, and a small script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path


def serve_options(address: str = "127.0.0.1") -> list[str]:
    """The options of `streamlit run` that the app is made for.

    They keep it on this machine (by default Streamlit listens on all interfaces and reports usage to its
    makers) and give it its colours.

    Args:
        address: where it listens; by default only this machine can reach it.
    """
    return [
        f"--server.address={address}",
        "--server.headless=true",
        "--server.maxUploadSize=100",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
        "--client.toolbarMode=minimal",
        # the day is kept from page to page by setting its field, which Streamlit logs as a doubt
        "--global.disableWidgetStateDuplicationWarning=true",
        "--client.showErrorDetails=none",
        "--client.showErrorLinks=false",
        f"--theme.base={theme_path()}",
    ]


def theme_path() -> Path:
    """The file with colours and type."""
    return Path(str(files("ui.style").joinpath("theme.toml")))


def logo_path() -> Path:
    """The word mark."""
    return Path(str(files("ui.style").joinpath("nakoming.svg")))


@cache
def style_html() -> str:
    """The style sheet as an element for the page."""
    return f"<style>{files('ui.style').joinpath('app.css').read_text('utf-8')}</style>"


@cache
def script_html() -> str:
    """The script as an element for the page: language, links, Dutch for built-in English."""
    return f"<script>{files('ui.style').joinpath('page.js').read_text('utf-8')}</script>"
