from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name

LONGEST_TEXT = 100_000
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
TITLED = tuple(network.id for network in all_networks().values() if network.title_maximum)


class Moment(forms.DateTimeField):
    """A day and a time of here, as a browser sends them or as people write them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, widget=MOMENT, input_formats=MOMENTS, **more)


class Text(forms.CharField):
    """A long text, spaces kept as they are."""

    def __init__(self, *, rows: int = 6, longest: int = LONGEST_TEXT, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, strip=False, max_length=longest, widget=widget, **more)


class Reason(forms.CharField):
    """A written reason: asked for with the sentence ``missing``, else as one wishes. No zero byte is kept of it."""

    def __init__(self, *, missing: Any = "", rows: int = 2, longest: int = 4_000, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=bool(missing), max_length=longest, widget=widget, **more)
        if missing:
            self.error_messages["required"] = missing

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", "")


class DraftForm(forms.Form):
    """What the author writes. Limits of networks are told, not enforced, until it is sent."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Titre de travail"),
        required=False,
        max_length=120,
        help_text=_("Pour la retrouver dans les listes; il n’est pas publié."),
    )
    networks = forms.MultipleChoiceField(label=_("Réseaux"), required=False, widget=forms.CheckboxSelectMultiple)
    common = Text(
        label=_("Texte"), rows=8, help_text=_("Le même partout, sauf là où vous en écrivez un autre plus bas.")
    )
    links = Text(
        label=_("Liens"),
        rows=2,
        longest=20_000,
        help_text=_("Un par ligne; ajoutés à la fin du texte s’ils n’y sont pas."),
    )
    video = forms.CharField(
        label=_("Vidéo"), required=False, max_length=200, help_text=_("Le nom du fichier et l’endroit où il se trouve.")
    )
    earliest = Moment(label=_("Pas avant"))
    latest = Moment(label=_("Pas après"))
    planned = Moment(
        label=_("Heure choisie"),
        help_text=_("À l’intérieur de la période. La changer plus tard n’annule aucune approbation."),
    )

    def __init__(self, *args: Any, language: str, publication: Publication | None = None, **more: Any) -> None:
        self.publication = publication
        self.draft = publication.content if publication else Draft()
        more["initial"] = self._initial()
        super().__init__(*args, **more)
        policy = the_policy()
        names = {name: network_name(name, policy, language) for name in all_networks()}
        self.fields["networks"].choices = list(names.items())  # type: ignore[attr-defined]
        for name, shown in names.items():
            self.fields[f"text_{name}"] = Text(label=_("Texte pour %(network)s") % {"network": shown}, rows=4)
            if name in TITLED:
                self.fields[f"title_{name}"] = forms.CharField(
                    label=_("Titre pour %(network)s") % {"network": shown}, required=False, max_length=500
                )
        for image in self.draft.images:
            self.fields[f"alt_{image.sha}"] = Text(
                label=_("Texte de remplacement de %(name)s") % {"name": image.name}, rows=2, longest=5_000
            )
        for name, field in self.fields.items():
            if name in self.initial:
                field.initial = self.initial[name]
        self.names = names

    def _initial(self) -> dict[str, Any]:
        draft = self.draft
        values: dict[str, Any] = {
            "version": self.publication.version if self.publication else 0,
            "title": self.publication.title if self.publication else "",
            "networks": list(draft.networks),
            "common": draft.common,
            "links": "\n".join(draft.links),
            "video": draft.video,
            "earliest": draft.earliest,
            "latest": draft.latest,
            "planned": self.publication.planned if self.publication else None,
        }
        values |= {f"text_{name}": text for name, text in draft.texts.items()}
        values |= {f"title_{name}": title for name, title in draft.titles.items()}
        values |= {f"alt_{image.sha}": image.alt for image in draft.images}
        return values

    @property
    def own_texts(self) -> list[dict[str, Any]]:
        """For the page: each network with its own fields, open when something is written there."""
        return [
            {
                "id": name,
                "name": shown,
                "text": self[f"text_{name}"],
                "title": self[f"title_{name}"] if name in TITLED else None,
                "open": bool(self[f"text_{name}"].value() or self[f"text_{name}"].errors)
                or (name in TITLED and bool(self[f"title_{name}"].value() or self[f"title_{name}"].errors)),
            }
            for name, shown in self.names.items()
        ]

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """For the page: each image with its field."""
        return [{"image": image, "alt": self[f"alt_{image.sha}"]} for image in self.draft.images]

    @property
    def written(self) -> Draft:
        """The draft that a valid form holds."""
        given = self.cleaned_data
        return Draft(
            common=given["common"],
            texts={name: given[f"text_{name}"] for name in self.names if given[f"text_{name}"]},
            titles={name: given[f"title_{name}"] for name in TITLED if given[f"title_{name}"]},
            networks=tuple(given["networks"]),
            links=tuple(given["links"].splitlines()),
            video=given["video"],
            images=tuple(
                type(image)(sha=image.sha, alt=given[f"alt_{image.sha}"], name=image.name)
                for image in self.draft.images
            ),
            earliest=given["earliest"],
            latest=given["latest"],
        )

    @property
    def planned_moment(self) -> dt.datetime | None:
        """The time chosen."""
        moment: dt.datetime | None = self.cleaned_data["planned"]
        return moment


class VoiceForm(forms.Form):
    """In whose name a new publication speaks."""

    voice = forms.ChoiceField(
        label=_("En quel nom"),
        choices=[
            (Publication.Voice.OFFICIAL, _("Au nom de l’organisation, sur ses comptes")),
            (Publication.Voice.PERSONAL, _("En mon nom, sur mon compte : je demande l’autorisation")),
        ],
        widget=forms.RadioSelect,
        initial=Publication.Voice.OFFICIAL,
    )


class ImageForm(forms.Form):
    """An image and what it shows."""

    image = forms.FileField(
        label=_("Image"),
        help_text=_(
            "JPEG, PNG, WebP ou GIF, 12 Mo au plus. La position et les autres renseignements cachés sont effacés."
        ),
    )
    alt = Text(
        label=_("Texte de remplacement"),
        rows=2,
        longest=5_000,
        help_text=_("Ce que montre l’image, pour qui ne la voit pas."),
    )


class ClaimForm(forms.Form):
    """What is stated, and where that comes from."""

    statement = forms.CharField(label=_("Ce qui est affirmé"), max_length=500)
    source = forms.CharField(
        label=_("D’où cela vient"), max_length=500, help_text=_("Une adresse, un document, une personne et une date.")
    )
    checked = forms.BooleanField(label=_("J’ai vérifié moi-même que la source le dit"), required=False)


class AddressForm(forms.Form):
    """Where it is online."""

    network = forms.CharField(widget=forms.HiddenInput)
    address = forms.CharField(label=_("Adresse de la publication"), max_length=2_000)
    outside = forms.BooleanField(
        label=_("Elle est déjà en ligne, à une autre heure que celle approuvée"), required=False
    )


class AsideForm(forms.Form):
    """Why a network is left as it is."""

    network = forms.CharField(widget=forms.HiddenInput)
    reason = Reason(label=_("Raison"), rows=1, longest=2_000, missing=_("Dites pourquoi ce réseau est laissé ainsi."))


def forms_of(network: str, *, failed: forms.Form | None = None, address: str = "") -> dict[str, forms.Form]:
    """The two forms of one network on a sheet; the one that failed there stands in its place, with what was typed."""
    own: dict[str, forms.Form] = {
        "form": AddressForm(initial={"network": network, "address": address}, auto_id=f"id_{network}_%s"),
        "aside": AsideForm(initial={"network": network}, auto_id=f"id_{network}_aside_%s"),
    }
    if failed is not None and failed.data.get("network") == network:
        own["aside" if isinstance(failed, AsideForm) else "form"] = failed
    return own


class TimeForm(forms.Form):
    """The time inside the window."""

    planned = Moment(label=_("Heure de publication"))


class CorrectionForm(forms.Form):
    """Why what is online should change."""

    reason = Reason(
        label=_("Qu’est-ce qui doit changer, et pourquoi?"),
        rows=3,
        missing=_("Dites ce qui doit changer, et pourquoi."),
    )


class RetractionForm(forms.Form):
    """Why it should come down."""

    reason = Reason(label=_("Raison"), rows=3, missing=_("Dites pourquoi ce message doit être retiré."))
    clause = forms.ChoiceField(
        label=_("Article de la politique"),
        required=False,
        help_text=_("Si un article le demande. Une erreur de date n’en demande aucun."),
    )

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("Aucun article en particulier")), *clause_choices(language)]
        self.fields["clause"].choices = choices  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why it stays online."""

    reason = Reason(label=_("Raison"), longest=2_000, missing=_("Dites pourquoi ce message reste en ligne."))


def clause_choices(language: str) -> list[tuple[str, str]]:
    """The clauses in force, by number and title."""
    return [
        (clause.id, f"{clause.id} {clause.title.get(language, '')}")
        for clause in the_policy().clauses
        if clause.retired_into is None
    ]
