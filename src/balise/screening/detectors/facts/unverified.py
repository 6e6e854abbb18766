"""Rumours, hearsay and chain messages passed on.

Finds « il paraît que », « à ce qu'on dit », "I heard that", "word on the street", "share before it's deleted", hoaxes
to copy and paste. Leaves questions that ask for information, what debunks or warns, and what says who confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.facts._phrase import whole
from balise.screening.detectors.facts._sources import debunks
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_THAT = "(?:que|qu'|qui|qu'il|qu'ils)"
_HEARSAY = (
    f"para(?:it|itrait|is) {_THAT}", "parrait que", "para(?:it|itrait)-il", "parait kil", "parait ke", "a ce qu'(?:on dit|on raconte|il parait|on m'a dit|y parait|ils disent|y disent|on entend)", "a ce que (?:j'ai entendu|j'entends|j'ai su|le monde dit|les gens disent)", "d'apres ce que (?:j'ai entendu|j'entends|le monde dit|les gens disent|on raconte)",
    f"on (?:dit|raconte|murmure|chuchote|rapporte) (?:partout )?{_THAT}", f"on (?:m'a|nous a|nous) (?:dit|raconte|souffle|rapporte|jure) {_THAT}", "(?:du monde|des gens|certains|plusieurs|les gens|y en a|y'en a|il y en a|des parents|des voisins) (?:qui )?(?:disent|racontent|pretendent|affirment|jurent) (?:que|qu')", "le monde (?:dit|raconte|jase) (?:que|qu')",
    f"entendu (?:dire |parler |quelqu'un dire |du monde dire )?{_THAT}", "entendu (?:entre les branches|a travers les branches|par la bande|de quelqu'un|d'un gars|d'une fille|dans l'autobus|au depanneur|chez le coiffeur)", f"j'entends (?:dire |partout ){_THAT}", "(?:entre|a travers) les branches", "le bruit court", "bruits? de couloirs?", "des bruits courent", "rumeurs?", "radio(?: |-)trottoir", "telephone arabe",
    "sources? non (?:confirmees?|verifiees?|officielles?)", "(?:pas|non) (?:encore )?(?:ete )?(?:confirmee?s?|verifiee?s?)", "pu (?:le )?(?:confirmer|verifier)", "pas (?:trop )?(?:sure? )?si c'est (?:vrai|fonde|officiel|confirme)", "pas sure? que (?:c'est|ce soit|ca soit) (?:vrai|fonde)", "vrai ou pas", "si c'est vrai", "(?:avec un grain de sel|avec des pincettes)",
    "m'a (?:jure|transfere|texte|raconte|assure|dit de source sure)", "m'ont (?:jure|transfere|raconte|assure)", "(?:ami|amie) d'un(?:e)? (?:ami|amie)", f"qui (?:connait quelqu'un|connait du monde|travaille la) (?:m'a dit|dit|jure) {_THAT}", "apparemment", "semblerait(?: |-)?(?:il|que|qu'il)", "il semblerait", "supposement", f"soi-disant {_THAT}", "de source sure", "mon petit doigt", f"vu passer {_THAT}", f"vu sur (?:facebook|tiktok|les reseaux) {_THAT}",
    "ca (?:jase|circule|se dit|se raconte|dit partout|parle que)", "(?:ils|y|elles) disent (?:que|qu'|partout)", "(?:un gars|une fille|un bonhomme|une madame|un monsieur|une dame|quelqu'un|un client|un voisin|une voisine|un parent|une maman|un ami|une amie|mon voisin|ma voisine|un chauffeur) (?:du quartier |au dep |la-bas |de la ville |)(?:m'a (?:dit|jure|raconte|ecrit)|dit (?:que|qu')|a entendu)", "(?:les gens|le monde) (?:parlent|parle) d", "faut que ca se sache", "a verifier", "j'ai su (?:que|qu'|par)", "j'ai appris par", "aurai(?:t|ent) (?:ete )?(?:vu|vole|arrete|congedie|fraude|triche|ferme|vendu|achete|trouve)", "serai(?:t|ent) (?:fermees?|fermes?|contamine|infecte|vendue?|en faillite|dangereu)", f"se dit {_THAT}", "(?:beau-frere|belle-soeur|cousin|cousine|voisin|voisine|ami|amie|oncle|tante|collegue|coiffeuse|infirmiere|policier|chum) (?:m'a dit|dit|jure|a entendu dire|a entendu) (?:que|qu')",
    # English
    "(?:i|i've|we|we've|ive|just|also|i'd|i also|i just) heard (?:that|from|it|they|the|there|through|some|via|something|he|she|he's|she's|they're|it's|we're|people|all|our|schools|there's|this|a)", "heard (?:from (?:a|someone|somebody|my|the|some|two|several|multiple|people)|it from|it through|through the|they're|somewhere)", "i(?:'m| am|m) hearing (?:that|rumou?rs|they|the|it)", "hearing (?:that|rumou?rs)", "rumou?rs?", "rumou?red", "word on the street", "word is (?:that|the|they|he|she|we|our|there|it's)", "word has it", "word around (?:town|here|the)", "supposedly", "allegedly", "apparently", "reportedly", "purportedly",
    "(?:they|people|folks|some|everyone|everybody|locals|neighbou?rs|parents|many) (?:say|are saying|claim|keep saying|is saying|been saying) (?:that|the|it's|they|there|he|she|our)", "not sure (?:if|that) (?:it's|its|this is|that's|it is) (?:true|real|legit|accurate)", "not sure (?:it's|its|it is|this is) (?:true|real|legit)", "(?:couldn't|can't|cannot|could not|unable to|haven't been able to|didn't) (?:confirm|verify)(?: it| this)?", "(?:not|hasn't been|haven't been|isn't|never) (?:been )?(?:confirmed|verified)", "unconfirmed", "unverified", "(?:don't|dunno|dont|do not) (?:know )?if (?:it's|this is|that's|its|it is) (?:true|real|legit)", "if (?:it's|this is|its|that's) true", "grain of salt",
    "(?:friend|cousin|buddy|neighbou?r|uncle|aunt|brother-in-law|sister-in-law|coworker|hairdresser|barber|mechanic|roommate|nurse|guy|lady|woman|driver|cop) (?:told me|says|swears|heard|claims|forwarded me|saw that) (?:that|the|they|they're|it's|this|there|our|)", "(?:someone|somebody|a friend|a guy|a neighbou?r|a coworker|my neighbou?r|some guy|some lady|a customer|a parent|a client) (?:just |)(?:told|texted|messaged) me", "heard (?:through|thru|via) ", "heard (?:that|they|they're|he's|she's) ", "(?:no idea|not sure|idk|dunno) (?:if|how) (?:that's|it's|its|this is|that is|true|accurate|much of)", "spread the word", "(?:they're|theyre|they are|people are|folks are|everyone's|everybody's|neighbou?rs are|parents are) saying", "(?:someone|somebody) said", "on good authority", "works at (?:city hall|the hospital|the school|the ministry|the plant|the mill|the store) and (?:says|said|told)", "rumor's", "the talk is", "talk around town", "friend of a friend", "friend of mine who", "(?:someone|a guy|somebody) who(?:'d| would|) (?:know|knows|works|worked)", "we've been told", "i was told (?:that|by|the|they)", "i've been told", "been told (?:that|by)", "little bird(?:ie)?", "grapevine", "sources (?:say|tell|told me|close to)", "it's said that", "it is said that", "(?:saw|read) (?:online|on facebook|on tiktok|a post|somewhere online) (?:that|saying)", "scuttlebutt", "there's talk (?:of|that)", "talk of the town",
)  # fmt: skip
_SHARES_FR = (
    "(?:partage|partagez|partager|partages|diffusez|copie|copiez|sauvegardez|enregistrez|transferez|regardez|lisez)"
)
_BEFORE_FR = "(?:avant que|avant qu'|avant la suppression|avant suppression|avant censure|avant d'etre|au cas ou|massivement|au maximum|en masse|a tous vos contacts|a tout le monde|a tous tes contacts|a vos proches)"
_CHAIN = (
    f"{_SHARES_FR} (?:ca |vite |svp |ceci |ce message |cette video |le message |la video |l'info |le plus possible |tous |)(?:vite |){_BEFORE_FR}", "avant (?:que ca|qu'ils|qu'elle|qu'on|que facebook|qu'y|que ce|que le|que la|qu'il) (?:ne |se |le |la |l'|les |nous |me |soit |disparaiss|suppri|efface|censur)", "faites (?:tourner|suivre)", "faites circuler (?:svp|ce|le|la|cette|a|au|en|avant)", "fais (?:tourner|circuler|suivre)", "(?:passez|passe|envoyez|envoie|transferez|transfere) (?:ca |le |ce message |le message |)(?:au suivant|a tous|a dix|a 10|a 15|a 7|a toutes)",
    "cop(?:iez|ie|ier|ies)(?:-| et | )(?:collez|colle|coller) (?:ce|ca|ceci|sur|dans|et|a)", "cop(?:iez|ie) (?:ce|ca|et collez|et colle) (?:message|statut|texte|sur)", "medias (?:ne |n'en |nous |vous |en |)(?:veulent|disent|cachent|parlent|parleront|diront|montrent|montreront) (?:pas|rien|jamais|la)?", "on (?:vous|nous) cache (?:la verite|tout|ca|des choses|quelque chose)", "pas que (?:vous|tu|on) (?:sachiez|saches|sache)", "ne veulent pas que vous", "ce qu'(?:on|ils) (?:vous|nous) cachent?",
    "(?:share|repost|copy|save|spread|forward|screenshot) (?:this |it |this video |this post |)(?:before (?:it|they|this|facebook)|just in case|far and wide|with everyone you)", "before (?:it's|its|it gets|this gets|it is|they|it|facebook) (?:deleted|removed|taken down|censored|takes|take|delete|remove|scrub|censor|disappears|gone|pull|banned|erase|hide)", "pass (?:it|this|this message) (?:on|along)", "copy (?:and|n) paste (?:this|it|to|on|and)", "copy this (?:message|status|post|text)", "(?:forward|send) this to (?:everyone|all|ten|10|15|seven|7|your|every)", "tell everyone you know",
    "(?:the |mainstream |main stream )(?:media|msm|news|government) (?:won't|wont|will not|isn't|refuses to|doesn't want to|is|are) (?:tell|report|show|reporting|telling|covering|hiding)", "they don't want (?:you|us) to (?:know|see|find)", "what they(?:'re| are)(?: not telling| hiding)", "wake up people", "nobody is talking about this", "je fais pas de chance", "just to be safe i'm posting", "do not give (?:facebook|meta) permission", "(?:n'autorise|autorise) pas (?:facebook|meta)",
)  # fmt: skip
# Two kinds together pass on what nobody has checked.
_REPORTS = (
    "claims?|claiming|whispers?|whispering|reports of|reports that|tiens ca d'|tient ca d'|tenons ca d'|d'apres (?:un|une|mon|ma) (?:ami|amie|voisin|voisine|collegue|cousin|cousine|beau-frere|gars|fille|chum|parent)|selon (?:un|une|mon|ma) (?:ami|amie|voisin|voisine|collegue|cousin|cousine|beau-frere|gars|fille|chum|parent)|"
    "selon nos informations|dit que|disent que|dit qu'|disent qu'|told me|told us|heard|entendu|raconte|racontent|m'a ecrit|messaged me|texted me|vu sur|saw on|saw online|according to (?:a|my|some) (?:friend|neighbou?r|cousin|guy|buddy|coworker|parent)|in the group|dans le groupe|on facebook|sur facebook|sur tiktok"
)
_DOUBTS = "how true|don't know (?:if|how|whether)|do not know if|pas (?:certain|certaine|sur|sure) si|sais pas si|savons pas si|know if they're|true or not|vrai ou non|a ce stade|pas confirme|non confirmees?|not confirmed|a confirmer|might be|maybe true|serait|seraient|aurait|auraient|pourrait|cache(?:nt)? la verite|verite sur|renseignez-vous|do your research|open your eyes|ouvrez les yeux|reveillez-vous|tell your friends|tell everyone|dites-le a tous|avertissez|warn everyone|just saying|je dis ca de meme|where there's smoke|pas de fumee sans feu"
_ALARMS = (
    "arrested|arrete|arretee|fired|congedie|shooting|fusillade|poison(?:ing|ed)?|empoisonn(?:e|es|er)|voleurs?|thieves|stealing|kidnap[a-z]{0,6}|enlevement|rode|virus|contaminated|contaminee?|drunk|saoul|laying off|shutting down|bankrupt(?:cy)?|faillite|couper l'eau|water (?:shutoff|is unsafe)|closing (?:its|the|down|for good)|va fermer|vont fermer|"
    "will cost|va couter|bann(?:ed|ing)|interdire|explos(?:e|es|ing|er)|catching fire|prend feu|cancer|5g|compteurs intelligents|smart meters|chemtrails|vaccine?s?|vaccins?|microchips?|be careful|stay away|faites attention|soyez prudents|don't open|n'ouvrez pas|affair|trompe|cheating|scandale?|fraude|fraud|collectors|door to door|porte a porte"
)
_ASKING = lazy(
    r"\b(?:est-ce|est ce que|c'est-tu|c'tu|c tu|c'est vrai|vrai ou faux|quelqu'un (?:sait|peut|a|connait|aurait|pourrait)|savez-vous|sais-tu|avez-vous|pouvez-vous|can (?:anyone|someone|you)|does anyone|do you know|anyone (?:know|else|able|have|can)|(?:is|are) (?:it|that|this|they) true|true or false|could you|comment|how|where|ou est-ce|ou peut)\b"
)
_SMALL_TALK = lazy(
    r"\b(?:amour|love|souper|supper|diner|vivre|bonheur|argent ne fait|practice|time heals|neige[a-z]{0,3}|snow(?:ing)?|pluie|pleuvoir|mouiller|rain|meteo|weather|soleil|chaleur|froid|bon|bonne|delicieu[a-z]{1,3}|delicious|tasty|amazing|excellente?|bravo|congrats|felicitations|congratulations|fun|beautiful|magnifique|great|good|nice|recipe|recette|chat|cat|dog|chien|toddler|"
    r"my (?:kid|son|daughter|phone|brain|body|knee|mom|dad|desk|keyboard|face|neck|back)|mon (?:fils|genou|corps|cerveau|dos)|ma (?:fille|mere|face)|birds?|oiseaux?|baleines?|whales?|i (?:can't|cannot|can|need|have|am|look|still|forgot|snore)|j'ai (?:encore )?oublie|je (?:ronfle|suis|ressemble))\b"
)
_FICTION = lazy(
    r"\b(?:album|chanson|song|film|movie|fleetwood|roman|novel|serie|series|episode|book|livre|groupe|band|podcast|piece de theatre|bar|titre|title|spectacle)\b"
)
_META = lazy(
    r"\b(?:quand je (?:lis|vois|entends)|when(?:ever)? (?:i|you|someone|people) (?:see|sees|read|hear|say|says)|chaque fois que|every time|if (?:a|you|someone|it|the) (?:post|see|says|ends|message)|avant de (?:partager|publier|cliquer|croire)|before you (?:hit|share|post|repost|forward|click)|before (?:sharing|posting)|hate rumou?rs|deteste les rumeurs|spreading rumou?rs|"
    r"(?:partir|propager|croire|ecouter|repandre) (?:des|une|les|aux|la) rumeurs?|listen to rumou?rs|no rumou?rs|pas de rumeurs?|jamais partager|never share|don't share|do not share|ne partagez pas|partagez pas|regle d'or|rule of thumb|les rumeurs (?:sont|font|blessent|vont)|rumou?rs (?:hurt|spread|are)|rumou?rs? (?:is|was|are|were) (?:false|wrong|untrue)|"
    r"rumeur(?:s)? (?:fausse|infondee|sans fondement)|heard (?:it|that|the|a|this) (?:song|album|noise|sound|joke|band|crowd|same)|heard (?:the|a|some) (?:birds?|rain|bell|doorbell|phone|cat|dog|neighbou?rs?|train|kids|loon|owl|coyotes|noise|click|pop|fan|beep|loud|weird|new album|best|great|funny)|heard it (?:on the radio|twice|again|all)|entendu quelqu'un (?:rire|chanter))\b"
)
_CONFIRMED = lazy(
    r"\b(?:selon (?:le|la) (?:communique|ministere|ville|police|mairie|direction)|according to the (?:city|ministry|police|press release)|communique|press release|announced|a annonce|officiel|officially|on (?:their|its|our|the) (?:web)?site|sur (?:leur|son|le|notre) site)\b"
)

# « Apparemment » alone colours any sentence; before somebody else's news it passes on a rumour.
_NEWS = lazy(
    r",? (?:que |qu'|the|they|they're|there|there's|he|she|some|all|our|a|an|it's|le|la|les|l'|ils?|elles?|y|on|un|une|des|son|leur|every|most|no|new|several|two|three)"
)
# A doubt told after the news: what is passed on stands before it.
_AFTERTHOUGHT = lazy(
    r"(?:pas |non |pu |vrai ou|si c'est|avec |not |n't|couldn't|could not|can't|cannot|unable|haven't|hasn't|isn't|never|don't|dunno|"
    r"dont |do not|if |grain of|no idea|idk|a verifier)"
)


class Unverified(Detector):
    """A rumour or a chain message passed on as if it were news."""

    id = "facts.unverified"
    categories = ("unverified",)
    voices = STAFF_VOICES
    surest = 0.8
    messages = {
        "fr": {
            "unverified": Message(
                "« {matched} » relaie une information qui ne semble pas vérifiée.",
                "Vérifiez auprès d’une source fiable et nommez-la, ou attendez avant de publier.",
            )
        },
        "en": {
            "unverified": Message(
                "“{matched}” passes on something that does not seem to have been checked.",
                "Check with a reliable source and name it, or wait before publishing.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Turns of hearsay and of chain messages."""
        for phrase in _HEARSAY:
            yield Cue("hearsay", rf"\b{phrase}")
        yield Cue("report", rf"\b(?:{_REPORTS})\b")
        yield Cue("doubt", rf"\b(?:{_DOUBTS})\b")
        yield Cue("alarm", rf"\b(?:{_ALARMS})\b")
        for phrase in _CHAIN:
            yield Cue("chain", rf"\b{phrase}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first turn that is meant."""
        kinds = {hit.cue for hit in hits[:60]}
        turns = [hit for hit in hits if hit.cue in {"hearsay", "chain"}]
        if not turns and len(kinds) > 1:
            turns = [Hit("hearsay", *hits[0][1:])] if {"doubt", "report"} & kinds else []
        for hit in turns[:30]:
            confidence = self._weigh(reading, hit)
            if confidence:
                code = "hearsay" if hit.cue == "hearsay" else "chain-message"
                after = _AFTERTHOUGHT.match(reading.folded, hit.start) is not None
                start, end = whole(reading, hit.start, hit.end, from_sentence=after)
                yield Sighting("unverified", start, end, confidence, reasons=(Reason("matched", code),))
                return

    def _weigh(self, reading: Reading, hit: Hit) -> float:
        text = reading.folded
        span = reading.sentence(hit.start)
        first, last = max(span.start, hit.start - 160), min(span.end, hit.end + 200)
        if reading.quoted(hit.start, hit.end) or debunks(reading, hit.start, hit.end):
            return 0.0
        if _META.search(text, max(0, hit.start - 120), hit.end + 120):
            return 0.0
        if "?" in text[hit.end : hit.end + 220] and (
            _ASKING.search(text, max(0, hit.start - 120), hit.end + 220) or "?" in text[hit.end : last]
        ):
            return 0.0
        if text.startswith((" to ", " de ", " le mot a vos compagnies"), hit.end):
            return 0.0
        if text.startswith("rum", hit.start) and _FICTION.search(text, first, last):
            return 0.0
        if text.startswith(("appar", "suppos"), hit.start) and not _NEWS.match(text, hit.end):
            return 0.0
        if hit.cue == "hearsay" and (_SMALL_TALK.search(text, first, last) or _CONFIRMED.search(text, first, last)):
            return 0.0
        return 0.7 if hit.cue == "hearsay" else 0.8


detector = Unverified()
