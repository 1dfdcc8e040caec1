"""One page or feed from the web, fetched as if its server were hostile.

Only ``http`` and ``https``, only public addresses: a host is resolved once for each hop, all its
addresses are judged, and the connection goes to one that was judged, so a name that changes its
address between look-up and connection gains nothing. Redirects are followed by hand and judged
likewise. Time, size, header and redirects are bounded as a whole, not for each read. Proxies of the
environment are not used: they would resolve the name again, out of sight.
"""

from __future__ import annotations

import http.client
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager

from musnad.errors import FetchFailed
from musnad.fetching.answers import MOVED, moved, taken
from musnad.fetching.targets import Target, is_public, own_hosts, read_target
from musnad.fetching.terms import FEEDS, PAGES, Fetched, Limits, failure, shown
from musnad.fetching.wire import ask, connect

__all__ = ["FEEDS", "PAGES", "Fetched", "Limits", "fetch", "is_public"]


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits | None = None,
    types: Collection[str] = PAGES,
    allow_private: bool | Collection[str] = False,
    on_move: Callable[[str], None] | None = None,
) -> Fetched:
    """Fetch a page.

    Args:
        url: ``http://`` or ``https://``, without user and password.
        etag, last_modified: of an earlier answer; the server then sends a body only if there is a newer one.
        limits: in place of the usual ones.
        types: media types that are taken.
        allow_private: whether the server asked for may be your own, at an address that is not public and any port; or
            the addresses of all servers that may. A redirect leads to no other such server.
        on_move: is told where a redirect leads before it is followed, and may raise FetchFailed; its time does not
            count.

    Raises:
        FetchFailed: the address must not be fetched, cannot be reached in time, or answers with something else.
    """
    limits = limits or Limits()
    own = own_hosts([url] if allow_private is True else allow_private or ())
    until = time.monotonic() + limits.seconds
    earlier = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    at = url
    for _ in range(limits.redirects + 1):
        try:
            target = read_target(at, own)
            if at != url and on_move is not None:
                asked = time.monotonic()
                on_move(target.url)
                until += time.monotonic() - asked
            found = _hop(target, earlier, until, types, limits)
        except FetchFailed as failed:
            if at != url:  # where another leads is not what was asked for
                failed.inner = False
                failed.place, failed.problem = shown(url), f"redirects to {failed.place}: {failed.problem}"
            raise
        if isinstance(found, Fetched):
            return found
        at = found
    raise failure(url, f"redirects more than {limits.redirects} times")


def _hop(
    target: Target, earlier: dict[str, str | None], until: float, types: Collection[str], limits: Limits
) -> Fetched | str:
    """What one server answers, or where it leads."""
    with (
        closing(connect(target, until, limits)) as sock,
        _plainly(target, limits),
        ask(sock, target, earlier, until, limits) as answer,
    ):
        if answer.status in MOVED:
            return moved(answer, target)
        return taken(answer, target, any(earlier.values()), types, limits)


@contextmanager
def _plainly(target: Target, limits: Limits) -> Iterator[None]:
    """What fails on the way is told in one line.

    Raises:
        FetchFailed: it did.
    """
    try:
        yield
    except TimeoutError:
        raise failure(target.url, f"took longer than {limits.seconds:g} seconds", deaf=True) from None
    except (http.client.HTTPException, EOFError) as error:
        raise failure(target.url, f"gives no proper HTTP answer: {type(error).__name__} {error}"[:200]) from None
    except (OSError, zlib.error) as error:
        raise failure(target.url, f"broke off: {error}") from None
