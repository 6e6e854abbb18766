"""What counts as saying where something comes from: a link, a named organisation, a report, an author.

Shared by the detectors of this family. Capitals tell a name from a common noun, so part of it reads the original.
"""

from __future__ import annotations

from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NAMED = lazy(
    r"\b(?:source|sources|reference|references|ref|refs|via|credits?|d'apres)[ \n]{0,2}:|https?:|www\.|\b[a-z0-9\-]{2,40}\.(?:ca|com|org|net|gouv|quebec|gov|edu|info|fr|int)\b|"
    r"\b(?:lien|link|liens|links|reference|etude|study|article|rapport|report|source|url) (?:complete? |complet )?(?:ici|en commentaire|dans les commentaires|dans le premier commentaire|plus bas|ci-dessous|en bio|below|here|in the comments?|in comments?|in bio|in the first comment|attached)\b|"
    r"\b(?:statistique canada|statistics canada|statcan|stats ?can|institut de la statistique|isq|recensement|census|environnement canada|environment canada|sante canada|health canada|oms|who's|world health organization|organisation mondiale|nations unies|united nations|unesco|unicef|ocde|oecd|"
    r"inspq|crtc|cefrio|recyc-quebec|recyc quebec|meq|hydro-quebec|banque du canada|bank of canada|cdc|nasa|fbi|grc|rcmp|epa|ademe|insee|pew|ipsos|leger|angus reid|gallup|nielsen|global e-waste monitor|wikipedia|britannica|cbc|ctv|bbc|radio-canada|"
    r"la presse|le devoir|le soleil|le droit|le monde|tva|new york times|washington post|globe and mail|the gazette|the guardian|reuters|associated press|afp|presse canadienne|canadian press|protegez-vous|consumer reports|nature|the lancet|science magazine|"
    r"universit(?:e|y)|uqam|uqac|udem|mcgill|concordia|laval university|institut[e]? [a-z]{3,}|harvard|stanford|mit|oxford|cambridge|princeton|yale|"
    r"(?:le |du |the |'s )?(?:rapport|report) (?:annuel|annual|de |du |of |from |by |on |20|19|final|interim)|annual report|(?:publie|publiee|published|paru|parue) (?:dans|par|in|by|en|le|on)|(?:table|tableau|page|chapter|chapitre) [0-9])"
)
_SELON = lazy(
    r"\b(?:selon|d'apres|according to|per|as reported by|as per|from|by|de la|de l'|du|par|etude de|etude du|study by|survey by|sondage|poll by|data from|figures from|donnees de|donnees du|chiffres de|chiffres du) "
    r"?(?:le |la |les |l'|une |un |the |a |an |statistics from |figures from |data from |etude de |rapport de )?"
)
_TOLD_BY = lazy(
    r"\b(?:selon|d'apres|dit|says|according to|found in|tire[es]* d[eu]) (?:le |la |l'|un |une |the |a |an |ce |cette |this )?"
    r"(?:sondage|etude|rapport|survey|study|report|poll|bilan|recensement) (?:que |that |which |par |by |de |du |of |from |publie|posted|released)"
)
_NAME = lazy(r"[A-ZÀ-ÖØ-Þ][\w’'\-]+|[A-Z]{2,}")
_VAGUE = lazy(
    r"(?:Internet|Facebook|Google|TikTok|Instagram|Twitter|YouTube|Noël|Christmas|Montréal|Montreal|Québec|Quebec|Canada|Canadians?|Canadiens?|Québécois(?:es)?|Quebecers?|Amérique|America|Americans?|Europe|France|Laval|Ontario|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|I|CO2|CO₂|TV|PC|PCs|USB|IA|AI|English|French|Earth|Terre|Windows|Mac|SSD|Wi-Fi|WiFi|Covid|COVID|Reddit)\Z"
)


def sourced(reading: Reading, start: int, end: int) -> bool:
    """Whether the text within reach of a claim says where it comes from."""
    first, last = max(0, start - 300), min(len(reading.folded), end + 300)
    if _NAMED.search(reading.folded, first, last) or _TOLD_BY.search(reading.folded, first, last):
        return True
    for match in _SELON.finditer(reading.folded, first, last):
        if match.end() == match.start():
            continue
        written = reading.original(match.end(), min(len(reading.folded), match.end() + 40))
        name = _NAME.match(written)
        if name and not _VAGUE.match(name.group()):
            return True
    return False


_ACCORDING = lazy(r"\b(?:selon|d'apres|according to|as (?:reported|measured|surveyed) by)\b")


def credited(reading: Reading, start: int, end: int) -> bool:
    """Whether a claim is plainly put down to somebody: a name near a price is often the seller's own."""
    first, last = max(0, start - 300), min(len(reading.folded), end + 300)
    return any(one.search(reading.folded, first, last) is not None for one in (_NAMED, _TOLD_BY, _ACCORDING))


_DEBUNKS = lazy(
    r"\b(?:faux|fausse|fausses|canulars?|hoax(?:es)?|fake|arnaques?|scams?|intox|desinformation|misinformation|disinformation|mensonges?|debunk[a-z]*|dementi[a-z]*|dement|snopes|pas vrai|n'est pas vrai|not true|isn't true|untrue|"
    r"false|mythes?|myths?|legende urbaine|urban legend|pas une rumeur|not a rumou?r|arretez? de (?:partager|propager|croire|repandre)|stop (?:sharing|spreading|believing)|cessez de|verifi(?:ez|e|er|ons) (?:donc|avant|toujours|vos|la|les|l'info|l'information|d'abord)|verify (?:before|first|your|the|it)|fact[ -]?check[a-z]*|"
    r"c'est confirme|est confirme|it's confirmed|has been confirmed|a confirme|ont confirme|confirme par|confirmed (?:by|that|it)|officially confirmed|j'ai verifie|i checked|croyez pas|don't believe|ne croyez pas|mefiez-vous|mefie-toi|beware|"
    r"fausse rumeur|fausses rumeurs|mettre fin aux rumeurs|put (?:the|those|these) rumou?rs to rest|contrary to|contrairement (?:a|aux)|niaiseries? (?:partagee|qui circule)|esprit critique|critical thinking|source fiable|sources fiables|reliable sources?)\b"
)


def debunks(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer warns against the words rather than says them."""
    return _DEBUNKS.search(reading.folded, max(0, start - 260), min(len(reading.folded), end + 260)) is not None


_SAID_BY = lazy(r"[ \n]*(?:[(\-~*|,\x82]|par |de |by |signe|dixit)[ \n\-]{0,3}")


def name_follows(reading: Reading, end: int) -> bool:
    """Whether an author is named right after ``end``: « … » – Camus, (Pierre Dac), by Ada Lovelace."""
    match = _SAID_BY.match(reading.folded, end)
    if match is None:
        return False
    written = reading.original(match.end(), min(len(reading.folded), match.end() + 40))
    return _NAME.match(written) is not None
