"""What goes wrong, as RFC 9457 has it: ``application/problem+json``, in the reader's language, never quoting a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

ROOT = "/api/v1/"
CONTENT_TYPE = "application/problem+json"

# code: status, and by language a title and what to do
PROBLEMS: dict[str, tuple[int, dict[str, tuple[str, str]]]] = {
    "forbidden": (403, {
        "fr": ("Accès refusé", "Les rôles de la personne à qui appartient ce jeton ne permettent pas cette action."),
        "en": ("Access refused", "The roles of the person this token belongs to do not allow this."),
    }),
    "internal": (500, {
        "fr": ("Erreur de Balise", "Rien n’a été enregistré à moitié. Réessayez; si cela continue, donnez le numéro à l’administration."),
        "en": ("An error of Balise", "Nothing was half saved. Try again; if it goes on, give the number to the administrators."),
    }),
    "invalid": (422, {
        "fr": ("Valeur refusée", "Une valeur ne convient pas : « errors » dit laquelle et quoi faire. Rien n’a été enregistré."),
        "en": ("Value refused", "A value won’t do: “errors” says which and what to do. Nothing was saved."),
    }),
    "key-reused": (422, {
        "fr": ("Clé déjà employée", "Cette clé d’idempotence a servi à une autre demande. Prenez-en une nouvelle."),
        "en": ("Key already used", "This idempotency key was used for another request. Take a new one."),
    }),
    "method": (405, {
        "fr": ("Méthode refusée", "Cette adresse n’accepte pas cette méthode : voyez l’en-tête Allow."),
        "en": ("Method refused", "This address does not take this method: see the Allow header."),
    }),
    "not-found": (404, {
        "fr": ("Introuvable", "Cela n’existe pas, ou vous ne pouvez pas le voir."),
        "en": ("Not found", "This does not exist, or you may not see it."),
    }),
    "precondition-failed": (412, {
        "fr": ("A changé entre-temps", "Ce que vous avez lu n’est plus ce qui est là. Relisez, puis recommencez avec le nouvel ETag."),
        "en": ("Changed meanwhile", "What you read is no longer what is there. Read again, then try with the new ETag."),
    }),
    "precondition-required": (428, {
        "fr": ("Il manque If-Match", "Envoyez dans If-Match l’ETag de ce que vous avez lu : deux outils ne doivent pas s’écraser."),
        "en": ("If-Match is missing", "Send in If-Match the ETag of what you read: two tools must not overwrite each other."),
    }),
    "scope": (403, {
        "fr": ("Portée insuffisante", "Ce jeton n’a pas la portée qu’il faut. Faites-en un autre qui l’a."),
        "en": ("Scope missing", "This token does not have the scope that is asked. Make another that has it."),
    }),
    "second-factor": (403, {
        "fr": ("Second facteur demandé", "Un rôle de cette personne demande un second facteur : ajoutez-le au compte."),
        "en": ("Second factor asked", "A role of this person asks for a second factor: add it to the account."),
    }),
    "too-fast": (429, {
        "fr": ("Trop de demandes", "Attendez le temps que dit Retry-After, en secondes."),
        "en": ("Too many requests", "Wait for as long as Retry-After says, in seconds."),
    }),
    "too-large": (413, {
        "fr": ("Demande trop grosse", "Le corps d’une demande fait au plus un million d’octets."),
        "en": ("Request too large", "The body of a request is a million bytes at most."),
    }),
    "unauthorized": (401, {
        "fr": ("Jeton refusé", "Il manque un jeton, ou il est faux, échu ou révoqué. Envoyez « Authorization: Bearer … »."),
        "en": ("Token refused", "There is no token, or it is wrong, expired or revoked. Send “Authorization: Bearer …”."),
    }),
    "unreadable": (400, {
        "fr": ("Demande illisible", "Le corps n’est pas du JSON en UTF-8, ou l’adresse porte un octet nul."),
        "en": ("Unreadable request", "The body is not JSON in UTF-8, or the address holds a zero byte."),
    }),
    "wrong-state": (409, {
        "fr": ("Plus possible", "L’état actuel ne permet pas ce geste. Rien n’a changé."),
        "en": ("No longer possible", "The present state does not allow this. Nothing changed."),
    }),
}  # fmt: skip


class Problem(Exception):
    """Raised to answer with a problem. ``errors`` are (field, message)."""

    def __init__(
        self,
        code: str,
        *,
        detail: str = "",
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code)  # no text of a person may reach a log through this
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    def answer(self) -> HttpResponse:
        """The problem for this reader."""
        status, texts = PROBLEMS[self.code]
        title, detail = texts[language()]
        body = {
            "type": f"/api/#{self.code}",
            "title": title,
            "status": status,
            "detail": self.detail or detail,
            "code": self.code,
            **self.more,
        }
        if self.errors:
            body["errors"] = [{"field": field, "message": message} for field, message in self.errors]
        text = json.dumps(body, ensure_ascii=True)
        response = HttpResponse(text, status=status, content_type=CONTENT_TYPE)
        for name, value in self.headers.items():
            response.headers[name] = value
        if status == HTTPStatus.UNAUTHORIZED:
            response.headers["WWW-Authenticate"] = 'Bearer realm="Balise"'
        return response


def to_reader(request: HttpRequest, answered: Callable[[], HttpResponse]) -> HttpResponse:
    """An answer of the API in the language that the request asks for, with the headers that all of them carry."""
    with translation.override(translation.get_language_from_request(request)):
        response = answered()
        response.headers["Content-Language"] = language()
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Accept-Language"
    return response


def instead_of_page(request: HttpRequest, status: int) -> HttpResponse | None:
    """The problem for a tool that was stopped before it reached the API; None for somebody at a browser."""
    if not request.path_info.startswith(ROOT):
        return None
    return to_reader(request, Problem(_OF_STATUS.get(status, "internal")).answer)


_OF_STATUS = {400: "unreadable", 403: "forbidden", 404: "not-found", 413: "too-large", 429: "too-fast"}


def language() -> str:
    """``fr`` or ``en``."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


_SAID = {
    "extra_forbidden": ("Ce champ n’existe pas.", "There is no such field."),
    "literal_error": ("Ce n’est pas une des valeurs permises.", "This is not one of the values allowed."),
    "missing": ("Il manque cette valeur.", "This value is missing."),
    "string_too_long": ("C’est trop long.", "This is too long."),
    "string_too_short": ("C’est trop court.", "This is too short."),
    "too_long": ("Il y en a trop.", "There are too many."),
    "unreadable_text": ("Un caractère ne peut pas être écrit.", "A character can’t be written."),
    "day": ("Une date : AAAA-MM-JJ, de 1950 à 2100.", "A date: YYYY-MM-DD, from 1950 to 2100."),
    "moment": ("Une date avec son fuseau, de 2000 à 2100.", "A date with its time zone, from 2000 to 2100."),
}


def of_validation(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The problem of values that do not fit the description. Values themselves are never repeated."""
    found = []
    for error in errors[:20]:
        place = [str(part) for part in error["loc"] if part not in {"body", "payload", "query", "path", "header"}]
        french, english = _SAID.get(
            str(error["type"]), ("Cette valeur n’a pas la forme voulue.", "This value does not have the form wanted.")
        )
        found.append((".".join(place), english if language() == "en" else french))
    return Problem("invalid", errors=found)
