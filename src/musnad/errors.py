"""What can go wrong, each told in one line that names the place.

The command line prints ``str(error)`` and goes on with the next article; a library user catches
:class:`MusnadError` or one of its kinds.
"""

INTERRUPTED = 130  # the exit status after Ctrl-C, as shells tell it


class MusnadError(Exception):
    """A problem at a place: ``place: problem (hint)``.

    Args:
        place: the file, line or option at fault, e.g. ``news.jsonl:14``.
        problem: what is wrong there, in one line.
        hint: what to do about it; may be empty.
    """

    def __init__(self, place: str, problem: str, hint: str = "") -> None:
        self.place, self.problem, self.hint = place, " ".join(problem.split()), " ".join(hint.split())
        super().__init__(place, problem, hint)

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.problem}{tail}" if self.place else f"{self.problem}{tail}"


class BadArticle(MusnadError):
    """An article that cannot be read: empty, binary, not in the language, without its fields."""


def of_ours(place: str, error: Exception) -> BadArticle:
    """An error of musnad itself while it read an article: told in one line as well, so that the others are read."""
    return BadArticle(
        place, f"{type(error).__name__} while reading", "please report it; musnad read --debug tells more"
    )


class NotFound(MusnadError):
    """What was asked for is not there: a claim, an actor, an article, a statement."""


class BadPack(MusnadError):
    """A language pack with a fault in its data; the place names file, line and entry."""


class FetchFailed(MusnadError):
    """An address that cannot or must not be fetched.

    Args:
        status: of the server's answer, where there was one.
        retry_after: seconds the server asks to wait before another try.
        inner: whether the address asked for is refused only because it is not of the open web.
        deaf: whether its host gave no answer, or none in time.
    """

    def __init__(
        self, place: str, problem: str, hint: str = "", *, status: int | None = None, retry_after: float | None = None,
        inner: bool = False, deaf: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(place, problem, hint)
        self.status, self.retry_after, self.inner, self.deaf = status, retry_after, inner, deaf
