"""Keys that do something. They are listed under «?» and can be turned off, as WCAG 2.1.4 asks of single keys."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Shortcut(NamedTuple):
    """A key and what it does; pages put the same key in `data-shortcut` on the link, button or field concerned."""

    key: str
    label: str | Promise


_shortcuts: dict[str, Shortcut] = {
    shortcut.key: shortcut
    for shortcut in (
        Shortcut("?", _("Afficher ou cacher cette liste")),
        Shortcut("/", _("Aller à la recherche ou au premier filtre")),
        Shortcut("n", _("Ajouter à la liste ouverte : une publication, un mandat, une personne")),
        Shortcut("Échap", _("Fermer un menu ou cette liste")),
    )
}


def register(key: str, label: str | Promise) -> None:
    """Add a key to the list; the same key twice with two meanings is refused."""
    known = _shortcuts.get(key)
    if known and str(known.label) != str(label):
        raise ValueError(f"shortcuts: the key {key!r} is taken")
    _shortcuts[key] = Shortcut(key, label)


def listed() -> list[Shortcut]:
    """Every key, in the order of registration."""
    return list(_shortcuts.values())
