"""``python -m balise`` is the command ``balise``."""

from balise.cli import main

main()
