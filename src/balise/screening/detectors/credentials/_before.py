"""The value that comes before the word for it: «essaie caisse2 comme mot de passe», *type letmein9 when it asks for the password*.

A strong value, or a quoted one, needs only words that link it to the label («comme», «est», *as the*, *when it asks
for*). A plain word needs a verb that gives it («mets …», *use …*) and «comme» or *as* right after.
"""

from __future__ import annotations

from balise.screening.detectors.credentials._announced import ADVICE, Value, ordinary_word, strong
from balise.screening.detectors.credentials._secret import placeholder, trimmed
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_REACH = 90
_LINKING = (
    r"(?:comme|est|etait|c'est|c'etait|cest|sera|reste|ca|pour|dans|quand|lorsque|si|on|te|vous|le|la|l'|un|une|les|"
    r"des|mon|ma|mes|ton|ta|son|sa|ses|notre|nos|votre|vos|leur|leurs|de|du|nouveau|nouvel|vieux|ancien|vrai|meme|"
    r"bon|premier|demande|demandent|demander|il|elle|au|a|champ|case|ligne|en|as|is|was|that's|that|it's|it|its|for|"
    r"when|where|if|they|you|the|an|my|your|his|her|our|their|new|old|current|real|same|right|asks?|asked|prompted|"
    r"prompts?|says?|said|needs?|wants?|at|in|into|field|box|prompt|to|be|being|still|toujours|encore|literally|"
    r"actually|company's|master|admin|root|default|temporary|shared|team|boss's|guest|wifi|wi-fi|pis|et|and)"
)
_ONLY_LINKS = lazy(rf"[ ,.\-\"')(]{{0,3}}(?:{_LINKING}[ ,]{{1,2}}){{0,8}}(?:l'|d')?\Z")
_TIES = lazy(
    r"\b(?:comme|est|etait|c'est|c'etait|cest|sera|reste|pour|quand|dans|as|is|was|that's|it's|for|when|into|in)\b"
)
_TIED_END = lazy(
    r"\b(?:c'est|c'etait|cest|that's|it's|that was|as|comme) (?:mon|ma|le|la|leur|son|notre|my|the|our|his|her|their) (?:[a-z\-']{2,12} )?\Z"
)
_SAID_FIRST = lazy(r"\b(?:it's|its|that's|it was|c'est|c'etait|cest|genre|tape|type|try|essaie|use|mets) \"?\Z")
_QUOTED = lazy(r"\"(?P<value>[^\"\n]{3,64})\"")
_RUN = lazy(r"[^ \n]+")
_GIVEN = lazy(
    r"\b(?:tape[rz]?|type|typed|entre[rz]?|enter|mets|mettez|mis|met|put|use|used|uses|using|utilise[rz]?|essaie|"
    r"essaye[rz]?|try|tried|set|avec|with|choisi|picked|chose|gave me|donne) (?P<value>[a-z0-9][a-z0-9_.\-]{3,40}) "
    r"(?:as|comme) (?:the |my |your |a |her |his |our |le |mon |ton |son |notre |votre )?(?:[a-z\-]{2,12} )?\Z"
)
_NEVER = lazy(
    r"\b(?:never|don'?t|do not|jamais|n'(?:utilis|ecri|entr)[a-z]*|ne (?:mets|mettez|utilise|prends|pas)|stop)\b"
)


def value_before(reading: Reading, label: int) -> Value | None:
    """The value that stands before the label that starts at ``label``."""
    text = reading.folded
    first = max(0, label - _REACH)
    break_ = max(text.rfind("\n", first, label) + 1, first)
    if ADVICE.search(text, break_, min(len(text), label + 60)):
        return None
    if _NEVER.search(text, break_, label):
        return None
    for match in reversed(list(_QUOTED.finditer(text, break_, label))):
        start, end = match.span("value")
        between = text[match.end() : label]
        fine = _ONLY_LINKS.match(between) and _TIES.search(between)
        if fine and not placeholder(text[start:end]) and not ordinary_word(text[start:end]):
            return Value(start, end, 0.85)
    for match in reversed(list(_RUN.finditer(text, break_, label))):
        start, end = trimmed(reading, *match.span())
        if end <= start or not strong(text[start:end], reading.original(start, end)):
            continue
        between = text[match.end() : label]
        aside = (
            _SAID_FIRST.search(text, max(0, match.start() - 14), match.start())
            and len(between) <= 30
            and "." not in between
        )
        if aside or (_ONLY_LINKS.match(between) and _TIES.search(between)) or _TIED_END.search(between):
            return Value(start, end, 0.85)
        return None
    given = _GIVEN.search(text, break_, label)
    if given and not ordinary_word(given["value"]) and not placeholder(given["value"]):
        return Value(*given.span("value"), 0.7)
    return None
