"""Where the files of Bootstrap are: they come with the package bootstrap-wrapper and are copied nowhere."""

from pathlib import Path

from bootstrap_wrapper import get_bootstrap_dir  # type: ignore[import-untyped]


def static_directories() -> list[tuple[str, Path]]:
    """What STATICFILES_DIRS must hold for the layout."""
    return [("bootstrap", Path(get_bootstrap_dir()))]
