"""What a token may be used for, besides what its person may do. A token never opens more than its person's roles."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Scope(StrEnum):
    """Names are for ever: they are in the database and in other people's programs."""

    CHECK = "check"
    DECIDE = "publications:decide"
    PUBLISH = "publications:publish"
    READ = "publications:read"
    STAYS = "stays:write"
    WRITE = "publications:write"


NAMES: dict[Scope, str | Promise] = {
    Scope.CHECK: _("Vérifier un texte, sans que rien ne soit gardé"),
    Scope.READ: _("Lire les publications que je peux voir"),
    Scope.WRITE: _("Écrire des brouillons, les changer, les soumettre"),
    Scope.DECIDE: _("Approuver, retourner, refuser à ma place"),
    Scope.STAYS: _("Inscrire des arrivées et des départs"),
    Scope.PUBLISH: _("Inscrire ce qui est publié, demander et suivre un retrait"),
}
