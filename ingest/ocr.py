"""Text out of pictures of text: ocrmypdf and tesseract, where they are installed.

They are programs of their own, run on a copy of the pages concerned, with a limit on pages and time.
Nothing here needs them to be there: `missing_parts` says what is not, and what to install.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PageObject, PdfReader, PdfWriter

log = logging.getLogger(__name__)

# A page takes some 3 to 8 seconds on one core; whoever waits for a file waits at most so long.
SECONDS = 150.0
MAX_PAGES = 60
# So many pages at a time: what is done when the time is up counts.
BATCH = 6
# A page of A3 at 600 dots an inch has 70 million points; what is much larger is made to fill memory.
MEGAPIXELS = 120
# Of a letter of few lines tesseract is never very sure which way it lies.
TURN = ("--rotate-pages", "--rotate-pages-threshold", "2")
# What refers to other pages stays behind when a page is copied, and so do signatures and forms.
LEFT_BEHIND = ("/Annots", "/B", "/StructParents", "/AA", "/PieceInfo", "/Metadata", "/Thumb")
INSTALL = {
    "ocrmypdf": "ocrmypdf",
    "tesseract": "tesseract-ocr tesseract-ocr-nld",
    "Nederlands voor tesseract": "tesseract-ocr-nld",
}


class OcrError(Exception):
    """OCR did not work; the message says why, in Dutch."""


def missing_parts() -> tuple[str, ...]:
    """What is not installed of what OCR needs, in Dutch; empty where it can run."""
    missing = [] if find_ocrmypdf() else ["ocrmypdf"]
    languages = find_languages()
    if languages is None:
        missing.append("tesseract")
    elif "nld" not in languages:
        missing.append("Nederlands voor tesseract")
    return tuple(missing)


def advice(missing: Sequence[str]) -> str:
    """What the user can do about `missing`, in Dutch."""
    packages = " ".join(INSTALL[part] for part in missing)
    verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
    return (
        f"Voor tekstherkenning (OCR) {verb} op deze computer: {' en '.join(missing)}. "
        f"Installeer dat (op Debian of Ubuntu: apt install {packages}) "
        "en lees het bestand opnieuw, of voeg een versie met doorzoekbare tekst toe."
    )


def find_ocrmypdf() -> list[str]:
    """The command that starts ocrmypdf: the program itself, or the one beside our Python; empty for none."""
    program = shutil.which("ocrmypdf")
    if program:
        return [program]
    return [sys.executable, "-m", "ocrmypdf"] if importlib.util.find_spec("ocrmypdf") else []


def find_languages() -> frozenset[str] | None:
    """The languages that tesseract knows ("nld", "eng"), or None where tesseract is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return frozenset(f"{listed.stdout}\n{listed.stderr}".split())


def recognised(
    reader: PdfReader, pages: Sequence[int], is_legible: Callable[[PageObject], bool]
) -> Iterator[tuple[int, PageObject]]:
    """The pages with text, each with its number; pages that came out badly come again, turned upright.

    To find out which way a page lies takes as long as to read it, and nearly all lie well.

    Args:
        reader: the file with pictures of text; it must not be encrypted.
        pages: the numbers of the pages to read, from 1.
        is_legible: tells of a page with text whether it makes sense.

    Raises:
        OcrError: when a batch of pages does not work, or the time is up; what came before it is good.
    """
    ends = time.monotonic() + SECONDS
    poor: list[int] = []
    for batch in batches(pages):
        for number, page in zip(batch, read_batch(reader, batch, (), ends), strict=True):
            poor += [] if is_legible(page) else [number]
            yield number, page
    if "osd" in (find_languages() or ()):
        for batch in batches(poor):
            turned = zip(batch, read_batch(reader, batch, TURN, ends), strict=True)
            yield from ((number, page) for number, page in turned if is_legible(page))


def read_batch(
    reader: PdfReader, pages: Sequence[int], extra: Sequence[str], ends: float
) -> Iterator[PageObject]:
    """Some pages with text, read before `ends` on the monotonic clock.

    Raises:
        OcrError: when they cannot be read, or not in time.
    """
    result = run_ocr(copy_of(reader, pages), extra, ends - time.monotonic())
    yield from PdfReader(BytesIO(result)).pages


def batches(pages: Sequence[int]) -> Iterator[list[int]]:
    """The pages, some at a time."""
    rest = iter(pages)
    while batch := list(islice(rest, BATCH)):
        yield batch


def copy_of(reader: PdfReader, pages: Sequence[int]) -> bytes:
    """A PDF of those pages alone, without links, forms and signatures."""
    writer = PdfWriter()
    for number in pages:
        writer.add_page(reader.pages[number - 1], excluded_keys=LEFT_BEHIND)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def run_ocr(content: bytes, extra: Sequence[str], seconds: float) -> bytes:
    """The file with text on every page.

    Raises:
        OcrError: when ocrmypdf fails or takes too long.
    """
    with TemporaryDirectory(prefix="nakoming-ocr-") as folder:
        source, result = Path(folder) / "in.pdf", Path(folder) / "uit.pdf"
        source.write_bytes(content)
        code = run_bounded([*find_ocrmypdf(), *options(), *extra, str(source), str(result)], seconds)
        if code or not result.is_file():
            raise OcrError(f"ocrmypdf gaf fout {code}")
        return result.read_bytes()


def options() -> list[str]:
    """How ocrmypdf is to read: Dutch (and English) pages of a printed letter, perhaps a little askew.

    Only pages without usable text come here, so what little text they bear is read anew with the rest.
    """
    known = find_languages() or frozenset()
    languages = "+".join(name for name in ("nld", "eng") if name in known)
    return [
        *("--force-ocr", "--deskew", "--language", languages, "--output-type", "pdf", "--quiet"),
        *("--optimize", "0", "--jobs", str(min(4, os.cpu_count() or 1)), "--tesseract-timeout", "60"),
        *("--max-image-mpixels", str(MEGAPIXELS)),
    ]


def run_bounded(command: Sequence[str], seconds: float) -> int:
    """The exit code of a command; it and all that it started end when the time is up.

    Raises:
        OcrError: when it cannot start or takes longer than `seconds`.
    """
    if seconds <= 0:
        raise OcrError("het duurde te lang")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise OcrError("ocrmypdf start niet") from error
    try:
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        end_all(process)
        raise OcrError("het duurde te lang") from error
    if process.returncode:
        log.warning("ocrmypdf ended with %d: %s", process.returncode, told[-2000:].decode("utf-8", "replace"))
    return process.returncode


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End a process with the programs that it started (ocrmypdf starts tesseract and Ghostscript)."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
