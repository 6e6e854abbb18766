"""Attacks made with emoji: a group or a person beside an animal, filth or a weapon, and rude signs.

Reads the text as it was written, because folding keeps only that a pictogram stands there. Left alone: emoji with no
person or group beside them, pets, food and games.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import cited, disowned, negated
from balise.screening.reading import Reading
from balise.screening.word_lists import alternation, terms

_RUDE = "🖕"
_BEASTS = "🐷🐖🐽🐗🐀🐁🐭🐒🐵🙈🙉🙊🦍🦧🐍🐛🪱🪳🦟🪰🐜🪲🐕🐶🐩🐄🐮🐮🐎🐴🫏🐐🐑🐏🦨🐌🦠🐸🐔🐓🐃🐂🐫🐪🦝🦎🦗🕷🦂🐳🐋"
_FILTH = "💩🗑🚮🤮🤢🚽🧻🤡👹👺👿😈☠💀🪦⚰"
_WEAPONS = "🔪🗡⚔🔫💣🧨🪓🏹🔥⛓🪚💉🚿🪢⚰🪦🩸☠💀"
_KILLING = "🔪🗡🔫💣🧨🪓🪢⚰🪦🩸☠"
_LAUGHS = "🤡🐑🐷🐖🐽🐀🐒🐍💩🗑🐮🐄🐋🐳🪱🫏🐴🐶🐕🦍🐵🐐🐛🪳"
_GROUP_SIGN = lazy(r"[🕌☪✡🕎🕍👳🧕🕋🛕🕉⚧👬👭♿🦽🦼🤰👵👴👲🪯🌈]|[👩👨🧑👦👧👶][🏾🏿]|🏳\ufe0f?\u200d🌈")
_FLAG = lazy(r"[\U0001F1E6-\U0001F1FF]{2}")
_HOSTILE = lazy(f"[{_BEASTS}{_FILTH}{_WEAPONS}]")
_DANGER = lazy(f"[{_KILLING}]")
_JUNK = lazy(f"[{_LAUGHS}🤮🤢🚮]")
_MEANT = lazy(
    r"\b(?:tu|t'es|t es|tes|toi|vous|ta|ton|c'est toi|il|elle|ce gars|cette fille|lui|ils|elles|you|you're|youre|your|u|ur|r u|he|she|he's|she's|they|they're|him|her|them|this guy|this woman|that's you|people like|ces gens|gens comme|ce mec|cette meuf|@[a-z0-9_]+|mon boss|my boss)\b"
)
_FACE_WORDS = lazy(
    r"(?:\b(?:sale|gros|grosse|espece de|bande de|t'es (?:un|une|juste un|qu'un|rien qu'un)|tu es (?:un|une)|tete de|face de|gueule de|vous etes (?:des|tous des)|c'est (?:toi|lui|elle)|you(?:'re| are)? (?:a|an|such a|little|fat|absolute|fucking|total|stupid|dirty|all)|u r a|ur a|what a|fat|stupid|dirty|ugly|you|toi|lui|elle|vous|him|her|them|is a|est un|est une|=|sont des|sont|are|they are|they're|ils sont)[ :=]*)\Z"
)
_FRIENDLY = lazy(
    r"\b(?:chien|chat|chiot|chienne|cheval|ferme|zoo|vache|mouton|poule|jeu|game|mario|film|halloween|cirque|deguisement|costume|dog|dogs|puppy|cat|horse|farm|cow|sheep|petting|circus|bbq|bacon|recette|recipe|cuisine|cook|vet|veterinaire|animaux|animals|pet|pets|anniversaire|birthday|malade|sick|rhume|flu|nausee|grippe|knife set|vaccin[a-z]*|vaccine[sd]?|singe|monkey|baleines?|whales?|serpent|snake|rire|laughing|dead|lol|mdr|cute|mignon[a-z]*|adorable|j'adore|love|merci|thanks?|beau|belle|proud|fiere?|bravo|happy|pride|joyeu[a-z]*)\b"
)
_AGAINST = lazy(
    r"\b(?:dehors|out|go home|go back|mort|death|kill|tuer|hate|deteste|degage[a-z]*|kick|raus|expuls[a-z]*|deport[a-z]*|=|are|sont|c'est|is|ban|burn|brul[a-z]*|stop|no|fuck|nique|need|needs|deserve|belong|should|devraient|attention|beware|envahi[a-z]*|invasion|sales?|dirty)\b|=|->|➡"
)


class Signs(Detector):
    """Rude signs, and hostile pictograms beside a person or a group."""

    id = "respect.signs"
    categories = ("insult", "hate", "threat")
    surest = 0.8
    severity = Severity.MEDIUM
    messages = {
        "fr": {
            "insult": Message("Ces émojis rabaissent quelqu’un.", "Retirez-les : l’image blesse autant que le mot."),
            "hate": Message(
                "Ces émojis s’en prennent à un groupe de personnes.",
                "Retirez ce passage : un groupe n’est ni une bête ni une cible.",
            ),
            "threat": Message("Ces émojis se lisent comme une menace.", "Retirez-les."),
        },
        "en": {
            "insult": Message("These emoji put somebody down.", "Remove them: a picture hurts as much as a word."),
            "hate": Message(
                "These emoji attack a group of people.", "Remove this passage: a group is neither a beast nor a target."
            ),
            "threat": Message("These emoji read as a threat.", "Remove them."),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Any pictogram; what it is, is read in the text as it was written."""
        yield Cue("pictogram", r"\x82")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """At most one sighting of each category a text, at its first place."""
        text = reading.content.text
        if not (_HOSTILE.search(text) or _RUDE in text):
            return
        given: set[str] = set()
        for hit in hits[:200]:
            start, end = hit.start, hit.end
            sign = reading.original(start, end)
            span = reading.sentence(max(0, start - 1))
            first, last = max(span.start, start - 90), min(len(reading.folded), max(span.end, end) + 40)
            around = reading.folded[first:last]
            if sign == _RUDE and "insult" not in given:
                given.add("insult")
                yield Sighting("insult", start, end, 0.8, reasons=(Reason("matched", "rude-sign"),))
                continue
            if (
                not _HOSTILE.match(sign)
                or negated(reading, start)
                or disowned(reading, start, end)
                or cited(reading, start, end)
            ):
                continue
            group = self._group(reading, first, last)
            if group is not None and "hate" not in given:
                beast = sign in _BEASTS or sign in "💩🗑🚮🤮🤢👹👺👿🦠"
                weapon = _DANGER.match(sign) is not None
                if (
                    (beast or weapon)
                    and not _FRIENDLY.search(around)
                    and (_AGAINST.search(around) or end - group[1] < 6 or group[0] - end in range(6))
                ):
                    given.add("hate")
                    yield Sighting(
                        "hate",
                        min(start, group[0]),
                        max(end, group[1]),
                        0.7,
                        reasons=(Reason("matched", "group-and-sign"),),
                    )
                    continue
            if _FRIENDLY.search(around):
                continue
            if "insult" not in given and _JUNK.match(sign) and self._aimed(reading, first, start, end, last):
                given.add("insult")
                yield Sighting("insult", start, end, 0.65, reasons=(Reason("matched", "person-and-sign"),))
            elif (
                "threat" not in given
                and _DANGER.match(sign)
                and sign not in "☠🩸"
                and re.search(
                    r"\b(?:toi|tu vas|t'|vous allez|ton tour|ta tete|pour toi|you|your turn|next|for you|coming|u)\b",
                    around,
                )
            ):
                given.add("threat")
                yield Sighting("threat", start, end, 0.55, reasons=(Reason("matched", "weapon-sign"),))

    @staticmethod
    def _group(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
        """Where a group is named, in words or by its sign, between two places."""
        named = _named().search(reading.folded, first, last)
        if named is not None:
            return named.span()
        written = reading.original(first, last)
        sign = _GROUP_SIGN.search(written) or _FLAG.search(written)
        if sign is None:
            return None
        return first, last

    @staticmethod
    def _aimed(reading: Reading, first: int, start: int, end: int, last: int) -> bool:
        """Whether the sign stands for somebody: after «t'es un», before *that's you*, or alone after a name."""
        before = reading.folded[first:start].rstrip("\x82 ")
        if _FACE_WORDS.search(before + " ") or _FACE_WORDS.search(before):
            return True
        after = reading.folded[end:last].lstrip("\x82 ")
        if re.match(
            r"(?:that's you|c'est toi|is you|are you|you\b|toi\b|like you|comme toi|of a (?:man|woman|person)|head\b|brain\b)",
            after,
        ):
            return True
        return _MEANT.search(before) is not None and len(before) < 40 and not after.strip(" .!")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(tuple(terms('groups')))}\b")


detector = Signs()
