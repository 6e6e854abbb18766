"""Bluesky, on the AT Protocol. Read from atproto.com and the lexicons of August 2026."""

from __future__ import annotations

from balise.networks.bluesky.deeds import DEEDS
from balise.networks.counting import graphemes
from balise.networks.describing import Appearance, Network, Scope

network = Network(
    id="bluesky",
    names={"fr": "Bluesky", "en": "Bluesky"},
    order=80,
    measure=graphemes,
    maximum=300,
    images_maximum=4,
    alt_maximum=2_000,
    image_types=("image/jpeg", "image/png", "image/webp"),
    image_bytes=2_000_000,
    video_types=("video/mp4",),
    video_bytes=100_000_000,
    video_seconds=180,
    hosts=("bsky.app",),
    look=Appearance(link_shown=25, mentions="domain", card=True, crop_many="1x1", images_shown=4),
    threads=True,
    deeds=DEEDS,
    scopes=(
        Scope(
            id="com.atproto.appPass",
            why={
                "fr": "publier, relire, répondre et masquer; un mot de passe d’application n’ouvre ni les messages "
                "privés ni les réglages du compte",
                "en": "publish, read, reply and hide; an app password opens neither private messages nor the settings "
                "of the account",
            },
        ),
    ),
    connector="balise.networks.bluesky.connector:Bluesky",
    joining="balise.networks.bluesky.joining:joining",
)
