"""What the tests of the intake share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from musnad import intake
from musnad.errors import BadArticle
from musnad.model import Article

Read = Callable[..., tuple[list[Article], list[str]]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads paths below tmp_path; gives the articles and the problems as lines."""
    monkeypatch.chdir(tmp_path)

    def run(*paths: str, **options: Any) -> tuple[list[Article], list[str]]:
        told: list[BadArticle] = []
        articles = list(intake.read_articles(paths, on_problem=told.append, **options))
        assert all(isinstance(each, BadArticle) for each in told)
        return articles, [str(each) for each in told]

    return run


@pytest.fixture
def page() -> Callable[..., str]:
    """An HTML page with a story of three paragraphs."""

    def make(head: str = "", shown: str = "", tail: str = "") -> str:
        story = (
            "قال وزير النقل سامر الوادي إن الجسر القديم آمن ولا يحتاج إلى ترميم في الوقت الحاضر، بحسب وكالة مرام.",
            "وأضاف الوزير أن السوق مفتوح أمام الزوار كل يوم حتى المساء، وأن البلدية ستعلن المواعيد الجديدة لاحقا.",
            "ورفض متحدث باسم البلدية التعليق على هذا الكلام، وقال إن البيان سيصدر بعد انتهاء الاجتماع.",
        )
        paragraphs = "".join(f"<p>{one}</p>" for one in story)
        return (
            f"<!doctype html><html><head><title>الجسر | مرفأ</title>{head}</head><body><nav><a href='/'>الرئيسية</a>"
            f"</nav><main><h1>الوزير: الجسر آمن</h1>{shown}<article>{paragraphs}</article></main>{tail}</body></html>"
        )

    return make
