from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kamer.document import DateBasis
from kamer.passages import Query, SearchMode
from ui import workplace as module
from ui.workplace import BusyError, Workplace

UNDATED = (
    "Geachte voorzitter,\n\nIk zal uw Kamer binnen zes weken over de sluis bij Oosterwaard informeren.\n"
)


def upload(workplace: Workplace, date: dt.date | None = None) -> str:
    (outcome,) = workplace.add_uploads([("brief.txt", UNDATED.encode())], date)
    workplace.refresh()
    assert outcome.key is not None
    return outcome.key


def test_a_date_that_a_user_gave_survives_a_newer_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = Workplace(tmp_path)
    key = upload(workplace)
    undated = workplace.store.document(key)
    assert undated is not None and undated.metadata.date is None
    assert upload(workplace, dt.date(2026, 3, 2)) == key

    monkeypatch.setattr(module, "reading_version", lambda: "a newer reader")
    files = [Path(record.path) for record in workplace.store.files()]
    summary = workplace.ingest(files)
    assert [outcome.status for outcome in summary.outcomes] == ["changed"]
    document = workplace.store.document(key)
    assert document is not None
    assert document.metadata.date == dt.date(2026, 3, 2)
    assert document.metadata.date_basis is DateBasis.GIVEN


def test_the_same_upload_twice_is_in_once(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    files = [("brief.txt", UNDATED.encode()), ("kopie.txt", UNDATED.encode())]
    statuses = [outcome.status for outcome in workplace.add_uploads(files[:1])]
    statuses += [outcome.status for outcome in workplace.add_uploads(files)]
    assert statuses == ["new", "unchanged", "unchanged"]
    assert len(workplace.store.documents()) == 1


def test_a_name_with_a_path_stays_inside_the_data_folder(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path / "data")
    (outcome,) = workplace.add_uploads([("../../../elders/brief.txt", UNDATED.encode())])
    assert outcome.path.is_relative_to(tmp_path / "data" / "uploads")
    assert [path.name for path in (tmp_path).iterdir()] == ["data"]


@pytest.mark.parametrize("name", ["..", "", "a\\..\\", "\x00.txt", "ë" * 300 + ".txt", "\ud800.txt"])
def test_any_name_of_an_upload_can_be_kept(tmp_path: Path, name: str) -> None:
    workplace = Workplace(tmp_path)
    (outcome,) = workplace.add_uploads([(name, UNDATED.encode())])
    assert outcome.status == "new"
    assert outcome.path.parent.parent == tmp_path / "uploads"


def test_what_could_not_be_read_is_told_each_time(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path / "data")
    broken = tmp_path / "leeg.pdf"
    broken.write_bytes(b"")
    for _ in range(2):
        summary = workplace.ingest([broken])
        assert summary.troubled
        assert [outcome.status for outcome in summary.outcomes] == ["failed"]


def test_what_a_search_misses_is_told(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    assert workplace.search_trouble() is None
    list(workplace.add_uploads([("brief.txt", UNDATED.encode())]))
    assert "nieuwste brieven" in (workplace.search_trouble() or "")
    workplace.refresh()
    assert workplace.search_trouble() is None


def test_a_second_writer_waits_and_is_told(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    with workplace.writing(), pytest.raises(BusyError, match="Een ander proces schrijft"):
        Workplace(tmp_path).ingest([])


@pytest.mark.parametrize("mode", list(SearchMode))
def test_an_index_that_was_thrown_away_is_made_anew_from_the_store(tmp_path: Path, mode: SearchMode) -> None:
    import shutil

    upload(Workplace(tmp_path))
    before = [hit.passage.id for hit in Workplace(tmp_path).find(Query("sluis Oosterwaard", mode))]
    shutil.rmtree(tmp_path / "index")
    workplace = Workplace(tmp_path)
    workplace.refresh()
    assert [hit.passage.id for hit in workplace.find(Query("sluis Oosterwaard", mode))] == before != []


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    upload(Workplace(tmp_path))
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"broken")
    workplace = Workplace(tmp_path)
    workplace.refresh()
    assert workplace.find(Query("sluis Oosterwaard"))
