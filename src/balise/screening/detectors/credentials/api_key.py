"""Keys and tokens of well-known services, told by the shape that their makers give them, and keys announced by name.

Shapes as the makers document them: AWS (AKIA, ASIA), GitHub (ghp_, github_pat_), GitLab (glpat-), Slack (xoxb-, incoming
webhooks), Stripe (sk_live_, whsec_), Google (AIza, ya29., GOCSPX-), OpenAI and Anthropic (sk-), SendGrid (SG.), npm, PyPI,
Hugging Face, DigitalOcean, Shopify, Square, Twilio, Mailgun, Telegram, Discord, Azure, Cloudflare and others. Another
name followed by «=» or «:» and a long random value («API_KEY=…», «clé API : …», *the token is …*) counts as well.
Placeholders (YOUR_API_KEY, ${TOKEN}, xxxx) and publishable keys are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit, words
from balise.screening.detectors.credentials._secret import Credential, placeholder, random_looking, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_SHAPES = tuple(
    (prefix, re.compile(pattern))
    for prefix, pattern in (
        ("akia", r"akia[a-z2-9][a-z0-9]{12,18}"), ("asia", r"asia[a-z2-7][a-z0-9]{15}"),
        ("ghp_", r"ghp_[a-z0-9]{20,80}"), ("gho_", r"gho_[a-z0-9]{20,80}"), ("ghu_", r"ghu_[a-z0-9]{20,80}"),
        ("ghs_", r"ghs_[a-z0-9]{20,80}"), ("ghr_", r"ghr_[a-z0-9]{20,80}"), ("github_pat_", r"github_pat_[a-z0-9_]{20,100}"),
        ("glpat-", r"glpat-[a-z0-9_\-]{12,60}"), ("gldt-", r"gldt-[a-z0-9_\-]{12,60}"),
        ("xoxb-", r"xoxb-[a-z0-9\-]{16,200}"), ("xoxa-", r"xoxa-[a-z0-9\-]{16,200}"), ("xoxp-", r"xoxp-[a-z0-9\-]{16,200}"),
        ("xoxr-", r"xoxr-[a-z0-9\-]{16,200}"), ("xoxs-", r"xoxs-[a-z0-9\-]{16,200}"), ("xapp-", r"xapp-[a-z0-9\-]{16,200}"),
        ("sk_live_", r"sk_live_[a-z0-9]{12,200}"), ("sk_test_", r"sk_test_[a-z0-9]{12,200}"), ("rk_live_", r"rk_live_[a-z0-9]{12,200}"),
        ("whsec_", r"whsec_[a-z0-9+/=]{12,100}"), ("sk-", r"sk-(?:proj-|ant-|or-|svcacct-)?[a-z0-9_\-]{18,220}"),
        ("aiza", r"aiza[a-z0-9_\-]{28,45}"), ("ya29.", r"ya29\.[a-z0-9_\-]{20,300}"), ("gocspx-", r"gocspx-[a-z0-9_\-]{16,40}"),
        ("sg.", r"sg\.[a-z0-9_\-]{12,40}\.[a-z0-9_\-]{16,80}"), ("npm_", r"npm_[a-z0-9]{24,60}"), ("pypi-", r"pypi-[a-z0-9_\-]{30,300}"),
        ("hf_", r"hf_[a-z0-9]{20,60}"), ("dop_v1_", r"dop_v1_[a-f0-9]{32,80}"), ("doo_v1_", r"doo_v1_[a-f0-9]{32,80}"),
        ("shpat_", r"shpat_[a-f0-9]{24,60}"), ("shpss_", r"shpss_[a-f0-9]{24,60}"), ("shpca_", r"shpca_[a-f0-9]{24,60}"),
        ("sq0atp-", r"sq0atp-[a-z0-9_\-]{18,60}"), ("sq0csp-", r"sq0csp-[a-z0-9_\-]{18,60}"), ("eaaa", r"eaaa[a-z0-9]{40,300}"),
        ("key-", r"key-[a-f0-9]{32}"), ("dapi", r"dapi[a-f0-9]{32}"), ("lin_api_", r"lin_api_[a-z0-9]{24,60}"),
        ("nrak-", r"nrak-[a-z0-9]{20,40}"), ("pscale_", r"pscale_(?:tkn|pw)_[a-z0-9_\-]{20,80}"), ("rubygems_", r"rubygems_[a-f0-9]{32,60}"),
        ("age-secret-key-1", r"age-secret-key-1[a-z0-9]{40,70}"), ("atatt3", r"atatt3[a-z0-9_\-=]{40,300}"),
        ("hooks.slack.com/services/", r"hooks\.slack\.com/services/[a-z0-9]{6,14}/[a-z0-9]{6,14}/[a-z0-9]{16,40}"),
        ("discord.com/api/webhooks/", r"discord\.com/api/webhooks/[0-9]{15,22}/[a-z0-9_\-]{30,100}"),
        ("discordapp.com/api/webhooks/", r"discordapp\.com/api/webhooks/[0-9]{15,22}/[a-z0-9_\-]{30,100}"),
        ("hooks.zapier.com/hooks/catch/", r"hooks\.zapier\.com/hooks/catch/[0-9]{4,12}/[a-z0-9]{5,20}"),
        ("webhook.office.com/webhookb2/", r"webhook\.office\.com/webhookb2/[a-z0-9@\-]{30,90}/[a-z]{3,20}/[a-z0-9]{16,60}[a-z0-9/\-]{0,60}"),
        ("maker.ifttt.com/trigger/", r"maker\.ifttt\.com/trigger/[a-z0-9_\-]{1,40}/(?:json/)?with/key/[a-z0-9_\-]{10,50}"),
        ("api.telegram.org/bot", r"api\.telegram\.org/bot[0-9]{8,10}:[a-z0-9_\-]{30,40}"),
        ("hook.make.com/", r"hook\.make\.com/[a-z0-9]{16,50}"), ("hook.eu1.make.com/", r"hook\.eu1\.make\.com/[a-z0-9]{16,50}"),
        ("figd_", r"figd_[a-z0-9_\-]{30,60}"), ("sbp_", r"sbp_[a-f0-9]{32,50}"), ("tskey-", r"tskey-[a-z]{2,12}-[a-z0-9\-]{12,80}"),
        ("hvs.", r"hvs\.[a-z0-9_\-]{20,150}"), ("gsk_", r"gsk_[a-z0-9]{30,70}"), ("pat-", r"pat-(?:na1|eu1)-[a-f0-9\-]{30,50}"),
        ("accountkey=", r"accountkey=[a-z0-9+/=]{32,120}"), ("sharedaccesskey=", r"sharedaccesskey=[a-z0-9+/=]{32,120}"),
    )
)  # fmt: skip
_TWILIO = lazy(r"(?<![a-z0-9])sk[a-f0-9]{32}(?![a-z0-9])")
_TELEGRAM = lazy(r"(?<![0-9a-z])[0-9]{8,10}:aa[a-z0-9_\-]{31,36}")
_BASE_32 = re.compile(r"(?<![a-z0-9])[a-z2-7]{16,64}(?![a-z0-9])")
_GROUPS = lazy(r"[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){2,7}\Z")
_SEEDS = ("totp", "2fa", "mfa", "otp", "authenticator", "authentificateur", "double authentification", "google auth")
_NAMES = (
    r"(?:(?:(?:api|secret|access|private|auth|session|client|service|app|account|storage|licen[sc]e|encryption|"
    r"webhook|deploy|bot|aws|azure|google|openai|stripe|stream|streaming|signing|master|root|admin|prod|production|"
    r"slack|github|gitlab|maps|refresh|personal access|bearer|oauth|api access)[_\- ]?){1,3}(?:key|secret|token|keys|"
    r"tokens)|"
    r"(?:cles?|clefs?|jetons?|secrets?) (?:secretes? |privees? )?(?:d'|de l'|de |du |des )?(?:api|acces|service|activation|"
    r"application|webhook|serveur|compte|client|session|"
    r"production|prod|licence|chiffrement|deploiement|bot|aws|azure|google|openai|stripe|slack|github|gitlab)|cle "
    r"secrete|apikey|jeton|token)"
)
_NAMED = lazy(
    rf"{_NAMES}(?P<between>[a-z0-9'_ ,]{{0,50}}?)[\"']?(?: ?(?:=>|->|:=|=|:)| (?:est|c'est|c est|is|was|sera|"
    rf"etait)(?: :)?|\?)? ?[\"'`]?"
    r"(?P<value>[a-z0-9_+/=.~!@$%^&*\-]{12,400})"
)


class ApiKey(Credential):
    """Keys of services, by their shape or by the name before them."""

    id = "credentials.api-key"
    messages = told(
        (
            "Ce texte contient ce qui semble être une clé ou un jeton d’accès à un service.",
            "Retirez-le et faites révoquer cette clé sans attendre : même effacée, elle peut déjà avoir été copiée.",
        ),
        (
            "This text holds what looks like the key or token of a service.",
            "Remove it and have that key revoked at once: even deleted, it may already have been copied.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Prefixes of vendors, and names of keys before a value."""
        for prefix, _ in _SHAPES:
            escaped = re.escape(prefix)
            yield Cue(
                "shape",
                (r"\b" if prefix[0].isalnum() else "")
                + escaped
                + (r"[a-z0-9]" if prefix in {"sk-", "sg.", "key-", "hf_", "pat-"} else ""),
            )
        yield Cue("shape", r"\bsk[a-f0-9]{32}\b")
        yield Cue("shape", r"\b[0-9]{8,10}:aa[a-z0-9_\-]{31}")
        yield Cue(
            "named",
            r"(?:api|access|secret|auth|client|private|service|account|storage|session|webhook|aws|stream|signing|master|prod)[_\- ]?(?:key|secret|"
            r"token)",
        )
        yield Cue(
            "named",
            r"\b(?:cles?|clefs?|jetons?|secrets?) (?:secretes? |privees? )?(?:d'|de l'|de |du )?(?:api|acces|"
            r"service|webhook|application|client|licence|activation)\b",
        )
        yield Cue(
            "named", r"\b(?:jeton|token|apikey|cle secrete|cle de (?:stream|diffusion|signature|prod|production))\b"
        )
        yield from words("seed", _SEEDS)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each key once."""
        text = reading.folded
        reached = 0
        for hit in islice(hits, 1000):
            if hit.start < reached:
                continue
            place = (
                _shaped(reading, hit)
                if hit.cue == "shape"
                else _seed(reading, hit)
                if hit.cue == "seed"
                else _named(reading, hit)
            )
            if place is not None:
                start, end = trimmed(reading, *place)
                if start >= reached and not placeholder(text[start:end]):
                    reached = end
                    yield seen(start, end, 0.97, "key-shape" if hit.cue == "shape" else "key-announced")


def _shaped(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    text = reading.folded
    for prefix, shape in _SHAPES:
        if text.startswith(prefix, hit.start):
            match = shape.match(text, hit.start)
            if match is None or not _varied(match.group(), prefix):
                return None
            return match.span()
    match = _TWILIO.match(text, hit.start) or _TELEGRAM.match(text, hit.start)
    return match.span() if match else None


def _varied(value: str, prefix: str) -> bool:
    """Whether what follows the prefix is varied enough to be a key rather than a word or a row of x."""
    body = value[len(prefix) :]
    if "xxxx" in body or "your" in body or "votre" in body or ("example" in body and prefix != "akia"):
        return False
    return len(set(body)) >= 6 and (any(character.isdigit() for character in body) or len(body) >= 30)


def _seed(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """The secret that an application makes one-time codes from (RFC 6238), in base 32 and in capitals."""
    for match in _BASE_32.finditer(reading.folded, hit.end, min(len(reading.folded), hit.end + 110)):
        if reading.original(*match.span()).isupper():
            return match.span()
    return None


def _named(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    match = _NAMED.match(reading.folded, hit.start, min(len(reading.folded), hit.end + 460))
    if match is None or match.start("value") < hit.end or match.start("value") - hit.end > 60:
        return None
    start, end = trimmed(reading, *match.span("value"))
    written = reading.original(start, end)
    groups = _GROUPS.match(written) is not None and sum(map(str.isdigit, written)) >= 3
    return (start, end) if (groups or random_looking(written)) and "://" not in written else None


detector = ApiKey()
