"""What detectors of credentials share: their category, what a secret value looks like, and what only stands for one."""

from __future__ import annotations

from collections.abc import Mapping

from balise.policy.model import Severity
from balise.screening.detecting import Detector, Message
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

CATEGORY = "credentials"

_PLACEHOLDER = lazy(
    r"(?:your|votre|vos|my|(?:ton|ta|mon|ma|the|le|la)(?=[_\-. ])|insert|put|mettre|enter|some|any|example|exemple|replace|"
    r"remplace[rz]?|change|sample|dummy|"
    r"fake|test|xxx|yyy|abc)[_\-. ]?(?:own|propre)?[_\-. ]?(?:api|secret|access|private|auth|acces|cle|clef|key|"
    r"token|jeton|password|passwd|mot|mdp|pass|"
    r"pwd|me|moi|this|value|valeur|here|ici|xxx)(?![^ ]*[0-9])|"
    r"(?:change[rz]?|remplace[rz]?|replace)[_\-]?(?:moi|me|this|ceci|le|it)(?![^ ]*[0-9])|a[_\-]changer|to[_\-]?change|"
    r"[x*.•_\-#?0\x81]{3,}\Z|x{4,}|\*{2,}|\.{3}|<|\$\{|\$[a-z(]|\{\{|%[a-z(]|\[|"
    r"[a-z_.$\[\]()\"']*(?:password|passwd|motdepasse)[a-z_.$\[\]()\"']*\Z|"
    r"(?:redacted|caviarde|masque|hidden|cache|secret|password|motdepasse|mot|mdp|token|jeton|key|cle|null|none|"
    r"undefined|true|false|process|os|env|import|"
    r"todo|placeholder|string|changeme|change_me|required|optional)\Z"
)
_ALL_SAME = lazy(r"(.)\1*\Z")


class Credential(Detector):
    """A detector of one kind of credential."""

    categories = (CATEGORY,)
    severity = Severity.HIGH
    sieved = False


def told(fr: tuple[str, str], en: tuple[str, str]) -> Mapping[str, Mapping[str, Message]]:
    """Messages of a detector from what was seen and what to do, in French and in English; they never repeat the secret."""
    return {"fr": {CATEGORY: Message(*fr)}, "en": {CATEGORY: Message(*en)}}


def seen(start: int, end: int, confidence: float, code: str) -> Sighting:
    """A sighting of a credential with what counted for it."""
    return Sighting(CATEGORY, start, end, confidence, reasons=(Reason("matched", code),))


def placeholder(folded: str) -> bool:
    """Whether the value only stands for one: YOUR_API_KEY, ****, <jeton>, ${TOKEN}."""
    return _PLACEHOLDER.match(folded) is not None or _ALL_SAME.match(folded) is not None


def random_looking(written: str) -> bool:
    """Whether a value of sixteen characters or more mixes digits and letters as generated ones do."""
    digits = sum(character.isdigit() for character in written)
    letters = sum(character.isalpha() for character in written)
    return len(written) >= 16 and digits >= 3 and letters >= 3 and len(set(written)) >= 8


def trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The stretch without the punctuation and quotation marks that belong to the sentence around it."""
    text = reading.folded
    while end > start and text[end - 1] in ".,;:?)]}\"'>»*`":
        end -= 1
    while start < end and text[start] in "\"'(<[{`*":
        start += 1
    return start, end
