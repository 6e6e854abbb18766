"""What work secrets are about, what shows that the writer is inside, and what shows that all of it is public.

Shared by the detectors of this family; everything reads folded text.
"""

from __future__ import annotations

from balise.screening.organisation import mentions_organisation
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

REACH = 320
"""How far around a cue, in characters, the matter of a secret is looked for."""

FIGURE = lazy(
    r"(?:\$ ?[0-9]|[0-9][0-9 ,.]{0,12} ?(?:\$|%|e\b|k\b|m\$|k\$|cents?\b|dollars?\b|bucks\b|grand\b|piasses?\b|piastres?\b|millions?\b|milliards?\b|"
    r"billions?\b|mille\b|thousand\b|pour ?cent\b|percent\b|pts?\b))"
)
STRONG = lazy(
    r"\b(?:contrats?|contracts?|budgets?|budgetaires?|deficits?|surplus budgetaires?|subventions?|grants?|funding|financement|mises? a pied|mis a pied|mettre (?:[a-z0-9]{1,10} ){0,3}a pied|"
    r"licenci[a-z]*|congedi[a-z]*|layoffs?|lay offs?|laying off|laid off|lay(?:ing)? [a-z0-9]{1,8} off|let(?:ting)? (?:[a-z0-9]{1,8} ){1,3}go|fir(?:e|ed|ing)|job cuts?|cuts|cutting|coup(?:er|ures?|ent|ee|ees|era|eront)|"
    r"abol(?:ir|i|ie|is|ies|ition|it|issent)|postes?|ferm(?:er|ent|eture|etures|era|eront)|closing|closure|clos(?:e|es|ed) (?:the|our|down|its|their|in)|shut(?:s|ting)? ?down|"
    r"ferme (?:le|la|les|l'|ses|son|ca|en|a|au)|demenage[a-z]*|relocat[a-z]*|mov(?:e|es|ing) (?:to|out|the|our)|fusion[a-z]*|merg(?:e|er|ing|es|ed)|rachat|rachet[a-z]*|acqui(?:sition|red|res|ring)|buyout|"
    r"fournisseu(?:r|rs|se)|suppliers?|vendors?|soumissions?|appels? d'offres|tenders?|bids?|donateu(?:r|rs|rices?)|donors?|donat(?:ed|ion)s?|sponsors?|commanditaires?|partenariats?|partnerships?|partenaires?|partners?|"
    r"marges?|margins?|profits?|pertes|losses|revenus|revenues?|chiffre d'affaires|salaires?|salar(?:y|ies)|salarial[a-z]*|raises?|bonus(?:es)?|primes?|wages?|payroll|"
    r"syndicat|union|convention collective|nego(?:ciation)?s?|bargaining|settle(?:s|ment)?|lancement|launch(?:ing|es|ed)?|plan strategique|strategic plan|reorganis[a-z]*|restructur[a-z]*|reorgani[sz][a-z]*|"
    r"demission[a-z]*|demis(?:e|sionn[a-z]*)|resign(?:s|ed|ing|ation)?|stepping down|steps down|quitte son poste|successeu[a-z]*|successor|nomm(?:e|ee|es|er|ination)|appointed|appointment|hired|hiring|embauch[a-z]*|"
    r"loyers?|bail|lease|rent|enquete interne|investigation|audits?|verificateur|fuites? de donnees|data breach|breach|pirat(?:e|es|age)|hacked|ransomware|poursuite|lawsuit|sued|reglement hors cour|settlement|"
    r"faillite|bankrupt(?:cy)?|insolvab[a-z]*|dettes?|debts?|factures? impayees?|unpaid|paye(?:nt)? (?:pas|plus)|en retard de paiement|overdue|"
    r"mgmt|receptionist|shop|landlord|trainees?|stagiaires?|techniciens?|techs|salary grid|pay grid|merger|location|ministere|ministry|gouvernement|government|commission scolaire|school board|conseil d'administration|board|comite|committee|direction|management|head office|siege social|siege|headquarters|"
    r"direct(?:eur|rice|or|ors|eurs|rices)|ceo|pdg|dg|gestionnaires?|managers?|patrons?|patronne|boss|employes?|employees?|staff|personnel|clients?|customers?|"
    r"points? de service|succursales?|branch|entrepots?|warehouse|usine|plant|programmes?|program|projets?|project|pilote?|quart de nuit|night shift|crew|proces-verba(?:l|ux)|minutes|dossiers?|files?|"
    r"tarifs?|prix|prices?|pricing|rabais|discount|rappel|recall|liste des [a-z]+|quotas?|acquereur|acheteur|buyer)\b"
)
INSIDER = lazy(
    r"\b(?:nous|notre|nos|chez nous|a la job|au travail|au bureau|our|ours|us|we|we're|we've|we'll|at work|at the office|ma job|ma boss|mon boss|my boss|my manager|mon gestionnaire|ma gestionnaire|mon patron|"
    r"ma patronne|ma directrice|mon directeur|la direction|la haute direction|la dg|le dg|le pdg|management|head office|le siege|upper management|higher[- ]ups?|les boss|les patrons|la partie patronale|patronale|le ca|du ca|au ca|"
    r"conseil d'administration|board|comite de direction|executive|rh|hr|votre|vos|your|you're|chez vous|told us|asked us|nous a dit|nous a demande|staff|la directrice|le directeur|the director|the ceo|l'entrepot|the warehouse|reunion de gestion|managers?'? meeting|mgmt|shared drive|travaillent? (?:la|ici|chez|pour|au|avec)|works? (?:there|here|at|for)|la compta|accounting|le personnel|les employes|the staff|tout le monde ici|collegues?|coworkers?|co-workers?|"
    r"chef d'equipe|team lead|supervis(?:eur|eure|or)|syndicat|union rep|on my desk|sur mon bureau|on (?:ouvre|ferme|demenage|engage|embauche|coupe|lance|vend|perd|vient de (?:perdre|signer|gagner|vendre))|on a (?:eu|perdu|signe|recu|gagne|paye|paie|paye|reporte|refuse|accepte|vendu|achete))\b"
)
HOME = lazy(
    r"\b(?:mariage|wedding|fiance[a-z]*|engagement ring|fetes? surprise|surprise party|party surprise|cadeaux?|gifts?|presents?|recettes?|recipes?|tartes?|pie|gateaux?|cakes?|sauce|films?|movies?|series?|netflix|episodes?|"
    r"chats?|cats?|chiens?|dogs?|bebe|baby|babies|enceinte|pregnant|crush|trip|hotels?|airbnb|flights?|maman|papa|mom|dad|"
    r"mere|pere|mother|father|belle-mere|mother-in-law|grand-mere|grandma|famil[a-z]+|family|vacances?|vacation|chalet|cottage|camping|char|car|maison|house|appart|appartement|condo|mortgage|hypotheque|epicerie|grocer[a-z]+|"
    r"diete|diet|regime|gym|biscuits?|cookies?|chocolats?|chocolate|chips|timbits|beignes?|donuts?|creme glacee|ice cream|biere|beer|vin|wine|cafe|coffee|tricot[a-z]*|knitting|jardins?|garden|tomates?|"
    r"hockey|canadiens|habs|match|game|jeu|jeux|halloween|costume|meteo|weather|neige|snow|orthodontiste|dentiste|dentist|orthodontist|coiffeu[a-z]+|hairdresser|playlist|chansons?|songs?|karaoke|taylor swift|celine)\b"
)
PUBLISHED = lazy(
    r"\b(?:rapports? annuels?|annual reports?|communiques? de presse|communiques?|press releases?|(?:en|lors de la|a la) conference de presse|(?:at|in|during) (?:a|the) press conference|etats financiers (?:publies|verifies)|(?:c'est|it's|is) (?:maintenant|enfin|desormais|now|finally) (?:public|officiel|official)|"
    r"(?:est|sont|etait|a ete|ont ete|is|are|was|were|been) (?:publi(?:e|ee|es|ees)|published|publique?s?|posted|affiches?|affichees?|en ligne|online|available|disponibles?|released)|(?:publie|publiee|published|disponible|affiche|posted|available|listed) (?:sur|dans|on|in|at|par|by)|"
    r"sur (?:leur|le|notre|son) site|on (?:their|our|the|its) (?:web)?site|en ligne|a annonce (?:hier|ce matin|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|en|le)|announced (?:yesterday|today|this morning|last|on|at|in)|"
    r"le devoir|la presse|radio-canada|le soleil|le droit|tva nouvelles|the gazette|the globe|cbc|ctv|new york times|selon (?:le|la|les) (?:journal|journaux|rapport|ministere|site)|according to the (?:report|paper|news|site)|"
    r"seao|merx|registre public|public record|acces a l'information|access to information|aux nouvelles|dans les nouvelles|in the news|dans le journal|in the paper|c'est public|it's public|publicly available)\b"
)
PROTECTS = lazy(
    r"\b(?:(?:restent?|reste|rester|demeurent?|sont|gardons|garde|kept|keep|stay|stays|remain|remains|are|handled|traite[a-z]*|traitons|protege[a-z]*|protect[a-z]*) (?:[a-z']{1,12} ){0,3}(?:confidentiel[a-z]*|confidentiality|confidential(?:ly)?|private|prives?|secrets?|secure|securise[a-z]*)|"
    r"politique de confidentialite|privacy policy|formation sur la confidentialite|confidentiality (?:training|policy)|il est interdit de|never (?:post|share|publish)|ne (?:publiez|partagez|divulguez) jamais|jamais (?:publier|partager|divulguer)|"
    r"(?:loi|law|act) (?:sur|on|25))\b"
)
_TOLD_TO_ASK = lazy(
    r"^[ \n]*(?:est-ce|what|how|combien|c'est combien|quel|quels|quelle|quelles|could you|pouvez-vous|can you|do you|is there|are there|y a-t-il|avez-vous|when|quand|who|qui)\b[ a-z0-9',$%\-\n]{1,160}\?"
)


def around(reading: Reading, start: int, end: int) -> str:
    """The folded text up to ``REACH`` characters on both sides of a stretch."""
    return reading.folded[max(0, start - REACH) : end + REACH]


def insider(reading: Reading, near: str) -> bool:
    """Whether ``near`` shows that the writer speaks of a place where they, or those who answer, work."""
    return INSIDER.search(near) is not None or mentions_organisation(reading.policy, near) is not None


def asks(reading: Reading, start: int) -> bool:
    """Whether the sentence at ``start`` is a request for information."""
    return _TOLD_TO_ASK.match(reading.sentence_text(start)) is not None
