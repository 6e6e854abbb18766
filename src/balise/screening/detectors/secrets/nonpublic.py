"""Decisions, sums and papers that are not public, told without any phrase that announces a secret.

Finds suppliers' prices, margins, tenders and contracts with their figures; client, donor and employee files whose
contents are told; minutes of closed meetings and internal papers; job cuts and closures that the writer knows from the
inside; positions in bargaining. Leaves what the text says was published (annual report, press release, news), prices
that anybody pays, budgets of a household, and questions. The phrases are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.detectors.secrets._matters import FIGURE, HOME, PROTECTS, PUBLISHED, around, asks, insider
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_OUR = "(?:notre|nos|our)"
_YOUR = "(?:votre|vos|your)"
_MONEY = (
    "(?:marge|marges|marge de profit|marge beneficiaire|marges beneficiaires|profit|profits|prix coutant|prix d'achat|prix de revient|cout de revient|cout unitaire|couts d'achat|deficit|chiffre d'affaires|masse salariale|budget|budgets|enveloppe|subvention|"
    "financement|revenus|pertes|dette|reserve|fonds de reserve|loyer|bail|soumission|derniere soumission|offre|offre finale|prix plancher|escompte|rabais de volume|commission|taux horaire|echelle salariale|grille salariale|facture|contrat|contrats|ristourne|"
    "margin|margins|markup|profit margin|unit cost|cost price|payroll|deficit|shortfall|surplus|losses|revenue|grant|funding|debt|bid|tender|sealed bid|sealed tender|final bid|winning bid|final offer|quote|contract|contracts|pay scale|salary scale|pay grid|lease|floor price|cash reserve|reserve fund|volume discount|operating budget|bank balance|credit line|loan)"
)
# Seen from outside; what one was billed oneself is no secret.
_THEIR_MONEY = "(?:marge|marges|deficit|masse salariale|budget|budgets|subvention|financement|dette|loyer|bail|margin|margins|markup|payroll|funding|debt|lease|operating budget|supplier|fournisseur)"
_FILE = (
    "(?:dossier (?:client|de la cliente|du client|donateur|du donateur|de l'ecole|fournisseur|employe|de l'employe|de l'employee|d'employe|disciplinaire|personnel)|dossiers (?:clients|donateurs|fournisseurs|d'employes|disciplinaires|des clients|des donateurs)|fiche (?:client|du client|de la cliente|donateur)|fiches clients|"
    "client files?|customer files?|donor files?|employee files?|personnel files?|customer records?|client records?|donor records?|"
    "liste (?:complete )?(?:des|de nos|de vos) (?:donateurs|clients|fournisseurs|employes|ecoles refusees|ecoles acceptees|salaires|mises a pied)|(?:donor|client|customer|supplier|vendor|price|layoff|salary) lists?|list of (?:our |your |the )?(?:donors|clients|customers|suppliers|vendors|salaries|refused schools|layoffs))"
)
_PAPER = (
    "(?:proces-verbal|proces-verbaux|proces verbal|compte rendu|compte-rendu|board minutes|committee minutes|executive minutes|management minutes|minutes (?:of|from)|closed (?:board )?(?:meeting|session)|(?:managers'|managers|management|directors'|leadership|exec|executive|supervisors'|budget) (?:meeting|retreat)|(?:reunion|rencontre|comite) (?:de gestion|des gestionnaires|de direction|des cadres|des chefs d'equipe|budgetaire)|(?:salary|pay|wage|bonus) (?:grid|scale|sheet|table)|(?:grille|echelle|tableau) (?:salariale|des salaires|de salaires|des primes)|(?:le ca|conseil|board|direction|la dg) (?:a |ont |just |has |)(?:vote|voted|decide|decided|tranche|approuve|approved|adopte|rejete|rejected)|shared drive|previsions budgetaires|budget forecast|document de travail|in camera meeting|reunion (?:a huis clos|de la direction|du ca|de gestion|du comite de direction)|ca a huis clos|pv du (?:ca|conseil|comite)|"
    "(?:note|memo|document|courriel|rapport|tableau|fichier|echeancier|organigramme) (?:interne|confidentiel|strategique|de la direction|de la dg|des rh|du dg|prive)|(?:internal|confidential|leaked|private|management) (?:memo|email|e-mail|document|report|spreadsheet|deck|slide|slides|note|org chart|forecast|audit|review)|"
    "(?:draft|preliminary|unapproved|internal) (?:budget|contract|plan|report|org chart|policy)|(?:ebauche|version preliminaire|brouillon|projet) (?:du|de|d'un) (?:budget|contrat|plan|rapport|plan strategique|entente|communique)|budget (?:preliminaire|prelim|interne|non approuve)|plan strategique|strategic plan|plan de (?:relance|redressement|reorganisation|restructuration|compressions))"
)
# « Compte rendu » alone may be of a film: these papers count when they come from those who govern.
_OF_MEETING = lazy(
    r"[a-z' ]{0,34}\b(?:ca|c\.a|conseil|comite|direction|executif|board|management|executive|exec|committee|directors?|seance|reunion|rencontre|steering|meeting|huis clos)\b"
)
_NEEDS_MEETING = lazy(r"(?:proces|compte|minutes)")
_CUTS = (
    "(?:(?:seront|sera|va etre|vont etre) (?:remercies?|remerciees?|congedies?|congediee?|licencies?|licenciees?|mis a pied|mise a pied|mises a pied|abolis?|vendue?)|(?:will|going to|gonna) be (?:laid off|let go|fired|sold|cut|merged|shut down|replaced|transferred|outsourced|eliminated)|(?:location|branch|office|plant|warehouse|shop|workshop|site|program|department) is (?:closing|being closed|shutting|being sold|moving)|you're (?:laying|cutting|closing|selling|firing)|mises? a pied|mettre a pied|mettent a pied|met a pied|mettre du monde a pied|mettre dehors|licenciements?|licencier|licencient|compressions|suppressions? de postes?|abolitions? de postes?|abolir (?:des|deux|trois|quatre|cinq|six|sept|huit|dix|1|2|3|4|5|6|7|8|9|10|12|15|20) postes|abolit (?:mon|des|le|deux|trois|quatre|cinq|six|sept|huit|dix|1|2|3|4|5|6|7|8|9|10|12|15|20) postes?|"
    "coupe(?:r|nt)? (?:des|deux|trois|quatre|cinq|six|sept|huit|dix|1|2|3|4|5|6|7|8|9|10|12|15|20) (?:postes|jobs|employes)|couper dans (?:le personnel|les postes|l'equipe)|(?:postes?|poste) (?:sera|seront|va etre|vont etre) (?:aboli|abolis|coupe|coupes|supprime|supprimes)|(?:vont|va) (?:fermer|vendre l'edifice|vendre le batiment|demenager|couper|abolir|remercier|congedier)|"
    "lay ?offs?|laying off|lay off|being laid off|job cuts|cutting (?:two|three|four|five|six|seven|eight|ten|3|4|5|6|8|10|12|15|20|our|the) (?:jobs|positions|staff|people|team|crew)|letting (?:people|staff|him|her|them|everyone|half the team|some people) go|downsizing|eliminating (?:two|three|four|five|six|2|3|4|5|6|10|the|our|my) (?:jobs?|positions?|roles?)|restructuring|"
    "closing (?:the|our) (?:warehouse|office|branch|plant|shop|workshop|location|site|department|program)|shutting down (?:the|our) (?:warehouse|office|branch|plant|shop|workshop|location|site|department|program)|fermeture (?:de l'entrepot|du bureau|de l'atelier|de la succursale|du point de service|du programme|de notre|d'un point)|ferme l'(?:entrepot|atelier)|selling the (?:building|warehouse)|sell the (?:building|warehouse))"
)
_BARGAIN = (
    "(?:mandat de nego(?:ciation)?s?|offre patronale|offres patronales|partie patronale|table de nego(?:ciation)?|bargaining (?:mandate|position|strategy|limit)|offer from management|management's (?:final |last |next )?offer|employer's offer|their bottom line is|our bottom line is|walk-away price|reserve price|strategie de nego(?:ciation)?|"
    "reglement hors cour|entente hors cour|out(?: |-)of(?: |-)court settlement|settled out of court|indemnite de depart|severance package|prime de depart|nous doi(?:t|vent)|owes? us|(?:on|nous) (?:paie|paye|payons|achete|achetons) (?:nos|les|des|chaque)|we (?:pay|paid|buy|get) (?:our|per|for|just|only|them)|what we (?:pay|paid)|ce qu'on (?:paie|paye)|vous payez vos|payez vos|prix qu'ils (?:font|nous font)|nous (?:font|a fait|ont fait) un (?:prix|rabais|tarif|escompte))"
)
_LOSS = (
    "(?:(?:n'a pas ete|pas ete|est pas|sera pas|not|wasn't|isn't|won't be) (?:renouvele|renouvelee|renewed)|fell through|tombe a l'eau|laisser tomber le contrat|perdu le contrat|perdu la subvention|lost the (?:contract|grant|bid|account)|pulled (?:their|its|the) funding|"
    "(?:fuite|vol|perte) de donnees|data (?:breach|leak)|rancongiciel|ransomware|(?:fait|faits|ete) (?:pirater|pirate|pirates)|(?:got|were|been) hacked)"
)
_SHOWN = lazy(
    r"\b(?:vu|lu|voici|voila|joint|jointe|joints|jointes|ci-joint|partage|copie|montre|montree|tombe(?:e)? sur|sous les yeux|entre les mains|sur mon bureau|sur le bureau|ouvert|on my desk|saw|seen|read|showed|shows|shown|here is|here's|here are|attached|posting|found|"
    r"copied|screenshot|capture|dit que|says|say|prevoit|indique|decide|decided|confirme|confirms|vote|voted|adopte|approuve|approved|recommande|recommends|option|doit|owe|owes|a pas paye|hasn't paid|haven't paid|n'a pas paye|paye pas|en retard|complaint|plainte|refuse[a-z]*|rejected|accepte|oublie|trouve)\b|[:=#]|\bno ?[0-9]"
)
_EVENT = lazy(
    r"\b(?:vont|va|sera|seront|allons|devrait|devraient|d'ici|apres les fetes|la semaine prochaine|le mois prochain|cet (?:automne|ete|hiver)|ce printemps|cette annee|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|l'an prochain|l'annee prochaine|bientot|"
    r"will|going to|gonna|next (?:week|month|year|spring|fall|summer|winter|quarter)|this (?:fall|spring|summer|winter|quarter)|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|by (?:january|february|march|april|may|june|july|august|september|october|november|december|christmas|spring|summer|fall)|after the holidays|coming|soon|"
    r"a decide|ont decide|decided|has decided|a confirme|confirmed|told us|nous a dit|nous ont dit|nous a annonce|on nous a|we were told|annonce a matin|en reunion|at the meeting|in the meeting|plans? to|planning|prevoit|prevoient|prevus?)\b"
)
_ORDINARY = lazy(
    r"\b(?:au magasin|au kiosque|epicerie|grocery|en vente|on sale|retail|prix de detail|price tag|taxes incluses|tax included|billets?|tickets?|menu|pre-?tax|inscription|registration fee|par personne|per person|dons?|donation|levee de fonds|fundraiser|fundraising|campagne de financement|gofundme|ville de|city of|"
    r"municipal|municipale|gouvernement du|le gouvernement|the government|premier ministre|prime minister|federal|provincial|mayor|maire|mairesse|tramway|pont|highway|autoroute|trump|nhl|lnh)\b"
)
_PAYING = ("nous", "owe", "on ", "we ", "what", "ce q", "vous", "pay", "prix")
_TRADE = lazy(
    r"\b(?:fournisseurs?|grossistes?|suppliers?|wholesalers?|vendors?|distributeurs?|clients?|customers?|dossiers?|contrats?|contracts?|unit|unite|pieces?|ssds?|disques?|drives?|ecrans?|monitors?|piles|batteries|pallets?|palettes?|"
    r"polyvalente|ecole|school|centre de services|commission scolaire|donateurs?|donors?|transporteurs?|carriers?|techniciens?|stagiaires?|trainees?|interns?)\b"
)
_MINE = lazy(
    r"\b(?:mon|ma|mes|my) (?:[a-z]{2,10} )?(?:budget|contrat|loyer|bail|lease|rent|salaire|salary|contract|marge|dette|soumission|quote|facture|dossier|mortgage)\b"
)


class NonPublic(Detector):
    """A decision, a sum or a paper that only those inside can know."""

    id = "secrets.nonpublic"
    categories = ("confidential",)
    severity = Severity.HIGH
    messages = {
        "fr": {
            "confidential": Message(
                "Ce passage semble donner une information interne (« {matched} »).",
                "Retirez-le, ou indiquez où l’information a été rendue publique. En cas de doute, demandez aux communications.",
            )
        },
        "en": {
            "confidential": Message(
                "This passage seems to give internal information (“{matched}”).",
                "Remove it, or say where the information was made public. When in doubt, ask communications.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Money matters of one's own organisation, suppliers' prices, files, papers, cuts, bargaining."""
        yield Cue("money", rf"\b{_OUR} {_MONEY}\b")
        yield Cue("money", rf"\b{_YOUR} {_THEIR_MONEY}\b")
        yield Cue(
            "money", r"\b(?:le|the|ce|this|du|un) (?:contrat|contract|appel d'offres|tender|bail|lease|deficit)\b"
        )
        yield Cue(
            "supplier",
            r"\b(?:fournisseurs?|fournisseuse|grossistes?|suppliers?|vendors?|wholesalers?|distributeurs?|distributors?)\b",
        )
        yield Cue("file", rf"\b{_FILE}\b")
        yield Cue("paper", rf"\b(?:{_PAPER})\b")
        yield Cue("cuts", rf"\b{_CUTS}\b")
        yield Cue("bargaining", rf"\b{_BARGAIN}\b")
        yield Cue("loss", rf"\b(?:{_LOSS})\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The surest of what the hits show."""
        best: Sighting | None = None
        for hit in hits[:24]:
            sighting = self._weigh(reading, hit)
            if sighting is not None and (best is None or sighting.confidence > best.confidence):
                best = sighting
        if best is not None:
            yield best

    def _weigh(self, reading: Reading, hit: Hit) -> Sighting | None:
        near = around(reading, hit.start, hit.end)
        if PUBLISHED.search(near) or PROTECTS.search(near) or asks(reading, hit.start):
            return None
        confidence = self._telling(reading, hit, near)
        if not confidence:
            return None
        return Sighting(
            "confidential", hit.start, hit.end, confidence, reasons=(Reason("matched", f"non-public-{hit.cue}"),)
        )

    def _telling(self, reading: Reading, hit: Hit, near: str) -> float:
        """How surely the hit is inside knowledge, 0 when it is not."""
        text = reading.folded
        sentence = reading.sentence_text(hit.start)
        matched = text[hit.start : hit.end]
        figure = FIGURE.search(sentence) or FIGURE.search(text, hit.start, hit.end + 90)
        inside = insider(reading, near)
        home = HOME.search(near) is not None or _MINE.search(near) is not None
        public_body = _ORDINARY.search(near) is not None
        shown = _SHOWN.search(near) is not None
        event = _EVENT.search(near) is not None
        if hit.cue == "supplier":
            return 0.8 if figure and inside and not home and not public_body else 0.0
        if hit.cue == "money":
            if home or not figure or (public_body and matched.split()[0] not in {"notre", "nos", "our"}):
                return 0.0
            if matched.split()[0] in {"le", "the", "ce", "this", "du", "un"} and not (shown and inside):
                return 0.0
            return 0.8 if (inside and not reading.visitor) or shown else 0.55
        if hit.cue == "file":
            return 0.85 if shown and (inside or figure or "no" in sentence or not home) else 0.0
        if hit.cue == "paper":
            if _NEEDS_MEETING.match(matched) and not _OF_MEETING.match(text, hit.end, hit.end + 60):
                return 0.0
            return 0.8 if (shown or figure) and not public_body and (inside or not home) else 0.0
        if hit.cue == "bargaining":
            if matched.startswith(_PAYING):
                return 0.75 if figure and _TRADE.search(near) and not (home or public_body or reading.official) else 0.0
            return 0.8 if figure or event or shown else 0.4
        if hit.cue == "cuts":
            return 0.65 if inside and event and not public_body and not home else 0.0
        return 0.65 if inside and not public_body and not home and not reading.official else 0.0


detector = NonPublic()
