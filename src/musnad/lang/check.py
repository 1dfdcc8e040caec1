"""The pack linter: everything that can be told wrong in a language pack's data without reading an article.

Each problem is one line, ``file:line: entry: problem``. ``python -m musnad.lang.check`` checks all
packs that are installed; ``musnad check-pack CODE`` prints the same.
"""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from typing import Any, get_args

import msgspec

from musnad.errors import BadPack
from musnad.lang.inflect import Cue
from musnad.lang.pack import Pack, installed_packs, load_pack, pack_folder
from musnad.model import Act

# Lists in these files are numbers, switches or characters, not words of the language.
_NOT_WORDS = frozenset({"pack.toml", "centre.toml", "weights.toml", "frames.toml", "affixes.toml", "paradigm.toml"})
# Which columns of a TSV make a row the same as another, beside its folded text (the last column).
_ROW_KEYS = {
    "heads.tsv": (0, 1, 2),
    "countries.tsv": (0, 1),
    "words.tsv": (0,),
    "names.tsv": (0,),
    "media.tsv": (),
    "organizations.tsv": (),
    "rarity.tsv": (),
    "outlets.tsv": (0,),
}
_GROUPED = frozenset({"countries.tsv", "media.tsv", "organizations.tsv"})


class _File(msgspec.Struct):
    """A data file: its name in the pack, its lines, and the place of an entry in it."""

    name: str
    lines: list[str]

    def place(self, needle: str, start: int = 0) -> str:
        """``file:line`` of the first line from ``start`` on that holds the string."""
        for number, line in enumerate(self.lines[start:], start + 1):
            if needle in line:
                return f"{self.name}:{number}"
        return self.name


def check_pack(code: str) -> list[str]:
    """All problems of a pack, in order of file and line. An empty list is a sound pack."""
    try:
        folder = pack_folder(code)
        pack = load_pack(code)
    except (BadPack, ModuleNotFoundError) as error:
        return [str(error)]
    problems: list[str] = []
    for file in sorted(_files(folder), key=lambda f: f.name):
        local = file.name.partition("/")[2]
        problems += _check_characters(file, pack, local)
        if local.endswith(".tsv"):
            problems += _check_rows(file, pack, local)
        else:
            data = tomllib.loads("\n".join(file.lines))
            if local not in _NOT_WORDS:
                problems += _check_lists(file, data, pack.fold)
            if local == "grammar.toml":
                problems += _check_classes(file, data)
            if local.startswith("cues/"):
                problems += _check_cues(file, data, pack)
    problems += _check_identity(folder, pack)
    return problems


def _quoted(word: str) -> str:
    return f'"{word}"'


def _files(folder: Traversable, prefix: str = "") -> Iterator[_File]:
    for path in folder.iterdir():
        if path.is_dir() and not path.name.startswith("_"):
            yield from _files(path, f"{prefix or folder.name}/{path.name}")
        elif path.name.endswith((".toml", ".tsv")):
            yield _File(f"{prefix or folder.name}/{path.name}", path.read_text(encoding="utf-8").splitlines())


def _check_characters(file: _File, pack: Pack, local: str) -> Iterator[str]:
    """NFC, and only the letters the pack declares; comments may hold any."""
    letters = frozenset(pack.facts.letters)
    marks = frozenset(c for c, to in pack.table.items() if to is None and unicodedata.category(chr(c)) != "Cf")
    for number, line in enumerate(file.lines, 1):
        place = f"{file.name}:{number}"
        if not unicodedata.is_normalized("NFC", line):
            yield f"{place}: -: not in Unicode normal form NFC"
        if local == "pack.toml" or line.lstrip().startswith("#"):
            continue
        text = line.partition(" # ")[0] if '" #' in line or "] #" in line else line
        strange = sorted({c for c in text if not _allowed(c, letters, marks)})
        for char in strange:
            name = unicodedata.name(char, "control character")
            yield f"{place}: -: {name} (U+{ord(char):04X}) is no letter of this pack"


def _allowed(char: str, letters: frozenset[str], marks: frozenset[int]) -> bool:
    if char.isascii():
        return char.isprintable() or char == "\t"
    category = unicodedata.category(char)
    if category[0] == "L" and ord(char) not in marks:
        return char in letters or unicodedata.name(char, "").startswith("LATIN ")
    return ord(char) in marks or category[0] in "NPS" or char == "\u00a0"


def _check_rows(file: _File, pack: Pack, local: str) -> Iterator[str]:
    """Rows of a flat list: none twice after folding, rows of one id together."""
    keys = _ROW_KEYS.get(local)
    seen: dict[tuple[str, ...], int] = {}
    closed: set[str] = set()
    last = ""
    for number, line in enumerate(file.lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        place = f"{file.name}:{number}: {cells[0]}"
        if keys is not None and len(cells) > max(keys, default=0):
            key = (*(cells[k] for k in keys), " ".join(pack.fold(w) for w in cells[-1].split()))
            if key in seen:
                yield f"{place}: the same as line {seen[key]} after folding: {cells[-1]}"
            seen.setdefault(key, number)
        if local in _GROUPED and cells[0] != last:
            if cells[0] in closed:
                yield f"{place}: its rows do not stand together"
            closed.add(last)
            last = cells[0]
        if cells[-1] != cells[-1].strip() or "  " in cells[-1]:
            yield f"{place}: stray white space"


def _check_lists(file: _File, data: Any, fold: Callable[[str], str], path: str = "") -> Iterator[str]:
    """No list of strings holds two that fold into one."""
    if isinstance(data, dict):
        label = str(data.get("id") or data.get("kind") or "")
        for key, value in data.items():
            yield from _check_lists(
                file, value, fold, f"{path} {label} {key}".strip() if label else f"{path} {key}".strip()
            )
    elif isinstance(data, list):
        seen: dict[str, str] = {}
        for item in data:
            if not isinstance(item, str):
                yield from _check_lists(file, item, fold, path)
                continue
            form = " ".join(fold(word) for word in item.split())
            if form in seen:
                yield f"{file.place(item)}: {path}: {item!r} and {seen[form]!r} are one after folding"
            seen.setdefault(form, item)


def _check_classes(file: _File, data: dict[str, Any]) -> Iterator[str]:
    """A word stands in one grammar class; words told apart by their spelling may fold into one."""
    where: dict[str, str] = {}
    for cls, words in data.items():
        start = next((k for k, line in enumerate(file.lines) if line.startswith(f"{cls} =")), 0)
        for word in words if isinstance(words, list) else ():
            if where.setdefault(word, cls) != cls:
                yield f"{file.place(_quoted(word), start)}: {cls}: {word!r} is in class {where[word]!r} too"


def _check_cues(file: _File, data: dict[str, Any], pack: Pack) -> Iterator[str]:
    """Each entry of a cue file on its own."""
    ours = {str(cue.get("id")) for cue in data.get("cue", ())}
    frames = pack.frames.names
    acts = frozenset(get_args(Act))
    for cue in pack.cues:
        if cue.id not in ours:
            continue
        place = f"{file.place(_quoted(cue.id))}: {cue.id}"
        for problem in _cue_problems(cue, frames, acts):
            yield f"{place}: {problem}"


def _cue_problems(cue: Cue, frames: frozenset[str], acts: frozenset[str]) -> Iterator[str]:
    for act in (cue.act, *(e.act for e in cue.examples if e.act)):
        if act not in acts:
            yield f"there is no act {act!r}"
    if frames:
        for frame in dict.fromkeys((*cue.takes, *cue.needs)):
            if frame not in frames:
                yield f"frame {frame!r} is not in frames.toml"
    for frame in cue.needs:
        if cue.takes and frame not in cue.takes:
            yield f"needs {frame!r}, which it does not take"
    if not cue.note.strip():
        yield "has no note"
    if cue.strength == "light":
        return  # its examples are those of the phrases that name it
    if not cue.examples:
        yield "has no example"
    elif cue.kind == "pseudo":
        if all(e.statements != 0 for e in cue.examples):
            yield "a pseudo cue needs a counter-example (statements = 0)"
    elif all(e.content is None for e in cue.examples):
        yield "has no example that tells the content"
    for example in cue.examples:
        for part in (example.source, example.content):
            if part is not None and part not in example.text:
                yield f"its example does not hold {part!r}"
    if cue.kind in ("phrase", "pseudo") and not cue.words:
        yield f"a {cue.kind} entry needs words"
    if cue.kind == "verb" and not cue.present and not cue.participle:
        yield "a verb needs its present or participle stem"


def _check_identity(folder: Traversable, pack: Pack) -> Iterator[str]:
    """Ids and notes are each given once over all cue files."""
    files = [f for f in _files(folder) if "/cues/" in f.name]
    for field in ("id", "note"):
        seen: dict[str, str] = {}
        for cue in pack.cues:
            value = getattr(cue, field).strip()
            if value and value in seen:
                place = next((p for f in files if ":" in (p := f.place(_quoted(cue.id)))), folder.name)
                yield f"{place}: {cue.id}: the same {field} as {seen[value]}"
            elif value:
                seen[value] = cue.id


def main(codes: list[str]) -> int:
    """Print the problems of the packs; the result is the exit status."""
    problems = [problem for code in codes or installed_packs() for problem in check_pack(code)]
    print("\n".join(problems) or "every pack is sound")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
