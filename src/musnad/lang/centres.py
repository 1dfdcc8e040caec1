"""The mean vector of a language (``centre.toml``), which is taken off before vectors of two languages are compared."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.lang.pack import decode, pack_folder


class CentreFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``centre.toml``: the mean of many vectors, and the name of the model they are of."""

    model: str = ""
    mean: tuple[float, ...] = ()


@lru_cache(maxsize=8)
def load_centre(code: str, model: str) -> tuple[float, ...] | None:
    """The mean vector of a language by a model; None where the pack has none of it."""
    file = decode(pack_folder(code), "centre.toml", CentreFile, default=True)
    return file.mean if file.mean and file.model == model else None
