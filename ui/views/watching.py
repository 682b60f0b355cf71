"""Volgen: what the user keeps an eye on, and what happened to it since the last look."""

from __future__ import annotations

from datetime import date

import streamlit as st

from tracking import StoreError
from ui.addresses import item_address
from ui.markup import element
from ui.outputs.catalogue import letters_of, limits_of
from ui.outputs.kinds import TYPES, Form
from ui.outputs.report import Report
from ui.session import as_of, summaries
from ui.views.exporting import app_address, choose_items
from ui.views.frame import draw_html, draw_title, draw_trouble, empty_state, heading, no_documents, notice
from ui.watch.digest import Digest, make_digest
from ui.watch.keeping import start_watch
from ui.watch.telling import digest_report, say_counts
from ui.watch.watches import DAYS_AHEAD, Book, Seen, Watch, WatchError, Watches
from ui.workplace import Workplace

USER = "naam"  # the name that decisions are signed with too
MESSAGE = "volgen_melding"
SHOWN = 100  # rows of a digest on the page


def draw_watching(workplace: Workplace) -> None:
    """The page: who the user is, the watches, the digest of what happened."""
    draw_title(
        "Volgen", "Bewaar een keuze of zoekvraag onder een eigen naam en zie wat er sindsdien gebeurde."
    )
    if not summaries(workplace):
        draw_html(no_documents())
        return
    draw_message()
    user = choose_user()
    if not user:
        draw_html(empty_state("Vul uw naam in.", ["Onder die naam bewaart Nakoming wat u volgt."]))
        return
    try:
        book = Watches(workplace.data).book(user)
        draw_adding_form(workplace, user)
        draw_book(workplace, book)
    except WatchError as error:
        draw_html(notice(str(error), kind="nk-bad"))
    except StoreError as error:
        draw_trouble("De gegevens zijn niet te lezen.", str(error))


def draw_message() -> None:
    """What came of the last press of a button."""
    message = st.session_state.pop(MESSAGE, None)
    if message:
        draw_html(notice(message, kind="nk-good"))


def choose_user() -> str:
    """The user's name, kept from page to page."""
    kept = st.session_state.get(USER, "")
    typed = st.text_input("Uw naam", value=kept, key="volger", placeholder="R. Griffier")
    name = " ".join((typed or "").split())
    if name:
        st.session_state[USER] = name
    return name


def draw_adding_form(workplace: Workplace, user: str) -> None:
    """The filters in the sidebar make the choice; the form gives it a name."""
    wanted = choose_items(workplace)
    with st.expander("Iets nieuws volgen"), st.form("volgen", border=False, clear_on_submit=True):
        limits = limits_of(wanted) or "alle moties en toezeggingen"
        draw_html(element("p", f"Keuze uit de filters links: {limits}.", class_="nk-meta"))
        name = st.text_input("Naam", placeholder="Mijn ministerie", max_chars=80)
        question = st.text_input("Ook nieuwe passages bij een zoekvraag (mag leeg)")
        days = st.number_input("Dagen vooruit", 0, 3660, DAYS_AHEAD)
        pressed = st.form_submit_button("Volgen", type="primary")
    if pressed:
        watch = start_watch(workplace, user, name, wanted, date.today(), question=question, days=int(days))
        tell(f"U volgt nu ‘{watch.name}’.")


def tell(message: str) -> None:
    """Draw the page anew with a message on top."""
    st.session_state[MESSAGE] = message
    st.rerun()


def draw_book(workplace: Workplace, book: Book) -> None:
    """The watches with their digests; nothing yet says how to begin."""
    if not book.watches:
        tips = ["Kies links een ministerie, soort of dossier.", "Geef die keuze hierboven een naam."]
        draw_html(empty_state("U volgt nog niets.", tips))
        return
    watch = choose_watch(book)
    digest, seen = make_digest(workplace, watch, as_of())
    report = digest_report(book.user, [digest], letters_of(workplace), as_of())
    draw_buttons(workplace, book, watch, seen, report)
    draw_digest(digest, report)


def choose_watch(book: Book) -> Watch:
    """The watch that is shown, kept in the address."""
    names = [watch.name for watch in book.watches]
    chosen = st.segmented_control(
        "U volgt", names, default=names[0], required=True, key="volglijst", bind="query-params", wrap=True
    )
    return book.find(chosen or names[0]) or book.watches[0]


def draw_buttons(workplace: Workplace, book: Book, watch: Watch, seen: Seen, report: Report) -> None:
    """Mark as read, keep as a file, stop watching."""
    from ui.outputs.catalogue import address_of
    from ui.outputs.page import to_html

    home = app_address()
    with st.container(horizontal=True):
        if st.button("Markeer als gezien", type="primary", disabled=as_of() != date.today()):
            Watches(workplace.data).mark_seen(book.user, {watch.name: seen})
            tell(f"Het volgende overzicht van ‘{watch.name}’ begint bij vandaag.")
        st.download_button(
            "Opslaan als webpagina",
            lambda: to_html(report, lambda item: address_of(home, item)),
            file_name=f"overzicht-{report.as_of.isoformat()}.html",
            mime=TYPES[Form.HTML],
            on_click="ignore",
        )
        if st.button("Niet meer volgen"):
            Watches(workplace.data).remove(book.user, watch.name)
            tell(f"U volgt ‘{watch.name}’ niet meer.")


def draw_digest(digest: Digest, report: Report) -> None:
    """What happened to what is watched."""
    from ui.outputs.page import body_html

    draw_html(heading("Overzicht"))
    draw_html(element("p", say_counts([digest]), class_="nk-count", role="status"))
    draw_html(element("div", body_html(report, item_address, most=SHOWN), class_="nk-export"))
