"""Reading an article: pasted, dropped as a file, or by its address; shown, and kept if asked to."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musnad.contract import to_dict
from musnad.errors import BadArticle, MusnadError
from musnad.faces.web import models, readings
from musnad.faces.web.marking import marked
from musnad.faces.web.security import Refused, form_is_ours
from musnad.faces.web.uploads import TooLong, articles_in, fetched_articles, pasted
from musnad.faces.web.view import article_path, desk, page, settings
from musnad.model import Article, Reading

pages = APIRouter(include_in_schema=False)
_BLANK = dict.fromkeys(("text", "url", "title", "date", "outlet", "language"), "")
api = APIRouter(tags=["reading"], responses={400: {"model": models.Trouble}})


@pages.get("/read", response_class=HTMLResponse)
async def read_page(request: Request) -> HTMLResponse:
    """Where an article is handed in."""
    return page(request, "read.html", given=_BLANK, readings=[], problems=[], kept=False)


@pages.post("/read", response_class=HTMLResponse)
async def read_answer(
    request: Request,
    text: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    date: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
    id: Annotated[str, Form(max_length=300)] = "",
    keep: Annotated[str, Form()] = "",
    form: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """The article with its statements, or what is wrong with what was handed in."""
    given = {"text": text, "url": url.strip(), "title": title.strip(), "date": date.strip(), "outlet": outlet.strip(),
             "language": language.strip(), "id": id.strip()}  # fmt: skip
    if not form_is_ours(request, form):
        raise Refused(403, "foreign")
    problems: list[str] = []
    made: list[Reading] = []
    status = 400
    try:
        data = await file.read() if file is not None and file.filename else b""
        articles = await _handed_in(request, given, file.filename or "" if file else "", data, problems)
        for article in articles:
            made.append(await desk(request).read(article))
    except MusnadError as error:
        problems.append(str(error))
        status = 413 if isinstance(error, TooLong) else 400
    if keep and made:
        await desk(request).write(lambda ledger: ledger.add(made))
        if len(made) == 1 and not problems:
            return RedirectResponse(article_path(made[0].article.id), 303)
    shown = [{"reading": one, "article": one.article, "text": marked(one)} for one in made]
    return page(
        request, "read.html", 200 if made else status, given=_BLANK if made else given, readings=shown,
        problems=problems, kept=bool(keep),
    )  # fmt: skip


async def _handed_in(
    request: Request, given: dict[str, str], name: str, data: bytes, problems: list[str]
) -> list[Article]:
    """The articles of a file, of an address, or the one that was pasted."""
    about = {name: given[name] for name in ("title", "date", "outlet", "language")}
    told = settings(request)

    def problem(found: BadArticle) -> None:
        problems.append(str(found))

    if name:
        articles = await asyncio.to_thread(articles_in, data, name, about, told, problem)
    elif given["url"] and not given["text"].strip():
        articles = await fetched_articles(given["url"], about, told, problem)
    else:
        articles = [pasted(given["text"], about, told, given["url"], given["id"])]
    return articles


def _asked(asked: readings.ToRead) -> dict[str, str]:
    about = {"title": asked.title, "date": asked.date, "outlet": asked.outlet, "language": asked.language}
    return {name: value or "" for name, value in about.items()}


async def _read_asked(request: Request, asked: readings.ToRead) -> Reading:
    problems: list[str] = []
    given = {"text": asked.text or "", "url": asked.url or "", "id": asked.id or "", **_asked(asked)}
    articles = await _handed_in(request, given, "", b"", problems)
    if not articles:
        raise BadArticle("", problems[0] if problems else "no article found")
    return await desk(request).read(articles[0])


@api.post("/read", response_model=readings.Reading)
async def read_data(request: Request, asked: readings.ToRead) -> dict[str, Any]:
    """Read an article, given as text or by its address; nothing is kept."""
    return to_dict(await _read_asked(request, asked))


@api.post("/articles", response_model=readings.Added, status_code=201, tags=["articles"])
async def add_article(request: Request, asked: readings.ToRead) -> dict[str, Any]:
    """Read an article and keep it in the ledger; adding it again changes nothing."""
    reading = await _read_asked(request, asked)
    done = await desk(request).write(lambda ledger: ledger.add([reading]))
    outcome = "new" if done.new else "replaced" if done.replaced else "known"
    return {"id": reading.article.id, "outcome": outcome, "statements": len(reading.statements)}
