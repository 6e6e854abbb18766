"""How one speaks for the organisation or of it, over masked text (``_context.masked``)."""

from __future__ import annotations

from balise.screening.detectors.voice._context import NAME, judging
from balise.screening.patterns import lazy

_THE = r"(?:l'|la |le |the |@|#)?"
NAME_OF = lazy(
    r"\b(?:au nom (?:de (?:tout(?:e|es|s)? (?:le monde|l'equipe|les gens|la gang|le personnel|la famille) )?|d'|du )|on behalf of |in the name of |porte-?parole (?:de |d'|officiel[a-z]* (?:de |d')|pour )|"
    r"spokes(?:person|man|woman) (?:for|of) |speaking (?:here )?for |je represente |je parle pour |i represent |i speak for |as a representative of |de la part (?:de |d'|du )|from all of us at |"
    r"from everyone at )(?:[a-z']+ ){0,4}(?:a |at |of |de |chez )?(?:l'|la |le |the |d')?\Z"
)
"""Words before the name by which one speaks in it."""

_VERBS = (
    r"(?:annonce(?:ra)?|offre|offrira|invite|confirme|s'engage|engage|remercie|lance(?:ra)?|recherche|recrute|embauche|cherche|ouvre|ouvrira|ferme(?:ra)?|livre(?:ra)?|accepte(?:ra)?|refuse(?:ra)?|garantit|promet|appuie|soutient|"
    r"denonce|demande|recommande|tient a|prend|prendra|ramasse|recupere|collecte|recycle|repare|reconditionne|forme|donne|regle|change|remet|distribue(?:ra)?|fournit|fournira|vend|rembourse(?:ra)?|repond|repondra|remplace(?:ra)?|efface|teste|"
    r"prefere|croit|pense|considere|reconnait|regrette|s'excuse|deplore|souhaite|veut|vise|aide|accueille|organise|presente|propose|permet|sert|travaille|compte|prevoit|demenage|deviendra|sera|seront|va|vont|peut|peuvent|"
    r"doit|devrait|devraient|fait|font|aura|n'accepte|ne prend|n'offre|ne vend|ne repare|est|sont|etait|a (?:annonce|decide|lance|ouvert|choisi|pris position|signe|confirme|obtenu|recu un|livre|distribue|forme|toujours|enfin|besoin|pour mission)|ont|"
    r"announces?|offers?|invites?|confirms?|commits?|thanks?|launch(?:es)?|is|are|was|isn't|aren't|will|won't|would|can|can't|cannot|could|should|must|has|have|had|does|doesn't|guarantees?|promises?|supports?|opposes?|recommends?|accepts?|refuses?|"
    r"delivers?|provides?|replaces?|refunds?|apologi[sz]es?|regrets?|believes?|opens?|closes?|picks? up|collects?|repairs?|refurbish(?:es)?|recycles?|wipes?|trains?|gives?|takes?|sells?|ships?|helps?|hires?|runs?|makes?|works?|needs?|"
    r"wants?|hosts?|changes?|disagrees?|agrees?|condemns?|endorses?|welcomes?|announced|decided|launched|opened|covers?|lasts?|includes?|deserves?|rocks?|merite|couvre|dure|inclut|marche(?:nt)?|roulent|roule|fonctionne(?:nt)?|coute(?:nt)?|vaut|valent|"
    r"reste(?:nt)?|tient|tiennent|passe(?:nt)?|commence(?:nt)?|c'est|ca)"
)
_HEADS = (
    r"(?:services?|ordi(?:nateur)?s?|portables?|appareils?|machines?|tablettes?|produits?|programmes?|formations?|stages?|equipes?|politiques?|position|prix|garanties?|mission|direction|site|travail|projets?|"
    r"collectes?|livraisons?|reconditionnement|effacement|ateliers?|inventaire|delais?|heures|bureaux|criteres|techniciens?|stagiaires?|gens|gars|filles|trousses?|boites?|batteries|chromebooks?|"
    r"laptops?|computers?|devices?|products?|programs?|training|internships?|traineeships?|team|staff|policy|policies|stance|prices?|warrant(?:y|ies)|work|projects?|collections?|pickups?|pick-ups?|"
    r"deliver(?:y|ies)|wipes?|wiping|refurb(?:s|ishing|ishment)?|workshops?|inventory|hours|offices?|people|folks|technicians?|trainees?|interns?|kits?|toolkits?|tablets?|repairs?|donations?|event|evenement|dons?)"
)
_ADJECTIVES = r"(?:[a-z\-]{2,16} ){0,3}"
_SUBJECT = r"(?:\A|[.!?:;,\n\x82\-] ?|\b(?:que|qu'|car|mais|et|parce que|pis|donc|and|but|because|so|that|as|si|if|when|quand|honestly|honnetement|franchement|selon moi|je pense que|i think|fyi|nouvelle|attention) )"

IN_ITS_NAME = lazy(
    "|".join(
        (
            rf"\b(?:chez|a|de|ici a|ici chez|avec|at|here at|with) {_THE}{NAME}[,:]? ?(?:[a-z']+ )?(?:nous|nos|notre|we|our|we're|we've|we'll)\b",
            rf"\b(?:chez|a|ici a|ici chez|de) {_THE}{NAME}[,:]? ?on (?!(?:mon|tue|wednes|thurs|fri|satur|sun)day|[0-9])",
            rf"\b(?:nous|we|us|we're),? (?:autres,? )?(?:a|chez|de|d'|at|from|of|les gens d[e']|l'equipe d[e'])? ?{_THE}{NAME}",
            rf"\b(?:notre|nos|our) {_ADJECTIVES}(?:{_HEADS}|donateurs|donatrices|clients|clientele|donors|customers|clients),? (?:ici )?(?:a |chez |d'|de |at |of |here at ){_THE}{NAME}",
            rf"\b(?:l'equipe|toute l'equipe|la direction|la gang|tout le monde|the team|the whole team|team|les gens|le personnel|staff|everyone|everybody|all of us|the folks) (?:de |d'|du |at |of |from |chez |a )?{_THE}{NAME}[, ]{{1,2}}(?:et moi |and i )?(?:vous |te )?{_VERBS}\b",
            rf"{_SUBJECT}{_THE}{NAME},? (?:vous |se |ne |n'|s')?(?:annonce|invite|confirme|remercie|s'engage|tient a|appuie|soutient|denonce|garantit|promet|prend position|announces|is announcing|invites|confirms|thanks|supports|opposes|guarantees|promises|"
            rf"is (?:pleased|proud|happy|looking|hiring|committed|excited|sorry|announcing|opening|closing)|are (?:pleased|proud|happy)|est (?:fiere?|heureu[a-z]+|ravie?)|regrette|s'excuse|apologi[sz]es|regrets)\b",
        )
    )
)
THANKED = lazy(
    rf"\b(?:merci|mercis|vive|bravo|felicitations|chapeau|thanks|thank you|thx|kudos|congrats|shout ?out) (?:(?:a|beaucoup|a toute l'equipe|mille fois|infiniment|to|so much|again|a lot|everyone at|du fond du coeur|d'|de)[ ,]+){{0,3}}{_THE}{NAME}"
)
"""Thanks and congratulations to it."""
STATED = lazy(
    "|".join(
        (
            rf"{_SUBJECT}{_THE}{NAME},? (?:[a-z]+ly |aussi |also |vous |nous |te |se |ne |n'|y |en |just |still |toujours |now )*{_VERBS}\b",
            rf"\b{_HEADS} {_ADJECTIVES}(?:d'|de |de l'|du |chez |a |at |from |by |of |par )+{_THE}{NAME}[^.!?,;\n]{{0,60}}?\b{_VERBS}\b",
            rf"\b{NAME}[,.:;!?]? (?:ils|elles|y|they|they're|it's|eux|leurs? [a-z]+|their [a-z]+),? (?:[a-z]+ )?{_VERBS}\b",
            rf"\b(?:agree|disagree|d'accord|desaccord) (?:with|avec) (?:[a-z]+ ){{0,3}}{_THE}{NAME}",
            rf"\b{NAME} (?:[a-z\-]+ ){{0,3}}{_HEADS}\b[^.!?,;\n]{{0,40}}?\b{_VERBS}\b",
        )
    )
)
"""The organisation, or what it has, and what it does or is."""

SUBJECT = lazy(
    rf"(?:{_SUBJECT}|\()(?:avec |with |grace a |thanks to |chez |au |a |at )?{_THE}(?:(?:gens|jeunes|equipe|gang|folks|people|team|kids|trainees|staff|eleves|stagiaires|programme) (?:de la |de l'|de |du |d'|at |from |of |chez )?)?{_THE}{NAME}\)?,? "
    rf"(?!(?:a (?:cote|[0-9])|au|aux|pour|par|dans|sur|chez|avec|et|ou|demain|hier|ce|cet|cette|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|vers|depuis|apres|avant|c'est (?:ou|ecrit|a)|est (?:situee?|sur|a|dans|ou|au)|"
    rf"se (?:trouve|situe)|is (?:on|at|in|located|near|next|where)|at|in|on|for|by|with|and|or|to|from|tomorrow|yesterday|today|this|next|before|after|around|was (?:on|at)|etait (?:sur|a)|logo|address|adresse|building|batisse|www|http|[0-9])\b)[a-z]"
)
"""A name, here a partner's, of which something is said."""

OFFERING = lazy(
    rf"\b{_HEADS} {_ADJECTIVES}(?:d'|de |de l'|from |at |by )?{NAME}|\b{NAME} (?:[a-z\-]+ ){{0,2}}{_HEADS}\b"
)
PLURAL = lazy(
    r"\b(?:nous|notre|nos|we|we're|we'll|we've|our|faites-nous|contactez-nous|appelez-nous|call us|contact us|on (?:a|offre|repare|prend|ramasse|accepte|livre|recycle|reconditionne|forme|donne|cherche|engage|vend|"
    r"fait|garantit|va|vous|peut|est|sera|aura|efface|teste|sert|aide))\b"
)
NEUTRAL = lazy(
    r"\b(?:donn(?:e|er|es|ai|ons)|depos(?:e|er|es|ai)|port(?:e|er|es|ai)|apport(?:e|er|es|ai)|amen(?:e|er|es)|achet(?:e|er|es)|recu[es]*|recoit|ai eu|laiss(?:e|er)|"
    r"(?:suis|est|es|sommes) (?:alle|passe|arrete|entre)[es]*|allee?s?|passe[erz]* (?:devant|chez|par|a)|vais|va chez|m'en vais|visite[er]?|croise|devant|pres d[eu']|a cote d[eu']|en face|derriere|coin|"
    r"donated?|donating|dropp(?:ed|ing)|drop off|dropping|bought|buying|received|(?:came|arrived|got|getting) (?:[a-z]+ ){0,5}from|brought|bringing|went|going to|gave|heading|walk(?:ed|ing)|biked?|passed|"
    r"visited|next to|near|behind|across from|in front of|parked|on (?:my|the) way|arrive[es]? d|ca veut dire|veut dire|signifie|stands for|means|acronyme|acronym|short for|situee?|se trouve|located|"
    r"entrevue|interview|appl(?:y|ied|ying)|postul[a-z]+|vu (?:le|un|une|la) (?:camion|affiche|kiosque|table)|saw (?:the|an|a) (?:truck|sign|booth|table|poster|van))\b"
)
"""A gift, a visit, a place, a meaning: mentions that say nothing of the organisation."""

THEIRS = lazy(
    rf"\b{NAME} (?:clients?|customers?|donors?|schools?|families|teachers)\b|\b(?:clients?|clientes?|clientele|donateurs?|donatrices?|ecoles|familles|profs) (?:d'|de l'|de |chez ){NAME}"
    rf"|\becoles qui (?:recoivent|ont) [^.!?\n]{{0,30}}{NAME}|\b(?:livraisons?|commandes?) d[e'] ?(?:l')?{NAME}"
)
"""Clients of the organisation: what is said of them, or sold to them, is no comment on it."""

SOURCED = lazy(
    r"\b(?:selon|d'apres|according to|as per|per) (?:la|le|leur|the|their) (?:page|site|publication|communique|website|post|facebook|newsletter|infolettre|rapport)|\b(?:page|site) officiel"
)
_WEAK = frozenset(
    "bon bonne bons bonnes bien beau beaux belle belles top important importante good nice important fast quick cheap better fire rock rock rules "
    "mauvais mauvaise bad poor moyen moyenne correct ordinaire cher chere dommage erreur erreurs slow lent super lucky chanceux chanceuse unique magique "
    "hot malade debile patient professionnel professional beautiful longs rapide".split()
)


def judged(text: str, *, weak: bool) -> int | None:
    """Where a word that judges stands in a folded text; without ``weak``, words that mostly judge something else
    do not count."""
    return judging(text, "praise", "reserve", without=frozenset() if weak else _WEAK)
