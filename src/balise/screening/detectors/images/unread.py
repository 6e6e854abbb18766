"""A picture goes with the text: the engine reads words only, so who and what it shows is asked of the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.reading import Reading


class UnreadImage(Detector):
    """One finding for each image that goes with the text."""

    id = "images.unread"
    categories = ("person-image",)
    sieved = False
    voices = STAFF_VOICES
    severity = Severity.LOW
    messages = {
        "fr": {
            "person-image": Message(
                "L’image {image} accompagne ce message; Balise ne sait pas encore ce qu’elle montre.",
                "Regardez-la : si une personne s’y reconnaît, obtenez son consentement; si l’on y voit le lieu de "
                "travail, l’autorisation de la direction.",
            )
        },
        "en": {
            "person-image": Message(
                "The image {image} goes with this post; Balise cannot tell yet what it shows.",
                "Look at it: if somebody can be recognised, get their consent; if it shows the workplace, get the "
                "management's authorisation.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """None: this comes from the content, not from its words."""
        return ()

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterable[Sighting]:
        """One sighting an image; never more than advice, since nothing was seen."""
        return [
            Sighting(
                "person-image",
                None,
                None,
                reasons=(Reason("matched", "image-not-read"),),
                parameters={"image": image},
                ceiling=Decision.ADVISE,
            )
            for image in reading.content.images
        ]


detector = UnreadImage()
