"""Web addresses: which lead to the same page, whatever hangs on their ends."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

# What says where a reader came from, not what is read. Public facts; checked 2026-11-26.
_TRACKING: Final = re.compile(
    r"(?:utm|at|pk|mtm|matomo|hsa|vero|oly|wt|ito|ga|_ga|_hs|stm|spm|sc|cm|trk)_\w+|[a-z]{0,3}clid|gclsrc|dclid|igshid|"
    r"igsh|mc_[ce]id|cmp(?:id)?|ocid|ncid|smid|smtyp|ref|ref_?src|ref_?url|referrer|_ga|xtor|xts|yclid|mkt_tok|"
    r"s_cid|icid|fb_\w+|action_\w+|wickedid|__\w+|share|shared|amp|outputtype|traffic_source|feature|rss|from_?rss",
    re.IGNORECASE,
)
_HOSTS: Final = re.compile(r"^(?:(?:www[0-9]?|m|mobile|amp|wap)\.)+(?=[^.]+\.)")
_AMP: Final = re.compile(r"^/amp(?=/)|/amp/?$|\.amp(?=\.html?$)|[./]amp$", re.IGNORECASE)
_INDEX: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SAFE: Final = "!$&'()*+,/:;=@~-._"
_PORTS: Final = (None, 80, 443)


def is_address(text: str) -> bool:
    """Whether a text begins as a web address does."""
    return text.lower().startswith(("http://", "https://"))


def host_of(url: str | None) -> str:
    """The host of an address without what marks its mobile or quick pages; "" where there is none."""
    try:
        host = (urlsplit(url or "").hostname or "").rstrip(".")
    except ValueError:
        return ""
    return _HOSTS.sub("", host)


def address_key(url: str) -> str:
    """What all addresses of one page share: host, path and those parts of the query that choose what is shown.

    Scheme, ``www.``, ``m.``, fragments, tracking parameters, quick-page (AMP) variants, the order of parameters
    and a slash at the end make no difference. A fragment that is a path (``#!/…``) does.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    path = quote(unquote(parts.path), safe=_SAFE)
    path = re.sub(r"/{2,}", "/", path)
    path = _INDEX.sub("/", _AMP.sub("", path)).rstrip("/")
    pairs = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    )
    query = f"?{urlencode(pairs)}" if pairs else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!/", "/")) else ""
    return f"{host_of(url)}{'' if port in _PORTS else f':{port}'}{path}{query}{fragment}"


def address_id(url: str) -> str:
    """The id of the article at an address, the same for all its variants."""
    return "u" + blake2b(address_key(url).encode(), digest_size=6).hexdigest()


def canonical(url: str, told: str | None) -> str:
    """The address a page gives as its own, if it can be believed: on its own site, and not the site's front.

    Args:
        url: where the page was found.
        told: what it gives as its canonical address, may be relative or nonsense.
    """
    if not told or not told.strip():
        return url
    try:
        found = urljoin(url, told.strip())
        parts = urlsplit(found)
    except ValueError:
        return url
    if not is_address(found) or (url and not _one_site(host_of(url), host_of(found))):
        return url
    own = urlsplit(url)
    front = not parts.path.strip("/") and not parts.query
    if front and (own.path.strip("/") or own.query):
        return url
    return found


def _one_site(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or one.endswith("." + other) or other.endswith("." + one))
