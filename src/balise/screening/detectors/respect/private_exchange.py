"""A private conversation carried on in public: a first name called, and a plan, an errand or an intimate matter.

Offering to go on by private message is left alone, and so are public debates and greetings to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, words
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading
from balise.screening.turns import anchors, turn_at

_CALLED = lazy(
    r"(?:\A|[.!?\n]\s*)(?:(?:[Hh]ey|[Hh]é|[Aa]llô?|[Ss]alut|[Cc]oucou|[Cc]oudonc|[Hh]i|[Yy]o|[Hh]ello|[Bb]on|[Oo]k|[Ee]h|[Oo]h|[Pp]s|[Aa]h|[Mm]erci|[Bb]onne fête|[Ll]ol|[Hh]aha),? )?@?[A-ZÉÈÎÔ][a-zéèêëïîôöüçñ]+(?:[- ][A-ZÉ][a-zéèêëï]+)?[ ]?[,:!]? |@[\w.\-]+|,\s@?[A-ZÉÈÎÔ][a-zéèêëïîôöüç]+\s?[?!.]"
)
_ENDEARED = lazy(
    r"\b(?:mon amour|mamour|mon coeur|ma belle|mon beau|cherie?|bebe|babe|honey|sweetie|hun|love you|je t'aime|maman|papa|mom|dad|mum|grand-maman|mamie|papi|cousine?|ma tante|mononcle|auntie|matante|bro|girl|dude|man|ma chum|mon chum|chouchou|mon loup|frerot|soeurette|sis)\b"
)
_YOU = lazy(
    r"\b(?:tu|te|t'|t'es|t'as|toi|ton|ta|tes|on|nous|you|your|u|ur|we|us|let's|wanna|me|m'|moi|mes|my|i|je|j')(?=[ ']|\b)"
)
_PUBLIC = lazy(
    r"\b(?:if an ad|your questions|vos questions|vous tous|votre|vos|tout le monde|everyone|everybody|y'all|folks|chers|cheres|bonjour a tous|bonjour tout|notre equipe|our team|inscri[a-z]*|register|message prive|private message|en prive|messagerie|dm us|dm me|write to us|ecrivez)\b"
)
_STRONG = frozenset(("intimate", "errand"))


class PrivateExchange(Detector):
    """Words to one person, about what concerns only the two of them."""

    id = "respect.private-exchange"
    categories = ("private-exchange",)
    voices = STAFF_VOICES
    surest = 0.75
    severity = Severity.LOW
    messages = {
        "fr": {
            "private-exchange": Message(
                "Ce passage semble s’adresser à une seule personne, sur un sujet privé.",
                "Continuez par message privé : ici, tout le monde peut lire.",
            )
        },
        "en": {
            "private-exchange": Message(
                "This passage seems meant for one person, on a private matter.",
                "Go on by private message: here, everybody can read.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Plans, errands and intimate matters."""
        yield from words("anchor", anchors("private"))

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting at most: the first private matter, in a text that speaks to one person."""
        folded = reading.folded[:2000]
        if _PUBLIC.search(folded):
            return
        written = reading.content.text[:2000]
        called = _CALLED.search(written) is not None
        near = _ENDEARED.search(folded) is not None
        found = [turn for hit in hits[:40] for turn in turn_at(reading, "private", hit.start, hit.end)]
        if not found:
            return
        points = (1 if called else 0) + (1 if near else 0) + (1 if reading.content.reply_to else 0)
        points += len({turn.kind for turn in found}) + (1 if len({turn.start for turn in found}) > 1 else 0)
        points += 1 if any(turn.kind in _STRONG for turn in found) else 0
        first = min(found, key=lambda turn: turn.start)
        if points >= 3 and _YOU.search(reading.sentence_text(first.start)[:400]):
            yield Sighting(
                "private-exchange", first.start, first.end, 0.6 if points == 3 else 0.75,
                reasons=(Reason("matched", f"private-{first.kind}"),),
            )  # fmt: skip


detector = PrivateExchange()
