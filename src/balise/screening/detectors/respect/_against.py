"""Turns of phrase against a group, before its name and after it, over folded text.

``BEFORE`` ends where the name starts, ``AFTER`` starts where it ends. The third member is the weight; the fourth tells
whether a negation or a ban before the turn takes it back («il ne faut pas tuer …»).
"""

from __future__ import annotations

from balise.screening.patterns import lazy

_DET = r"(?:(?:tous|toutes|all|of|ces|cette|cet|ce|les|le|la|l'|des|de|d'|aux?|du|un|une|vos|the|these|those|that|this|an?|any|every|your|putain|fucking|damn|sales?|maudite?s?|filthy|dirty|more|other|foutus?|gros|grosses?|petite?s?|vieux|vieilles|jeunes|young|old|stupid|osti de|crisse de) ?){0,4}"
_SWEARS = r"(?:sales?|sal|maudite?s?|putains? de|fucking|fuckin|fkn|filthy|dirty|stupid|damn|goddamn|bloody|disgusting|ugly|lazy|smelly|stinking|osti(?:e)?s? d(?:e |')|estie?s? d(?:e |')|hosties? d(?:e |')|criss?e?s? d(?:e |')|calisses? d(?:e |')|calices? d(?:e |')|tabarna[ck]s? d(?:e |')|especes? d(?:e |')|bandes? d(?:e |')|gangs? d(?:e |')|tas d(?:e |')|races? d(?:e |')|bunch of|pack of|gros|grosses?|salope(?:rie)?s? d(?:e |')|connards? d(?:e |')|connasses? d(?:e |')|cons? d(?:e |')|conne d(?:e |')|encules? d(?:e |')|batards? d(?:e |')|merdes? d(?:e |')|ordures? d(?:e |')|chiens? d(?:e |')|chiennes? d(?:e |')|putes? d(?:e |')|idiotes? d(?:e |')|vermine d(?:e |')|racailles? d(?:e |')|enfoires? d(?:e |')|fdp d(?:e |')|pd d(?:e |'))"
_KILL = r"(?:tuer|buter|crever|flinguer|egorger|eliminer|exterminer|gazer|bruler|pendre|lyncher|noyer|abattre|fusiller|massacrer|castrer|steriliser|frapper|battre|tabasser|cogner|violer|eradiquer|decapiter|crucifier|lapider|torturer|empoisonner|euthanasier|expulser|deporter|virer|degager|renvoyer|interdire|bannir|enfermer|interner|parquer|chasser|foutre dehors|crisser dehors|mettre dehors|jeter dehors|eviter|boycotter|dresser|eliminons|exterminons|gazons|brulons|tuons|expulsons|chassons|supprimer|nettoyer|purger|debarrasser|se debarrasser|renvoyons|soigner|corriger|humilier|harceler|punir)"
_KILL_EN = r"(?:kill|murder|shoot|gas|burn|hang|lynch|drown|exterminate|eradicate|eliminate|wipe out|get rid of|deport|ban|expel|kick out|throw out|lock up|round up|castrate|sterilize|sterilise|neuter|beat|beat up|punch|rape|stone|behead|torture|nuke|bomb|enslave|purge|cleanse|euthanize|segregate|bully|harass|attack|stab|slap|hit|execute|remove|stop|send back|send home|institutionalize|abort|put down|slaughter|poison|annihilate|destroy|punish)"
_MUST = r"(?:il faut|faut|faudrait|il faudrait|on devrait|devrait|on doit|il est temps d[e']|qu'on|je vais|j'vais|jvais|je veux|j'ai envie d[e']|j'aimerais|on va|allons|allez|vous devriez|il suffit d[e']|tu devrais|je reve d[e']|pourquoi (?:on )?ne pas|peut-on|hate de|vivement|envie d[e']|le devoir d[e']|besoin d[e']|temps d[e'])"
_MUST_EN = r"(?:we should|we must|we need to|we have to|we gotta|we ought to|someone should|somebody should|someone needs to|somebody needs to|they should|you should|everyone should|government should|let's|lets|time to|going to|gonna|i will|i'll|i want to|i wanna|i would|i'd|i'd love to|i'd like to|i'm going to|please|just|should|must|need to|go|can we|it's okay to|it's ok to|okay to|ok to|want to|duty to|right to|let us|why don't we)"

BEFORE = tuple(
    (code, lazy(text + r"\Z"), weight, deniable)
    for code, text, weight, deniable in (
        ("pejorative", rf"\b{_SWEARS}[ ]?", 0.85, False),
        ("hated", rf"\b(?:je|j'|on|nous|moi) ?(?:les |vous )?(?:hais|hait|haissons|deteste|detestons|meprise|vomis|execre|abhorre|conchie|crache sur|pisse sur|chie sur|emmerde|maudis|encule|nique)[ a-z]{{0,12}} {_DET}", 0.85, True),
        ("hated", rf"\b(?:hais|haissez|deteste|detester|detestez|hair|mepriser|meprise|en horreur|horreur d[e']|haine (?:des|contre|envers|pour|d[e'])|degoutee? (?:par|d[e']|des)|ecoeuree? (?:par|d[e']|des)|allergique aux) ?{_DET}", 0.7, True),
        ("hated", rf"\b(?:hate|hates|hating|despise|loathe|detest|abhor|resent|spit on|piss on|shit on|look down on|hatred (?:for|of)|disgusted by|sickened by|repulsed by|allergic to) {_DET}", 0.8, True),
        ("hated", rf"\b(?:peux|supporte|supportes|supportons|blaire|piffe|encaisse|tolere|saque|sacque|peut) (?:pas|plus|juste pas|pus|vraiment pas|vraiment plus)(?: (?:les |voir|sentir|blairer|piffer|supporter|encadrer|sacquer|endurer|tolerer|saquer)){{0,2}} {_DET}", 0.8, False),
        ("hated", rf"\b(?:marre|ras[- ]le[- ](?:bol|cul)|tannee?s?|ecoeuree?s?|plein le (?:cul|dos)|full tannee?|soulee?|saoulee?) (?:d'entendre parler )?(?:des|de voir|d'entendre|d[e']) ?{_DET}", 0.75, False),
        ("hated", rf"\b(?:can'?t stand|cannot stand|can'?t tolerate|sick of|tired of|fed up with|sick and tired of|had enough of|couldn'?t care less about|never liked|done with) (?:seeing |hearing about )?{_DET}", 0.75, False),
        ("hated", rf"\b(?:j'aime pas|n'aime pas|aime pas|n'aime vraiment pas|aime vraiment pas|n'aime plus) {_DET}", 0.6, False),
        ("hated", rf"\bi (?:really |just )?(?:do not|don'?t|can'?t) (?:like|trust|respect|love) {_DET}", 0.6, False),
        ("hated", rf"\b(?:fuck|fuk|fck|screw|to hell with|death to|down with|damn|curse|piss off) {_DET}", 0.8, True),
        ("hated", rf"\b(?:mort aux?|mort a|a mort|nique(?:z|r)?|nik|a bas|au diable|fuck|fuque|au bucher|au four|aux fours|au feu|a la potence|honte aux|merde aux|allez vous faire (?:foutre|enculer|voir)) {_DET}", 0.85, True),
        ("harm", rf"\b{_MUST} (?:[a-z']+ ){{0,3}}?{_KILL} {_DET}", 0.85, True),
        ("harm", rf"\b{_MUST_EN} (?:[a-z']+ ){{0,2}}?{_KILL_EN} {_DET}", 0.85, True),
        ("harm", rf"(?:\A|[.!?,:;\"]|\A[ ]*)[ ]*{_KILL} {_DET}", 0.75, True),
        ("harm", rf"(?:\A|[.!?,:;\"])[ ]*{_KILL_EN} (?:all |every |the |them |these |those |any ){{1,2}}{_DET}", 0.8, True),
        ("harm", rf"(?:\A|[.!?,:;\"])[ ]*(?:kill|gas|hang|deport|shoot|exterminate|lynch|eradicate|ban|burn) {_DET}", 0.75, True),
        ("harm", rf"\b(?:j'espere|espere|souhaite|hope|wish|pray)[a-z ,']{{0,20}} (?:la mort|le cancer|le pire|du mal|malheur|death|the worst|cancer|harm)(?: a| aux| to| on| for| upon) ?{_DET}", 0.8, True),
        ("exclusion", rf"\b(?:dehors|dehors tous|degage[zr]?|virez|foutez dehors|crissez dehors|expulsez|renvoyez|deportez|chassez|enfermez|interdisez|bannissez|fuera|raus|stop aux?|non aux?|assez d[e'](?: ces)?|assez des|no more|out with|bye bye|go away|get out|gtfo|go home|get lost|pas d[e'](?: place pour(?: les)?)?) {_DET}(?=)", 0.65, True),
        ("exclusion", rf"\b(?:(?:ne )?(?:veux|veut|voulons|voudrais|voulait) (?:pas|plus|jamais|pus) (?:voir |avoir |entendre |servir |travailler avec |vivre avec |aupres |etre servie? par )?(?:d[e'] |d'|des |aucune? |plus d[e'] )|(?:veut|veux) (?:rien savoir|pas)) ?{_DET}", 0.75, False),
        ("exclusion", rf"\b(?:don'?t want|do not want|won'?t (?:hire|serve|accept|work with|date|rent to|sit)|will not (?:hire|serve|accept|work with|rent to)|would never (?:hire|date|trust|marry|vote for|work for|rent to|live near)|refuse to (?:hire|serve|work with|work for|rent to|accept|date|live)|never (?:trust|hire|date|marry|rent to)|not (?:hiring|accepting|renting to|serving)|keep out(?: the)?|no room for|no place for|there'?s no place here for|don'?t (?:trust|hire)|don'?t need(?: any)?(?: more)?) (?:near |next to |by |with )?{_DET}", 0.7, False),
        ("exclusion", rf"\b(?:refuse d[e'] ?(?:servir|travailler avec|louer|embaucher|engager|former|parler|vivre)|refuse[rz]? (?:les|ces)|jamais (?:confiance|embaucher|engager|louer|servir)|(?:ne )?(?:fais|faites|faire) (?:jamais|pas|plus) confiance|engage(?:rai|rais)? (?:jamais|pas)|loue(?:rai|rais)? (?:jamais|pas)|pas question d[e'](?: servir| louer| engager| travailler avec)?|interdit|interdite?s?|ferme[rz]? (?:la porte|les frontieres)) (?:a |aux? |avec |d[e'] ?)?{_DET}", 0.7, False),
        ("exclusion", rf"\b(?:trop (?:d[e']|plein d[e'])|il y a trop d[e']|y'?a trop d[e']|envahis? par|submergee?s? par|invasion d[e']|remplis? d[e']|pleine? d[e']|infestee?s? d[e']|too many|full of|infested with|overrun (?:by|with)|invaded by|invasion of|flooded with|crawling with|swarms? of|hordes? d[e']|hordes? of|plague of|epidemie d[e']) ?{_DET}", 0.65, True),
        ("blamed", rf"\b(?:c'est (?:la|de la) faute|faute|a cause|la faute) (?:des|aux|a|du|d[e']) ?{_DET}", 0.55, True),
        ("blamed", r"\b(?:blame|fault of|thanks to|because of) (?:all )?(?:the|these|those) (?:fucking |damn |filthy )?", 0.5, True),
        ("worse", rf"\b(?:(?:rien de |pas )?(?:pire|pires|plus (?:sales?|bete|betes|cons?|stupides?|laches?|menteurs?|voleurs?|cave|inutiles?|chiants?)) que|(?:nothing is |nothing )?(?:worse|dumber|dirtier|more useless|lazier|uglier|lower|more annoying|stupider) than) {_DET}", 0.75, False),
        ("likened", r"\b(?:conduis|conduit|conduire|cours|lances?|lance|pleures?|chiales?|te bats|bats|agis|reagis|joues?|frappes?|parles?|cries?|marches?|puer?|pue|pues|sens|voles?|vis|vivre|mange|manges|drives?|run|runs|throws?|cry|cries|fights?|acts?|talks?|plays?|hits?|whine|whines|smells?|stinks?|eat|eats|live|lives|punch) comme? (?:des? |une? |les |d')", 0.6, True),
        ("likened", r"\b(?:drives?|run|runs|throws?|cry|cries|crying|fights?|acts?|acting|talks?|plays?|hits?|whine|whining|smells?|stinks?|eats?|lives?|punch) like (?:an? |some |those )", 0.6, True),
        ("degraded", rf"\b(?:gangrene|vermine|racaille|plaie|cancer|fleau|saloperie|merde|peste|ordures?|parasites|dechets|maladie|scum|vermin|filth|plague|disease|trash|garbage|parasites|infestation|invasion|pieces? of shit|pieces? of trash)(?:,| que sont| called| known as| that are| des?| de la| of)? {_DET}", 0.7, True),
        ("degraded", r"\b(?:quelle|quel|tous|toutes) (?:bande|race|tas|gang) d[e'] ?(?:[a-z]+,? )?(?:ces |les )", 0.7, False),
        ("hated", r"\b(?:degout(?:e|ent|ants?|antes?)?|disgust(?:s|ing)?|sicken(?:s|ing)?|repulse[sd]?|repugne(?:nt)?|repugnants?),? (?:me )?(?:ces|les|these|those) ", 0.7, True),
        ("harm", r"\b(?:merite(?:nt|s)?|deserves?)[a-z ]{0,20} (?:ces|les|these|those) ", 0.5, True),
        ("degraded", r"\b(?:juste|seulement|rien qu'|qu'|que|just|only|nothing but|merely|simple|sois|simply|typical|typique(?:ment)?|encore) (?:encore )?(?:another )?(?:une|un|an?) ", 0.45, True),
    )
)  # fmt: skip

AFTER = tuple(
    (code, lazy(text), weight)
    for code, text, weight in (
        ("pejorative", r" de (?:merde|marde|mes deux|mon cul|service de merde|la honte|chien|pute|malheur)\b", 0.85),
        ("exclusion", r"[ ,:!]{1,3}(?:go (?:back|home|away)|out(?= ?[!.\n]|$| of (?:my|our|this|the|canada|quebec))|get out|dehors|degage[rz]?|a la porte|a la mer|au four|au bucher|in the (?:oven|trash|bin)|not (?:welcome|allowed|wanted)|stay (?:out|away)|keep out|interdite?s?\b|chez eux|hors d[e']|bienvenue? nulle part|retourn(?:ez|e) (?:chez|dans|d'ou)|rentr(?:ez|e) (?:chez|dans)|foutez le camp|crissez votre camp|need not apply|s'abstenir|retourne|barrez-vous|partez|quittez|must go|to the (?:gallows|gas|ovens))", 0.75),
        ("exclusion", r" (?:en prison|au bled|en afrique|hors du (?:quebec|canada|pays)|dans (?:des|leurs?|un|le) (?:camps?|cages?|fours?|zoo|trous?)|au zoo|a l'asile|out of (?:canada|quebec|our|the country)|back to (?:africa|their|where|your|mexico|china|india))\b", 0.7),
        ("harm", r",? (?:un|une|a|is|c'est|est|que|the|only)[a-z ,']{0,20} (?:un |une |a )?(?:[a-z]+ )?(?:mort|morte|dead one|dead)\b", 0.75),
        ("harm", r"[ ,:!]{1,3}(?:a mort|au poteau|on vous aura|on va vous|we will|we're coming for|kill yoursel(?:f|ves)|suicide[z]?[- ](?:toi|vous)|creve[z]?|die|go die|allez crever|va crever|drop dead|hang yoursel(?:f|ves))\b", 0.8),
        ("hated", r" (?:me|nous) (?:degoute|degoutent|repugne|repugnent|ecoeure|ecoeurent|fait|font|donne|donnent|tapent|gossent|enervent|soulent|saoulent|insupporte|insupportent)\b(?: (?:gerber|vomir|chier|pitie|honte|peur|envie de|la nausee|mal au|sur les nerfs|horreur))?", 0.7),
        ("hated", r",? (?:je (?:les|vous) (?:hais|deteste|meprise|emmerde|supporte plus|vomis|encule|nique)|i hate (?:them|you|u|all)|fuck (?:them|you|all|off|u)|j'en (?:veux pas|peux plus)|on n'en veut p(?:as|lus)|on en veut p(?:as|us)|allez vous faire|you(?: all)? (?:disgust|make me sick|suck|stink)|vous (?:me degoutez|puez|etes (?:tous |toutes |rien qu'|juste )*(?:des? )?(?:merdes?|cons|connes|parasites|rats|animaux|ordures|dechets|vermine|maladies?|singes)))", 0.8),
        ("lesser", r"(?: [a-z]+){0,3} (?:n'est pas|n'est qu'|isn'?t|is not|ain'?t) (?:un |une |a |an )?(?:etre humain|humain|vraie? (?:femme|homme|quebecoise?|francaise?|canadien(?:ne)?|couple|famille)|real (?:woman|man|person|job|women|men|canadian|american|couple|family)|human|normal|naturel|natural)", 0.7),
        ("lesser", r" (?:a sa place|a la cuisine|in the kitchen|a la maison|au foyer|au fourneau|aux fourneaux|sur le trottoir|derriere les fourneaux)\b", 0.55),
    )
)  # fmt: skip

THEM_AFTER = lazy(
    rf"\b(?:{_MUST} (?:tous |toutes |juste |vraiment |bien )?(?:me |nous |te )?(?:les|l'|leur|tous les|toutes les|toute les|tout les|toute l'|tous l') ?(?:tous |toutes )?{_KILL}|"
    rf"(?:tuez|brulez|gazez|expulsez|renvoyez|virez|enfermez|pendez|fusillez|deportez|exterminez|jetez|chassez|degagez|crissez|foutez|bannissez|eliminez)[- ](?:les|moi ca|les tous)|(?:qu'ils|qu'elles|qu'on les) (?:crevent|meurent|degagent|retournent|rentrent|partent|brulent|renvoie|pende|tue|gaze|expulse|enferme|vire|brule|fusille|aillent (?:au diable|crever|se faire))|"
    rf"(?:fuck|damn|screw|to hell with|i (?:hate|despise|can'?t stand)) (?:them|'em|all of them|these people|every one of them)|{_MUST_EN} (?:all )?{_KILL_EN} (?:all of |every one of )?(?:them|'em|themselves)\b|(?:kill|gas|deport|shoot|hang|burn|ban|exterminate|lock up|send|kick|throw|ship|put|round) (?:them|'em) (?:all|out|up|back|home|in (?:camps|cages|jail|prison|ovens)|down|away)|send them (?:back|home|all)|"
    rf"je les (?:hais|deteste|meprise|emmerde|vomis)|on (?:n')?en veut (?:pas|plus|pus)|on (?:n')?en veut pas (?:ici|chez nous)|rentrez chez vous|retournez (?:chez vous|dans votre|d'ou)|go back to (?:your|where)|go home)"
)
"""What is said of «les» or *them* after the group has been named."""
