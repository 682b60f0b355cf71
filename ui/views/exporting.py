"""Uitvoer: lists, calendar, feed and data as files, each with a preview and the filters of other pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from kamer.glossary import dutch_date
from tracking import ItemFilter, ItemView
from ui.addresses import item_address
from ui.markup import Html, element, link, listing, table
from ui.outputs.catalogue import (
    Choice,
    NoSuchItemError,
    file_name,
    letters_of,
    make_output,
    report_of,
    views_of,
)
from ui.outputs.kinds import FORMS, LOCAL, NAMES, TYPES, Form, Kind
from ui.session import as_of, summaries
from ui.views.filters import (
    choose_committee,
    choose_day,
    choose_family,
    choose_item_kind,
    choose_ministry,
    choose_statuses,
)
from ui.views.frame import count, draw_html, draw_title, empty_state, filter_panel, heading, no_documents
from ui.workplace import Workplace

SHOWN = 25  # rows of a preview
WHAT_FOR = {
    Kind.COMMITTEE: "Openstaande moties en toezeggingen per ministerie, met ruimte voor opmerkingen.",
    Kind.ANNEX: "Vier tabellen: moties en toezeggingen, afgerond en onderhanden, met hun vindplaats.",
    Kind.HALF_YEAR: "Wat verstreken is en wat het komende halfjaar afloopt, met ruimte voor een prognose.",
    Kind.AGENDA: "Elke termijn als hele dag. Een volgend bestand verplaatst in uw agenda wat verschoof.",
    Kind.FEED: "Nieuwe toezeggingen en moties, verschoven termijnen en signalen, voor een feedlezer.",
    Kind.EVERYTHING: "Alle punten met citaat, brief, bladzijde, regel en zekerheid, voor Excel of software.",
    Kind.ITEM: "Eén punt met zijn hele geschiedenis, om af te drukken.",
}
FORM_NAMES = {
    Form.DOCX: "Word (DOCX)",
    Form.XLSX: "Excel (XLSX)",
    Form.HTML: "Webpagina om af te drukken (HTML)",
    Form.ICS: "Agenda (ICS)",
    Form.ATOM: "Feed (Atom)",
    Form.CSV: "CSV",
    Form.JSON: "JSON",
}
SEPARATORS = {"Puntkomma (Nederlandse Excel)": ";", "Komma": ","}


def draw_exporting(workplace: Workplace) -> None:
    """The page: what to make, of which items, as which file; and how it will look."""
    draw_title("Uitvoer", "Maak een lijst, agenda of gegevensbestand van wat in het register staat.")
    if not summaries(workplace):
        draw_html(no_documents())
        return
    kind = choose_kind()
    draw_html(element("p", WHAT_FOR[kind], class_="nk-meta"))
    choice = make_choice(workplace, kind)
    if kind is Kind.ITEM and not choice.item:
        tip = "U vindt het op de pagina van het punt, bij Kenmerk."
        draw_html(empty_state("Vul het nummer van een punt in.", [tip]))
        return
    try:
        draw_choice(workplace, choice)
    except NoSuchItemError:
        tips = ["Controleer het nummer.", "Kies een latere peildatum: het kan later zijn gedaan."]
        draw_html(empty_state("Dit nummer hoort bij geen toezegging of motie in het register.", tips))


def choose_kind() -> Kind:
    """What to make, kept in the address."""
    names = {NAMES[kind]: kind for kind in Kind}
    chosen = st.segmented_control(
        "Wat wilt u maken?",
        list(names),
        default=next(iter(names)),
        required=True,
        key="uitvoer",
        bind="query-params",
        wrap=True,
    )
    return names.get(chosen or "", Kind.COMMITTEE)


def make_choice(workplace: Workplace, kind: Kind) -> Choice:
    """What the filters and fields of the page ask for."""
    if kind is Kind.ITEM:
        item = st.text_input("Nummer van het punt", key="nummer", bind="query-params").strip()
        return Choice(kind, as_of(), item=item or None)
    wanted = choose_items(workplace)
    since = choose_settled() if kind is Kind.ANNEX else None
    separator = choose_separator() if kind is Kind.EVERYTHING else ","
    return Choice(kind, as_of(), wanted, settled_since=since, separator=separator, address=app_address())


def choose_items(workplace: Workplace) -> ItemFilter:
    """The filters in the sidebar, the same as those of the list."""
    with filter_panel():
        text = st.text_input(
            "Zoek in de lijst", key="tekst", placeholder="Woorden of naam", bind="query-params"
        )
        kinds = choose_item_kind()
        statuses = choose_statuses()
        ministry = choose_ministry(workplace)
        family, committee = choose_family(workplace), choose_committee()
        dossier = st.text_input("Dossier", key="dossiernummer", placeholder="35925-XVII", bind="query-params")
        before = choose_day("Termijn uiterlijk", "termijn")
    return ItemFilter(
        statuses=tuple(statuses),
        kinds=kinds,
        ministry=ministry,
        family=family,
        committee=committee,
        dossier=dossier.strip() or None,
        due_before=before,
        text=text or None,
    )


def choose_settled() -> date | None:
    """From which day on what is settled belongs in the annex."""
    return choose_day("Afgerond sinds (leeg: alles)", "afgerond_sinds")


def choose_separator() -> str:
    """What stands between the columns of CSV."""
    chosen = st.radio("Teken tussen de kolommen van CSV", list(SEPARATORS), horizontal=True)
    return SEPARATORS[chosen or next(iter(SEPARATORS))]


def app_address() -> str:
    """Where this app is found, for links in a calendar or feed."""
    address = st.context.url or ""
    return address.rsplit("/", 1)[0] + "/" if address.startswith("http") else LOCAL


def draw_choice(workplace: Workplace, choice: Choice) -> None:
    """The buttons and the preview."""
    letters = letters_of(workplace)
    if choice.kind in (Kind.AGENDA, Kind.FEED, Kind.EVERYTHING):
        views = views_of(workplace, choice)
        draw_buttons(workplace, choice)
        draw_html(heading("Voorbeeld"), *files_preview(choice, views))
        return
    from ui.outputs.page import body_html

    report = report_of(workplace, choice, letters)
    draw_buttons(workplace, choice)
    preview = body_html(report, item_address, most=SHOWN)
    draw_html(heading("Voorbeeld"))
    title = element("p", element("b", report.title))
    lead = element("p", " ".join(report.lead), class_="nk-meta")
    draw_html(element("div", title, lead, preview, class_="nk-export"))


def draw_buttons(workplace: Workplace, choice: Choice) -> None:
    """A button a form; the file is made when it is asked for."""
    with st.container(horizontal=True):
        for nth, form in enumerate(FORMS[choice.kind]):
            st.download_button(
                FORM_NAMES[form],
                partial(content_of, workplace, choice, form),
                file_name=file_name(choice, form),
                mime=TYPES[form],
                key=f"opslaan_{form.value}",
                type="secondary" if nth else "primary",
                on_click="ignore",
            )


def content_of(workplace: Workplace, choice: Choice, form: Form) -> bytes:
    """The bytes of the file, made when the button is pressed."""
    return make_output(workplace, choice, form).content


def files_preview(choice: Choice, views: Sequence[ItemView]) -> list[Html]:
    """What is in a calendar, a feed or a data file."""
    if choice.kind is Kind.AGENDA:
        return agenda_preview(views)
    if choice.kind is Kind.FEED:
        return feed_preview(views)
    passages = sum(len(view.item.mentions) for view in views)
    items = count(len(views), "punt", "punten")
    return [element("p", f"{items} met {count(passages, 'passage', 'passages')}.")]


def agenda_preview(views: Sequence[ItemView]) -> list[Html]:
    """The first events of the calendar, and what is not in it."""
    from ui.outputs.agenda import last_dated, left_out, say_left_out, summary_of

    dated = [(last_dated(view.item), view) for view in views]
    events = [(deadline.latest, view) for deadline, view in dated if deadline and deadline.latest]
    rows = (
        (dutch_date(day), link(summary_of(view), item_address(view.item.id))) for day, view in events[:SHOWN]
    )
    missing = left_out(views)
    reasons = listing(f"{gone.title}: {gone.reason}" for gone in missing[:SHOWN])
    return [
        element("p", f"{count(len(events), 'termijn', 'termijnen')} in de agenda."),
        table(["Dag", "Termijn"], rows, caption="Termijnen in de agenda"),
        *([element("p", say_left_out(missing)), reasons] if missing else []),
    ]


def feed_preview(views: Sequence[ItemView]) -> list[Html]:
    """The newest entries of the feed."""
    from ui.outputs.feed import LABELS, MOST, entries_of
    from ui.outputs.wording import short, what_of

    entries = sorted(entries_of(views), key=lambda entry: (entry.day, entry.id), reverse=True)[:MOST]
    rows = (
        (
            dutch_date(entry.day),
            LABELS[entry.kind],
            link(short(what_of(entry.view.item), 160), item_address(entry.view.item.id)),
        )
        for entry in entries[:SHOWN]
    )
    return [
        element("p", f"{count(len(entries), 'melding', 'meldingen')} in de feed."),
        table(["Dag", "Wat", "Punt"], rows, caption="Nieuwste meldingen"),
    ]
