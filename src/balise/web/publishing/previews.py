"""What each network would receive and show, for the pages where somebody decides."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.web.publishing.content import Draft, Picture
from balise.web.publishing.readiness import full_text, post_for
from balise.web.ui.templatetags.ui import quantity
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name
from balise.web.verdicts.previewing import Preview, preview


def previews_of(draft: Draft, language: str) -> list[dict[str, Any]]:
    """Network by network: the text to copy, the steps, and ``look``, how it will be seen there (None: unknown)."""
    policy, known = the_policy(), all_networks()
    found = []
    for name in draft.networks:
        network = known.get(name)
        look = preview(network, post_for(draft, name)) if network else None
        found.append(
            {
                "id": name,
                "name": network_name(name, policy, language),
                "title": draft.title_for(name),
                "text": full_text(draft, name),
                "steps": network.steps[language] if network else (),
                "look": look,
                "media_first": bool(network and network.look.media_first),
                "images": _framed(draft.images, look),
                "video": draft.video,
                "more": _more(look),
                "length": _length(look),
                "remarks": [_REMARKS[one]() for one in look.remarks] if look else [],
            }
        )
    return found


def _framed(images: tuple[Picture, ...], look: Preview | None) -> list[dict[str, Any]]:
    """The images seen at once, in order; the others are only counted."""
    seen = images if look is None else images[: look.images]
    crop = f"frame-{look.crop}" if look and look.crop else ""
    return [{"sha": one.sha, "alt": one.alt, "crop": crop} for one in seen]


def _more(look: Preview | None) -> str:
    count = look.more_images if look else 0
    return ngettext("et %(count)d autre image", "et %(count)d autres images", count) % {"count": count} if count else ""


def _length(look: Preview | None) -> str:
    if look is None or look.maximum is None:
        return ""
    counts = {"used": look.used, "maximum": look.maximum, "over": look.used - look.maximum}
    values = {name: quantity(count) for name, count in counts.items()}
    if look.used > look.maximum:
        return _("%(used)s caractères sur %(maximum)s : %(over)s de trop") % values
    return _("%(used)s caractères sur %(maximum)s") % values


_REMARKS: dict[str, Any] = {
    "links-dead": lambda: _("Ici, une adresse dans le texte ne se suit pas : on ne peut pas la toucher."),
    "hashtags-dead": lambda: _("Ici, les mots-clics restent de simples mots."),
    "mentions-by-hand": lambda: _(
        "Ici, un nom précédé de @ et collé reste un simple mot : pour en faire un lien, on le choisit dans la liste."
    ),
    "mentions-form": lambda: _("Ici, un compte s’écrit autrement : ce qui suit @ ne mènera à personne."),
    "card-replaced": lambda: _("Avec une image ou une vidéo, le lien ne montre pas sa propre fiche."),
    "images-framed": lambda: _("Les images sont recadrées comme ci-dessus; on les voit entières en les touchant."),
}
