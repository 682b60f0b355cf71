"""The command line as a user meets it: output, messages in Dutch, exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus

LETTERS = Path(corpus.__path__[0]) / "letters"
SOME = ["kst-90101-7.pdf", "kst-90101-15.xml", "ienw-2025-06-30-uitstel-actieplan.docx", "kst-90133-9.xml"]


def nakoming(*words: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    done = nakoming("ingest", *(LETTERS / name for name in SOME), "--data", folder)
    assert done.returncode in (0, 3), done.stderr
    return folder


def test_help_answers_at_once_and_in_dutch() -> None:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        done = nakoming("--help")
        times.append(time.perf_counter() - began)
    assert done.returncode == 0
    assert "Gebruik: " in done.stdout and "Opdrachten" in done.stdout
    assert min(times) < 1.5  # 0.27 on a quiet machine; what it must not do is import torch or spaCy


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zoek"], "De opdracht ‘zoek’ bestaat niet."),
        (["items", "--stand", "open"], "De optie --stand bestaat niet."),
        (["items", "--kind", "wens"], "‘wens’ is geen soort"),
        (["items", "--status", "klaar"], "‘klaar’ is geen stand"),
        (["items", "--ministry", "Toverij"], "‘Toverij’ is geen ministerie"),
        (["items", "--as-of", "gisteren"], "‘gisteren’ is geen datum"),
        (["extract"], "Er ontbreekt iets"),
        (["search", "a", "--mode", "magisch"], "deze waarde past niet"),
        (["search", "a", "b"], "Er staat te veel op de opdrachtregel: b."),
        (["search", "a", "--limit", "veel"], "dit moet een getal zijn"),
    ],
)
def test_wrong_use_is_told_in_dutch_with_status_2(words: list[str], message: str, tmp_path: Path) -> None:
    extra = ["--data", str(tmp_path)] if words[0] in ("items", "search") else []
    done = nakoming(*words, *extra)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_extract_prints_one_object_a_letter_in_the_order_asked() -> None:
    done = nakoming("extract", LETTERS / "kst-90101-15.xml", LETTERS / "kst-90101-7.pdf", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["document"]["id"] for row in rows] == ["90101-15", "90101-7"]
    assert all(row["commitments"] or row["fulfilments"] for row in rows)


def test_extract_gives_an_object_with_problems_for_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "leeg.pdf"
    bad.write_bytes(b"")
    done = nakoming("extract", bad, tmp_path / "weg.pdf", LETTERS / "kst-90101-15.xml")
    rows = {row["document"]["source"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 3
    assert rows["leeg.pdf"]["problems"] and rows["weg.pdf"]["problems"]
    assert "problems" not in rows["kst-90101-15.xml"]


def test_a_date_given_on_the_command_line_is_the_letters_date(tmp_path: Path) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Geachte voorzitter,\n\nIk zal uw Kamer binnen zes weken informeren.\n", "utf-8")
    (row,) = map(json.loads, nakoming("extract", letter, "--date", "2026-03-02").stdout.splitlines())
    assert row["document"]["date"] == "2026-03-02"
    assert row["document"]["date_basis"] == "given"
    assert row["commitments"][0]["deadline"]["latest"] == "2026-04-13"


def test_deadlines_reads_and_writes_a_line_each(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        json.dumps({"id": "a", "date": "2026-03-02", "text": "vóór 1 mei 2026"}) + "\n", "utf-8"
    )
    (row,) = map(json.loads, nakoming("deadlines", source).stdout.splitlines())
    (deadline,) = row["deadlines"]
    assert row["id"] == "a"
    assert deadline["latest"] in ("2026-04-30", "2026-05-01")
    assert {"text", "start", "end", "earliest", "latest", "basis"} <= set(deadline)


def test_deadlines_names_the_line_that_is_wrong() -> None:
    done = nakoming("deadlines", "-", stdin='{"id": 1, "date": "2026-03-02", "text": "x"}\nkapot\n')
    assert done.returncode == 2
    assert "Regel 2" in done.stderr


def test_items_can_be_asked_by_status_and_day(data: Path) -> None:
    early = nakoming("items", "--data", data, "--as-of", "2025-03-01", "--format", "json")
    late = nakoming(
        "items", "--data", data, "--as-of", "2026-11-20", "--status", "voldaan", "--format", "jsonl"
    )
    assert {row["standing"]["status"] for row in json.loads(early.stdout)} == {"openstaand"}
    kept = [json.loads(line) for line in late.stdout.splitlines()]
    assert any("Actieplan" in row["title"] for row in kept)
    assert all(row["standing"]["status"] == "voldaan" and row["standing"]["reasons"] for row in kept)


def test_one_item_is_shown_with_its_passages_and_history(data: Path) -> None:
    rows = json.loads(nakoming("items", "--data", data, "--format", "json").stdout)
    kept = next(row for row in rows if row["standing"]["status"] == "voldaan")
    done = nakoming("item", kept["id"][:10], "--data", data)
    assert done.returncode == 0
    assert "Geschiedenis" in done.stdout and "Passages" in done.stdout


def test_an_item_that_is_not_there_is_told(data: Path) -> None:
    done = nakoming("item", "zzzz", "--data", data)
    assert done.returncode == 2
    assert "Er is geen punt met nummer ‘zzzz’" in done.stderr


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "semantic"])
def test_search_finds_the_letter_in_every_mode(data: Path, mode: str) -> None:
    done = nakoming("search", "actieplan drinkwater", "--mode", mode, "--data", data, "--format", "json")
    hits = json.loads(done.stdout)
    assert hits[0]["passage"]["document"].startswith(("kst-90101", "doc-"))


def test_searching_an_empty_register_says_so(tmp_path: Path) -> None:
    done = nakoming("search", "water", "--data", tmp_path / "leeg")
    assert done.returncode == 0
    assert "Niets gevonden" in done.stdout


def test_the_index_can_be_verified_and_rebuilt(data: Path) -> None:
    assert nakoming("index", "verify", "--data", data).returncode == 0
    done = nakoming("index", "rebuild", "--data", data)
    assert "opnieuw gemaakt" in done.stdout
    assert nakoming("index", "verify", "--data", data).returncode == 0


def test_evaluate_prints_every_measure() -> None:
    gold = LETTERS.parent / "gold"
    done = nakoming("evaluate", gold, LETTERS, "--format", "json")
    scores = json.loads(done.stdout)
    assert {"references", "motions", "commitments", "kind", "deadline", "metadata"} <= set(scores)


def test_a_closed_pipe_is_no_error(data: Path) -> None:
    line = f"{sys.executable} -m ui.cli items --data {data} --format jsonl | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the app is a process below")
def test_who_ends_serve_ends_the_app(tmp_path: Path) -> None:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data", str(tmp_path)]
    served = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert wait_for(lambda: is_listening(port)), "the app did not start"
    finally:
        served.terminate()
        served.wait(timeout=60)
    assert wait_for(lambda: not is_listening(port)), "the app still listens"


def is_listening(port: int) -> bool:
    import socket

    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_a_pipeline_that_is_not_there_is_told_before_anything_is_read() -> None:
    done = nakoming("extract", LETTERS / SOME[0], "--pipeline", "bestaat_niet")
    assert done.returncode == 2 and done.stdout == ""
    assert "De spaCy-pijplijn “bestaat_niet” kan niet worden geladen" in done.stderr


def test_the_register_is_narrowed_as_the_lists_are(data: Path) -> None:
    def found(*words: str) -> list[dict[str, object]]:
        done = nakoming("items", "--data", data, "--as-of", "2026-11-20", "--format", "json", *words)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    everything, silent = found(), found("--silent")
    assert 0 < len(silent) < len(everything)
    assert all(row["standing"]["silent"] for row in silent)  # type: ignore[index]
    late = found("--after", "2025-11-01")
    assert 0 < len(late) < len(everything)
    assert 0 < len(found("--dossier", "90133")) < len(everything)
    assert 0 < len(found("--text", "zomerreces")) < len(everything)
