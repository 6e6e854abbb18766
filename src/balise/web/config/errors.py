"""Pages for what goes wrong, in the reader's language, without a word of what was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from balise.web.api.problems import instead_of_page
from balise.web.config.logging import request_id

TEXTS = {
    "fr": {
        400: ("Demande illisible", "Le navigateur a envoyé quelque chose que Balise ne comprend pas. Rien n’a été enregistré. Revenez à la page précédente : ce que vous aviez écrit y est encore."),
        403: ("Accès refusé", "Votre rôle ne permet pas cette action. Rien n’a changé. Si vous pensez que c’est une erreur, parlez à la personne qui administre Balise."),
        404: ("Page introuvable", "L’adresse est fausse, ou le lien n’est plus valable."),
        413: ("Envoi trop gros", "Ce que vous envoyez est trop gros. Rien n’a été enregistré. Revenez à la page précédente, choisissez un fichier plus petit ou raccourcissez le texte."),
        419: ("Formulaire expiré", "La page était ouverte depuis trop longtemps, ou le formulaire vient d’un autre site. Rien n’a été enregistré. Revenez à la page précédente, rechargez-la et recommencez : copiez d’abord ce que vous aviez écrit."),
        429: ("Trop d’essais", "Trop de demandes sont venues d’ici en peu de temps. Rien n’a changé. Attendez quelques minutes, puis réessayez."),
        500: ("Erreur de Balise", "Quelque chose n’a pas fonctionné. Rien n’a été enregistré à moitié. Réessayez; si cela continue, donnez ce numéro à la personne qui administre Balise :"),
    },
    "en": {
        400: ("Unreadable request", "The browser sent something that Balise does not understand. Nothing was saved. Go back to the previous page: what you wrote is still there."),
        403: ("Access refused", "Your role does not allow this. Nothing has changed. If you think this is a mistake, talk to the person who administers Balise."),
        404: ("Page not found", "The address is wrong, or the link is no longer valid."),
        413: ("Too large", "What you are sending is too large. Nothing was saved. Go back to the previous page, and choose a smaller file or shorten the text."),
        419: ("Form expired", "The page had been open for too long, or the form comes from another site. Nothing was saved. Go back to the previous page, reload it and start again: copy what you wrote first."),
        429: ("Too many tries", "Too many requests came from here in a short time. Nothing has changed. Wait a few minutes, then try again."),
        500: ("An error of Balise", "Something did not work. Nothing was half saved. Try again; if it goes on, give this number to the person who administers Balise:"),
    },
}  # fmt: skip


def page(request: HttpRequest, status: int, *, text: int | None = None) -> HttpResponse:
    """The page for an HTTP status, for a tool its problem; an htmx request gets the page too, shown in its place."""
    if (problem := instead_of_page(request, status)) is not None:
        return problem
    language = "en" if (translation.get_language() or "fr").startswith("en") else "fr"
    title, body = TEXTS[language][text or status]
    context = {"status": status, "title": title, "body": body, "number": request_id.get(), "language": language}
    try:
        return render(request, "ui/error.html", context, status=status)
    except Exception:  # noqa: BLE001 - a page that can't be drawn must not hide the error it was for
        html = (
            f"<!doctype html><html lang={language}><title>{title}</title><h1>{title}</h1><p>{body} {request_id.get()}"
        )
        return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``; too large is told apart."""
    too_large = type(exception).__name__ in {"RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent"}
    return page(request, 413) if too_large else page(request, 400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """``handler403``, for ``Refused`` as well."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """``handler404``."""
    return page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """``handler429``, asked by allauth when a limit of its own is reached."""
    return page(request, 429)


def broken(request: HttpRequest) -> HttpResponse:
    """``handler500``."""
    return page(request, 500)


def forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its token: expired, or forged."""
    return page(request, 403, text=419)
