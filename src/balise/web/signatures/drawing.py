"""A signature as the pad sends it: straight strokes in whole numbers, read strictly before anything keeps it."""

from __future__ import annotations

import re

from balise.documents.certificates import LONGEST_DRAWING
from balise.web.workflow import Invalid

WIDTH, HEIGHT = 600, 200
SMALLEST = 24  # of the box's units: less than this is a slip of the finger
_STROKE = re.compile(r"M\d{1,3} \d{1,3}(?: ?L\d{1,3} \d{1,3})+")
_POINT = re.compile(r"(\d{1,3}) (\d{1,3})")


def read(path: str) -> str:
    """The path as it may be kept. Raises ``Invalid`` when nothing was drawn, or what comes is not a drawing."""
    said = " ".join(path.split())
    if not said:
        raise Invalid(
            fr="Rien n’est dessiné : signez dans le cadre, ou choisissez de signer en vous identifiant.",
            en="Nothing is drawn: sign inside the box, or choose to sign by identifying yourself.",
            field="drawing",
        )
    if len(said) > LONGEST_DRAWING:
        raise Invalid(
            fr="Ce dessin est trop long : effacez-le et signez plus simplement.",
            en="This drawing is too long: clear it and sign more simply.",
            field="drawing",
        )
    if _STROKE.sub("", said).strip():
        raise Invalid(
            fr="Ce dessin ne se lit pas : effacez-le et signez de nouveau.",
            en="This drawing cannot be read: clear it and sign again.",
            field="drawing",
        )
    points = [(int(x), int(y)) for x, y in _POINT.findall(said)]
    across, down = [x for x, _y in points], [y for _x, y in points]
    if max(across) > WIDTH or max(down) > HEIGHT:
        raise Invalid(
            fr="Ce dessin sort du cadre : effacez-le et signez de nouveau.",
            en="This drawing leaves its box: clear it and sign again.",
            field="drawing",
        )
    if max(max(across) - min(across), max(down) - min(down)) < SMALLEST:
        raise Invalid(
            fr="Ce trait est trop petit pour une signature : effacez-le et signez de nouveau.",
            en="This stroke is too small for a signature: clear it and sign again.",
            field="drawing",
        )
    return said
