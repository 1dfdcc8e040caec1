"""What the tests share: the repository on the path (for ``evaluation``), a reader, the shared material where it is.

Also ledgers: SQLite's, and PostgreSQL's on a server of the tests' own, where there is one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

_NUMBERS = count()
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


def _programs() -> Path | None:
    """Where PostgreSQL's programs are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server that is started for the tests and stopped after them, without the database's name."""
    pytest.importorskip("pg8000")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    as_owner: list[str] = []
    if os.geteuid() == 0:  # the server does not run as root
        if not shutil.which("setpriv") or subprocess.run(["id", "postgres"], capture_output=True).returncode:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres to run it as")
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    folder = Path(tempfile.mkdtemp(prefix="musnad-pg-"))
    if as_owner:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    log = folder / "log"

    def run(*command: str) -> None:
        subprocess.run([*as_owner, *command], check=True, capture_output=True, cwd=folder, timeout=120)

    try:
        run(str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(log), "-o", options, "start")
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        said = getattr(error, "stderr", None) or b""
        pytest.skip(f"PostgreSQL does not start here: {said.decode(errors='replace').strip()[-200:] or error}")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a ledger that is not there yet, on each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "fresh.db")
    import pg8000.dbapi

    server = request.getfixturevalue("postgres")
    name = f"ledger_{next(_NUMBERS)}"
    connection = pg8000.dbapi.connect(user="postgres", host="127.0.0.1", port=int(server.rpartition(":")[2]))
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"{server}/{name}"
