"""Words that announce a picture, and texts that only speak of pictures: a ban, a request, a piece of equipment."""

from __future__ import annotations

from collections.abc import Iterator

from balise.screening.detecting import Cue, Hit
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

PICTURE = (
    r"(?:photos?|pics?|pix|pictures?|videos?|vids?|selfies?|egoportraits?|clips?|footage|time-?lapse|snapshots?|"
    r"snaps?|diaporama|slideshow|reels?|"
    r"photographie[es]{0,2}|photographed|photographier|filme[es]{0,2}|filmait|filmant|filmer|filmed|filming|snapped|"
    r"recorded|pictured|enregistre[es]{0,2}|capte[es]{0,2} sur|"
    r"(?:en|in) (?:images|pictures)|(?:group|team|class) shots?|images? (?:de|du|des|d'|prises?|captee?s?)|(?:caught|"
    r"captured) on (?:camera|video|film)|(?:en direct|live|facebook live|insta live) (?:de|du|des|de l'|d'|from|at|"
    r"in)|"
    r"(?:turn|turning|turned) the camera|visite virtuelle|virtual tour|enregistrements? (?:audio |video )?(?:de|du|"
    r"des|d')|(?:audio |voice |video )?recordings? of|live ?stream(?:ing|ed)?)"
)
_NOT_PICTURES = lazy(
    r"\b(?:(?:cartes?|jeux?|appels?|cables?|ports?|sorties?|montage|concours|cours de|section|appareils?|studio|"
    r"dossier|piles? d'|conference|code|cassettes?|logiciels? de|edition|projecteurs?) (?:de )?(?:photos?|videos?)|"
    r"(?:photo|picture|video) (?:cards?|games?|calls?|outputs?|cables?|adapters?|conferenc[a-z]+|editing|contests?|"
    r"class|club|id|identity|finish|store|ports?|surveillance|lottery|meetings?)|"
    r"photos? (?:de profil|d'identite|de mariage|de mon passeport|passeport)|profile (?:pic|picture|photo)s?|clip "
    r"(?:art|board|on)|(?:paper|hair|binder) clips?|video ?tuto[a-z]*|tutori[a-z]+|(?:prendre|worth) (?:a thousand|"
    r"mille)|"
    r"worth a thousand|vaut mille|big picture|get the picture|out of the picture|passport (?:photo|picture)|oh snap|"
    r"snap(?:s|ped)? (?:out|back|at|in half|off|peas?|shut)|off the record|recorded (?:voice|message|history|music|"
    r"in)|"
    r"(?:broken|world) record|fishing reel|portrait)\b"
)
_ONLY_ABOUT = lazy(
    r"\b(?:interdi(?:t|te|ts|tes|re|ction)|defense de|pas le droit|not allowed|no (?:photos?|pictures?|videos?|"
    r"filming|photography|cameras?)|pas de (?:photos?|videos?)|aucune? (?:photo|video|image)s?|sans (?:photos?|"
    r"images?)|"
    r"ne (?:prenez|prends|prenons|publiez|publie|filmez|filme|photographiez|partagez) (?:pas|jamais|aucune?)|"
    r"prohibited|forbidden|must stay off|turn off|don'?t (?:take|post|film|photograph|share)|never (?:post|share|"
    r"film|photograph)|please (?:ask|don'?t|refrain|note)|"
    r"demande[rz] (?:le|la|leur|toujours|avant|une|l')|avant de (?:photographier|filmer|publier|prendre|partager|"
    r"mettre)|before (?:you |we |taking |posting |filming |photographing |sharing |publishing )|(?:if|when|whenever) "
    r"(?:you|we|someone) (?:want to |would like to )?(?:film|photograph|take|post|publish)|si (?:vous|tu|on) "
    r"(?:voulez |veux |veut )?(?:film|photograph|pren|publi)|"
    r"formulaire de consentement|consent forms?|autorisation(?: ecrite)? (?:de|avant|pour)|"
    r"(?:je |on |nous )?cherch(?:e|ons|ent) (?:une?|des|la|les|le|quelqu'un|un photographe)|looking for|a la "
    r"recherche|recherche(?:e|s)? |envoyez|envoie[sz]?[- ](?:moi|nous)|send (?:me|us|in|your)|partagez vos|share "
    r"your|submit your|vos (?:plus belles )?(?:photos?|videos?)|"
    r"(?:can|could|would) (?:someone|you|anyone|we)|pou(?:vez|rriez)-vous|peux-tu|est-ce que (?:quelqu'un|vous|on)|"
    r"should (?:post|make|take)|devri(?:ez|ons) (?:faire|publier|mettre)|enlever|retirer|supprimer|effacer|remove|"
    r"delete|take down|"
    r"aimerais voir|would love to see|j'aurais aime|wish i had|i missed|pas (?:pris|eu le temps)|forgot to take|"
    r"oublie de prendre|didn'?t take|(?:lost|perdu) (?:all )?(?:my|mes|les) photos?|backup|sauvegarde[rz]?|truc(?: "
    r"de pro)?|astuces?|tips?|how to|comment (?:prendre|faire|filmer)|"
    r"(?:this|the|a|ce|le|un|cette|la|une) (?:movie|film|tv show|serie|series|documentary|documentaire)|netflix|"
    r"hollywood|"
    r"nettoyez|apprenez|learn (?:to|how)|cours de|atelier de photo|photography (?:class|workshop|course))\b"
)
_DEICTIC = lazy(
    r"(?:ci-dessous|ci-jointe?s?|ci-bas|below|attached|en (?:story|commentaires?|bio|stories|pj|piece jointe|dm)|in "
    r"(?:my |the )?(?:story|stories|comments?|bio|thread)|swipe|\((?:avec )?(?:photos?|pics?|videos?|pictures?)[a-z "
    r"\-]{0,20}\)|"
    r"(?:photos?|videos?|preuve|proof|pics?)[.!\x82\n ]*$|\x82|(?:^|\n)(?:photos?|videos?|clip|pics?|en images|in "
    r"pictures) ?:)"
)


_SEEN = (
    "stagiaires?|eleves?|etudiante?s?|collegues?|equipe|gang|benevoles?|finissante?s?|technicien(?:ne)?s?|interns?|"
    "trainees?|students?|pupils?|colleagues?|co-?workers?|team|crew|volunteers?|"
    "ateliers?|entrepot|bureaux?|workshop|warehouse|desk|office|repair room"
)
_CAMERAS = frozenset("\U0001f4f7\U0001f4f8\U0001f3a5\U0001f4f9\U0001f933\U0001f3ac")


def picture_cues() -> Iterator[Cue]:
    """One cue for every word of a picture."""
    yield Cue("picture", rf"\b{PICTURE}\b")
    yield Cue("camera", rf"\b(?:{_SEEN})\b[a-z0-9' ,.!?:\-]{{0,40}}\x82")


class Scene:
    """What stands around a word of a picture: its sentence, with the next ones when the picture is only pointed at."""

    __slots__ = ("first", "last", "near_first", "near_last")

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        sentence = reading.sentence(start)
        self.near_first = max(sentence.start, start - 220)
        self.near_last = min(sentence.end, end + 260)
        before = reading.sentence(max(0, sentence.start - 1)) if sentence.start else sentence
        after = (
            reading.sentence(min(len(reading.folded) - 1, sentence.end))
            if sentence.end < len(reading.folded)
            else sentence
        )
        self.first = max(before.start, self.near_first - 160)
        self.last = min(after.end, self.near_last + 160)


def scene(reading: Reading, hit: Hit) -> Scene | None:
    """The scene of a picture that goes with the text, or None when the text only speaks of pictures.

    A camera among the pictograms announces one as words do.
    """
    text = reading.folded
    start, end = hit.start, hit.end
    if hit.cue == "camera" and not _CAMERAS.intersection(reading.original(end - 1, min(len(text), end + 3))):
        return None
    found = Scene(reading, start, end)
    if any(
        match.start() <= start < match.end()
        for match in _NOT_PICTURES.finditer(text, max(0, start - 24), min(len(text), end + 24))
    ):
        return None
    if _ONLY_ABOUT.search(text, found.near_first, found.near_last):
        return None
    return found


def pointed_at(reading: Reading, where: Scene) -> bool:
    """Whether the picture is only pointed at («photo ci-dessous», *swipe*), so that its subject stands elsewhere."""
    return (
        _DEICTIC.search(reading.folded[where.near_first : where.near_last]) is not None
        or where.near_last - where.near_first < 60
    )
