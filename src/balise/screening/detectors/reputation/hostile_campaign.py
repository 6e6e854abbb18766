"""Joins, shares or starts a campaign against the organisation: boycott, flood of bad reviews, hostile hashtag.

Union campaigns and lawful recourse never lead to more than advice. Refusing or deploring such a campaign is left
alone, and a boycott of somebody else is a call to mobilise, which another detector sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, any_of
from balise.screening.detectors.reputation._targets import about_organisation, names_it
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import names_pattern
from balise.screening.patterns import lazy
from balise.screening.polarity import quoted
from balise.screening.reading import Reading

_CALLS = (
    r"\b(?:boycott|boycotte|boycotter|boycottez|boycottons|boycotting|boycotted|boycotts|boycottage|boycot)\b",
    r"\b(?:une|1|one|a|zero|0|single|seule)[ \-](?:seule |single )?(?:etoile|etoiles|star|stars)\b",
    r"\b(?:mauvais|mauvaise|mauvaises|bad|negative|terrible|awful|horrible|nasty|scathing|fake|faux) (?:avis|critiques?|evaluations?|commentaires?|notes?|reviews?|ratings?|comments?|feedback)\b",
    r"\b(?:avis|critiques|evaluations|commentaires) (?:negatifs|negatives|assassins|incendiaires)\b",
    r"\b(?:donnez|donner|donne|donnons|achetez|achete|acheter|commandez|envoyez|apportez) (?:leur |y |lui )?(?:plus|pas|jamais|rien) (?:a|aux|de|d'|un|une|rien|aucun|aucune|votre|vos)\b",
    r"\b(?:donnez|achetez|commandez|donne|achete) (?:plus|pas|rien) chez\b",
    r"\b(?:plus|pas) (?:un|une) (?:seul |seule |maudit |maudite |crisse de )?(?:cenne|sou|don|ordi|ordinateur|dollar|piasse|cent|computer|dime|penny|donation)\b",
    r"\bnot (?:one|a) (?:more |single )?(?:cent|dime|dollar|penny|donation|computer)\b",
    r"\b(?:stop|quit|cease|halt|cancel|pull|withdraw|withhold) (?:donating|giving|buying|supporting|following|funding|sponsoring|ordering|your (?:orders?|donations?|support|sponsorships?|funding|pledges?))\b",
    r"\b(?:annulez|annuler|annulons|retirez|retirer|suspendez|cessez|cesser|arretez|arreter|arretons|cessons) (?:vos|votre|de|leurs|toutes|tout|les|tous)\b",
    r"\b(?:don't|dont|do not|never) (?:donate|give them|give a|buy|support|send them|order|fund)\b",
    r"\bpetition (?:contre|against|pour fermer|pour faire|pour que|to shut|to close|to remove|to fire|to defund|to stop)\b|\b(?:signez|sign|partagez|share|signe) (?:la|the|cette|this|our|notre) petition\b",
    r"\b(?:inond(?:ez|er|ons|e)|flood|flooding|spammez|spammer|spammons|spam|spamming|bombardez|bombarder|bombardons|bombard|ratio|ratioed|brigade|brigading|harcelons|pile on|review bomb|review-bomb)\b",
    r"\b(?:faire|faites|faisons) (?:tomber|fermer|couler|plier|payer|ceder|reagir|perdre)|\bfaire (?:les |l'|le )?(?:plier|tomber|ceder)\b|\b(?:bring|take|tear|shut|burn) (?:them |it |this place |that place |the place )?down\b",
    r"\b(?:exposons|exposez|exposer|exposed|expose them|expose this|name and shame|call them out|calling them out|calling out|call out|cancel them|cancelled|cancel culture|mass report|report them|reports it|report it|"
    r"report the page|report their|report every|signalez la|signalez leur|signalez en masse|signaler la page|signaler leur|signalons|denoncez-les|denoncez les|denoncons|denoncez)\b",
    r"\b(?:desabonnez-vous|desabonnez|desabonner|se desabonne|on se desabonne|unfollow|desabonnons|unsubscribe|unlike their|masse|en masse)\b",
    r"\b(?:ruiner|ruinons|ruinez|couler|coulons|coulez|nuire|hurt their|detruire|detruisons|destroy them|destroy their|salir)\b",
    r"\b(?:mot-clic|mots-clics|hashtag|mot clic|trend|trending|viral|make it go viral|faites circuler|faites tourner|faites passer|passez le mot|pass it on|spread the word|tell your|tell everyone|dites-le a|partagez partout|partagez le plus|share it everywhere|"
    r"share everywhere|partagez au max|partagez en grand|repost|retweet|retweeting|retweetez)\b",
    r"\b(?:commanditaires|commanditaire|sponsors|sponsor|bailleurs de fonds|funders|advertisers|leurs partenaires|their partners)\b",
    r"\b(?:worst stories|horror stories|your stories|vos temoignages|vos histoires|temoignages|vos pires|send me your|envoyez-moi vos|joins? ma voix|joining my voice|adding my voice|join the movement|rejoignez le mouvement|"
    r"j'appuie la campagne|joining the campaign|join the campaign|campagne contre|campaign against|mouvement contre|movement against|manif devant|protest outside|protest in front|campagne)\b",
)
_NEGATIVE = lazy(
    r"\b(?:boycot[a-z]*|(?:une|1|one|zero|0|single|seule)[ \-](?:seule |single )?(?:etoiles?|stars?)|mauvais[es]* (?:avis|critiques?|evaluations?|commentaires?|notes?)|(?:bad|negative|terrible|awful|horrible|nasty|scathing|fake) (?:reviews?|ratings?|comments?)|"
    r"(?:avis|critiques|commentaires) negati[a-z]*|(?:donne|achete|commande|envoy|apport)[a-z]* (?:leur |y |lui )?(?:plus|pas|jamais|rien)\b|(?:plus|pas) une? (?:[a-z]+ )?(?:cenne|sou|don|ordi|ordinateur|dollar|piasse|cent)|not (?:one|a) (?:more |single )?[a-z]+|"
    r"(?:stop|quit|cancel|pull|withdraw|withhold|annul|retir|suspend|cess|arret)[a-z]* (?:de |d')?(?:donating|donner|giving|buying|acheter|supporting|appuyer|soutenir|following|funding|financer|ordering|commander|your [a-z]+|vos (?:commandes?|dons?|appuis?|commandites?)|votre (?:appui|soutien|don|argent)|leurs commandites|leur)|"
    r"(?:don't|dont|do not|never) (?:donate|give|buy|support|send|order|fund)|petition (?:contre|against|pour (?:fermer|que)|to)|inond[a-z]+|flood[a-z]*|spam[a-z]*|bombard[a-z]*|ratio[a-z]*|brigad[a-z]+|review.bomb|"
    r"(?:faire|faites|faisons) (?:les |l'|le )?(?:tomber|fermer|couler|plier|payer|ceder|reagir|perdre)|(?:bring|take|tear|shut|burn) (?:them |it |this place |that place |the place )?down|expos(?:ons|ez|er|ed|e)\b|name and shame|call(?:ing)? (?:them )?out|cancel (?:them|this)|"
    r"report(?:s|ing)? (?:it|them|the page|their|every)|mass report|signal(?:ez|er|ons) (?:la|leur|en masse)|denonc(?:ez|ons)|desabonn[a-z]+|unfollow|unsubscribe|ruin[a-z]+|coul(?:er|ons|ez)|nuire|destroy|detrui[a-z]+|salir|"
    r"lachent|lachez|lacher|walk away|walking away|drop them|dump them|cut ties|coupe[nrz]* les (?:ponts|vivres)|cess[a-z]+ (?:de|d')|worst|horror|pires|shame|honte|contre|against|stop|enough|assez|la verite|the truth|sache|gone by|wake them|reveiller|regret[a-z]*|pay for)\b"
)
_AGAINST_IT = lazy(
    r"\b(?:ne (?:participez|participe|partagez|partage|signez|signe|rejoignez|boycottez|cedez|boycottons) (?:pas|jamais)|n'(?:appelez|embarquez|alimentez) pas|pas (?:participer|embarquer|boycotter)|contre (?:le|ce|tout|un) (?:appel au )?boycott|"
    r"(?:don'?t|do not|not|won'?t|never|not going to) (?:join|share (?:the|that|this)|take part|participate|boycott|fall for|going to boycott)|against (?:the|this|any|a) boycott|refuse (?:de|d'|to)|i refused|j'ai refuse|i said no|j'ai dit non|pas question|no thanks|non merci|"
    r"asked me to|m'a demande de|veulent que je|deplore|triste de voir|sad to see|disagree with|desaccord avec|pas d'accord avec|(?:cessez|arretez|stop) (?:ce|this|the|le) (?:boycott|campaign|campagne)|"
    r"au lieu d[eu']|instead of|histoire (?:du|de)|history|montgomery|en 19[0-9]{2}|in 19[0-9]{2}|of 19[0-9]{2}|de 19[0-9]{2})"
)
_LAWFUL = lazy(
    r"\b(?:syndicat|syndical[a-z]*|syndique[a-z]*|union|greve|strike|convention collective|collective agreement|negociations?|bargaining|picket|piquet[a-z]*|cnesst|tribunal|grief|grievance|plainte officielle|protecteur du citoyen|ombudsman)\b"
)
_THEM = lazy(
    r"\b(?:leur|leurs|eux|les|cet organisme|cette organisation|cette boite|notre organisation|notre organisme|mon employeur|their|them|they|this organi[sz]ation|our organi[sz]ation|this company|my employer|y)\b"
)
_HOSTILE = (
    r"(?:boycott?e?|stop|shame(?:on)?|honte|pasmon|pasma|notmy|gate|exposed?|offline|dehors|fail|scam|arnaque|lies?|ment|menteurs?|cancel|fuck|anti|contre|ditch|drop|quit|leave|bye|adieu|toxi(?:que|c)|assez|enough|"
    r"justice|metoo|balance(?:ton)?|speakup|truth|verite|down|over|sucks|hate|nona?l?|no|never|jamais|plus|parlonsen|brisonslesilence|out|dump|defund|resist|nomore|pluspour|fermez|close|shut|mustfall|fall|falls|isover|lied|walkout|nepasdonner|dontdonate)"
)


class HostileCampaign(Detector):
    """A call, and the organisation it turns against."""

    id = "reputation.hostile-campaign"
    categories = ("hostile-campaign",)
    voices = STAFF_VOICES
    surest = 0.8
    severity = Severity.HIGH
    messages = {
        "fr": {
            "hostile-campaign": Message(
                "Ce passage semble lancer ou relayer une campagne qui vise {organisation} (« {matched} »).",
                "Ne le publiez pas. Si quelque chose doit changer, parlez-en aux ressources humaines; vos recours légaux restent entiers.",
            )
        },
        "en": {
            "hostile-campaign": Message(
                "This passage seems to start or relay a campaign aimed at {organisation} (“{matched}”).",
                "Do not publish it. If something has to change, speak with human resources; your legal recourse stays whole.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Calls, and hashtags that hold one of the organisation's names."""
        for pattern in _CALLS:
            yield Cue("call", pattern)
        yield Cue(
            "against",
            rf"\b(?:drop|dump|ditch|quit|lachez|lacher|fuyez|evitez|avoid|contre|against|stop|laissez tomber|abandonnez|cancel) (?:l'|la |le |the )?{names_pattern(policy)}\b",
        )
        names = _short_names(policy)
        if names:
            yield Cue("tag", rf"#[a-z0-9_]{{0,24}}{any_of(names)}[a-z0-9_]{{0,24}}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first hostile hashtag or call that turns against the organisation."""
        folded = reading.folded
        whole = min(len(folded), 20_000)
        names = _short_names(reading.policy)
        tag = next(
            (hit for hit in hits[:200] if hit.cue == "tag" and _hostile(folded[hit.start : hit.end], names)), None
        )
        if tag is None and not (about_organisation(reading, 0, whole) or _OURSELVES.search(folded, 0, whole)):
            return
        for hit in [tag] if tag is not None else hits[:60]:
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - 200), min(span.end, hit.end + 200)
            if _AGAINST_IT.search(folded, max(0, first - 80), min(len(folded), last + 60)) or quoted(
                reading, hit.start, hit.end
            ):
                continue
            if hit is not tag and not _turned_against(reading, hit, first, last):
                continue
            lawful = _LAWFUL.search(folded, 0, whole) is not None
            yield Sighting(
                "hostile-campaign", hit.start, hit.end, 0.8,
                reasons=(
                    Reason("matched", "campaign-against"),
                    *((Reason("softened", "union-or-recourse"),) if lawful else ()),
                ),
                ceiling=Decision.ADVISE if lawful else Decision.FORBIDDEN,
            )  # fmt: skip
            return


_RALLY = lazy(
    r"\b(?:partage[rz]?|partageons|share|tell (?:your|everyone|everybody|all)|dites|faites|passez le mot|spread|everyone|everybody|tout le monde|tous|toutes|ensemble|together|let's|lets|join|rejoignez|embarquez|campagne|campaign|mouvement|"
    r"movement|petition|signez|sign|retweet|repost|follow|suivez|vos|your|mobilis[a-z]+|commanditaires|sponsors|ecoles|schools|manif[a-z]*)\b"
)
_OURSELVES = lazy(r"\b(?:notre organisation|notre organisme|our organi[sz]ation|our own organi[sz]ation)\b")


def _turned_against(reading: Reading, hit: Hit, first: int, last: int) -> bool:
    """Whether the call of ``hit`` is meant to harm, and bears on the organisation."""
    folded = reading.folded
    if hit.cue == "against":
        return _RALLY.search(folded, max(0, first - 120), min(len(folded), last + 160)) is not None
    if _NEGATIVE.search(folded, first, last) is None:
        return False
    if names_it(reading, first, last) is not None:
        return True
    near = names_it(reading, max(0, first - 220), min(len(folded), last + 220)) is not None
    return near and _THEM.search(folded, first, last) is not None


def _short_names(policy: Policy) -> tuple[str, ...]:
    """The names that fit in a hashtag."""
    organisation = policy.organisation
    names = (*organisation.names, *(handle.lstrip("@#") for handle in organisation.handles))
    return tuple(dict.fromkeys(name for name in (part.lower() for part in names) if name.isalnum() and name.isascii()))


def _hostile(tag: str, names: tuple[str, ...]) -> bool:
    """Whether a hashtag turns one of ``names`` into a banner against it."""
    for name in names:
        place = tag.find(name)
        if place >= 0:
            around = tag[1:place] + " " + tag[place + len(name) :]
            if re.search(rf"(?:\A| |_){_HOSTILE}(?:\Z| |_)", around) or re.search(
                r"boycot|shame|honte|expos|arnaque|scam", around
            ):
                return True
    return False


detector = HostileCampaign()
