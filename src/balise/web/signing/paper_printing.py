"""The form to print: whose each sheet is, the words on it, and the text of the policy before it when it is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from balise.documents.paper_forms import PaperForm, PaperForms, printable
from balise.documents.sections import paragraphs
from balise.web.people.models import Person
from balise.web.signing import paper_codes, versions_queries
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.paper_codes import Named


def forms_for(
    people: Sequence[Person], version: PolicyVersion, *, language: str, with_text: bool, now: dt.datetime
) -> bytes:
    """One sheet for each person, in one language; the text of the policy comes first when it is asked for."""
    with override(language):
        return printable(
            PaperForms(
                organisation=str(settings.BALISE_ORGANISATION or "Balise"),
                title=_("Politique des médias sociaux"),
                version=_("Politique des médias sociaux, version n° %(number)d, empreinte %(mark)s")
                % {"number": version.number, "mark": version.content_hash[:12]},
                language=language,
                made=now,
                words=_words(),
                statements=[
                    _("J’ai pris connaissance de la politique"),
                    _("Je suis en accord avec le contenu de la politique"),
                ],
                forms=[_form(one, version) for one in people],
                text=_text(version, language) if with_text else (),
            )
        )


def _form(person: Person, version: PolicyVersion) -> PaperForm:
    named = Named(person=person.pk, version=version.number)
    return PaperForm(person=person.get_full_name(), code=paper_codes.code_of(named), typed=paper_codes.typed_of(named))


def _text(version: PolicyVersion, language: str) -> list[tuple[str, list[str]]]:
    texts = versions_queries.texts_of(version)
    text = texts.get(language) or texts["fr"]
    return [(f"{one.number} {one.title}".strip(), paragraphs(one.words)) for one in text.sections.all()]


def _words() -> dict[str, str]:
    return {
        "text_note": _("Seul le texte français fait autorité. Le formulaire à remplir est à la dernière page."),
        "heading": _("Consentement à la politique"),
        "given_to": _("Remis à"),
        "square": _("Code carré qui désigne la personne et la version de la politique"),
        "lead": _(
            "Lisez la politique, puis répondez par oui ou par non aux deux énoncés. Chaque réponse est valable et sera "
            "conservée telle quelle. Balise en gardera la page numérisée; vous en recevrez un certificat."
        ),
        "answers": _("Vos réponses"),
        "yes": _("Oui"),
        "no": _("Non"),
        "why": _("Si vous répondez non, pourquoi?"),
        "why_note": _("(facultatif, à l’usage des ressources humaines)"),
        "you": _("Vous"),
        "name": _("Nom"),
        "date": _("Date"),
        "date_note": _("(JJ/MM/AAAA)"),
        "place": _("Lieu"),
        "signature": _("Signature"),
        "back": _(
            "Remettez cette page à la personne qui vous dirige, ou aux ressources humaines en mains propres ou par "
            "courriel. N’écrivez rien sur le carré et ne le pliez pas : il dit à qui est cette page."
        ),
    }
