"""Toevoegen: files in, progress for each, what was found in it and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kamer.document import Problem
from ui.addresses import document_address, item_address
from ui.badges import badge
from ui.markup import Child, Html, element, join, link, listing, table
from ui.session import followed_in, items_by_finding, title_of
from ui.views.documents import found_words
from ui.views.frame import count, draw_html, draw_title, heading, notice
from ui.views.item import short
from ui.workplace import BusyError, Workplace

SUFFIXES = ["pdf", "docx", "xml", "html", "txt"]
RESULTS = "toegevoegd"
MESSAGE = "melding_toevoegen"
ITEMS_SHOWN = 12
STEPS = (
    "Elk bestand wordt gelezen en doorzocht op toezeggingen, moties, afdoeningen en verwijzingen.",
    "Wat niet gelezen kan worden, staat daarna hier met de reden en wat u eraan kunt doen.",
    "Een bestand dat al in het register staat, wordt overgeslagen; besluiten die u vastlegde, blijven staan.",
    "Voor een hele map tegelijk is er de opdracht: nakoming ingest MAP.",
)
WORDS = {
    "new": ("✓", "Nieuw", "status-done"),
    "changed": ("✓", "Opnieuw gelezen", "status-done"),
    "unchanged": ("=", "Stond er al in", "status-open"),
    "duplicate": ("=", "Zelfde stuk als een ander bestand", "status-open"),
    "failed": ("!", "Niet gelezen", "time-overdue"),
}


@dataclass(frozen=True, slots=True)
class Added:
    """What came of one upload: the file's name, its document where there is one, and the message."""

    name: str
    key: str | None
    status: str
    problems: tuple[Problem, ...]
    counts: dict[str, int]


def draw_adding(workplace: Workplace) -> None:
    """The page: choose files, read them, see what came of each."""
    draw_title(
        "Toevoegen", "Lees brieven in. De bestanden blijven op deze computer; er gaat niets naar buiten."
    )
    round_number = st.session_state.get("ronde", 0)
    files = st.file_uploader(
        "Bestanden (PDF, DOCX, XML, HTML of TXT)",
        type=SUFFIXES,
        accept_multiple_files=True,
        key=f"bestanden_{round_number}",
    )
    given = st.date_input(
        "Datum van de brief, als die er niet in staat",
        value=None,
        format="DD-MM-YYYY",
        key=f"briefdatum_{round_number}",
        help="Alleen nodig voor een brief zonder datum. Geldt voor alle gekozen bestanden.",
    )
    if st.button("Inlezen", type="primary", disabled=not files) and files:
        add_all(workplace, files, given)
        st.session_state["ronde"] = round_number + 1
        st.rerun()
    if message := st.session_state.get(MESSAGE):
        draw_html(notice(message, kind="nk-bad"))
    results = st.session_state.get(RESULTS, [])
    draw_results(workplace, results)
    if not results:
        draw_html(heading("Wat er gebeurt"), listing(STEPS))


def add_all(workplace: Workplace, files: Sequence[UploadedFile], given: dt.date | None) -> None:
    """Read the files one by one with a bar that tells how far it is, then bring the items up to date.

    What stops it (another process is writing, the disk is full) becomes a message; what was read before
    that stays in the register.
    """
    results: list[Added] = []
    st.session_state[MESSAGE] = None
    try:
        with workplace.writing():
            for added in read_with_bar(workplace, files, given):
                results.append(added)  # one by one: what was read before an error stays in the list
            workplace.refresh()
    except BusyError as error:
        st.session_state[MESSAGE] = str(error)
    except OSError as error:
        said = f"De bestanden konden niet worden bewaard ({error.strerror or error})."
        st.session_state[MESSAGE] = (
            f"{said} Controleer of er schijfruimte is en of de gegevensmap beschrijfbaar is."
        )
    st.session_state[RESULTS] = results


def read_with_bar(
    workplace: Workplace, files: Sequence[UploadedFile], given: dt.date | None
) -> Iterator[Added]:
    """What came of each file, with a bar that tells how many have been read."""
    bar = st.progress(0.0, text=f"{count(len(files), 'bestand', 'bestanden')} lezen …")
    outcomes = workplace.add_uploads([(file.name, file.getvalue()) for file in files], given)
    for number, outcome in enumerate(outcomes, start=1):
        name = outcome.path.name
        bar.progress(number / (len(files) + 1), text=f"{number} van {len(files)} gelezen: {plain(name)}")
        yield Added(name, outcome.key, outcome.status, outcome.problems, outcome.counts)
    bar.progress(len(files) / (len(files) + 1), text="Toezeggingen en moties bijwerken …")


def plain(name: str) -> str:
    """A file name for a label: without the signs that Streamlit reads as mark-up."""
    return "".join(character if character.isalnum() or character in " .,()_-" else "_" for character in name)


def draw_results(workplace: Workplace, results: Sequence[Added]) -> None:
    """What came of the last round, file by file."""
    if not results:
        return
    read = sum(added.status != "failed" for added in results)
    words = f"{count(read, 'bestand', 'bestanden')} van {len(results)} gelezen."
    draw_html(heading("Uitkomst"), element("p", words, class_="nk-count", role="status"))
    heads = ["Bestand", "Uitkomst", "Gevonden"]
    draw_html(table(heads, (result_row(added) for added in results), caption="Uitkomst per bestand"))
    draw_html(*new_items(workplace, results))


def result_row(added: Added) -> list[Child]:
    """One file: link, outcome with the message of what went wrong, what was found."""
    name = link(added.name, document_address(added.key)) if added.key else element("b", added.name)
    messages = listing(problem.message for problem in added.problems) if added.problems else None
    return [name, join([badge(*WORDS[added.status]), messages]), found_words(added.counts)]


def new_items(workplace: Workplace, results: Sequence[Added]) -> list[Html]:
    """Links to the items that the new letters speak of."""
    items = items_by_finding(workplace)
    keys = dict.fromkeys(added.key for added in results if added.key and added.status != "failed")
    all_findings = (workplace.store.findings(key) for key in keys)
    ids = dict.fromkeys(item for found in all_findings if found for item in followed_in(found, items))
    lines = [item_line(workplace, item) for item in list(ids)[:ITEMS_SHOWN]]
    rest = len(ids) - len(lines)
    more = (
        element("p", link(f"en nog {rest} in de lijst", "opvolging"), class_="nk-meta") if rest > 0 else None
    )
    return (
        [heading("Toezeggingen en moties in deze stukken"), listing(lines), more or Html("")] if lines else []
    )


def item_line(workplace: Workplace, item: str) -> Html:
    """One item as a link with its statement."""
    from ui.session import as_of

    view = workplace.store.item(item, as_of())
    return link(short(title_of(view.item), 160) if view else item, item_address(item))
