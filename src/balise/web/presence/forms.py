from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.people.models import Person
from balise.web.presence.addresses import LONGEST
from balise.web.presence.models import Access, Account, Lookalike
from balise.web.presence.showing import called, partner_name
from balise.web.presence.transitions.lookalikes import LONGEST_ANSWER, LONGEST_NOTE
from balise.web.presence.wording import LEVELS, LINKS, OUTCOMES, TWO_FACTOR_CHOICES
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name

_ADDRESS = {"inputmode": "url", "autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
_NO_ZERO = {"null_characters_not_allowed": _("Cette case contient un caractère illisible : effacez-le.")}


def network_choices(language: str) -> list[tuple[str, str]]:
    """Networks that Balise or the policy knows, by the name that people give them."""
    policy = the_policy()
    ids = dict.fromkeys([*all_networks(), *(one.id for one in policy.networks)])
    return [(one, network_name(one, policy, language)) for one in ids]


class PersonField(forms.ModelChoiceField):
    """Somebody with an open account, by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=Person.objects.filter(is_active=True).order_by("name", "pk"), **more)

    def label_from_instance(self, obj: Any) -> str:
        """Their name."""
        return str(obj.get_full_name())


class AccountForm(forms.Form):
    """What the register says of an account."""

    network = forms.ChoiceField(label=_("Réseau"))
    address = forms.CharField(
        label=_("Adresse"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs=_ADDRESS),
        help_text=_("Celle du compte ou du site lui-même, copiée dans le navigateur."),
        error_messages=_NO_ZERO,
    )
    aliases = forms.CharField(
        label=_("Autres adresses du même compte"),
        required=False,
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 2, **_ADDRESS}),
        help_text=_("Une par ligne : par exemple une chaîne YouTube par son identifiant et par son nom."),
        error_messages=_NO_ZERO,
    )
    handle = forms.CharField(
        label=_("Nom sur le réseau"),
        required=False,
        max_length=120,
        help_text=_("Comme le réseau le montre : @organisation."),
        error_messages=_NO_ZERO,
    )
    label = forms.CharField(
        label=_("Nom au registre"),
        required=False,
        max_length=120,
        help_text=_("Ce que le public lira : « Boutique en ligne ». Public : jamais le nom d’une personne."),
        error_messages=_NO_ZERO,
    )
    partner_id = forms.ChoiceField(
        label=_("À qui est-il"), required=False, help_text=_("À nous, ou à un partenaire que la politique nomme.")
    )
    owner = PersonField(
        label=_("Responsable"),
        required=False,
        empty_label=_("Personne pour l’instant"),
        help_text=_("Qui répond de ce compte dans l’organisation."),
    )
    two_factor = forms.ChoiceField(label=_("Double authentification activée"), choices=TWO_FACTOR_CHOICES)
    recovery = forms.CharField(
        label=_("Contact de secours"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "Le courriel ou le téléphone qui permet de récupérer le compte. Il est scellé : le lire laisse une trace."
        ),
        error_messages=_NO_ZERO,
    )
    forget_recovery = forms.BooleanField(label=_("Détruire le contact de secours inscrit"), required=False)

    def __init__(self, *args: Any, language: str, kept: Account | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["network"].choices = network_choices(language)
        if kept is not None and kept.network not in dict(fields["network"].choices):
            fields["network"].choices.append((kept.network, kept.network))
        partners = [(one.id, one.names[0]) for one in the_policy().organisation.partners]
        if kept is not None and kept.partner_id and kept.partner_id not in dict(partners):
            partners.append((kept.partner_id, partner_name(kept.partner_id)))
        fields["partner_id"].choices = [("", _("À nous")), *partners]
        if kept is None or not kept.recovery:
            del fields["forget_recovery"]
        else:
            fields["recovery"].help_text = _(
                "Un contact est inscrit et scellé. Laissez vide pour le garder; écrivez-en un autre pour le remplacer."
            )

    def said(self) -> dict[str, Any]:
        """What goes to the transition."""
        found = dict(self.cleaned_data)
        found["aliases"] = [line.strip() for line in found["aliases"].splitlines() if line.strip()]
        found["owner"] = found["owner"].pk if found["owner"] else None
        return found


class ReviewForm(forms.Form):
    """Each thing to look at again is ticked, so that nothing is reviewed by one press."""

    address_seen = forms.BooleanField(label=_("L’adresse mène bien à notre compte."))
    owner_seen = forms.BooleanField(label=_("La personne responsable est toujours la bonne."))
    accesses_seen = forms.BooleanField(
        label=_("Les accès du registre sont ceux du réseau; personne de trop n’y figure.")
    )
    recovery_seen = forms.BooleanField(label=_("Le contact de secours fonctionne et nous appartient."))
    two_factor = forms.ChoiceField(label=_("Double authentification activée"), choices=TWO_FACTOR_CHOICES)


class AccessForm(forms.Form):
    """Who can act on the account at its network."""

    person = PersonField(label=_("Personne d’ici"), required=False, empty_label=_("Quelqu’un de l’extérieur"))
    outsider = forms.CharField(
        label=_("Ou quelqu’un de l’extérieur"),
        required=False,
        max_length=120,
        help_text=_("Une agence, un outil : son nom."),
        error_messages=_NO_ZERO,
    )
    level = forms.ChoiceField(
        label=_("Ce que cette personne peut faire"), choices=list(LEVELS.items()), initial=Access.Level.EDITOR.value
    )


class RegisterFilters(forms.Form):
    """What the list is narrowed to."""

    reseau = forms.ChoiceField(label=_("Réseau"), required=False)
    a_qui = forms.ChoiceField(
        label=_("À qui"),
        required=False,
        choices=[("", _("Tous")), ("nous", _("À nous")), ("partenaires", _("Partenaires"))],
    )
    adresse = forms.ChoiceField(label=_("Adresse"), required=False)
    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Au registre")), ("retires", _("Retirés")), ("tous", _("Tous"))],
    )

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["reseau"].choices = [("", _("Tous")), *network_choices(language)]
        fields["adresse"].choices = [("", _("Toutes")), *((state, badge.label) for state, badge in LINKS.items())]


class ReportForm(forms.Form):
    """An address that imitates, by anybody here."""

    address = forms.CharField(
        label=_("Adresse qui nous imite"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs=_ADDRESS),
        help_text=_("Copiez-la dans le navigateur, sans rien ouvrir de plus ni rien y écrire."),
        error_messages=_NO_ZERO,
    )
    note = forms.CharField(
        label=_("Ce que vous avez vu"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Où vous l’avez trouvée, ce qu’on y demande. Seules les communications et la direction le lisent."),
        error_messages=_NO_ZERO,
    )


class DecisionForm(forms.Form):
    """Whether it imitates, and what whoever reported it will read."""

    resembles = forms.ChoiceField(label=_("Le compte imité"), required=False)
    answer = forms.CharField(
        label=_("Réponse à qui l’a signalée"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nécessaire si ce n’est pas une imitation."),
        error_messages=_NO_ZERO,
    )

    def __init__(self, *args: Any, accounts: list[Account], language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["resembles"]
        policy = the_policy()
        own = [
            (str(one.pk), f"{network_name(one.network, policy, language)}, {called(one)}")
            for one in accounts
            if not one.partner_id
        ]
        field.choices = [("", _("Aucun en particulier")), *own]


class ToldForm(forms.Form):
    """The network was told."""

    reference = forms.CharField(
        label=_("Numéro de dossier ou date de la réponse"),
        required=False,
        max_length=120,
        error_messages=_NO_ZERO,
    )


class OutcomeForm(forms.Form):
    """How it ends."""

    outcome = forms.ChoiceField(
        label=_("Comment cela finit"),
        choices=[(one.value, said) for one, said in OUTCOMES.items()],
        widget=forms.RadioSelect,
        initial=Lookalike.Outcome.GONE.value,
    )
