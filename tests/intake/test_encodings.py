"""Encodings told by content."""

from __future__ import annotations

import pytest

from musnad import intake
from musnad.errors import BadArticle
from musnad.intake.encodings import decode_page

TEXT = "قال وزير الخارجية أمس إن بلاده «لن تشارك» في العملية، وأضاف ذلك.\r\nوتابع.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("text", [TEXT, "قال المتحدث باسم CNN إن 12 شخصا قتلوا", "الحكومة", "غزة اليوم"])
def test_encodings_are_told_by_content(encoding: str, text: str) -> None:
    if encoding == "iso-8859-6":
        text = text.replace("«", '"').replace("»", '"')
    assert intake.decode_text(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(("mark", "encoding"), [("efbbbf", "utf-8"), ("fffe", "utf-16-le"), ("feff", "utf-16-be")])
def test_byte_order_mark_is_taken_off(mark: str, encoding: str) -> None:
    assert intake.decode_text(bytes.fromhex(mark) + TEXT.encode(encoding)) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("", "utf-8"), ("plain", "utf-8"), ("a\x0cb " * 40 + "\x1b", "utf-8"), ("“It is”, he said", "windows-1256")],
)
def test_other_text_is_read_too(text: str, encoding: str) -> None:
    assert intake.decode_text(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"text\0", "binary"),
        (b"\xff\xfe\0\0a\0\0\0", "binary"),
        (b"\xff\xfea", "marked as utf-16-le, but broken"),
        ("Он сказал вчера".encode("koi8-r"), "unknown encoding"),
        ("日本語の文章です".encode("shift-jis"), "unknown encoding"),
        (TEXT.encode()[:40] + b"\xff" + TEXT.encode()[40:], "broken at byte 40"),
    ],
)
def test_what_is_no_text_we_know(data: bytes, problem: str) -> None:
    with pytest.raises(BadArticle, match=problem):
        intake.decode_text(data)


@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "nonsense", None])
def test_a_page_is_told_by_its_content_whatever_its_server_says(said: str | None) -> None:
    assert decode_page(TEXT.encode("windows-1256"), said) == TEXT


@pytest.mark.parametrize(("written", "said"), [("windows-1256", "iso-8859-6"), ("iso-8859-6", "windows-1256")])
def test_of_two_charsets_for_arabic_the_content_tells_which(written: str, said: str) -> None:
    page = f'<html lang="ar"><meta charset="{said}"><p>قال وزير النقل سامر الوادي إن الجسر القديم آمن</p></html>'
    assert decode_page(page.encode(written)) == page
    assert decode_page(page.encode(written), said) == page


def test_a_page_in_another_charset_is_read_as_it_says() -> None:
    page = '<meta charset="koi8-r"><p>Он сказал вчера, что мост открыт'
    assert decode_page(page.encode("koi8-r")) == page
    assert decode_page("Он сказал вчера".encode("koi8-r"), "koi8-r") == "Он сказал вчера"


def test_a_page_cut_in_the_middle_of_a_letter() -> None:
    data = (TEXT * 20).strip().removesuffix(".").encode()[:-1]
    assert decode_page(data).endswith("\ufffd")
