"""The web app: `streamlit run ui/app.py` with the options of `ui.style.serve_options`.

Started through `nakoming serve`. The guard at the end matters: reading an upload starts a process that
imports this file once more.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui import addresses
from ui.session import draw_as_of, the_workplace
from ui.style import logo_path, script_html, style_html
from ui.views.adding import draw_adding
from ui.views.documents import draw_documents
from ui.views.due import draw_due
from ui.views.exporting import draw_exporting
from ui.views.following import draw_following
from ui.views.frame import draw_foot, draw_trouble
from ui.views.reliability import draw_reliability
from ui.views.reviewing import draw_reviewing
from ui.views.searching import draw_searching
from ui.views.watching import draw_watching
from ui.workplace import Workplace


def main() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(page_title="Nakoming", page_icon=str(logo_path().with_name("mark.svg")), layout="wide")
    st.html(style_html())
    st.html(script_html(), unsafe_allow_javascript=True)
    st.logo(str(logo_path()), size="large")
    try:
        workplace = the_workplace()
    except OSError as error:
        draw_trouble("De gegevensmap kan niet worden geopend.", str(error.strerror or error))
        return
    draw_page(workplace)


def draw_page(workplace: Workplace) -> None:
    """The page that the address asks for, in the frame that all pages share."""
    pages = make_pages(workplace)
    page = st.navigation(list(pages.values()), position="top")
    wanted = addresses.page_of_parameters(st.query_params)
    if page == pages[""] and wanted:
        # `/?item=…` is the address that people pass on; it stays good when pages are renamed
        st.switch_page(pages[wanted], query_params=st.query_params.to_dict())
    with st.sidebar:
        filters = st.container()
        draw_as_of()
    st.session_state["filters"] = filters
    page.run()
    draw_foot(workplace)


def make_pages(workplace: Workplace) -> dict[str, st.Page]:
    """The pages by their address."""
    drawn = {
        "": ("Zoeken", draw_searching),
        addresses.FOLLOWING: ("Opvolging", draw_following),
        addresses.DUE: ("Termijnen", draw_due),
        addresses.REVIEWING: ("Beoordelen", draw_reviewing),
        addresses.WATCHING: ("Volgen", draw_watching),
        addresses.EXPORTING: ("Uitvoer", draw_exporting),
        addresses.DOCUMENTS: ("Documenten", draw_documents),
        addresses.ADDING: ("Toevoegen", draw_adding),
        addresses.RELIABILITY: ("Betrouwbaarheid", draw_reliability),
    }
    return {
        path: st.Page(partial(draw, workplace), title=title, url_path=path or None, default=not path)
        for path, (title, draw) in drawn.items()
    }


if __name__ == "__main__":
    main()
