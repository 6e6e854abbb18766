"""Answers to clients: the turns that give one, what clients ask, and what leaves the answer to others."""

from __future__ import annotations

from balise.screening.patterns import lazy

_THEIRS = (
    "commande|demande|dossier|don|dons|recu|livraison|ordinateur|ordinateurs|portable|portables|appareil|appareils|ecole|patience|appel|message|courriel|"
    "compte|equipement|materiel|collecte|formulaire|inscription|stage|candidature|batterie|donnees|disque|garantie|interet|comprehension|rendez-vous|tour|adresse|numero"
)
_YOURS = (
    "order|request|file|donation|donations|receipt|delivery|computer|computers|laptop|laptops|device|devices|school|patience|call|message|email|e-mail|account|equipment|"
    "pickup|pick-up|form|application|registration|battery|data|drive|drives|warranty|feedback|understanding|appointment|order number|address|interest|refund|replacement"
)
TURNS = (
    rf"\b(?:votre|vos|ton|ta|tes) (?:{_THEIRS})\b",
    rf"\byour (?:{_YOURS})\b",
    r"\b(?:oui|non|yes|yep|nope|nope|absolument|absolutely|bien sur|of course|certainement|certainly|exact|exactement|correct)\b",
    r"\b(?:vous pouvez|vous pourrez|vous devez|vous devriez|vous recevrez|vous aurez|vous avez droit|tu peux|tu dois|t'as juste a|vous avez juste a|il faut|faut|il suffit|suffit de|"
    r"on va|on vous|on te|on a|on est|on peut|on prend|on accepte|on livre|on offre|on repare|on ramasse|on recycle|on ne|on fait|on garde|on efface|on envoie|"
    r"nous vous|nous pouvons|nous offrons|nous avons|nous acceptons|nous serons|nous sommes|nous livrons|nous prenons|nous allons|nous ne|nous faisons|nous envoyons|nous effacons|"
    r"nos|notre|ca prend|ca coute|ca va|ca se|le delai|les delais|c'est gratuit|c'est ouvert|c'est couvert|c'est inclus|c'est fait|c'est en route|passez nous|venez nous|"
    r"contactez-nous|appelez-nous|ecrivez-nous|ecrivez-moi|appelez-moi|passez|venez|je vous|je te|j'peux vous|je peux vous|je confirme|je reponds|je m'en occupe|je regarde|je verifie|je vais|"
    r"desole|desolee|nos excuses|toutes nos excuses|merci de|ne vous inquietez|inquietez-vous pas|dormez tranquille|dormez tranquilles|vos|sans frais|gratuitement|ils vont|elle couvre|elle dure|"
    r"la garantie|le recu|la livraison|l'equipe|the team)\b",
    r"\b(?:you can|you could|you'll|you will|you need to|you should|you have to|you just|just fill|just bring|just drop|just call|we can|we can't|we don't|we do|we don't|we are|we're|we were|"
    r"we will|we'll|we accept|we offer|we ship|we shipped|we deliver|we have|we've|we take|we wipe|we sent|we'd|we value|we only|we usually|we pick|we received|our|"
    r"it takes|it's free|it's covered|it's on|it covers|they take|they accept|they will|come by|drop by|contact us|call us|email us|message me|dm me|stop by|"
    r"i can confirm|i'll|i will|i can|i've|i just|i checked|i'm sending|i sent|on it|happy to|glad to|so sorry|sorry about|sorry for|sorry you|sorry to|apologies|apologize|our apologies|"
    r"thank you for|thanks for|the warranty|the receipt|the delivery|the recall|on its way|is on the way|no worries|don't worry|rest assured|no charge|for free)\b",
)
"""Fixed turns of phrase, as cues for contents that answer another."""

CLIENT = lazy(
    r"\b(?:vous|votre|vos|vous autres|you guys|your|yours|do you|are you|can you|did you|will you|have you|commande|demande|don|dons|collecte|ordinateurs?|ordis?|portables?|laptops?|computers?|"
    r"livraison|deliver[a-z]*|heures d'ouverture|ouverts?|opening hours|prix|price|cost|garantie|warranty|batterie|battery|stages?|internships?|formation|training|delais?|request|order|pick-?up|"
    r"donat[a-z]+|donner|receipt|recu|repair[a-z]*|reparations?|reparer|recall|rappel|chargeurs?|chargers?|ecrans?|monitors?|printers?|imprimantes?|tablettes?|tablets?|hard drives?|disques? durs?|"
    r"refund|rembours[a-z]*|form|formulaire|screens?|keyboards?|claviers?|refurbished|reconditionn[a-z]*|chromebooks?|tours?)\b"
)
"""What somebody asks of an organisation that collects, repairs, delivers or trains."""

DECLINES = lazy(
    r"\b(?:je (?:ne )?(?:sais|suis) pas|j'sais pas|jsais pas|chais pas|aucune idee|bonne question|pas a moi de|je (?:ne )?peux pas (?:repondre|parler|te dire|vous dire)|i don'?t know|no idea|not sure|good question|"
    r"i (?:can'?t|cannot) (?:answer|speak|say)|not my place|not for me to)\b"
)
SENDS_AWAY = lazy(
    r"\b(?:ecri(?:s|re|vez)|contacte[rz]?|appele[rz]?|demande[rz]?|adresse[rz]?|voi[rs]|alle[rz]|va|consulte[rz]?|pose[rz]?|passe[rz]?|trouve[rz]?|infos?|renseignements?|details?|questions?|"
    r"write|ask|contact|email|e-mail|call|check|see|visit|reach|everything|all the info|info|address|adresse|official|officielle?)\b[^!?\n]{0,80}"
    r"(?:@[a-z]|\bwww\.|https?:|\bcommunications\b|\bsite (?:officiel|web|internet)|\b(?:le|leur|the|their) site\b|\bpages? officielles?|\bwebsite\b|\bofficial (?:site|page|account|address)|\bdirectement|\bdirectly)"
    r"|\A[^a-z]*(?:partage|repost|share|sharing)\b"
)
