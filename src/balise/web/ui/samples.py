"""Invented French texts for the style page: nobody and nothing in them exists."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.safestring import SafeString

from balise.web.ui.addresses import with_query
from balise.web.ui.components import Consequence, Event, Limit, Progress, Step, Tab
from balise.web.ui.highlighting import Note
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import badge, moment, state_badge

BEGINNING = datetime(2026, 11, 2, 13, 5, tzinfo=UTC)
TEXT = "Vendredi, Maryse Thibodeau (514 555-0142) a enfin réglé la panne. Les autres sont des incapables."
OLD = "Notre équipe a livré le nouveau portail lundi. Les délais sont les meilleurs au Québec."
NEW = "Notre équipe a livré le nouveau portail mardi matin. Selon le rapport 2026, les délais ont baissé de 12 %."


class DraftForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="Titre de travail", max_length=80, help_text="Pour vous et les approbateurs; il n’est pas publié."
    )
    text = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 4}))
    voice = forms.ChoiceField(
        label="Au nom de qui",
        widget=forms.RadioSelect,
        choices=[("personal", "En mon nom"), ("official", "Au nom de l’organisation")],
    )
    networks = forms.MultipleChoiceField(
        label="Réseaux",
        widget=forms.CheckboxSelectMultiple,
        choices=[("facebook", "Facebook"), ("linkedin", "LinkedIn"), ("x", "X")],
    )
    when = forms.DateTimeField(label="Publier au plus tôt", required=False, help_text="Par exemple 24/11/2026 14:05.")
    image = forms.FileField(label="Image", required=False, help_text="JPEG ou PNG, 10 Mo au plus.")
    partner = forms.ChoiceField(
        label="Partenaire nommé", required=False, choices=[("", "Aucun"), ("a", "Coopérative Lac-Vert")]
    )
    verified = forms.BooleanField(label="J’ai vérifié les faits et leurs sources")


class FilterForm(forms.Form):
    """Filters of the sample table."""

    cherche = forms.CharField(label="Chercher", required=False)
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "Tous"), ("draft", "Brouillon"), ("submitted", "Soumise"), ("published", "Publiée")],
    )


def _rows() -> list[dict[str, Any]]:
    titles = (
        "Portes ouvertes de novembre",
        "Nouveau portail des membres",
        "Offre d’emploi : analyste",
        "Bilan de la campagne d’automne",
        "Horaire des Fêtes",
        "Remerciements aux bénévoles",
    )
    authors = ("Amélie Roy", "Jean-François Côté", "Nadia Benali")
    states = ("draft", "submitted", "published", "returned", "approved", "retracted")
    return [
        {
            "number": 1040 + index,
            "title": titles[index % 6],
            "author": authors[index % 3],
            "state": states[index % 6],
            "when": BEGINNING + timedelta(hours=7 * index),
            "views": index * 137 % 2400,
        }
        for index in range(34)
    ]


def table(request: HttpRequest) -> Table:
    """The sample table, filtered and sorted by the address."""
    filters = FilterForm(request.GET)
    filters.is_valid()
    asked, state = filters.cleaned_data.get("cherche", ""), filters.cleaned_data.get("etat", "")
    rows = [row for row in _rows() if asked.lower() in row["title"].lower() and state in {"", row["state"]}]
    columns = [
        Column(id="titre", label="Titre", cell=lambda row: row["title"], order=lambda row: row["title"], heading=True),
        Column(id="etat", label="État", cell=lambda row: state_badge(row["state"]), order=lambda row: row["state"]),
        Column(id="auteur", label="Par", cell=lambda row: row["author"], order=lambda row: row["author"]),
        Column(id="quand", label="Modifiée", cell=lambda row: moment(row["when"]), order=lambda row: row["when"]),
        Column(id="vues", label="Vues", cell=lambda row: row["views"], order=lambda row: row["views"], numeric=True),
    ]
    return Table(
        request=request,
        rows=rows,
        columns=columns,
        caption="Publications de l’équipe",
        sort="-quand",
        page_size=6,
        filters=filters,
        row_url=lambda row: f"?onglet=texte&publication={row['number']}",
        empty_title="Aucune publication",
    )


def notes() -> list[Note]:
    """Findings of the sample text."""
    phone, insult, name = "514 555-0142", "incapables", "Maryse Thibodeau (514 555-0142)"
    place = TEXT.index
    return [
        Note(
            message="Un numéro de téléphone permet de joindre cette personne.",
            decision="forbidden",
            clause="3.4",
            clause_title="Confidentialité",
            clause_url="#clause",
            advice="Retirez le numéro, ou donnez celui du service.",
            start=place(phone),
            end=place(phone) + len(phone),
        ),
        Note(
            message="Une personne est nommée : son accord écrit est nécessaire.",
            decision="approval",
            clause="3.4",
            clause_title="Confidentialité",
            advice="Demandez l’approbation, ou écrivez « une collègue ».",
            start=place(name),
            end=place(name) + len(name),
        ),
        Note(
            message="Ce mot rabaisse des collègues.",
            decision="forbidden",
            clause="3.3",
            clause_title="Respect",
            advice="Dites ce qui s’est passé, sans juger les personnes.",
            start=place(insult),
            end=place(insult) + len(insult),
        ),
        Note(
            message="Un lecteur peut croire que vous parlez au nom de l’organisation.",
            clause="3.1",
            clause_title="Avis personnel",
            advice="Ajoutez « Opinion personnelle ».",
        ),
    ]


def _events() -> list[Event]:
    day = timedelta(days=1)
    return [
        Event(
            when=BEGINNING + 2 * day,
            who="Nadia Benali, communications",
            what="a approuvé",
            icon="check-badge",
            tone="good",
        ),
        Event(
            when=BEGINNING + day,
            who="Balise",
            what="a annulé une approbation : le texte a changé",
            icon="arrow-path",
            tone="warning",
            detail="Deux mots retirés, six ajoutés depuis la révision 2.",
        ),
        Event(
            when=BEGINNING + timedelta(hours=5),
            who="Nadia Benali, communications",
            what="a retourné avec un commentaire",
            icon="arrow-uturn-left",
            tone="warning",
            detail="« Les meilleurs au Québec » : d’après quelle source?",
        ),
        Event(
            when=BEGINNING, who="Amélie Roy", what="a soumis", icon="inbox-arrow-down", tone="info", url="#historique"
        ),
    ]


class ReasonForm(forms.Form):
    """What a confirmation may ask."""

    reason = forms.CharField(label="Raison", help_text="Elle reste dans l’historique.", widget=forms.Textarea)


def context(request: HttpRequest, page: str) -> dict[str, Any]:
    """What the style page shows, or one of the pages beside it."""
    if page == "confirmation":
        return {"confirm": _confirm(), "form": ReasonForm()}
    if page:
        return {"status": 404}
    tab = request.GET.get("onglet", "texte")
    months = ("août", "sept.", "oct.", "nov.", "déc.", "janv.")
    bound = DraftForm({"erreurs-text": TEXT, "erreurs-networks": ["x"], "erreurs-when": "demain"}, prefix="erreurs")
    return {
        "table": table(request),
        "nothing": Table(
            request=request,
            rows=[],
            columns=[Column(id="a", label="A", cell=str)],
            caption="Rien",
            empty_title="Aucune publication à approuver",
            empty_text="Les publications soumises à votre équipe apparaîtront ici, les plus anciennes d’abord.",
        ),
        "form": DraftForm(initial={"text": TEXT}),
        "bound": bound,
        "limits": [
            Limit(id="x", label="X", maximum=280, link_length=23),
            Limit(id="bluesky", label="Bluesky", maximum=300),
            Limit(id="court", label="Titre court", maximum=60),
        ],
        "text": TEXT,
        "notes": notes(),
        "old": OLD,
        "new": NEW,
        "events": _events(),
        "pairs": [
            ("Numéro", "P-1042"),
            ("État", state_badge("submitted")),
            ("Voix", "officielle"),
            ("Fenêtre", SafeString(f"{moment(BEGINNING)} → {moment(BEGINNING + timedelta(days=4))}")),
            ("Partenaire", ""),
        ],
        "tabs": [
            Tab(label=label, url=with_query(request.GET, onglet=name), current=tab == name, count=count)
            for name, label, count in (
                ("texte", "Texte", None),
                ("constats", "Constats", 4),
                ("historique", "Historique", 12),
            )
        ],
        "steps": [
            Step(label="Écrite", progress=Progress.DONE, detail="Amélie Roy"),
            Step(label="Soumise", progress=Progress.DONE, detail="2 novembre"),
            Step(label="Approbations", progress=Progress.CURRENT, detail="1 sur 2"),
            Step(label="Publiée"),
        ],
        "failed": [
            Step(label="Envoyée", progress=Progress.DONE),
            Step(label="Vérifiée en ligne", progress=Progress.FAILED, detail="différente"),
        ],
        "bars": list(zip(months, (12, 31, 24, 47, 18, 9), strict=True)),
        "line": list(zip(months, (3.5, 2.8, 3.1, 1.9, 1.2, 1.4), strict=True)),
        "custom": badge("Partenaire", "info", "user-group"),
    }


def _confirm() -> dict[str, Any]:
    return {
        "title": "Retirer la publication P-1042?",
        "consequences": [
            Consequence(
                what="Le texte sera effacé du réseau; les commentaires reçus aussi.",
                where="Facebook, page de la Coopérative Lac-Vert",
            ),
            Consequence(what="La publication passera à l’état « retirée »; son histoire reste.", where="Balise"),
            Consequence(what="L’auteure sera avertie.", reversible=True),
        ],
        "label": "Retirer la publication",
        "cancel_url": "../",
    }
