"""Age or school of a named child: «Jade Sirois, 12 ans», *Noah (6, kindergarten at …)*.

A child without a name («ma fille en 5e année», «mon ado de 15 ans») is left, and so are a class, a school and adults.
A first name alone with an age gets advice; with a school as well, it is enough to find the child.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.people import FIRST, FULL, PAIR, TITLED, people, public_figure
from balise.screening.reading import Reading

CATEGORY = "personal-information"
_AGE = r"(?:[1-9]|1[0-7])"
_YEARS = rf"(?:{_AGE} ?(?:ans\b|ans et demi|years? old|yrs? old|y/o|yo\b|mois\b|months? old)|{_AGE}[- ]years?[- ]old)"
_GRADE = (
    r"(?:grade (?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight)|(?:1st|2nd|3rd|[4-9]th|1[0-2]th|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) grade(?:r)?|kindergarten|kindergartner|preschool|daycare|"
    r"(?:[1-6]|1re|2e|3e|4e|5e|6e|premiere|deuxieme|troisieme|quatrieme|cinquieme|sixieme) ?(?:e |eme |ieme "
    r")?annee(?: du primaire)?|(?:eleve|etudiante?|classe) (?:de|en) [1-6]e\b|sec(?:ondaire)? ?\.? ?[1-5]\b|[1-5]e "
    r"sec(?:ondaire)?|"
    r"maternelle|prematernelle|garderie|cpe|(?:middle|elementary|high|primary|secondary|public|junior high|senior "
    r"high) (?:school|sr)|senior high|junior high|polyvalente|poly [a-z]|"
    r"(?:eleve|etudiante?|inscrite?) (?:de|a|au|dans) (?:l'|la |le |une )?(?:ecole|classe|secondaire|primaire|"
    r"polyvalente|cegep)|(?:frequente|va a|etudie a) l'ecole|ecole (?:secondaire|primaire) [a-z]|(?:student|pupil) "
    r"(?:at|in|from)|(?:goes to|attends|enrolled at) [a-z.'\- ]{2,40}(?:school|high|elementary|academy|college))"
)
_ANY_AGE = lazy(
    rf"(?<![0-9,.$\-])(?:{_YEARS}|(?:aged?|agee?s? de|he's|she's|who's|is|turned|turns|turning|just turned|fete ses|"
    rf"a eu ses) {_AGE}(?![0-9]|[.,][0-9]| ?[%$]|[- ][a-z]{{0,3}}(?:fois|km|h|times|hours|minutes))(?=[ ,.;!?)]|$)|"
    rf"[(,] ?{_AGE}(?: ans)? ?(?=[,)]))"
)
_ANY_GRADE = lazy(rf"\b{_GRADE}")
_DURATION = lazy(
    r"(?:il y a|y a|ya|depuis|ca fait|pendant|durant|dans|for|in|after|apres|over|since|within|every|aux|moins de|"
    r"plus de|under|over|les|des|de|last|past|next|prochaines?|dernieres?) (?:deja |plus de |environ |about )?$"
)
_ADULT = lazy(
    r"\b(?:prof(?:esseure?)?|enseignante?|teacher|teaches|enseigne|directeur|directrice|principal|educatrice|educateur|coach|mme|mrs|m\.|mr|ms|parent|papa de|maman de|mother of|father of|volunteer|benevole|"
    r"d'experience|of experience|d'anciennete|of service|de service|sober|sobriete|ensemble|together|mari[a-z]+|married)\b"
)


class Minor(Detector):
    """A child's name with an age, a grade or a school."""

    id = "persons.minor"
    categories = (CATEGORY,)
    severity = Severity.HIGH
    messages = {
        "fr": {
            CATEGORY: Message(
                "Ce passage nomme ce qui semble être un enfant, avec son âge ou son école.",
                "Retirez le nom, l’âge ou l’école : ensemble, ils permettent à n’importe qui de trouver cet enfant.",
            )
        },
        "en": {
            CATEGORY: Message(
                "This passage names what seems to be a child, with their age or school.",
                "Remove the name, the age or the school: together they let anybody find that child.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Ages under eighteen as they are told of a person, grades and schools of pupils."""
        yield Cue("age", rf"[,(] ?{_AGE}(?: ans?| years? old| yrs? old)?(?:,|\)| et demi|;|\.)")
        yield Cue("age", rf"[,(] ?{_AGE} ans\b")
        yield Cue(
            "age",
            rf"\b(?:[a-z]{{2,20}} (?:a|aura|avait|vient d'avoir|fete ses|a eu ses)|agee? de|de) {_AGE} ans\b",
        )
        yield Cue("age", rf"\b(?:he's|she's|who's|is|aged?|turned|turns|turning) {_AGE}\b")
        yield Cue("age", rf"\b{_AGE}(?:[- ]years?[- ]old| yrs? old|yo|y/o)\b")
        yield Cue("school", rf"\b{_GRADE}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each named child once, over the sentence that tells the age or school and the one before."""
        told: set[int] = set()
        for hit in islice(hits, 60):
            sentence = reading.sentence(hit.start)
            if sentence.start in told:
                continue
            sighting = _weigh(reading, hit)
            if sighting is not None:
                told.add(sentence.start)
                yield sighting


def _weigh(reading: Reading, hit: Hit) -> Sighting | None:
    text = reading.folded
    sentence = reading.sentence(hit.start)
    first, last = max(sentence.start, hit.start - 120), min(sentence.end, hit.end + 120)
    ages = [
        match
        for match in _ANY_AGE.finditer(text, first, last)
        if not _DURATION.search(text[max(first, match.start() - 22) : match.start()])
    ]
    grade = _ANY_GRADE.search(text, first, last)
    if not ages and grade is None:
        return None
    around = hit.start if grade is None or ages else grade.start()
    everybody = people(reading, first, last)
    listed = [one for one in everybody if one.kind in {FULL, PAIR, FIRST}]
    titled = any(one.kind == TITLED for one in everybody)
    if not listed or public_figure(reading, first, last):
        return None
    person = min(listed, key=lambda one: (abs(one.start - around), one.start))
    near = text[max(first, person.start - 30) : min(last, person.end + 40)]
    if _ADULT.search(near) or (titled and not ages):
        return None
    gap = max(person.start, around) - min(person.end, around + 1)
    if gap > 90:
        return None
    if person.kind == PAIR:
        confidence = 0.7 if ages else 0.4
    elif person.kind == FULL:
        confidence = 0.85 if ages else 0.75
    else:
        confidence = 0.6 if ages and grade is not None else 0.4
        if person.kin and not (ages and grade is not None):
            return None
    marks = [place for match in ages for place in match.span()] + (list(grade.span()) if grade else [])
    return Sighting(
        CATEGORY, min(person.start, *marks), max(person.end, *marks), confidence,
        reasons=(Reason("matched", "age-or-school-of-a-child"), Reason("matched", f"person-{person.kind}")),
    )  # fmt: skip


detector = Minor()
