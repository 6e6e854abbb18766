"""Mastodon, and servers that speak its API. Read from docs.joinmastodon.org, version 4.7."""

from __future__ import annotations

from balise.networks.counting import mastodon_length
from balise.networks.describing import Appearance, Network, Option, Scope
from balise.networks.mastodon.deeds import DEEDS

network = Network(
    id="mastodon",
    names={"fr": "Mastodon", "en": "Mastodon"},
    order=70,
    measure=mastodon_length,
    maximum=500,  # unless the server says otherwise: ``Connector.limits``
    link_length=23,
    images_maximum=4,
    alt_maximum=1_500,
    image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
    image_bytes=16 * 2**20,
    video_types=("video/mp4", "video/webm", "video/quicktime"),
    video_bytes=99 * 2**20,
    look=Appearance(link_shown=30, mentions="server", card=True, crop_many="16x9", images_shown=4),
    edits="all",
    threads=True,
    options=(
        Option(
            id="visibility",
            labels={"fr": "Visibilité", "en": "Visibility"},
            default="public",
            choices=(
                ("public", {"fr": "Publique", "en": "Public"}),
                ("unlisted", {"fr": "Publique, mais discrète", "en": "Quiet public"}),
            ),
        ),
    ),
    deeds=DEEDS,
    scopes=(
        Scope(
            id="read:accounts", why={"fr": "savoir quel compte est branché", "en": "know which account is connected"}
        ),
        Scope(
            id="read:statuses",
            why={"fr": "relire ce qui est en ligne et les réponses", "en": "read what is online and the replies"},
        ),
        Scope(
            id="read:notifications",
            why={"fr": "voir qui mentionne le compte", "en": "see who mentions the account"},
        ),
        Scope(
            id="write:statuses",
            why={"fr": "publier, répondre, corriger et retirer", "en": "publish, reply, correct and take down"},
        ),
        Scope(id="write:media", why={"fr": "joindre des images et des vidéos", "en": "attach images and videos"}),
    ),
    connector="balise.networks.mastodon.connector:Mastodon",
    joining="balise.networks.mastodon.joining:joining",
)
