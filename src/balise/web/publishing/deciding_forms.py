"""What an approver answers, one form for each answer; and what is said when sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.approvals.models import Declaration, Mandate
from balise.web.publishing.forms import Reason, clause_choices
from balise.web.ui.dates import day_in_words


class Judged(forms.MultipleChoiceField):
    """Boxes of which the transition says whether they may be ticked: they may have been answered meanwhile."""

    def valid_value(self, value: str) -> bool:  # noqa: ARG002
        return True


class ApproveForm(forms.Form):
    """For which roles; why, where the engine is against it."""

    by = Judged(
        label=_("Au titre de"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une case : au titre de quoi approuvez-vous?")},
    )
    reason = Reason(label=_("Remarque"))

    def __init__(self, *args: Any, asked: Sequence[tuple[str, str]] = (), forbidden: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer(asked)
        reason = self.fields["reason"]
        if forbidden:
            reason.required = True
            reason.help_text = _(
                "Balise juge ce message contraire à la politique : pour l’approuver quand même, écrivez pourquoi."
            )
            reason.error_messages["required"] = _(
                "Balise juge ce message contraire à la politique. Pour l’approuver quand même, écrivez pourquoi."
            )

    def offer(self, asked: Sequence[tuple[str, str]]) -> None:
        """The boxes to show: what waits for the reader now, each ticked until they say otherwise."""
        by = self.fields["by"]
        by.choices, by.initial = list(asked), [name for name, _label in asked]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """What to change on the whole; what is about a passage stands in rows of the page, whose errors come here."""

    comments = forms.CharField(label=_("Commentaires"), required=False)
    reason = Reason(label=_("Sur l’ensemble"))


class RefuseForm(forms.Form):
    """The clause and the reason."""

    clause = forms.ChoiceField(
        label=_("Article de la politique"),
        error_messages={
            "required": _("Choisissez l’article de la politique."),
            "invalid_choice": _("Choisissez l’article de la politique."),
        },
    )
    reason = Reason(label=_("Raison"), missing=_("Écrivez la raison : l’auteur·e la lira."))

    def __init__(self, *args: Any, language: str = "fr", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["clause"].choices = [("", "—"), *clause_choices(language)]  # type: ignore[attr-defined]


class UrgentForm(forms.Form):
    """Why it cannot wait."""

    reason = Reason(
        label=_("Raison"),
        missing=_("Écrivez la raison : elle est montrée à toutes les personnes concernées."),
    )


class SubmitForm(forms.Form):
    """Under which mandate, and why all the same, where there is something to say."""

    mandate = forms.ChoiceField(
        label=_("Sous un mandat de parole"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        error_messages={"invalid_choice": _("Ce mandat n’est plus en vigueur : choisissez de nouveau.")},
    )
    justification = Reason(
        label=_("Pourquoi l’envoyer quand même"),
        rows=3,
        help_text=_(
            "Tel quel, ce message contrevient à la politique. Le mieux est de le corriger. Si Balise se trompe, dites "
            "pourquoi : la personne qui approuve le lira."
        ),
        missing=_(
            "Tel quel, ce message contrevient à la politique. Corrigez-le, ou écrivez pourquoi vous l’envoyez quand "
            "même."
        ),
    )

    def __init__(self, *args: Any, mandates: Sequence[Mandate], forbidden: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if mandates:
            self.fields["mandate"].choices = [  # type: ignore[attr-defined]
                ("", _("Non : demander l’approbation des communications")),
                *((str(one.pk), _covered(one)) for one in mandates),
            ]
        else:
            del self.fields["mandate"]
        if not forbidden:
            del self.fields["justification"]


class DeclareForm(forms.Form):
    """Where the proof of an obligation is, or why there is none to give."""

    need = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Réponse"),
        widget=forms.RadioSelect,
        choices=[
            (Declaration.Answer.MET.value, _("C’est obtenu")),
            (Declaration.Answer.NOT_CALLED_FOR.value, _("Ne s’applique pas ici")),
        ],
        error_messages={"required": _("Choisissez une réponse."), "invalid_choice": _("Choisissez une réponse.")},
    )
    note = Reason(
        label=_("Où est la preuve, ou pourquoi cela ne s’applique pas"),
        missing=_("Dites où se trouve la preuve, ou pourquoi l’obligation ne s’applique pas."),
    )


class WaiveForm(forms.Form):
    """Why no source is due."""

    need = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(widget=forms.HiddenInput)
    note = Reason(label=_("Pourquoi"), missing=_("Dites pourquoi aucune source n’est due."))


def declare_form(posted: Mapping[str, Any]) -> DeclareForm | WaiveForm:
    """The form that was sent from a line of the obligations."""
    return (WaiveForm if str(posted.get("need", "")).startswith("source|") else DeclareForm)(posted)


def with_forms(rows: list[dict[str, Any]], failed: forms.Form | None = None) -> list[dict[str, Any]]:
    """Each obligation with the form of its line; the one that failed stands on its own, with what was typed."""
    for number, row in enumerate(rows):
        ids = f"obligation-{number}-%s"
        if row.get("need"):
            row["form"] = DeclareForm(initial={"need": row["need"]}, auto_id=ids)
        if row.get("waivable"):
            given = {"need": row["waivable"], "answer": Declaration.Answer.NOT_CALLED_FOR.value}
            row["waiver"] = WaiveForm(initial=given, auto_id=ids)
        if failed is not None and failed.data.get("need") in {row.get("need"), row.get("waivable")} - {None}:
            row["waiver" if isinstance(failed, WaiveForm) else "form"] = failed
    return rows


def _covered(mandate: Mandate) -> str:
    return str(_("Oui, ce message porte sur : %(topic)s (jusqu’au %(day)s)")) % {
        "topic": mandate.topic,
        "day": day_in_words(mandate.until),
    }
