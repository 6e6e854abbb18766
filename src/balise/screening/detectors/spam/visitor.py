"""Advertisements, money schemes and scams that visitors leave.

Weighs several signs: a call to leave the page (WhatsApp, private message, a link of a throw-away domain), something
for sale or to be won, money made easily, lonely hearts, spells, false papers, followers, account warnings. One sign is
never enough, save those that nobody writes in good faith. Leaves warnings about scams, questions about prices, thanks,
links given in good faith, and contests that somebody's child won.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Voice
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mentions_organisation
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_PLAIN: dict[str, tuple[str, ...]] = {
    # Said by nobody in good faith: enough alone.
    "alone": (
        "get rich|ai trading|(?:hot|sexy|local) (?:girls|women|milfs|singles)|will be unpublished|seule? ce soir|(?:credit accepte|accepte) a 100|helped me recover|revenus? illimites?|essay (?:writing )?service|boost (?:your|this|the) page|50k followers",
        "(?:achetez|vendons|buy|get) (?:vos|des|your|more|real|instant) (?:likes|abonnes|followers|vues|views|avis|reviews)|free spins|(?:netflix|iptv|spotify|disney) (?:accounts?|comptes?|gratuit)|cured (?:my|me of|of) (?:herpes|hiv|diabetes|cancer)|gueri (?:mon|de mon|ma|de) (?:herpes|diabete|cancer|vih)|herbal (?:cure|remedy|doctor)|copyright appeal|reported for copyright|for daily signals|essays? written",
        "(?:buy|buy cheap|cheap|real|free|get|achetez|acheter|besoin de|besoin d'|1000|10k|5000) ?(?:instagram |tiktok |facebook |des |)(?:followers|abonnes|likes|subs|subscribers|backlinks|views|vues)|backlinks",
        "sub4sub|follow4follow|f4f|l4l|like4like",
        "spell ?casters?|love spells?|lottery spells?|money spells?|spell casting",
        "marabouts?|retour (?:de l'etre aime|affectif)|desenvoutement",
        "escortes?|escort (?:service|girls?)|call girls?|sugar (?:daddy|mommy|baby)|photos? (?:coquines?|hot|sexy|nues?)|nudes? (?:in|on|here|dispo)|plan cul|onlyfans|webcam (?:sexy|hot|girl)|rencontres? coquines?|massages? (?:sensuels?|erotiques?|naturistes?)|hot singles|sexy (?:girls|singles|photos)",
        "payday loans?|replica (?:watches|bags|shoes)|online casino|casino en ligne|viagra|cialis|penis enlargement|weight loss (?:pills?|gummies|tea)|keto gummies|garcinia|capsules (?:minceur|naturelles)|brule-graisse|diplomes? sans examen|permis (?:de conduire )?sans examen|(?:fake|faux) (?:passports?|passeports?|diplomas?|documents|billets|ids?)|cloned cards?|cartes? clonees?|counterfeit|undetectable (?:bills|notes)",
        "recovered my (?:money|funds|crypto|bitcoin|wallet)|recovery (?:expert|hacker|agent|specialist)|hacker? (?:for hire|professionnel)|hire a hacker|hack (?:any|whatsapp|phones?)",
        "forex (?:trader|trading|signals?|expert|broker|mentor)|binary options?|bitcoin (?:mining|investment|trader|trading|explose)|crypto (?:signals?|investments?|expert|trader|trading|giveaway|mentor)|trading (?:signals|bot|robot)|signaux gratuits|profits? (?:assures?|garantis?|quotidiens?)|guaranteed (?:profits?|returns?|roi)|rendements? garantis?|double your (?:money|bitcoin|investment)|doublez votre (?:argent|mise|investissement)",
        "offre de prets?|prets? (?:d'argent )?(?:entre particuliers|rapides?|sans (?:enquete|credit|frais|garantie))|loan offer|(?:instant|quick|easy|urgent) loans?|no credit check|credit repair|reparation de credit|sans enquete de credit",
        "work from home and (?:make|earn)|travail(?:lez)? (?:a domicile|de chez vous|de la maison) (?:et gagnez|et faites|sans experience)|financial freedom|liberte financiere|passive income|revenus? passifs?|be your own boss|devenez votre propre patron|make money (?:online|fast|from home)|argent (?:facile|rapide)|gagner? de l'argent (?:en ligne|facilement|rapidement|depuis|avec)",
        "(?:your|this|votre|ce|la) (?:account|page|compte|profil|profile) (?:has been|will be|is|violates|violated|sera|a ete|est|enfreint|contrevient)",
        "violates? (?:our|community|facebook's|meta's) (?:terms|standards|policies|policy|guidelines)|standards de la communaute|verify (?:your|the) (?:account|page|identity)|verifiez votre (?:compte|page|identite)|(?:suspendu|desactive|supprime)e? (?:dans|d'ici|sous) (?:24|48)",
        "(?:you have|you've|you) won (?:a|an|the|our|this)|vous avez gagne (?:un|une|le|la|notre)|vous etes (?:l'heureux|notre) gagnante?|you are (?:the|our) (?:lucky )?winner|(?:vous avez ete|you have been|you've been) (?:selected|choisie?|selectionnee?|chosen)|claim your (?:prize|reward|gift|free)|reclamez votre (?:prix|cadeau|gain)|free (?:iphone|ipad|gift card|bitcoin|robux|vbucks|money)|(?:iphone|ps5|carte-cadeau|carte cadeau) (?:gratuite?|a gagner|offerte?)",
    ),
    "contact": (
        "reach (?:her|him|them|out|me|us) (?:on|at|via)|(?:clique|cliquez|click) sur mon|sur mon profil|on my page|on my profile|link on|register (?:free|now|here)|confirm here|ecrivez-moi pour|dm for (?:price|info|details)|pour info|financement (?:facile|disponible)|first order|mon site|my site",
        "hangouts|(?:contactez|contacte|ecrivez|appelez|joignez|contact|text|whatsapp)(?:-| )(?:la|le|lui|her|him|them|mme|mr|dr|vite|maintenant|today)|appelez|(?:call|text) (?:today|now)|pm moi|pm me|mp moi|venez (?:en prive|me voir|nous voir|visiter)|appeal here|apply (?:now|here|today)|order (?:now|here|today|yours)|commandez|achetez|buy now|shop now|book (?:now|today)|reservez|download (?:now|here)|join (?:free|the|here|today)|free join|follow @|follow us|suivez @|link below|lien en commentaire|lien ci-dessous|like(?:,| and| et) (?:share|partage|follow)|share and (?:click|tag|follow)|likez et partagez|in the dms",
        "whats ?app|watsapp|whatsap|telegram|wechat|snapchat|signal me|viber|t\\.me|wa\\.me",
        "(?:inbox|dm|pm|mp|message|text|msg|contact|email|write|add|whatsapp|hit) (?:me|us|her|him|now|up|moi|nous)",
        "(?:contactez|contacte|ecrivez|ecris|ajoutez|ajoute|appelez|textez|texte|joignez)(?:-| )(?:moi|nous|le|la|oui|info)",
        "(?:en|in) (?:mp|dm|dms|inbox|prive|private|message prive)",
        "inbox|dm for",
        "(?:lien|link|liens) (?:dans|en|in|sur) (?:ma |mon |my |the )?(?:bio|profil|profile|description)|(?:my|mon|ma) (?:profil|profile|channel|chaine|page|boutique|shop|store|website|site|site web|blog|group|groupe|bio)|(?:clique|cliquez|click|tap) (?:sur |on |)(?:le |the |ce |mon |my |this |)(?:lien|link|here|ici|below)|visitez|visit (?:our|my|us)|check out my|check my|venez voir|subscribe|abonnez-vous|abonne-toi|suivez-moi|suivez ma|follow me|rejoignez|rejoins|join (?:our|my|now|us)|call us|appelez(?:-nous| au| le)|call now|je vous envoie le lien|sign up (?:here|now|today)|inscrivez-vous (?:ici|vite|maintenant)|ecrivez (?:oui|info|interesse|en)|comment (?:yes|info)|text me|laissez votre numero|ask me how|demandez-moi comment|pour (?:savoir|en savoir plus|plus d'info)",
    ),
    "offer": (
        "serrurier|locksmith|deboucher|drain|toitures?|excavation|asphalte|paving|fenetres et portes|thermopompes?|heat pumps?",
        "vente de|terrains?|maison a vendre|immobilier|essay service|20% off|[0-9]0% off|rabais de|near you|girls near|puppies|cheap price|boost (?:your|votre)|50k|100k|10k|iptv|chaines|free quote|prix imbattables|looking for (?:a )?new home|new home|unpublished|grade guaranteed|a\\+ guaranteed",
        "je vends|on vend|vends|a louer|for rent|tout inclus|24/7|24h/24|7j/7|plombier|electricien|couvreur|menage a domicile|femme de menage|traiteur|toilettage|plumber|electrician|handyman|painters?|junk removal|moving company|movers|lawn care|snow removal|pressure washing|dog grooming|cours prives|our writers|assignment help|homework help|thesis writing|billets (?:pour|a vendre)|tickets for sale|faux cils|ongles en gel|extensions de cheveux|parfums?|perfumes?|sneakers|jordans|iptv|herbes|herbal|herbs|guerir?|gueri|diabete|herpes|erectile|slots|bonus|leaked",
        "rabais|soldes?|promos?|promotion|discounts?|on sale|a vendre|for sale|en vente|livraison (?:gratuite|partout|rapide|immediate|incluse)|free (?:shipping|delivery|quotes?|estimates?|trial)|instant delivery|estimation gratuite|soumissions? (?:gratuites?)?|pour une soumission|prix imbattables?|meilleurs? prix|best prices?|bas prix|cheap|pas cher|pas chere|aubaine|nouvelle collection|nouveautes|best (?:roofing|cleaning|plumbing|moving|painting|landscaping|company|deals?|service in town)|ray-?ban|rolex|louis vuitton|gucci|nike air|airpods|montres? de luxe|luxury watches?|sacs? de luxe|designer bags?|identiques aux vraies",
        "nettoyage de (?:tapis|divans|conduits|vitres|toiture)|deneigement|demenagement pas cher|roofing|toiture|plomberie|peintre|paysagement|landscaping|house cleaning|maid service|extermination|reparation de (?:cellulaires|toiture)|debarras|towing|remorquage|courtier (?:hypothecaire|immobilier)|real estate agent|realtor|assurance vie|life insurance|massage|perdez (?:du poids|des kilos|5|7|8|10|12|15|20|25|30)|perdre (?:du poids|des kilos|5|10|15|20)|lose (?:weight|5|10|15|20|25|30|40)|lost (?:10|15|20|25|30|40|50) (?:lbs|pounds|kg)|maigrir|weight loss|slim|detox|produits naturels|essential oils|huiles essentielles|herbalife|tupperware|mary kay|mon code promo|promo code|code promo|use (?:my )?code",
        "chiots?|yorkshire|puppies|puppy|chatons? (?:a donner|de race)|teacup|bouledogue|pure race|adoption gratuite|voyance|voyante|medium|tarot|horoscope|psychic|astrologue|astrology|numerologie|gratuite? (?:par|pour|offert)|premiere question|first reading free",
        "gaming content|my music|ma musique|mon nouveau (?:clip|single|video)|new (?:video|single|mixtape) (?:out|is|on)|mixtape|soundcloud|youtube channel|chaine youtube|spotify|my (?:ebook|course|webinar|book)|ma formation|mon livre|formation gratuite|free (?:webinar|course|ebook|gift)|gift cards?|cartes?-cadeaux|giveaway|cadeau gratuit|concours|first (?:10|20|50|100|500) (?:get|people)|(?:10|20|50|100|500) premiers?",
    ),
    "money": (
        "travailler (?:de la maison|a la maison)|personnes motivees|motivated people|/semaine|/week|/jour|/day|par semaine|a week|weekly|revenus? illimites?|unlimited income|credit accepte|financement|opportunite|get rich|devenir riche|trading bot|ai trading|recover (?:all|my|your|what)|skeptical|besoin d'argent|need (?:cash|money)",
        "(?:reponse|approbation) (?:immediate|rapide|garantie)|dossier de credit|mauvais credit|bad credit|daily (?:signals|payouts?|profit|income)|weekly (?:from|income|pay)|j'ai investi|i invested|(?:recu|received|withdrew|retire) (?:mes |my |plus de |over )|payouts?|return on investment|en (?:3|5|7|10) jours|in (?:3|5|7|10) days|side hustle",
        "(?:gagnez|gagner|gagne|faites|faire|recevez|empochez|make|earn|earning|earned|made|get paid|making|win|won|invest|investi|investissez) (?:up to |jusqu'a |plus de |over |more than |about |around |like |environ |an extra )?\\x24? ?[0-9]",
        "per (?:day|hour|week) from|par (?:jour|semaine) de(?:puis)? chez|an hour from|a l'heure de chez|sans (?:experience|effort|rien faire)|no experience|from home|de chez vous|de la maison|part-time job|emploi a domicile|bitcoin|btc|ethereum|crypto|forex|nft|trading|trader|investissements?|investments?|invest|prets? (?:a|de)|loans?|credit|casino|poker|betting|paris sportifs|jackpot|loterie|lottery|heritage|inheritance|western union|moneygram|cash ?app|paypal|mlm|opportunite d'affaires|business opportunity|profits?",
    ),
    "flirt": (
        "(?:femme|fille|dame|woman|girl|lady|homme|man) (?:seule?|celibataire|cherche|single|looking|lonely|mature|veuve|veuf)|(?:jolie|belle|beautiful|lonely|sexy) (?:femme|fille|woman|girl|lady)|(?:cherche|looking for) (?:un |an? |the |mon )?(?:homme|femme|relation|amour|man|woman|love|serious|soulmate|generous|genereux|good man|new friends)|amour sincere|relation serieuse|serious relationship|true love|god-?fearing|i saw your profile|j'ai vu (?:ton|votre) profil|i(?:'m| am) (?:a )?(?:widow|single)|send me a friend request|friend request|demande d'ami|envoie-moi une invitation|hello dear|bonjour cher|my dear friend",
    ),
    "site": (
        r"\.(?:shop|top|xyz|biz|click|club|online|store|icu|vip|buzz|win|bid|loan|fun|cn|tk|website|space|cheap|deals|promo|sale)",
        "bit\\.ly|tinyurl\\.com|cutt\\.ly|goo\\.gl|is\\.gd|ow\\.ly|rb\\.gy|shorturl|linktr\\.ee",
    ),
}
_STRUCTURE = lazy(r"[a-z0-9\-]{2,40}\.(?:com|net|co|ca|org)\b|https?:|www\.")
_URGES = lazy(
    r"\b(?:aujourd'hui seulement|today only|cette semaine|this week|today|maintenant|now|vite|hurry|limited|limitee?|seulement|only|start today|all month|spring|tous les jours|every day|24 ?(?:h|hours|heures)|discretion)\b|[\x82]{2}|!!|>>|\|"
)
_PRICED = lazy(
    r"[0-9] ?\$|\$ ?[0-9]|[0-9] ?(?:%|euros?|usd|cad)\b|imbattables?|pas cher|24 ?h\b|24/7|[0-9]{3}[- .][0-9]{3}[- .][0-9]{4}|@[a-z0-9_.]{3,30}"
)
_WARNS = lazy(
    r"\b(?:faux (?:compte|profil|concours|message|lien|site)|fake (?:account|profile|page|contest|message|link)|arnaques?|arnaqueurs?|fraude(?:urs?|s)?|frauduleu[a-z]{1,3}|scams?|scammers?|scammed|phishing|hameconnage|spam|pourriels?|cliquez (?:pas|surtout pas)|ne cliquez|don't click|do not click|not click|mefiez|attention (?:tout le monde|a|aux|:)|beware|be careful|"
    r"posing as|pretending to be|se fait passer|usurp[a-z]{1,6}|impersonat[a-z]{1,5}|i reported|just reported|signale[rz]?|reported (?:it|the|this|them)|did you (?:send|really)|est-ce (?:vraiment )?vous|is this (?:really )?you|got a message|recu un message|somebody hacked|hacked)\b"
)
_GOOD_FAITH = lazy(
    r"\b(?:est-ce que|c'est combien|combien|how much|do you (?:have|sell|take|accept|offer)|vendez-vous|avez-vous|acceptez-vous|pouvez-vous|is there|are there|can (?:i|we|you)|puis-je|peut-on|j'ai (?:achete|paye|recu|eu|trouve|commande)|i (?:bought|got|paid|ordered|received|found)|mon fils|ma fille|my (?:son|daughter|kids?)|"
    r"comite (?:de|des) parents|parents' committee|school gym|gymnase|bazar|friperie|cours de|course about|reportage|interview|petition|bake sale|vente de garage de l'ecole|levee de fonds|fundraiser)\b"
)


class VisitorSpam(Detector):
    """Signs of an advertisement or of a scam, weighed together."""

    id = "spam.visitor"
    categories = ("spam",)
    voices = (Voice.VISITOR,)
    messages = {
        "fr": {
            "spam": Message(
                "Ce commentaire ressemble à une publicité ou à une arnaque (« {matched} »).",
                "Vérifiez le compte; masquez ou retirez le commentaire si c’en est une, sans ouvrir les liens.",
            )
        },
        "en": {
            "spam": Message(
                "This comment looks like an advertisement or a scam (“{matched}”).",
                "Check the account; hide or remove the comment if it is one, without opening links.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Every sign, under the name of its kind."""
        for kind, patterns in _PLAIN.items():
            for pattern in patterns:
                head = "" if pattern.startswith("\\.") else r"\b"
                yield Cue(kind, rf"{head}(?:{pattern})" + ("" if pattern.endswith("[0-9]") else r"\b"))

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting, at the most telling sign, when the signs weigh enough."""
        whole = reading.folded[:6000]
        if _WARNS.search(whole):
            return
        own = tuple(reading.policy.organisation.domains)
        signs = [
            hit
            for hit in hits[:60]
            if hit.end <= len(whole) and not any(domain in reading.folded[hit.start : hit.end + 12] for domain in own)
        ]
        kinds = {hit.cue for hit in signs}
        if not kinds or (kinds <= {"offer"} and whole.rstrip().endswith("?")):
            return
        weight = (
            2.0 * ("alone" in kinds)
            + sum(1.0 for kind in ("contact", "offer", "money", "site") if kind in kinds)
            + 1.5 * ("flirt" in kinds)
        )
        distinct = {reading.folded[hit.start : hit.end] for hit in signs}
        weight += 0.5 * min(2, max(0, len(distinct) - len(kinds)))
        weight += 0.5 * (_PRICED.search(whole) is not None)
        weight += 0.5 * (_URGES.search(whole) is not None)
        weight += 0.5 * (
            "site" not in kinds and _STRUCTURE.search(whole) is not None and not any(domain in whole for domain in own)
        )
        if not kinds & {"money", "alone"} and _GOOD_FAITH.search(whole):
            weight -= 1.5
        if mentions_organisation(reading.policy, whole) is not None:
            weight -= 0.5
        if weight < 2.0:
            return
        telling = min(signs, key=lambda hit: (_RANK[hit.cue], hit.start))
        start, end = telling.start, telling.end
        while telling.cue == "site" and start and (whole[start - 1].isalnum() or whole[start - 1] in "-."):
            start -= 1
        yield Sighting(
            "spam", start, end, 0.9 if weight >= 3 else 0.7,
            reasons=tuple(Reason("matched", f"spam-{kind}") for kind in _RANK if kind in kinds),
        )  # fmt: skip


_RANK = {"alone": 0, "flirt": 1, "money": 2, "site": 3, "offer": 4, "contact": 5}

detector = VisitorSpam()
