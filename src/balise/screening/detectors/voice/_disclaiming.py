"""Ways of saying that one speaks for oneself, in French and in English, over folded text."""

from __future__ import annotations

from balise.screening.patterns import lazy

_OPINIONS = (
    r"(?:opinions?|propos|avis|idees|vues|mots|tweets?|publications?|posts?|pensees?|commentaires?|points? de vue|positions?|"
    r"reflexions?|textes?|ecrits?|messages?|ce que j'ecris|ce que je (?:dis|poste|publie|partage))"
)
_VIEWS = (
    r"(?:views?|opinions?|thoughts?|posts?|tweets?|words|comments?|takes?|ideas?|statements?|musings|opinions? expressed|rants?|"
    r"(?:what|anything|everything|nothing|all) i (?:post|say|write|share|tweet|think)|this(?: post| account)?)"
)
_WORDS = r"(?:[a-z0-9'.\-]+,? ){0,6}"
_EMPLOYER = (
    r"(?:employeu?r|employeuse|boite|compagnie|organisme|organisation|organization|company|workplace|job|boss|patrons?|equipe|team|boulot|"
    r"travail|work)"
)
_ONLY = r"(?:juste |jusse |seulement |uniquement |strictement |purement |exclusivement |rien que |que )?"

_FRENCH = (
    r"\bengage(?:nt|ent|s)? (?:pas|que|ni|aucunement|nullement|absolument|en rien|en aucun|juste|seulement|uniquement|strictement|personne d'autre)",
    r"\bengage(?:nt)?,? (?:ici )?(?:que |juste |seulement )?(?:moi|ma personne)\b",
    r"\ba titre (?:strictement |purement |uniquement |seulement |tout a fait |exclusivement )?(?:perso|personnel|prive|individuel)\b",
    r"\ben (?:mon|mn) (?:propre |seul )?nom\b",
    r"\ben tant que (?:simple )?(?:citoyenne?|particulier|individu|personne)\b",
    rf"\b{_OPINIONS} {_WORDS}(?:n'appartien(?:t|nent) qu'a moi|m'appartien(?:t|nent)|sont {_ONLY}(?:les miens|les miennes|a moi|miens|miennes)|"
    rf"est {_ONLY}(?:le mien|la mienne|a moi)|perso(?:nnel|nnels|nnelle|nnelles|s)?\b|restent? (?:les? )?miens?\b|restent? (?:les? )?miennes?\b|{_ONLY}a moi\b)",
    rf"\b(?:represente(?:nt)?|reflete(?:nt)?|exprime(?:nt)?|traduise?(?:nt)?|lient?|lie) (?:pas|aucunement|nullement|en rien|en aucun|point|que|ni|absolument pas|"
    rf"forcement pas|pas forcement|juste|seulement) ?{_WORDS}",
    r"\brien (?:de|dans) ce que (?:je|j') ?[a-z]+ (?:ici )?(?:ne |n')?(?:represente|reflete|engage|vient)",
    r"\b(?:parle|ecris|publie|poste|m'exprime|exprime|jase|dis ca) (?:ici |toujours |la )?(?:juste |jusse |seulement |uniquement |strictement |que |rien que )?"
    r"(?:pour moi|pour ma pomme|en mon|a titre|de mon propre chef|en mn nom|pour mon propre compte|pour mon compte|pas (?:au nom|pour|a la place))",
    r"\bpas (?:au nom|pour le compte) d",
    r"\bpas (?:ici )?(?:pour )?(?:leur |le |la |un |une |du tout |sa |mon )*(?:porte-?parole|representante?|voix officielle)\b",
    rf"\b(?:c'est|cest|ca reste|ce n'est|est|reste) {_ONLY}(?:mon|ma) (?:humble |propre |simple )?(?:avis|opinion|point de vue|idee)(?: a moi| perso| personnel|,? pas)",
    r"\bpas (?:forcement |necessairement )?(?:celui|celle|ceux|celles|celui-la|l'avis|l'opinion|la position|le point de vue) (?:de |d'|du |des |la )",
    rf"\b(?:independant[es]*|independamment|sans lien|aucun lien|rien a voir|detache[es]*) (?:de|d'|avec|d) ?(?:mon |ma |l'|la )?{_EMPLOYER}",
    rf"\b(?:mon|ma|l'|la) ?{_EMPLOYER} (?:n'a rien|a rien|n'y est|n'est pas|est pas|n'a pas|a pas|n'en|ne) (?:a voir|a y voir|pour rien|responsable|engage|d'avis|dit|approuve|valide)",
    r"\b(?:avis|opinion|compte|blogue|point de vue) (?:strictement |purement |100 ?% )?perso(?:nnel|nnelle)?(?:,| et| qui| sans| a moi|\)|\.| pas\b)",
    r"\b(?:c'est|cest) (?:juste |seulement )?moi qui (?:parle|le dis|pense)|\bmoi (?:toute? )?seule?,? (?:qui|et pas|pas)\b",
    r"\b(?:juste|seulement|uniquement) pour moi\b(?:-meme)?|\bpour moi seule?\b|\bparole de citoyen",
    r"\b(?:n'est|sont|est) (?:en rien|pas|aucunement|nullement) (?:la |une )?(?:position|opinion|parole|prise de position|declaration) (?:officielle|de|d')",
    r"\b(?:c'est|cest|ce n'est) (?:pas|ni) [a-z'. ]{1,40}qui (?:parle|pense|dit|le dit|s'exprime)|\bqui (?:parle|m'exprime)[a-z, ]{0,20} (?:c'est|cest) (?:juste )?moi\b",
    r"\brien d'officiel\b|\bpas (?:un |une )?(?:message|avis|position|compte|parole|communication) officiel",
)
_ENGLISH = (
    rf"\b{_VIEWS} {_WORDS}(?:my own|mine\b|personal(?:ly)?\b|only me|just me|solely|strictly my|do not|don'?t|does not|doesn'?t|not (?:those|that|the)|aren'?t|never)",
    r"\b(?:nothing|none of what) i (?:post|say|write|share|tweet)[a-z ]{0,20} (?:represents?|reflects?|speaks?|is|comes?)",
    r"\b(?:my|their) own (?:views?|opinions?|thoughts?|words|take|ideas?|behalf)\b|\bown (?:views?|opinions?)\b",
    r"\b(?:my|a|strictly|purely|just|entirely|solely|all) personal (?:opinions?|views?|capacity|take|thoughts?|perspective)\b",
    r"\bin (?:a|my) (?:strictly |purely |own )?(?:personal|private|individual|own) (?:capacity|name|time and name)\b",
    r"\bas (?:a|an) (?:private|ordinary|regular|individual) (?:citizen|person|individual)\b",
    r"\b(?:speak|speaking|talk|talking|writ(?:e|ing)|post|posting|tweet|tweeting)s? (?:here )?(?:only |just |strictly |solely |purely )?(?:here )?"
    r"(?:for (?:me|myself)|as myself|personally|on my own behalf|in my own name)\b",
    r"\b(?:only|just) (?:represents?|speaks? for|represent|speak for) (?:me|myself)\b|\bfor myself (?:only|alone|here)\b",
    r"\b(?:not|don'?t|do not|doesn'?t|does not|never|nor|n't|neither) (?:here to |necessarily |in any way |officially |a |an |the |their |its |to |be |"
    r"speak(?:ing)? |act(?:ing)? |post(?:ing)? |talk(?:ing)? |writ(?:e|ing) |meant |intended |taken )*(?:represent(?:ing|s|ative)?\b|reflect(?:ing|s)?\b|speak(?:ing)? (?:for|on)|"
    r"talk(?:ing)? for|on behalf|in the name|for (?:my|the) (?:employer|company|org|organisation|organization|boss|job|work)|endors|spokes|official (?:position|statement|view|word|account)|those of|"
    r"(?:that|the (?:views?|opinions?|position)) of|my employer|as (?:their|an?) (?:official|rep))",
    rf"\bmy {_EMPLOYER} (?:has nothing|had nothing|didn'?t|did not|doesn'?t|does not|isn'?t|is not|hasn'?t|may not|might not|would not|wouldn'?t|has no)\b",
    rf"\b(?:nothing to do with|independent of|unrelated to|separate from|not affiliated with) (?:my |the )?{_EMPLOYER}\b",
    r"\b(?:just|only) me talking\b|\bjust my (?:opinion|view|two cents|2 cents)[a-z ,]{0,12}(?:not|nobody|no one)\b|\bopinions? (?:is |are )?mine\b|\bviews mine\b",
    r"\bnot (?:[a-z]+ ){0,2}spokes|\bnothing official\b|\bunofficial(?:ly)?\b",
)
DISCLAIMER = lazy("|".join((*_FRENCH, *_ENGLISH)))
"""A clear sentence that the author, not the organisation, speaks."""
