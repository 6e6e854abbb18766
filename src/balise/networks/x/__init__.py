"""X, once Twitter. Read from the description 2.167 of its API v2."""

from __future__ import annotations

from balise.networks.counting import x_weight
from balise.networks.describing import Appearance, Network, Scope
from balise.networks.x.deeds import DEEDS

network = Network(
    id="x",
    names={"fr": "X (Twitter)", "en": "X (Twitter)"},
    order=30,
    measure=x_weight,
    maximum=280,
    link_length=23,
    images_maximum=4,
    alt_maximum=1_000,
    image_types=("image/jpeg", "image/png", "image/webp"),
    image_bytes=5 * 2**20,
    video_types=("video/mp4", "video/quicktime"),
    video_bytes=512 * 2**20,
    video_seconds=140,
    hosts=("x.com", "twitter.com"),
    look=Appearance(link_shown=25, mentions="word", card=True, crop_one="16x9", crop_many="1x1", images_shown=4),
    threads=True,
    deeds=DEEDS,
    scopes=(
        Scope(
            id="tweet.read",
            why={"fr": "relire ce qui est en ligne et les réponses", "en": "read what is online and the replies"},
        ),
        Scope(id="users.read", why={"fr": "savoir quel compte est branché", "en": "know which account is connected"}),
        Scope(id="tweet.write", why={"fr": "publier, répondre et retirer", "en": "publish, reply and take down"}),
        Scope(id="tweet.moderate.write", why={"fr": "masquer une réponse", "en": "hide a reply"}),
        Scope(id="media.write", why={"fr": "joindre des images et des vidéos", "en": "attach images and videos"}),
        Scope(
            id="offline.access",
            why={
                "fr": "publier à l’heure prévue, quand personne n’est devant l’écran",
                "en": "publish at the planned time, when nobody is at the screen",
            },
        ),
    ),
    connector="balise.networks.x.connector:X",
    joining="balise.networks.x.joining:joining",
    hooks="balise.networks.x.hooks:hooks",
)
