"""Pinterest. Read from the description 5.23 of its API v5."""

from __future__ import annotations

from balise.networks.describing import Appearance, Network, Option, Scope
from balise.networks.pinterest.deeds import DEEDS

network = Network(
    id="pinterest",
    names={"fr": "Pinterest", "en": "Pinterest"},
    order=60,
    maximum=800,
    title_maximum=100,
    title_required=True,
    alt_maximum=500,
    images_maximum=5,
    image_types=("image/jpeg", "image/png"),
    image_bytes=20 * 2**20,
    video_types=("video/mp4", "video/quicktime"),
    video_bytes=2 * 2**30,
    video_seconds=900,
    needs="media",
    hosts=("pinterest.com", "pinterest.ca", "pinterest.fr", "pin.it"),
    look=Appearance(
        fold=60, links=False, hashtags=False, crop_one="2x3", crop_many="2x3", images_shown=1, media_first=True
    ),
    edits="text",
    options=(Option(id="board", labels={"fr": "Tableau", "en": "Board"}, required=True),),
    deeds=DEEDS,
    scopes=(
        Scope(
            id="user_accounts:read",
            why={"fr": "savoir quel compte est branché", "en": "know which account is connected"},
        ),
        Scope(id="boards:read", why={"fr": "choisir le tableau", "en": "choose the board"}),
        Scope(id="boards:write", why={"fr": "ajouter une épingle à un tableau", "en": "add a pin to a board"}),
        Scope(id="pins:read", why={"fr": "relire ce qui est en ligne", "en": "read what is online"}),
        Scope(id="pins:write", why={"fr": "épingler, corriger et retirer", "en": "pin, correct and take down"}),
    ),
    connector="balise.networks.pinterest.connector:Pinterest",
    joining="balise.networks.pinterest.joining:joining",
)
