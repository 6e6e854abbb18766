"""The app of layout and components."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation


class UiConfig(AppConfig):
    """Layout, theme and components."""

    name = "balise.web.ui"
    label = "ui"

    def ready(self) -> None:
        """Put in the footer what belongs to every page."""
        place = navigation.Place.FOOTER
        for order, name, label in (
            (900, "accessibility", _("Accessibilité")),
            (910, "shortcuts", _("Raccourcis clavier")),
        ):
            navigation.register(
                id=name, label=label, url_name=f"ui:{name}", order=order, place=place, visible=navigation.always
            )
