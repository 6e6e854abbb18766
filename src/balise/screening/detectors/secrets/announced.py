"""Secrets that announce themselves: « entre nous », « ne le répétez pas », "don't tell anyone", "off the record".

Finds the turn of phrase when what stands around it is a matter of work (a decision, a sum, a person's post, a client,
a supplier). Leaves secrets that have nothing to do with work (« mon secret pour une bonne tarte »), what is said to be
public by now, promises to keep things confidential, and phrases meant literally (« entre nous et l'école »).
The phrases are ours, from usage in Québec, France and English Canada.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.detectors.secrets._matters import (
    FIGURE,
    HOME,
    PROTECTS,
    PUBLISHED,
    STRONG,
    around,
    insider,
)
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_TOLD = "(?:annonce|annoncee|annonces|annoncees|public|publique|publics|publiques|rendu public|rendue publique|officiel|officielle|devoile|devoilee|publie|publiee|communique|diffuse|divulgue|sorti|sortie)"

# Whoever says this announces a secret; a matter of work beside it makes it one of the organisation's.
_SURE = (
    "entre nous", "entre (?:toi|vous) (?:et|pis|pi) moi", "(?:reste|restera|rester) (?:ici|dans ce groupe|dans la gang|dans le groupe)",
    "(?:repete|repetes|repetez) (?:pas|surtout pas|jamais|rien|ca a personne)", "(?:repete|repetes|repetez)-(?:le|la|les) (?:pas|surtout pas|a personne)",
    "(?:dis|dit|dites)-(?:le|la|les) (?:pas|surtout pas|a personne)", "(?:dis|dites|dit) (?:rien|pas ca|ca|surtout pas ca|le|surtout rien|pas un mot|mot) (?:a personne|a quiconque|aux autres|a nobody|au monde|a la gang)",
    "(?:dis|dites) (?:rien|surtout rien|pas ca)", "(?:parle|parler|parles|parlez|souffle|soufflez|soufflons) (?:pas|surtout pas|jamais|mot)? ?a (?:personne|quiconque)", "(?:parle|parles|parlez)-en (?:pas|surtout pas|a personne)",
    "en parle[rz]? (?:pas|a personne|surtout pas|a quiconque)", "n'en parle[rz]? (?:pas|a personne|surtout pas)", "pas un mot", "(?:ebruite|ebruiter|ebruitez|ebruites|s'ebruite)", "a ne pas (?:repeter|ebruiter|diffuser|divulguer|partager|publier)",
    "(?:garde|gardes|gardez|garder) (?:ca|cela|ceci|l'info|cette info|l'information|la nouvelle) (?:pour (?:toi|vous|nous|soi|l'instant)|mort|secret|confidentiel|entre nous|sous silence|sous le tapis|en dedans)",
    "(?:garde|gardez|garder)-(?:le|la|les) (?:pour (?:toi|vous|nous)|mort|secret|entre nous)", "motus", "bouche cousue", "bouches cousues", "chut", "chuut", "chuuut", "chutt", "chuttt", "shh", "shhh", "shhhh", "chhht", "sceau (?:du secret|de la confidence|de la confidentialite)",
    "en toute (?:confidentialite|confidence|discretion)", "en confidence", "confidentiellement", "(?:c'est|ceci est|info|infos|information|informations|strictement|hautement|ultra|ultra-|super|encore|toujours|reste) confidentiel(?:le|les|s)?", "a titre confidentiel",
    "top(?: |-)secret", "en cachette", "ni vu ni connu", "j'ai rien dit", "je vous ai rien dit", "je t'ai rien dit", "vous savez rien", "gard(?:e|ez|er|ons) (?:le |)silence", "rest(?:e|ez|er|ons) discrets?", "discretion svp", "(?:demande|dit|averti|avertie|prevenu|prie) de (?:ne pas en parler|pas en parler|rien dire|ne rien dire|garder ca|se taire|pas le dire|ne pas le dire|pas le repeter)", "(?:peux|peut|pouvons) pas (?:dire|donner|nommer|reveler|divulguer) (?:le nom|qui|lequel|laquelle|le montant|de nom|de noms|les noms)", "sans (?:dire|donner|nommer) (?:de noms?|le nom|les noms)", "disque partage", "hors micro", "off the record", "off record", "sous embargo", "embargo", "(?:usage|diffusion|document|note|memo|courriel|information|presentation|rapport) internes?", "interne seulement", "a l'interne (?:seulement|uniquement|on)",
    "(?:reserve|reservee|reserves|reservees|destine|destinee) (?:exclusivement |strictement )?(?:au personnel|aux employes|a la direction|aux cadres|aux gestionnaires|a l'interne|aux membres du ca)",
    "ne pas (?:diffuser|distribuer|faire circuler|transmettre|divulguer|publier|partager|ebruiter|repeter)", "diffusion (?:restreinte|interdite|limitee)",
    "(?:entente|ententes|clause|clauses|accord|engagement) de (?:confidentialite|non-divulgation|non divulgation)", "ndas?", "non-disclosure",
    "pas le droit (?:d'en|de le|de vous|de te|d'en dire|de rien|de dire|de divulguer|de reveler|de partager)", "(?:pas|jamais) (?:cense|censee|suppose|supposee|sense|sensee) (?:d'|de |en |le |l')?(?:dire|savoir|parler|partager|divulguer|annoncer)",
    "(?:devrais|devrait|dois|faudrait|peux) pas (?:trop )?(?:le |l'|en |vous le )?(?:dire|parler|publier|partager|divulguer|ecrire)", "devrais (?:probablement|surement|peut-etre|vraiment) pas",
    "(?:avez|as) (?:pas|rien|jamais) (?:lu|vu|su|entendu|appris) (?:ici|ca ici|de moi|par moi)", "vient pas de moi", "pas moi qui (?:vous l'ai|l'ai|te l'ai|vous l'a) dit",
    "comme si (?:vous|tu|de rien|on) (?:saviez|savais|aviez|avais|savait) rien", "secret de polichinelle", "(?:dans|demande|jure|garder|tenu|tenue|tenir|tenus) (?:le |au |du )?secret", "jure de (?:pas|ne pas|rien|garder)",
    "se sache", "pas que (?:ca|ca se|l'info) (?:sorte|sort|s'ebruite|sache)", "veut pas que ca sorte", "veulent pas que ca sorte",
    # English
    "between (?:us|you and me|you and i|ourselves|you me and)", "(?:stays|stay|staying|keep it|keeping it|keep this|keep that) between us", "strictly between", "keep (?:this|it|that) (?:to yourself|to yourselves|quiet|secret|under wraps|on the down low|on the dl|hush|hush hush|low key|private|confidential|internal|in house|in-house|among us)",
    "keeping (?:this|it|that) (?:quiet|secret|under wraps|hush|hush hush)", "(?:don't|dont|do not|never) (?:tell|repeat|mention|share|spread|leak|forward|circulate|distribute) (?:anyone|anybody|a soul|nobody|this|it|that|any of this)", "don't quote me",
    "(?:don't|dont|do not) (?:say|breathe) (?:anything|a word)", "not a word", "mum's the word", "mums the word", "hush(?: |-)hush", "in confidence", "in strict confidence", "(?:strictly|highly|still|super|top|totally) confidential", "(?:this is|it's|its|that's) confidential",
    "on the (?:quiet|sly|down low|dl|qt|hush)", "(?:asked|told|begged|warned|instructed) (?:us |me |them |everyone |staff |)(?:not to (?:say|tell|talk|share|mention|post|discuss|repeat|spread)|to (?:keep quiet|stay quiet|keep it|keep this|shut up|be quiet|say nothing|hush))", "keep (?:our |your |my )(?:mouths?|lips)", "keep mum", "(?:gardez|garde) (?:le |)secret", "(?:stays|stay) in this (?:group|chat|room)", "sous le couvert de l'anonymat", "nobody outside", "no one outside", "not announced", "(?:reserve|reservee|destine) a l'equipe", "je sais rien", "from an insider", "(?:internal|staff) circulation", "circulation only", "avant que je l'efface", "before i delete", "faut pas que ca", "(?:do not|don't|dont) share", "(?:can't|cannot|can not) (?:name names|say who|say which|reveal who|say the name|say more|tell you who|disclose)", "i said nothing", "i never said this", "loose lips", "psst", "pssst", "our little secret", "(?:big|huge|company|work) secret", "off the books", "shared drive", "under embargo", "embargoed", "under wraps", "swor(?:n|e) (?:me |us |him |her )?to secrecy", "swearing (?:me |us |him |her |all |us all )?to secrecy", "sworn to silence", "hasn't been (?:announced|made public|released|published)", "not for (?:distribution|circulation|publication|release|public|sharing)", "internal use(?: only)?", "(?:internal|staff|employees)(?: |-)only", "for internal", "eyes only",
    "(?:not|never) (?:supposed|allowed|meant|authorized|authorised) to (?:say|share|tell|talk|post|know|mention|reveal|disclose|repeat|be telling|be sharing|be saying|be posting)", "(?:shouldn't|shouldnt|should not) (?:be )?(?:say|tell|share|post|saying|telling|sharing|posting) (?:this|that|it|anyone|you|about)",
    r"between you, me", "didn't (?:hear|read|see|get) (?:it|this|that) (?:from|here)", "(?:never|didn't|didnt|not) (?:heard|hear|read|saw|see) (?:it |this |that )?(?:from me|here)", "heard it from me", "open secret", "insider (?:info|information|scoop|tip)", "inside (?:info|information|scoop)", "(?:do not|don't|please do not|not) (?:circulate|forward|distribute|leak)",
    "signed an? (?:nda|non-disclosure|confidentiality)", "hasn't gone public", "keep your lips", "lips (?:are )?sealed", "zip it",
)  # fmt: skip

# This alone is also said of films and holidays; it takes more beside it.
_NOT_YET = (
    rf"(?:pas|non) encore (?:ete |officiellement )?{_TOLD}", rf"(?:pas|n'a pas|ont pas|n'ont pas) ete (?:encore )?{_TOLD}", rf"non {_TOLD}", rf"pas {_TOLD} (?:encore|publiquement|officiellement)", "(?:pas|n'ont pas|ont pas|a pas|n'a pas) encore (?:annonce|dit|averti|avise|prevenu|informe)",
    "avant l'annonce", "annonce officielle", "(?:vont|va|allons|devrait|devraient) l'annoncer", "l'annonce (?:sort|est prevue|se fait|s'en vient|aura lieu|officielle|arrive|est pour)", "en (?:primeur|exclusivite|avant-premiere)", "avant tout le monde",
    "personne (?:le|ne le|l'|d'autre le) sait", "(?:savent|sait) pas encore", "(?:savent|sait|sauront|saura) (?:rien|pas)", "pas encore (?:au courant|avises?|avertis?|informes?)", "pas au courant", "huis(?: |-)clos", "fuite", "en coulisses?", "en secret", "secretement",
    "(?:hasn't|haven't|has not|have not|isn't|not|aren't) (?:been )?(?:announced|public|disclosed|released|published|made public|gone public|common knowledge|public knowledge|official|officially announced)", "not (?:yet )?(?:been )?(?:announced|public|made public|official|released|disclosed)", "not (?:announced|public|official|out) yet",
    "(?:isn't|not|hasn't|haven't) (?:public|official|announced|out) (?:it )?(?:yet|until|till|before)", "(?:announced|announce|announcing) it yet", "yet to (?:be )?announced?", "before (?:it's|its|it is|the) (?:official|announced|announcement|public|official announcement)", "unannounced", "(?:nobody|no one|noone) (?:else )?knows", "don't know yet", "doesn't know yet", "dont know yet", "won't be told", "haven't been told", "hasn't been told", "have no idea yet",
    "petit scoop", "(?:press conference|announcement|annonce|conference de presse|communique) (?:next|is|est|coming|planned|prevue?|lundi|mardi|mercredi|jeudi|vendredi)", "(?:saura|sauront|apprendra|apprendront) (?:juste |seulement |que |ca |)(?:lundi|mardi|mercredi|jeudi|vendredi|demain|en|dans|apres)", "(?:staff|employees|team|they|drivers|parents|clients|everyone) (?:will be told|will find out|find out)", "personne est au courant", "official (?:announcement|statement)", "sneak peek", "in camera", "closed(?: |-)door", "behind closed doors", "secretly", "leaked?", "leaking", "scoop", "will announce", "to be announced", "attached by mistake", "pinned here by mistake", "par erreur", "by mistake",
)  # fmt: skip

# One of each, in a text of somebody inside, tells as much as a whole phrase.
_HINTS = (
    "confie|confiee|confies|confidence|secrets?|secretement|cachette|cache|cachent|anonymat|officieusement|officiellement je sais rien|insider|insiders|leaks?|leaked|coule|fuite|hush|chut|overheard|surpris une conversation|par accident|par hasard|by accident|accidentally|traine|trainait|left on the printer|sur l'imprimante|on the printer|l'annoncer|announce|announcing|annoncer|"
    "annoncera|annonceront|not announced|vrais chiffres|real numbers|dans le rouge|in the red|nobody outside|no one outside|nobody knows|no one knows|personne sait|sait pas|savent pas|know yet|knows yet|efface|je l'efface|delete this|deleting this|before i delete|j'etais pas suppose|pas suppose|reserve a|reservee a|a l'interne|a l'equipe|internally|internal|"
    "sorte|sache|this group|ce groupe|aux partenaires|huis clos|murs|walls|j'ai su|found out|montre les|m'a montre|showed me|nous a dit|nous a avises|nous ont avises|told us|apprendront|find out|before anyone|avant les autres|vous alliez|in confidence|les vrais chiffres|org chart|the real numbers"
)
_MATTERS = (
    "contrats?|contracts?|budgets?|deficit|subventions?|enveloppe|grants?|funding|mises? a pied|layoffs?|laid off|laying off|licenciements?|congediements?|fournisseurs?|suppliers?|soumissions?|tenders?|bids?|donateurs?|donors?|commanditaires?|marges?|margins?|chiffre d'affaires|salaires?|salary|salaries|augmentations?|raises?|bonus|primes?|payroll|"
    "syndicat|bargaining|plan strategique|strategic plan|restructuration|restructuring|reorganisation|org chart|organigramme|demissionne|demission|resigning|resignation|stepping down|pas remplacee?|being replaced|ceo|pdg|directeur general|directrice generale|nouvelle directrice|nouveau directeur|new director|loyer|lease|bail|entrepot|warehouse|quart de soir|quart de nuit|night shift|"
    "conseil d'administration|the board|board members|board of|headquarters|siege social|merger|fusion|bought|rachat|acquisition|insurance payout|assurances?|settlement|lawsuit|poursuite|audit|dettes?|debts?|dans le rouge|in the red|postes?|fermer|ferment|closing|moving to|demenager|demenage|liste des employes|proces-verbal|price list|liste de prix|two departments"
)
_LITERAL = lazy(
    r"(?:entre nous (?:et|deux|trois|quatre|autres|tous|pis|y'a|il y a|toutes)|between us (?:and|two|three|there|girls)|between us kids)\b"
)
_DENIED = lazy(
    r"\b(?:no|without|sans|pas (?:de|d')|aucun|aucune|jamais|n'est pas|c'est pas|isn't|not|it's not|is no|rien de|nothing|plus|no longer|aren't|arretez? de|stop)[ a-z']{0,16}$"
)
_LEARNED = lazy(
    r"\b(?:ouvr(?:e|ent|ir|ira|irons|ons)|open(?:s|ing)?|vote[sd]?|decid[a-z]{1,4}|remerci[a-z]{1,4}|giv(?:e|es|ing)|kick(?:s|ed|ing)?|owes?|ferm(?:e|ent|er|era|eront|eture|ons)|clos(?:e|es|ing|ed|ure)|coup(?:e|es|ent|er|ures?|era|eront|ee|ees)|cut(?:s|ting)?|vend(?:re|ent|u|ue|ra)?|sell(?:s|ing)?|sold|fir(?:e|es|ed|ing)|signe[a-z]*|signed|perd(?:u|ue|re|ent|ons)?|lost|lose|losing|"
    r"double[a-z]*|doubl(?:es|ing)|abol[a-z]*|annul[a-z]*|cancel[a-z]*|refus[a-z]*|reject[a-z]*|picked|choisi[a-z]*|chose|chosen|nomm[a-z]*|hir(?:e|ed|ing)|quitt[a-z]*|quit(?:s|ting)?|leav(?:e|es|ing)|part(?:ent)?|left|walks? away|renouvele[a-z]*|renewed|"
    r"demenag[a-z]*|moving|moves|fusionn[a-z]*|merg[a-z]*|rachet[a-z]*|bought|buying|licenci[a-z]*|congedi[a-z]*|lays?|laying|laid|remplac[a-z]*|replac[a-z]*|reduit|reduc[a-z]*|reduire|augment[a-z]*|raise[a-z]*|paie|paye[a-z]*|pays?|paid|depense[a-z]*|"
    r"spent|offre|offer[a-z]*|settl[a-z]*|finance[a-z]*|funded|pirat[a-z]*|hacked|breach[a-z]*|ends?|ending|finit|arrete|abandonn[a-z]*|laiss(?:e|er|ent) tomber|drop(?:s|ped|ping)?|scrap[a-z]*|shut[a-z]*|restructur[a-z]*|reporte[a-z]*|postpon[a-z]*|delay[a-z]*)\b"
)


class AnnouncedSecret(Detector):
    """A turn of phrase that announces a secret, beside a matter of work."""

    id = "secrets.announced"
    categories = ("confidential",)
    severity = Severity.HIGH
    messages = {
        "fr": {
            "confidential": Message(
                "« {matched} » annonce une information qui ne semble pas publique.",
                "Attendez que l’information soit annoncée par les voies officielles, ou retirez ce passage. En cas de doute, "
                "demandez aux communications.",
            )
        },
        "en": {
            "confidential": Message(
                "“{matched}” announces something that does not seem to be public.",
                "Wait until it is announced through official channels, or remove this passage. When in doubt, ask "
                "communications.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Turns of phrase, sure ones and ones that need more beside them."""
        for phrase in _SURE:
            yield Cue("sure", rf"\b{phrase}\b")
        yield Cue("hint", rf"\b(?:{_HINTS})\b")
        yield Cue("matter", rf"\b(?:{_MATTERS})\b")
        for phrase in _NOT_YET:
            yield Cue("not-yet", rf"\b{phrase}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting for the surest phrase."""
        best: Sighting | None = None
        phrases = [hit for hit in hits if hit.cue in {"sure", "not-yet"}][:24]
        if not phrases:
            yield from self._told_from_inside(reading, hits)
            return
        for hit in phrases:
            sighting = self._weigh(reading, hit, len(phrases) > 1)
            if sighting is not None and (best is None or sighting.confidence > best.confidence):
                best = sighting
        if best is not None:
            yield best

    def _told_from_inside(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Ordinary words that together tell a matter of work which the writer should not know or say."""
        hints = [hit for hit in hits[:60] if hit.cue == "hint"]
        matters = [hit for hit in hits[:60] if hit.cue == "matter"]
        if not hints or not matters:
            return
        first = matters[0]
        near = around(reading, first.start, first.end)
        if PUBLISHED.search(near) or PROTECTS.search(near) or HOME.search(near) or ("?" in near and reading.visitor):
            return
        sentence = reading.sentence_text(first.start)
        weight = insider(reading, near) + (FIGURE.search(near) is not None) + (_LEARNED.search(sentence) is not None)
        weight += (len({reading.folded[hit.start : hit.end] for hit in matters}) > 1) + (len(hints) > 1)
        if weight >= 3 and insider(reading, near):
            yield Sighting(
                "confidential", first.start, first.end, 0.6 if weight > 3 else 0.5,
                reasons=(Reason("matched", "matter-of-work"),),
            )  # fmt: skip

    def _weigh(self, reading: Reading, hit: Hit, several: bool) -> Sighting | None:
        text = reading.folded
        if _LITERAL.match(text, hit.start) or _DENIED.search(text[max(0, hit.start - 40) : hit.start]):
            return None
        near = around(reading, hit.start, hit.end)
        if PUBLISHED.search(near) or PROTECTS.search(near):
            return None
        beside = near.replace(text[hit.start : hit.end], " ", 1)
        matters = len({match.group() for match in STRONG.finditer(beside)})
        inside = insider(reading, beside)
        figure = FIGURE.search(beside) is not None
        happens = _LEARNED.search(beside) is not None
        home = HOME.search(beside) is not None
        weight = min(matters, 3) + inside + figure + happens
        if home and not (inside and matters > 1):
            weight -= 2
        needed = 1 if hit.cue == "sure" else 2
        if not (matters or inside or (figure and happens)) or weight < needed + (not several and hit.cue == "not-yet"):
            return None
        confidence = 0.9 if hit.cue == "sure" and weight >= 2 else 0.75 if weight >= 2 else 0.55
        return Sighting(
            "confidential", hit.start, hit.end, confidence,
            reasons=(Reason("matched", "announced-secret"), *((Reason("raised", "matter-of-work"),) if matters > 1 else ())),
        )  # fmt: skip


detector = AnnouncedSecret()
