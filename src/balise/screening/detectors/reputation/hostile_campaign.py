"""Joins, shares or starts a campaign against the organisation: boycott, flood of bad reviews, hostile hashtag.

Union campaigns and lawful recourse never lead to more than advice. A boycott of somebody else is a call to mobilise,
which another detector sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.reputation._targets import about_organisation, names_it
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import names_pattern
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_CALLS = (
    r"\b(?:boycott[a-z]{0,8}|boycotter|"
    r"(?:une|1|one|a|zero|0)[ \-](?:seule )?(?:etoiles?|stars?)|mauvais(?:es)? (?:avis|critiques?|evaluations?|commentaires?|notes?)|(?:bad|negative|terrible|awful) (?:reviews?|ratings?)|avis negatifs?|"
    r"critiques? negatives?|evaluations? negatives?|(?:ne )?(?:donnez|donner|donne|achetez|achete) (?:plus|pas|rien) (?:a|aux|de|chez|d'|rien)|(?:stop|quit) (?:donating|giving|buying|supporting|following)|"
    r"(?:don'?t|do not|never) (?:donate|give (?:them|a)|buy|support|send)|petition (?:contre|against|pour (?:fermer|faire)|to (?:shut|close|remove|fire))|(?:signez|sign|partagez|share|signe) (?:la|the|cette|this) petition|"
    r"inond(?:ez|er|ons|e)|flood(?:ing)?|spamm(?:ez|er|ons|e|ing)|spam (?:their|the|leur)|bombard[a-z]{1,4}|(?:faire|faites|faisons) (?:tomber|fermer|couler|plier)|(?:bring|take|tear|shut|burn) (?:them |it |this place |that place )?down|"
    r"exposons|expos(?:er|ez)|expose (?:them|them all)|(?:call|calling) (?:them )?out|cancel (?:them|this)|cancel[a-z]{0,3}|(?:signalez|denoncez|report|masse report|mass report) (?:leur|their|la|the|massivement|en masse)|(?:desabonnez|unfollow)[a-z\-]{0,6}|"
    r"ruin(?:er|ons|ez)?|couler|coulons|coulez|nuire a|hurt their|destroy|detruire|detruisons|hashtag|mot-clic)\b"
)
_HOSTILE_TAG = r"#[a-z0-9]{0,30}(?:boycott|honte|shame|exposed?|stop|balance|dehors|cancel|fail|arnaque|scam|toxi[a-z]{1,4}|ment|lies?|nonaux?|justice)[a-z0-9]{0,30}"
_AGAINST_IT = lazy(
    r"\b(?:ne (?:participez|participe|partagez|partage|signez|signe|rejoignez|boycottez|cedez)|n'(?:appelez|embarquez|alimentez) pas|pas (?:participer|partager|embarquer|signer|boycotter)|contre (?:le|ce|tout) boycott|"
    r"(?:don'?t|do not|not|won'?t|never) (?:join|share|take part|participate|sign|boycott|fall for)|against (?:the|this|any) boycott|refuse (?:de|d'|to)|deplore|dommage|triste de voir|sad to see|"
    r"arretez|cessez|stop the|au lieu d|instead of|histoire|histoire du|history|en 19|in 19)\b"
)
_LAWFUL = lazy(
    r"\b(?:syndicat|syndical[a-z]*|syndique[a-z]*|union|greve|strike|convention collective|collective agreement|negociations?|bargaining|cnesst|tribunal|grief|grievance|plainte officielle)\b"
)
_THEM = lazy(r"\b(?:leur|leurs|eux|cet organisme|cette organisation|cette boite|their|them|they|this organization|this organisation|this company)\b")


class HostileCampaign(Detector):
    """A call, and the organisation it turns against."""

    id = "reputation.hostile-campaign"
    categories = ("hostile-campaign",)
    voices = STAFF_VOICES
    severity = Severity.HIGH
    messages = {
        "fr": {
            "hostile-campaign": Message(
                "Ce passage lance ou relaie une campagne qui vise {organisation} (« {matched} »).",
                "Ne le publiez pas. Si quelque chose doit changer, les ressources humaines et les voies prévues par la loi sont là pour ça.",
            )
        },
        "en": {
            "hostile-campaign": Message(
                "This passage starts or relays a campaign aimed at {organisation} (“{matched}”).",
                "Do not publish it. If something has to change, human resources and the ways that the law provides are there for it.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Calls, and hashtags that turn against somebody."""
        yield Cue("call", _CALLS)
        yield Cue("tag", _HOSTILE_TAG)
        yield Cue("tag", rf"#(?:boycott|stop|honte|shame|no|nona|nonal|nonalo|cancel|fuck|expose|exposed){names_pattern(policy)}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first call that turns against the organisation."""
        whole = len(reading.folded)
        if not about_organisation(reading, 0, min(whole, 20_000)):
            return
        for hit in hits[:50]:
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - 200), min(span.end, hit.end + 200)
            if _AGAINST_IT.search(reading.folded, max(0, first - 60), last):
                continue
            near = about_organisation(reading, first, last) or names_it(reading, hit.start, hit.end)
            if not near and not _THEM.search(reading.folded, first, last) and hit.cue != "tag":
                near = about_organisation(reading, max(0, first - 200), min(whole, last + 200))
                if not near:
                    continue
            lawful = _LAWFUL.search(reading.folded) is not None
            yield Sighting(
                "hostile-campaign", hit.start, hit.end, 0.8,
                reasons=(
                    Reason("matched", "campaign-against"),
                    *((Reason("softened", "union-or-recourse"),) if lawful else ()),
                ),
                ceiling=Decision.ADVISE if lawful else Decision.FORBIDDEN,
            )  # fmt: skip
            return


detector = HostileCampaign()
