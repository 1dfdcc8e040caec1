"""Articles read side by side: an error in one, also one of musnad itself, keeps none of the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from musnad.errors import BadArticle
from musnad.faces import parallel
from musnad.faces.parallel import Processes, read_all
from musnad.faces.shell import Problems, results
from musnad.model import Article, Reading


class _Faulty:
    """Reads articles, but for one that is told as unfit and one at which it breaks."""

    def read(self, article: Article) -> Reading:
        if article.id == "unfit":
            raise BadArticle(article.place, "is unfit")
        if article.id == "broken":
            raise KeyError("no such word")
        return Reading(article=article)


def test_the_others_are_read_and_each_error_is_a_line(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(parallel, "reader_of", lambda language: _Faulty())
    articles = [
        Article(text=".", id=ident, place=f"news.jsonl:{n}") for n, ident in enumerate(("a", "unfit", "broken", "b"), 1)
    ]
    problems = Problems(debug=False)
    read = list(results(read_all(articles, Processes(1, "ar"), lambda reading: reading.article.id), problems))
    assert read == ["a", "b"]
    assert problems.count == 2
    assert capsys.readouterr().err.splitlines() == [
        "musnad: news.jsonl:2: is unfit",
        "musnad: news.jsonl:3: KeyError while reading (please report it; musnad read --debug tells more)",
    ]


def test_debug_shows_where_musnad_broke(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(parallel, "reader_of", lambda language: _Faulty())
    problems = Problems(debug=True)
    outcomes = read_all([Article(text=".", id="broken")], Processes(1, "ar"), lambda reading: reading)
    assert list(results(outcomes, problems)) == []
    assert "Traceback" in capsys.readouterr().err


def test_processes_end_with_the_one_they_work_for(tmp_path: Path) -> None:
    script = tmp_path / "works.py"
    script.write_text(
        "import os, time\n"
        "from musnad.faces.parallel import Processes\n"
        "if __name__ == '__main__':\n"
        "    print(Processes(2, 'ar').submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(300)\n"
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline()
    parent.kill()
    parent.communicate(timeout=60)  # its output ends when the last that holds it has ended
