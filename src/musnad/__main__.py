"""The ``musnad`` command, also as ``python -m musnad``."""

from __future__ import annotations

import sys

from musnad.errors import INTERRUPTED


def main() -> None:
    """Run the command line; Ctrl-C while it is still being loaded is one line too."""
    try:
        from musnad.faces import cli
    except KeyboardInterrupt:
        sys.stderr.write("musnad: interrupted\n")
        sys.exit(INTERRUPTED)
    cli.main()


if __name__ == "__main__":
    main()
