"""``python -m musnad`` is the ``musnad`` command."""

from musnad.faces.cli import main

main()
