"""``python -m cxgov`` is the command ``cxgov``."""

from cxgov.cli import main

main()
