"""Quotations without their author, and works of others shared without credit.

Finds a photo, drawing, poem, text, tune or article said to be found, borrowed or copied, with an author unknown or
unnamed; and a whole sentence set in quotation marks as a saying, with nobody named before or after. Leaves quotations
with their author, one's own works, licences and credits, titles, scare quotes, what somebody said to the writer, and
questions about who wrote a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.facts._sources import name_follows
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NET = "(?:internet|le net|le web|google|google images|pinterest|reddit|facebook|instagram|tiktok|tumblr|twitter|youtube|imgur|un site|un blogue|un blog|une page|un groupe|une autre page|un autre compte|le compte de quelqu'un|le mur d'un ami|les reseaux|les reseaux sociaux|la toile|je sais plus ou)"
_WEB = "(?:the internet|internet|the web|the net|google|google images|pinterest|reddit|facebook|instagram|tiktok|tumblr|twitter|youtube|imgur|a website|a blog|somewhere|another page|someone's page|someone's feed|social media|online|a page|a group|my feed)"
_FOUND = (
    "(?:empruntee?s?|piquee?s?|volee?s?|chipee?s?|reprise?s?) a (?:une|un|la|quelqu'un|l')", "vu(?:e|s|es)? passer", "(?:auteur|auteure|autrice|artiste|photographe|source|origine|provenance) (?:inconnue?|anonyme|inconnu|oubliee?)", "(?:auteur|autrice|source) (?:non identifiee?|pas identifiee?|introuvable)", "(?:sais|sait|savons|connais|connait|trouve|retrouve|souviens|rappelle) (?:pas|plus|pu) (?:trop |)(?:qui a|qui l'a|c'est qui|de qui|c'est de qui|l'auteur|l'autrice|l'auteure|le nom de l'a|d'ou ca|d'ou elle|a qui)", "(?:j'ignore|on ignore|nous ignorons) (?:qui|de qui|a qui|l'auteur|l'autrice|le nom)", "copi(?:e|er|ee)(?: |-)(?:et |)(?:colle|coller|collee)", "(?:recopie|recopiee|retranscris|retranscrit|je recopie|je copie|on copie|je colle) (?:ici |)(?:le|la|un|une|ce|au complet|tout|en entier|mot a mot|mot pour mot)", "(?:enleve|retire|efface|coupe|recadre|rogne|cache) (?:le |la |les |son |)(?:filigrane|signature|logo de|nom de l'a|credits?)", "(?:filigrane|watermark)", "circule(?:nt)? (?:partout|sur|beaucoup|pas mal|ces jours)", "(?:le texte|l'article|l'article complet|le poeme|le chapitre|les paroles|la chanson|l'oeuvre) (?:au complet|en entier|integral|integrale|complet|complete|completes|integralement)", "(?:pas ma|pas mon|n'est pas de moi|pas de moi|pas ma photo|pas mes mots)", "(?:sais|souviens|rappelle) (?:pas|plus) (?:trop |)(?:ou j'ai|ou je l'ai|ou on l'a)", "(?:repris|reprise|emprunte|empruntee|pige|pigee|copie) (?:cette|ce|cet|un|une|le|la|les|ces) (?:belle |beau |petit |petite |tres |)(?:affiche|photo|image|texte|dessin|poeme|visuel|video|idee de|infographie|citation|illustration|phrase|chanson|bd)", "(?:chapitre|article|texte|poeme|livre|album|film|roman|manuel|cahier|chronique) (?:au complet|en entier|integral|complet|en pdf|scanne)", "scannee? (?:a matin|hier|au complet|pour vous)", "comme disait l'autre", "comme (?:le )?dit l'autre", "(?:quelqu'un|un sage|un grand homme|un philosophe|une personne sage|un grand penseur) (?:a |)(?:deja |un jour |)(?:dit|ecrit)", "(?:photo|image|texte|citation|dessin|poeme|chanson|musique|bd|video|article|meme|illustration|infographie|recette) (?:de |d')(?:quelqu'un|internet|google)", "sans (?:le )?(?:credit|nommer|crediter|demander|permission de l'a)", "libre de droits? je (?:pense|crois)",
    "found (?:it |this |these |)(?:online|somewhere|floating)", "(?:saw|found|seen|spotted) (?:this |it |)(?:floating around|going around|making the rounds)", "(?:unknown|anonymous|unidentified) (?:author|artist|photographer|source|creator|poet|writer)", "(?:author|artist|photographer|source|creator|poet|origin|credit) (?:unknown|anonymous|unclear|forgotten|to whoever|goes to whoever)", "(?:no idea|no clue|not sure|know|dunno|remember|forget|forgot|find|found out|knew) who (?:made|wrote|took|said|drew|did|created|painted|shot|came up|composed|originally|to credit)", "(?:no idea|no clue|not sure|don't know|dunno|can't remember|forget) where (?:it|this|i got|i found|i saw|these)", "(?:no idea|not sure|don't know|dunno|can't remember) whose", "(?:know|remember|find|forgot) the (?:author|artist|photographer|creator|original artist|original author|source)", "(?:whoever|someone much smarter|some genius|someone wise|someone once|somebody once|a wise (?:man|woman|person)|someone wiser) (?:made|wrote|took|said|drew|once|than|this)", "(?:not|isn't) my (?:picture|photo|own|work|drawing|art|words|image|pic|video|original|poem|meme)", "not mine", "copy(?:-| )past(?:e|ed|ing)", "copied (?:and pasted|word for word|this|it|the whole|the full|straight|from)", "(?:reposting|resharing|re-posting|stealing|borrowing|lifting) (?:someone|somebody|this|a|an|another|some|the)", "(?:full|whole|entire|complete) (?:text|article|poem|lyrics|chapter|song|piece|essay|story)", "paste of", "(?:someone|somebody)(?:'s| else's) (?:photo|picture|recipe|drawing|art|poem|video|meme|work|image|comic|post|cartoon|song|text|chart|infographic)", "cropped (?:out|off) (?:the|their|her|his)", "removed (?:the|their|his|her) (?:watermark|logo|signature|name)", "(?:image|photo|picture|pic|art|text|music|video|poem) (?:stolen|courtesy of) (?:the |google|pinterest|somewhere|unknown)", "(?:internet|web|google) (?:find|image|photo)", "credit to (?:whoever|the owner|the original|owner)", "credits? to (?:owner|the rightful|whoever)", "if (?:this|it) is (?:yours|your photo)", "(?:stranger|artist|photographer|blogger|illustrator|poet)'s (?:photo|drawing|picture|poem|work|art|post|painting|shot|text|comic)", "(?:scanned|pirated|ripped) (?:the|a|this|it|from|copy)", "wish i(?: had|'d) written", "no credit", "(?:idee|clue|idea) (?:de )?(?:who|qui) (?:a|l'a|did|drew|made|wrote|took)", "sorry if (?:it's|its|this is|that's) yours", "screenshotted", "copie(?:e|s|es)? d'un", "copie(?:e|s|es)? (?:d'|sur |du )", "(?:just |i )?copy this", "copying (?:this|the)", "behind a paywall", "derriere un mur payant", "mur payant", "pas moi qui (?:ai|a|l'ai|ai fait)", "someone (?:drew|made|wrote|painted|took) this", "quelqu'un a (?:fait|ecrit|dessine|pris) (?:ca|ce|cette)", "lue? (?:ce matin|quelque part|a quelque part|sur)", "(?:read|seen) somewhere","uncredited", "whose name i", "no copyright in(?:fringement|tended)",
)  # fmt: skip
_TAKEN = lazy(
    r"\b(?:trouve|pris|prise?|pique|vole|emprunte|tire|vu|copie|telecharge|repris|reprise|deniche|apercu|glane|ramasse|attrape|recupere|chipe|pige|pogne|circulait|circule|found|grabbed|grab|took|taken|stole|stolen|borrowed|swiped|snagged|nabbed|lifted|pulled|copied|saved|got|spotted|ripped|downloaded|seen|saw|nicked|pinched|screenshotted|"
    r"snatched|floating|came across|borrow|copy|image|photo|picture|meme|poeme|texte|art|dessin)e?s?\b(?: [a-z']{1,14}){0,5} $"
)
_LABEL = lazy(r"\b(?:photos?|images?|pictures?|illustrations?|visuels?|source|sources|credits?|art|musique|music) ?$")
_LIFTED = lazy(
    r"\b(?:pris|prise|pigee?|piquee?|volee?|empruntee?|chipe|stole|stolen|grabbed|borrowed|swiped|snagged|nabbed|lifted|nicked)\b"
)
_SAYING = (
    "citations?", "pensee du (?:jour|matin|soir|lundi|mois)", "mot du jour", "phrase du jour", "inspiration du jour", "motivation du (?:jour|lundi)", "pleine? de sagesse", "(?:petite|belle|grande) (?:pensee|phrase|reflexion|sagesse)", "proverbe du jour", "a mediter", "quotes?", "quote of the (?:day|week|month)", "thought (?:of|for) the (?:day|week)", "words of wisdom", "words to live by", "monday motivation", "food for thought", "mondaymotivation", "quoteoftheday", "citationdujour", "poemes?", "poems?", "paroles", "lyrics",
)  # fmt: skip
_WORK = lazy(
    r"\b(?:montages?|accords|chords|partitions?|tablatures?|blog|blogue|chapitres?|chapters?|livres?|books?|manuel|album|roman|photos?|photographies?|images?|pictures?|pics?|memes?|dessins?|drawings?|poemes?|poems?|textes?|texts?|citations?|quotes?|chansons?|songs?|musiques?|music|tune|track|infographi(?:e|es|c|cs)|bds?|bandes? dessinees?|comics?|cartoons?|caricatures?|videos?|clips?|articles?|illustrations?|recettes?|recipes?|"
    r"peintures?|paintings?|tableaux?|art|artwork|oeuvres?|logos?|graphiques?|charts?|extraits?|excerpts?|passages?|phrases?|sentences?|lines?|verses?|paragraphes?|paragraphs?|blagues?|jokes?|histoires?|story|stories|paroles|lyrics|wallpaper|fond d'ecran|gif|gifs|animation|affiches?|posters?|schemas?|diagrams?|tutoriels?|"
    r"tutorials?|nouvelles?|essays?|chroniques?|thread|screenshot|capture d'ecran|words|mots|pensee|watermark|filigrane|signature|magnifique coucher de soleil|layout|design|template)\b"
)
_SHARES = lazy(
    r"\b(?:voici|voila|partage[a-z]{0,3}|je vous (?:le|la|laisse|mets)|the(?:se|re)|here(?:'s| is| are)|sharing|share|posting|post|reposting|enjoy|every|relate|resume|hit me|but|mais|bonne|happy|this|ce|cette|so good|trop|tellement)\b|[\x82:!\"]"
)
_CREDITED = lazy(
    r"\b(?:credits?(?: photo| image)? ?:|photo ?: |photo (?:credit|by)|credit ?:|(?:photo|illustration|image|dessin|texte|musique|video|picture|drawing|artwork|words|music) (?:de|by|par|d') (?!quelqu|internet|un |une |l'internet|someone|some |a |unknown|the )[a-z]|(?:realisee?|composee?|ecrite?|dessinee?|prise?|signee?|created|written|composed|drawn|painted|taken|designed|made) (?:par|by) (?!quelqu|un |une |someone|somebody|an? |unknown|who)|"
    r"licen[cs]e|cc by|cc0|creative commons|avec (?:la |l'|sa )?(?:permission|autorisation|accord)|with (?:the |her |his |their )?(?:permission|consent)|with permission|public domain|domaine public|de mon cru|de ma main|my own|j'ai (?:ecrit|dessine|compose|photographie|pris (?:cette|la|ces|une|cette belle) (?:belle )?photos?(?! de quelqu))|i (?:wrote|drew|composed|painted|built|took (?:this|these|it|that) (?:photo|picture|pic|myself|yesterday|this))|source ?:|"
    r"(?:used|utilisee?) (?:under|sous)|banque d'images|stock photo|shutterstock|unsplash|getty|is mine|est de moi|sont de moi|github|extrait (?:de|du) (?:roman|livre|recueil))\b"
)
_TITLE = lazy(
    r"\b(?:intitulee?s?|titre|titled?|called|appelee?s?|nommee?s?|livre|book|roman|film|movie|chanson|song|album|serie|series|atelier|workshop|conference|theme|thematique|exposition|exhibit|spectacle|podcast|jeu|game|campagne|campaign|programme|projet|musique|morceau|bouton|button|onglet|tab|menu|option|message|erreur|error|mot|word|terme|term|expression|slogan|affiche|panneau|sign|etiquette|label)s? ?[:,]? ?(?:[a-z0-9']{1,12} ){0,3}$"
)
_SPOKEN = lazy(
    r"\b(?:dit|dire|disait|disent|disant|dis|repond[a-z]{0,3}|repondu|demande[a-z]{0,3}|ecrit|ecrivait|ecrivent|lance[a-z]{0,2}|crie[a-z]{0,2}|texte|m'a|m'ont|lui a|ajoute|chuchote|said|says?|saying|asked?|asks|asking|told|tells|wrote|writes|texted|yelled|shouted|replied|answered|screamed|went|goes|was like|is like|like|be like|reads?|read|lit|lire|ecoute|entends|entend|hear|called|calls|"
    r"appelle|ajouta|whispered|mumbled|announced|annonce|pub|ad|ads|sign|affiche|panneau|tasse|mug|shirt|chandail|t-shirt|so-called|soi-disant|genre|style|devise|motto|ma mere|my (?:mom|dad|kid|son|daughter|boss|cat)|selon|d'apres|according to|title|email|courriel|message|erreur|error|if|si|comme|ecran|screen|ben|notre slogan|our slogan|mission)\b"
)
_NOBODY = lazy(
    r"\b(?:l'autre|quelqu'un|someone|somebody|on dit|they say|as the saying|un sage|a wise|wise (?:man|woman)|dicton|proverbe)\b"
)
_ASKS = lazy(
    r"\b(?:qui a (?:dit|ecrit|compose)|de qui est|c'est de qui|quelqu'un sait|quelqu'un connait|who (?:said|wrote|made|took)|does anyone know|anyone know|c'est quoi l'auteur)\b[ -~\x80-\x82]{0,160}\?"
)
_BY_NAME = lazy(r"(?:[A-ZÀ-Þ][\w’'.\-]+ ){0,3}[A-ZÀ-Þ][\w’'.\-]+\s*(?::|,|—|–|-)\s*$")
_BEFORE_NAME = lazy(
    r"(?:\b(?:de|d’|d'|par|selon|by|from|as|comme|to)\s+(?:[A-ZÀ-Þ][\w’'.\-]+)(?:\s+[\w’'.\-]+){0,3}\s*[:,]?\s*$)"
)
_AFTER_SPOKEN = lazy(
    r"[ \n]*,? ?(?:disait|dit|a dit|dixit|ecrivait|a ecrit|repetait|said|wrote|says|writes|once said|as [a-z]+ (?:said|wrote)|m'a|me|qu'|he|she|they|i |my |il |elle|que |lance|repond|demande|asked|as they say|comme on dit|comme dirait|disent|dirait|: quand|: ca|\)|took|is|was|est|etait|has|en |on |in |at |dans |sur |pour |for |avec |with |and |et |mais |but )"
)
_ENDED = lazy(r"[.!?\x82]\"?$")


class Uncredited(Detector):
    """A quotation nobody signs, or somebody's work shared as found."""

    id = "facts.uncredited"
    categories = ("uncredited",)
    voices = STAFF_VOICES
    surest = 0.8
    messages = {
        "fr": {
            "uncredited": Message(
                "L’auteur ou l’autrice n’est pas nommé : « {matched} ».",
                "Nommez la personne qui a créé l’œuvre et d’où elle vient, avec son accord s’il le faut, ou retirez-la.",
            ),
            "uncredited/quotation": Message(
                "Cette citation n’est pas attribuée : « {matched} ».",
                "Ajoutez le nom de la personne citée et, si possible, d’où viennent ces mots.",
            ),
        },
        "en": {
            "uncredited": Message(
                "The author is not named: “{matched}”.",
                "Name who made the work and where it comes from, with their permission if needed, or remove it.",
            ),
            "uncredited/quotation": Message(
                "This quotation has no author: “{matched}”.",
                "Add the name of the person quoted and, if possible, where the words come from.",
            ),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Turns for found works; words for sayings; the end of a whole sentence in quotation marks."""
        for phrase in _FOUND:
            yield Cue("found", rf"\b{phrase}" + ("" if phrase.endswith(("l'a", "l')")) else r"\b"))
        for phrase in _SAYING:
            yield Cue("saying", rf"\b{phrase}\b")
        yield Cue("web", rf"\b(?:sur|dans|a) {_NET}\b")
        yield Cue("web", rf"\b(?:off|off of|from|on|via) {_WEB}\b")
        yield Cue("labelled", r": (?:internet|google|pinterest|le web|web)\b")
        yield Cue("quotation", '[a-z0-9)][.!?] ?"')

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """A found work first, else the first quotation without author."""
        if _ASKS.search(reading.folded, 0, 8000):
            return
        for hit in hits[:30]:
            start = hit.start
            if hit.cue == "web":
                taken = _TAKEN.search(reading.folded, max(reading.sentence(start).start, start - 60), start)
                if taken is None:
                    continue
                start = taken.start()
            elif hit.cue == "labelled":
                label = _LABEL.search(reading.folded, max(0, start - 20), start)
                if label is None:
                    continue
                yield Sighting("uncredited", label.start(), hit.end, 0.8, reasons=(Reason("matched", "found-work"),))
                return
            elif hit.cue != "found":
                continue
            if self._found_work(reading, hit):
                yield Sighting("uncredited", start, hit.end, 0.8, reasons=(Reason("matched", "found-work"),))
                return
        announced = any(hit.cue == "saying" for hit in hits)
        for start, end in self._sayings(reading, announced):
            yield Sighting(
                "uncredited", start, end, 0.75 if announced else 0.6,
                reasons=(Reason("matched", "quotation-without-author"),), parameters={"variant": "quotation"},
            )  # fmt: skip
            return

    def _found_work(self, reading: Reading, hit: Hit) -> bool:
        text = reading.folded
        first, last = max(0, hit.start - 140), min(len(text), hit.end + 140)
        if _CREDITED.search(text, first, last) or "?" in text[hit.end : hit.end + 60]:
            return False
        if _WORK.search(text, max(0, hit.start - 50), hit.end + 50) or reading.quotations:
            return True
        if _WORK.search(text, first, last) and _SHARES.search(text, first, last):
            return True
        return hit.cue == "web" and _LIFTED.search(text, max(0, hit.start - 30), hit.start) is not None

    def _sayings(self, reading: Reading, announced: bool) -> Iterator[tuple[int, int]]:
        text = reading.folded
        for span in reading.quotations[:20]:
            inside = text[span.start : span.end].strip('" \n>')
            if not 24 <= len(inside) <= 600 or inside.count(" ") < 3 or text[span.start] == ">":
                continue
            if _CREDITED.search(text, max(0, span.start - 100), min(len(text), span.end + 100)) or name_follows(
                reading, span.end
            ):
                continue
            if self._said_by_somebody(reading, span.start, span.end):
                continue
            if announced or _ENDED.search(inside) or self._stands_alone(text, span.start, span.end):
                yield span.start, span.end

    def _said_by_somebody(self, reading: Reading, start: int, end: int) -> bool:
        """Whether the words around hand the quotation to somebody or make it part of a sentence."""
        text = reading.folded
        before = text[max(0, start - 70) : start]
        before = re.split(r"[.!?\x82\n]", before)[-1]
        if _NOBODY.search(before):
            return False
        if _SPOKEN.search(before) or _TITLE.search(before):
            return True
        written = reading.original(max(0, start - 60), start)
        if _BY_NAME.search(written) or _BEFORE_NAME.search(written):
            return True
        return _AFTER_SPOKEN.match(text, end, min(len(text), end + 60)) is not None

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """Whether the quotation is a sentence by itself."""
        before = text[:start].rstrip()[-1:]
        after = text[end : end + 4].strip()[:1]
        return (not before or before in ".!?:\x82\n") and (not after or after in "#\x82.!" or after.isalpha())


detector = Uncredited()
