"""A form signed by hand, as a scanner would give it back: ticked and signed in blue-black ink, slightly askew."""

from __future__ import annotations

import datetime as dt
import io

from PIL import Image, ImageDraw, ImageFont

from balise.documents import scans
from balise.web.people.models import Person
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.paper_printing import forms_for
from balise.web.signing.paper_reading import Recognised

_INK = (28, 38, 92)
_YES, _NO = 0.112, 0.245  # where the boxes stand, as parts of the width; the rest as parts of the height
_READ, _AGREES = 0.331, 0.383
_LINES = {"name": (0.12, 0.573), "date": (0.12, 0.637), "place": (0.54, 0.637)}
_SIGNATURE = ((0.13, 0.735), (0.17, 0.7), (0.19, 0.745), (0.23, 0.705), (0.26, 0.74), (0.33, 0.715), (0.42, 0.73))


def signed_page(
    person: Person,
    version: PolicyVersion,
    *,
    acknowledged: bool = True,
    agrees: bool = True,
    place: str = "Laval",
    now: dt.datetime,
) -> Recognised:
    """The page as it is received: whose it is was read in its square."""
    form = forms_for([person], version, language="fr", with_text=False, now=now)
    sheet = Image.open(io.BytesIO(scans.picture(form, page=1))).convert("RGB")
    width, height = sheet.size
    pen = ImageDraw.Draw(sheet)
    for down, answer in ((_READ, acknowledged), (_AGREES, agrees)):
        across = width * (_YES if answer else _NO)
        pen.line([(across - 14, height * down - 14), (across + 14, height * down + 14)], fill=_INK, width=5)
        pen.line([(across + 14, height * down - 14), (across - 14, height * down + 14)], fill=_INK, width=5)
    hand = ImageFont.load_default(size=34)
    for name, said in (("name", person.get_full_name()), ("date", f"{now:%d/%m/%Y}"), ("place", place)):
        across, down = _LINES[name]
        pen.text((width * across, height * down - 46), said, fill=_INK, font=hand)
    pen.line([(width * x, height * y) for x, y in _SIGNATURE], fill=_INK, width=4, joint="curve")
    out = io.BytesIO()
    sheet.rotate(0.7, resample=Image.Resampling.BILINEAR, fillcolor="white").save(out, "JPEG", quality=72)
    return Recognised(
        content=out.getvalue(),
        media_type="image/jpeg",
        pages=1,
        turn=0,
        person=person,
        version=version,
        known_by=SignedPage.KnownBy.CODE,
    )
