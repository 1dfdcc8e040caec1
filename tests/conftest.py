"""What the tests share: the repository on the path (for ``evaluation``), a reader, the shared material where it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

# The same examples in every run: a red test must be a change in the code. `HYPOTHESIS_PROFILE=search`
# looks for new ones.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def reader():
    """The Arabic reader."""
    from musnad.lang.pack import load_pack
    from musnad.reading.reader import Reader

    return Reader(load_pack("ar"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; a test that needs it is skipped without."""
    from evaluation.corpus import shared_folder

    folder = shared_folder()
    if not (folder / "gold" / "dev").is_dir():
        pytest.skip(f"no hand-marked articles at {folder}: they are not part of the repository")
    return folder
