"""Articles from wherever they are: files, folders, standard input, the web; for faces, batches and watching.

Bytes become text here and nowhere else; no line end of a text file is translated, so offsets fit the file. A
problem with one article is handed to the caller and reading goes on with the next.
"""

from __future__ import annotations

from musnad.intake.encodings import decode_text
from musnad.intake.files import STDIN, SUFFIXES, read_articles
from musnad.intake.run import FIELDS, Run

__all__ = ["FIELDS", "STDIN", "SUFFIXES", "Run", "decode_text", "read_articles"]
