"""Negation, quotation, reported speech, condemnation, counter-speech and reclaimed words: what turns a sentence round.

Each answer says whether a stretch of text is *meant*: «tu n'es pas un idiot» and «il m'a traité d'idiot, c'est
inacceptable» hold the word and not the insult. Scope is the clause in which the word stands, up to the nearest
conjunction or strong punctuation; beyond that, guessing costs more than it gives. Every rule is one small function
over folded text, with its own cases in tests/unit/screening/test_polarity.py.
"""

from __future__ import annotations

from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NEAR = 90
_AROUND = 200

_BREAK = lazy(
    r"[,;:()]| (?:mais|but|car|parce que|pcq|because|et|and|donc|so|pis|puis|although|meme si|though|tandis que|alors que|while|whereas) "
)
_NEGATION = lazy(
    r"\b(?:ne|n'|pas|pas d'|jamais|aucune?|aucunement|ni|sans|nullement|pantoute|personne|nul n|rien d'|rien|not|never|no|neither|nor|without|"
    r"nobody|no one|none|nothing|isn'?t|aren'?t|wasn'?t|weren'?t|ain'?t|don'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|can'?t|cannot|couldn'?t|"
    r"shouldn'?t|hardly|loin d['e]|anything but|far from|instead of|rather than|au lieu d['e]|plutot qu['e])(?:\b|(?<='))"
)
_RESTRICTIVE = lazy(
    r"\bn(?:e |')(?:[a-z']+ ){1,3}?(?:rien d'autre )?qu(?:e\b|')|\b(?:rien|pas) (?:que|qu'|juste|seulement|uniquement|mal\b|possible|vrai)|"
    r"\bnot (?:only|just|merely|simply)\b|\bnothing (?:but|more than|other than|short of)\b|\bno (?:better|more|less|other) than\b|\bnon seulement\b"
)
_CERTAINTY = lazy(
    r"\b(?:sans (?:aucun )?doute|no doubt|without (?:a )?doubt|no wonder|pas (?:de|un) doute|aucun doute|nul doute|pas etonnant|n'est-ce pas|why not|pourquoi pas|"
    r"pas besoin|no need|never mind|ni plus ni moins|(?:on )?(?:ne )?peut pas nier|can'?t deny|cannot deny|no denying|jamais vu|never (?:seen|met)|"
    r"(?:ne |n')?oubli(?:e|ez|ons) (?:pas|jamais)|don'?t forget|never forget|(?:ne )?(?:peux|peut|pouvais) (?:pas|juste pas) croire|can'?t believe|couldn'?t believe|"
    r"(?:ne )?(?:comprends?|comprend) pas (?:pourquoi|comment)|don'?t (?:understand|get) (?:why|how)|(?:ne )?(?:sais|savais|savez|savait) pas (?:que|qu'|a quel point|pourquoi)|didn'?t (?:know|realize)|"
    r"(?:je )?(?:n')?invente (?:rien|pas)|not (?:gonna|going to) lie|i don'?t care|je m'en fous|no offen[sc]e|sans vouloir|sans rancune|no way|not sorry|pas desolee?)"
)
_PRESUPPOSING = lazy(
    r"\b(?:ces|cette|cet|ce|ton|ta|votre|vos|leurs?|these|those|this|your|you|u|espece de|espece d|bande de|gang de|sales?|maudite?s?|fucking|damn)[ ']\Z"
)
_REPORT = lazy(
    r"\b(?:m'(?:a|ont|avait|avaient|as) (?:deja )?(?:dit|ecrit|crie|lance|traitee?s?|appelee?s?|insultee?|repondu|envoye|qualifiee?)|"
    r"(?:l'|les |nous |t'|vous |s'est fait |se fait |s'est faite |me suis fait |me suis faite |me fais )?(?:a|ont|avait|avaient|ai|as|etre|ete|est|sont|faire|suis)?\s?(?:traitee?s?|traitaient|traiter|traite|qualifiee?s?|qualifier|accusee?s?|accuser) (?:de|d'|des|comme)|"
    r"(?:a|ont|avait|avaient|ai|as) (?:dit|ecrit|crie|hurle|lance|chante|repondu|publie|tague|scande|repete|affirme|pretendu|declare)|(?:disait|disent|disaient|dit|dire|disant|crie|criait|criaient|ecrit|ecrivait|ecrire|lancer|hurler|publier|tweete) (?:que|qu'|des|de|\"|:|aux?|a)|"
    r"(?:il|elle|on|qui) dit|me dire|nous dire|lui dire|leur dire|se faire (?:dire|traiter|appeler|crier|lancer)|fait (?:dire|traiter|appeler)|"
    r"(?:lire|lit|lisent|lu|disant|criant|clamant|proclamant|saying|repondre quand|lance|lancent|argued?|contends?|proclaim(?:s|ed)?) (?:que|qu'|that)|(?:penser|pense|pensent|pensait|pensaient|croire|croit|croient|croyait|affirmer|affirme|affirment|pretendre|pretend|pretendent|soutenir|soutient|soutiennent|insinuer|insinue|insinuent|suggerer|suggere|raconter|raconte|racontent|entendre|repeter|repete|repetent) (?:que|qu'|dire|des|encore|partout)|"
    r"(?:called?|calls|calling|labell?ed|labell?ing|branded|told|tells|telling|said|saying|says|say|wrote|writes|writing|yelled|yelling|screamed|screaming|shouted|shouting|posted|posting|tweeted|hear|hearing|chanted|chanting|"
    r"claim|claims|claimed|claiming|think|thinks|thinking|thought|believe|believes|believing|argue|argues|insists?|suggest|suggests|suggesting|imply|implies|implying|assume|assumes|assuming|repeat|repeating)"
    r"(?: (?:me|us|him|her|them|that|to|at|i|someone|people|it|things like|stuff like|anyone|others|women|all|you|a|an))?\b|"
    r"selon (?:lui|elle|eux|certains|vous|toi)|according to|entendu|heard|lu que|read that|"
    r"(?:le|les|ce|ces|du|des|un|mot|mots) (?:mots?|termes?|insultes?|injures?|phrases?|slogans?|expressions?|propos|commentaires?|cliches?|stereotypes?|prejuges?|mythes?|idee|discours|graffitis?|pancartes?)|l'idee (?:que|selon)|l'insulte|l'expression|"
    r"(?:the|a|this|that|word|such) (?:words?|terms?|slurs?|insults?|phrases?|slogans?|expressions?|comments?|cliches?|stereotypes?|prejudices?|myths?|idea|notion|belief|claims?|signs?|graffiti|message)|des mots comme|words like|terms like|slurs like)"
)
_OWN_WORDS = lazy(
    r"\b(?:(?:i|we|imo|i'?d) (?:just |really |honestly |still |actually |only |'?ll |will |would |have to |gotta |must |always |already )*(?:think|say|believe|said|told|claim|argue|insist|suggest|assume|repeat|tell|thought|call|guess|hear|mean)(?: (?:it|you|this|that|so|him|her|them))?|"
    r"(?:let me|lemme) (?:tell|say)|can i (?:say|tell)|j(?:e|'|e te |e vous |e le |e l'|'te )? ?(?:pense|pensais|dis|crois|croyais|trouve|repete|affirme|jure|rappelle|ai dit|ai toujours (?:dit|pense)|l'ai dit|te l'ai dit|vous l'ai dit|suppose|imagine|maintiens)(?: (?:te|vous|le|la|les|l'))?(?: que| qu')?|"
    r"(?:faut|il faut|on peut|laisse[z]?[- ]moi|permet[a-z]*[- ]moi de|je vais|je peux|j'ai envie de|je voulais) (?:te |vous |le |se )?(?:dire|avouer)(?: que| qu')?|a mon avis|selon moi|d'apres moi|mettons que|disons que|tell (?:him|her|them|your|that)|dis[- ](?:lui|leur|a ton|a ta)|t'as (?:dit|ecrit)|tu (?:dis|as dit)|you (?:said|say|think|wrote)|tu (?:penses|crois|te penses|te crois))\b"
)
_ATTRIBUTED = lazy(
    r"\A[\"»' ]*[,.!?]?[\"»' ]*[,\-]* ?(?:(?:a|ont|avait|m'a|lui a|nous a)(?:[ -]t-?(?:il|elle|on))? ?(?:dit|ecrit|lance|crie|repondu|repete)|dit[ -](?:il|elle|on)|disai(?:t|ent)|disent|ecrivait|selon (?:lui|elle|eux)|"
    r"(?:he|she|they|someone|some guy|a man|a woman|my [a-z]+|the [a-z]+) (?:said|says|told|wrote|yelled|shouted|screamed|posted|kept saying)|(?:said|says|wrote|yelled|shouted) (?:he|she|the|a|my|some))"
)
_CONDEMNATION = lazy(
    r"\b(?:inacceptables?|inadmissibles?|intolerables?|deplorables?|deplore|degueulasse de|honteu(?:x|ses?)|quelle honte|c'est grave|gravissime|pas correct|pas acceptable|pas normal|pas ok|pas drole|pas cool|incorrect|ignobles?|odieu(?:x|se|ses)|revoltants?|revoltee?s?|scandaleu(?:x|se)|"
    r"choquants?|choquee?s?|horrifiee?|blessants?|blessee?s?|triste|tristes|attristee?|peine|malheureu(?:x|sement)|condamn[a-z]+|denonc[a-z]+|combatt[a-z]+|combattre|lutt(?:er|e|ons|ez) contre|reject|rejett?e[a-z]*|refus(?:e|ons|er|ez) (?:ce|d'entendre|de laisser|la haine|cette)|"
    r"racistes?|racisme|sexistes?|sexisme|homophob(?:es?|ie)|transphob(?:es?|ie)|islamophob(?:es?|ie)|antisemit(?:es?|isme)|xenophob(?:es?|ie)|misogyn(?:es?|ie)|haineu(?:x|se|ses)|haine|bigots?|capacitiste|grossophob(?:es?|ie)|validiste|prejuges?|cliches?|stereotypes?|mythes?|mensonges?|"
    r"faux|fausse|n'importe quoi|absurdes?|ridicules?|ignorance|ignorants? (?:qui|ceux)|se trompe[nt]*|tu te trompes|vous vous trompez|a tort|ont tort|aucun sens|n'a pas sa place|n'ont pas leur place ici ces|depasse|revolu|jamais d'accord|pas d'accord|desaccord|en desaccord|reprehensible|offensants?|insultants?|degradants?|humiliants?|"
    r"unacceptable|not (?:ok|okay|acceptable|cool|right|true|fine|funny|appropriate)|appalling|appalled|disgust(?:ing|ed)|vile to|horrible|horrific|horrified|awful|terrible|hurtful|harmful|offensive|shameful|ashamed|disgraceful|despicable|outrageous|sad|saddens|sickening|condemn[a-z]*|denounc[a-z]+|report(?:ed|ing)|reject[a-z]*|fight(?:ing)? (?:against|back)|"
    r"racists?|racism|sexists?|sexism|homophob(?:ic|ia|es?)|transphob(?:ic|ia|es?)|islamophob(?:ic|ia)|antisemit(?:ic|ism|es?)|anti-semit(?:ic|ism)|xenophob(?:ic|ia|es?)|misogyn(?:y|ist|ists|istic)|hateful|hate speech|bigotry|ableist|prejudice[ds]?|stereotypes?|myths?|lies?|false|untrue|wrong|nonsense|bullshit to|ridiculous|absurd|ignorant|ignorance|mistaken|disagree|"
    r"personne ne (?:devrait|merite)|nobody (?:should|deserves)|no one (?:should|deserves)|ne devrait jamais|ne devrait pas|never (?:say|call|use)|you (?:can't|shouldn't|should never) (?:say|call|use)|"
    r"should never|stop (?:saying|calling|using|spreading|telling|thinking|acting|pretending|the hate)|how dare|quit (?:saying|calling)|don'?t (?:say|call|use|ever|let anyone|you dare)|(?:i|we) (?:would |will )?never (?:say|call|use)|arret(?:e|ez|ons|er) (?:de|d')|cess(?:e|ez|ons|er) (?:de|d')|faut (?:pas|arreter)|il ne faut|on ne (?:dit|doit|peut) pas|"
    r"ne (?:dis|dites|dit|laissez|traitez|traite) (?:pas|jamais|plus)|comment (?:ose|osez|oser|peut-on|peux-tu|pouvez-vous)|plus jamais|ne jamais|interdit|bannir ce|a bannir|punissable|signale|signalee?s?|porte plainte|illegal|crimes?|bully(?:ing)?|bullies|intimidation|harcel[a-z]+|discriminat[a-z]+|"
    r"excus(?:e|es|er|ee?s?)|apolog(?:y|ies|i[sz]ed?|i[sz]ing)|congediee?s?|fired|suspendue?s?|suspended|renvoyee?s?|mis(?:e|es)? a la porte|showed (?:him|her|them) (?:the|out) door|bloquee?s?|blocked|indignes?|porter plainte|complaint|me blesse|blesse|hurts?|(?:fait|font) mal|brise le coeur|broke my heart|glacants?|chilling|"
    r"removes?|taken (?:down|off)|contre nos regles|against (?:our|the|these|house) (?:rules|policy)|proteg(?:e|ent|er) contre|protects? against|a honte|eu honte|fait honte|une honte|"
    r"(?:has|has|have|needs?|ought) to stop|must stop|doit (?:cesser|arreter)|doivent (?:cesser|arreter)|va falloir que ca (?:cesse|arrete)|ca suffit|assez de|enough of this|retiree?s?|removed|supprimee?s?|deleted|contre (?:le|la|les) (?:racisme|haine|intimidation|insultes|menaces)|against (?:racism|hate|bullying))\b"
)
_UNTRUE = lazy(
    r"\b(?:il est faux|c'est faux|est-il vrai|faux de|l'idee|le mythe|the myth|the idea|the notion|it is (?:false|wrong|a lie|untrue|not true)|it's (?:false|wrong|a lie|untrue|not true)|it isn't true|not true|nobody (?:thinks|says|believes)|no one (?:thinks|says|believes)|"
    r"personne ne (?:dit|pense|croit)|je ne (?:dis|pense|crois) pas|je (?:pense|dis|crois) pas|j'ai jamais (?:dit|pense)|je n'ai (?:jamais|pas) (?:dit|pense)|i (?:don'?t|do not|never) (?:think|say|said|believe|believed|thought)|i'm not saying|i am not saying|arret(?:e|ez|ons) de (?:dire|croire|penser|traiter|repeter)|cess(?:e|ez|ons) de (?:dire|croire|penser|traiter|repeter)|"
    r"stop (?:saying|thinking|believing|calling|pretending|claiming)|imagine (?:thinking|believing|saying)|how dare|comment (?:oser?|peut-on) (?:dire|penser|croire)|qui (?:a dit|ose dire))\b"
)
_BELIEVED_BY_NONE = lazy(
    r"\b(?:aucune?|personne|nul(?:le)?|rien|nobody|no one|none|no|nothing)\b(?! (?:ose|osent|dares?|veut|wants))[^.!?;:\"]{0,60}\b(?:croi(?:t|ent|re)|pens(?:e|ent|er)|montr(?:e|ent|er)|demontr(?:e|ent|er)|prouv(?:e|ent|er)|etabli(?:t|r|es?)?|soutien(?:t|nent)|"
    r"permet(?:tent)? de (?:dire|croire|penser)|believe[sd]?|thinks?|shows?|shown|proves?|proven|establish(?:ed|es)?|lets (?:you|us|me|anyone) (?:say|think|believe))(?: [a-z']{1,12})? (?:que?|qu'|that)|"
    r"\b(?:faut|faudrait|have to|had to|must) (?:etre|be) [a-z ]{2,30} (?:pour|to) (?:croire|penser|dire|believe|think|say) (?:que?|qu'|that)|"
    r"\b(?:refuse|refusons|refusent) (?:de|to) (?:croire|penser|believe|think)|\b(?:ne partage|ne partageons|partage) pas l'(?:avis|idee|opinion)|\bdo(?:es)?(?:n'?t| not) (?:share (?:the|that|this)|agree (?:that|with))\b|\bdisagree (?:that|with)|"
    r"\b(?:est|serait|is|would be) (?:un|une|a|an) (?:mensonge|mythe|prejuge|cliche|stereotype|erreur|lie|myth|prejudice|stereotype|mistake) (?:de|d'|que|qu'|to|that)"
)
_WEARY = lazy(
    r"\b(?:assez|marre|tannee?s?|tannant|fatiguee?s?|ecoeuree?s?|ras[- ]le[- ](?:bol|cul)|epuisee?s?|tired|sick|fed up|done|weary|exhausted|enough) (?:d'|de |of |with )(?:toujours |encore |always |constantly |still )?"
    r"(?:entendre|lire|me faire dire|nous faire dire|se faire dire|devoir (?:expliquer|repondre)|hearing|reading|being told|people (?:saying|telling)|having to hear)\b(?! parler| about| from| de leurs| of their)|"
    r"\b(?:grandi|vecu|grew up|raised) (?:en |a )?(?:entendant|lisant|entendre|hearing|being told)\b"
)
_THROWN = lazy(
    r"\b(?:m'|nous |lui |leur )(?:a|ont|avait|avaient)(?: deja| souvent)? (?:crie|lance|hurle|crache|balance)\b|\b(?:me|nous|lui|leur) (?:crie|crient|lance|lancent|hurle|hurlent) (?:que|qu'|:|\")|\b(?:s'est|me suis|nous sommes|se sont|se|me|nous) fait(?:e|s|es)? (?:crier|lancer|dire|traiter)\b|"
    r"(?<!\bi )(?<!\bi've )\b(?:yell(?:ed|s)?|scream(?:ed|s)?|shout(?:ed|s)?|spat|throws?|threw|hurled) (?:it )?(?:at|in) (?:me|us|him|her|them|my|our|his|their)\b|\b(?:was|were|been|got|being) (?:once |often |just )?(?:told|called|yelled at)\b"
)
_HEARD = lazy(
    r"\b(?:quand|lorsque|chaque fois que|when|whenever|every time|each time) (?:j'|je |on |nous |i |we |you |someone |somebody |people |quelqu'un )(?:entends?|entendons|lis|lit|me dit|me lance|m'ecrit|hear|read|see|says?|tells? me|writes?)(?: dire| people say| someone say)?(?: encore| again)? (?:que|qu'|that)\b"
)
"""«Quand j'entends que …»: «j'entends» stands among one's own words, so this is looked for before these are left out."""
_RECOUNTED = lazy(
    r"\b(?:roman|romans|film|films|livre|livres|piece|serie|exposition|documentaire|personnage|vilain|chapitre|musee|affiche de 1[89][0-9]{2}|discours de 1[89][0-9]{2}|cours d'histoire|novel|novels|movie|movies|book|play|series|exhibition|documentary|character|villain|chapter|museum|1[89][0-9]{2} (?:poster|speech)|history class)\b"
    r"[^.!?]{0,90}\b(?:que|qu'|that|ou|where|affirme|clame|claims|says|dit)\b"
)
_SIDING = lazy(
    r"\b(?:il|elle|ils|elles|on|papa|mon pere|he|she|they|dad) (?:a|ont|avait|avaient|is|are|was|were) (?:bien |tellement |so |totally |dead )?(?:raison|right)|(?:bien|mieux|well) (?:dit|said)|exactement|exactly|d'accord avec|agree with|"
    r"(?:tellement|so|si) (?:vrai|true)|comme (?:on|ils) disent|as they say|je (?:le )?(?:repete|redis|pense pareil)|i (?:say|think) (?:so|the same)|dis-toi|voila ce que|that's what i|that's what you|c'est ca que (?:t'es|tu es|vous etes)|c'est moi"
)
"""The writer takes the side of what is quoted, or quotes themselves."""
_MORE, _LONG = 15, 2
_RECLAIMED = lazy(
    r"\b(?:je suis|j'suis|chu|chuis|jsuis|nous sommes|on est|nous,? les|nous autres les|entre|fiere?s? d'etre|en tant que|moi,? (?:la|le|une?)|mes (?:soeurs|freres)|notre|ma gang de|mes amies?|i am|i'm|im|we are|we're|us|as an?|being an?|proud|proudly|my fellow|we|fellow|call myself|identify as|my|our)"
    r"(?: (?:filles|femmes|gars|gens|girls|amis|amies|soeurs|une?|des|les|la|le|a|an|the|vieille|vieux|petite?|grosse?|big|old|little|vraie?|tres|so|very|proud|fiere?|happy|queer|that|all|just|juste|aussi|toutes|tous|d'etre|une? fiere)){0,3} \Z"
)
_PROUD = lazy(r"\b(?:fiere?s?|proud(?:ly)?|pride|fierte|reappropri[a-z]+|reclaim(?:ed|ing)?)\b")

TAKEN_UP = lazy(
    r"[ \n]*(?:(?:et|mais|car|puis|pis|and|but|so|because|franchement|honestly|bref|en plus|anyway|vraiment|really)[ ,]+)*(?:ils|elles|i(?=l?s sont)|ca|ce|c'|ces gens(?:[- ]la)?|ce monde[- ]la|tous|toutes|they|they all|these people|those people|them|it's|all of them|eux|elles aussi|their kind|leur race)(?=[ '])"
)
"""How the next sentence takes a group up."""
NEGATED_LEAD = lazy(r" (?:ne|n'|don't|doesn't|aren't|isn't|can't|cannot|won't|shouldn't|didn't|never|not)\Z")
"""A cue may hold the word after a group's name; a negation there belongs to what is said of it."""


def clause_before(reading: Reading, start: int, reach: int = _NEAR) -> str:
    """What stands before ``start`` in its clause, at most ``reach`` characters back."""
    first = max(reading.sentence(start).start, start - reach)
    before = reading.folded[first:start]
    cut = 0
    for match in _BREAK.finditer(before):
        cut = match.end()
    return before[cut:]


def negated(reading: Reading, start: int) -> bool:
    """Whether a negation bears on what starts at ``start``: one stands before it in the same clause of the sentence.

    «Ne … que», *nothing but* and turns such as «sans doute» or *can't believe* affirm what follows them.
    """
    clause = clause_before(reading, start, 60)
    if _NEGATION.search(clause) is None:
        return False
    plain = _CERTAINTY.sub(" ", _RESTRICTIVE.sub(" ", clause))
    return _NEGATION.search(plain) is not None


def presupposed(reading: Reading, start: int) -> bool:
    """Whether the words stand as the name of somebody («ces …», «espèce de …», *you …*), which no negation undoes."""
    return _PRESUPPOSING.search(reading.folded, max(0, start - 14), start) is not None


def denied(reading: Reading, start: int) -> bool:
    """Whether the words are said not to hold: negated, and not merely used to name somebody."""
    return negated(reading, start) and not presupposed(reading, start)


def untrue(reading: Reading, start: int) -> bool:
    """Whether the sentence calls false, or refuses, what follows («c'est faux que», *stop saying that*)."""
    first = max(reading.sentence(start).start, start - 160)
    return (
        _UNTRUE.search(reading.folded, first, start) is not None
        or _BELIEVED_BY_NONE.search(reading.folded, first, start) is not None
    )


def distanced(reading: Reading, start: int) -> bool:
    """Whether the sentence gives what follows as words that people are tired of, were thrown at them, or stand in a
    work or in the past («assez d'entendre que», *they yelled at me that*, «dans le roman, le vilain dit que»)."""
    first = max(reading.sentence(start).start, start - 160)
    if _HEARD.search(reading.folded, first, start) is not None:
        return True
    before = _OWN_WORDS.sub(" ", reading.folded[first:start])
    return any(pattern.search(before) is not None for pattern in (_WEARY, _THROWN, _RECOUNTED))


def attributed(reading: Reading, end: int) -> bool:
    """Whether the words are given to somebody else right after them («…, a-t-il dit», *…, he said*)."""
    return _ATTRIBUTED.search(reading.folded[end : end + 60]) is not None


def quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether the words stand in a quotation that is not the whole text (a text put in quotation marks is its own)."""
    text = len(reading.folded.strip())
    return any(
        span.start <= start and end <= span.end and (span.end - span.start) < text - 2 for span in reading.quotations
    )


def cited(reading: Reading, start: int, end: int) -> bool:
    """Words that stand in a quotation of some length, inside a text that says more and does not take their side."""
    around = len(reading.folded.strip())
    for span in reading.quotations:
        if span.start <= start and end <= span.end and around - (span.end - span.start) >= _MORE:
            return reading.folded.count(" ", span.start, span.end) >= _LONG and _SIDING.search(reading.folded) is None
    return False


def reported(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch is quoted, or told as somebody else's words in the same sentence."""
    if quoted(reading, start, end):
        return True
    return told_by_others(reading, start, end)


def told_by_others(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb of speech or thought gives the words to somebody; «je pense que», *I think* give them to nobody
    else than the writer."""
    first = max(reading.sentence(start).start, start - 110)
    before = _OWN_WORDS.sub(" ", reading.folded[first:start])
    return _REPORT.search(before) is not None or attributed(reading, end)


def condemned(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer rejects such words, in the same sentence or the ones beside it."""
    span = reading.sentence(start)
    first = max(0, span.start - _AROUND, start - 2 * _AROUND)
    last = min(len(reading.folded), span.end + _AROUND, end + 2 * _AROUND)
    before = _CONDEMNATION.search(reading.folded, first, start)
    return before is not None or _CONDEMNATION.search(reading.folded, end, last) is not None


def disowned(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer reports the words in order to reject them, keeps them at a distance, or calls them false."""
    return (
        untrue(reading, start)
        or distanced(reading, start)
        or (reported(reading, start, end) and condemned(reading, start, end))
    )


def reclaimed(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer says the word of themselves or of their own («je suis gouine», *us queers*), with pride or not."""
    first = max(reading.sentence(start).start, start - 50)
    if _RECLAIMED.search(reading.folded[first:start]):
        return True
    return _PROUD.search(reading.folded, max(0, start - 100), end + 100) is not None


def said_of_oneself(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer says it of themselves («je suis trop bête», «quel idiot je fais», *I'm such a fool*)."""
    clause = clause_before(reading, start)
    match = _SELF.search(clause)
    if match and not _OTHERS.search(clause, match.start()):
        return True
    return _SELF_AFTER.search(reading.folded[end : end + 40]) is not None


_SELF = lazy(
    r"(?:\b(?:je|j'|j|moi|chu|chui|chuis|chus|jsuis|jsui|shui|jme|jfais|nous sommes|on est|on a l'air|on passe|on se sent|i am|i'm|im|i was|i've been|i feel|i felt|i look|i looked|i sound|i must|made me feel|makes me feel|"
    r"i'm being|call me|we are|we're|we were|we look|me sens|me sentais|me trouve|me sentir|passer pour|myself|i)\b)[^.!?,;]{0,45}\Z"
)
_OTHERS = lazy(
    r"\b(?:tu|t'es|t'|te|vous|il|elle|ils|elles|you|u|he|she|they|ce|cet|cette|ces|those|these|this|that|your|ton|ta|votre|vos|lui|leur|him|them|her|trouve que|pense que|think|know|entouree?s?|surrounded|tannee?s?|tired|sick|fed|ecoeuree?s?|marre|contre|with|avec|des|les|hais|deteste|hate|par|by|rencontre|met|connais|vois|see|saw|want|veux|like that|aime|love|plus|pas de|parle|talk|dis|tell|called|traite|traitee?)\b"
)
_SELF_AFTER = lazy(
    r"\A (?:que )?(?:je suis|j'suis|chu|chuis|je fais|j'ai ete|i am|i was|i've been|comme moi|like me|et fiere?)\b"
)
