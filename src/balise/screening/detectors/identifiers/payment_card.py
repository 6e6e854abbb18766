"""Payment card numbers: Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay, Maestro and Interac.

Twelve to nineteen digits that begin with a range of an issuer, have the length that issuer uses and pass the Luhn
check. Left: what is announced as an order, a parcel, a product or a gift card, and what stands inside an address.
Source: ISO/IEC 7812-1 and the ranges that the card schemes publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from stdnum import luhn

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import OTHER, announced, announcing, counts_something, said_after
from balise.screening.detectors.identifiers._identifier import CHECKED, LABELLED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import Window, digits_cue, glued, groups_cue, runs, spread_cue
from balise.screening.model import Sighting
from balise.screening.reading import Reading

_RANGES = (
    # first prefix, last prefix, lengths
    (4, 4, {13, 16, 19}),
    (51, 55, {16}),
    (2221, 2720, {16}),
    (34, 34, {15}),
    (37, 37, {15}),
    (6011, 6011, {16, 19}),
    (644, 649, {16, 19}),
    (65, 65, {16, 19}),
    (300, 305, {14}),
    (309, 309, {14}),
    (36, 36, {14, 16}),
    (38, 39, {14, 16}),
    (3528, 3589, {16, 19}),
    (2131, 2131, {15}),
    (1800, 1800, {15}),
    (62, 62, {16, 17, 18, 19}),
    (5018, 5020, {16, 19}),
    (5038, 5038, {16, 19}),
    (6304, 6304, {16, 19}),
    (6759, 6763, {16, 19}),
)
_LENGTHS = frozenset({12}.union(*(lengths for _, _, lengths in _RANGES)))
_USUAL = {
    (4, 4, 4, 4),
    (4, 6, 5),
    (4, 6, 4),
    (4, 4, 4, 4, 3),
    (4, 3, 3, 3),
    (6, 13),
    (4, 4, 4, 3),
    (8, 8),
    (4, 4, 8),
    (4, 4, 4, 2),
}
_WORDS = announcing(
    "carte", "cartes", "cart", "carte de credit", "cart de credit", "carte de debit", "carte bancaire",
    "carte bleue", "carte de paiement", "numero de carte",
    "no de carte", "visa", "visa debit", "mastercard", "master card", "master", "mc", "amex", "american express",
    "discover", "diners", "diners club", "jcb",
    "interac", "unionpay", "maestro", "credit card", "creditcard", "debit card", "bank card", "payment card", "card",
    "cards", "card number",
    "card no", "cc", "ccn", "cc number", "cvv", "cvc", "ccv", "exp", "expire", "expires", "expiration", "expiry",
    "prepaid", "prepayee",
)  # fmt: skip
_CARD = announcing(
    "visa", "mastercard", "amex", "credit card", "debit card", "carte de credit", "carte de debit", "debit", "credit", "cvv", "expiry",
)  # fmt: skip


class PaymentCard(Identifier):
    """Digits with an issuer's prefix and length and a good check digit."""

    id = "identifiers.payment-card"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro de carte de paiement.",
            "Retirez-le. S’il a déjà été vu, prévenez l’émetteur de la carte; un paiement ne se fait jamais dans une "
            "publication.",
        ),
        (
            "This text holds what looks like a payment card number.",
            "Remove it. If it was already seen, tell the card issuer; payments are never made through a post.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Twelve digits."""
        yield Cue("digits", digits_cue(12))
        yield Cue("groups", groups_cue(3, 4, 6))
        yield Cue("spread", spread_cue(12))

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        for run in runs(reading):
            near = announced(text, run.start, run.end, _WORDS) == "wanted"
            reached = 0
            for window in chain(run.windows(_LENGTHS, everywhere=near), run.mixed(16) if near else ()):
                if window.start < reached or len(set(window.digits)) < 2 or not luhn.is_valid(window.digits):
                    continue
                confidence = _confidence(text, window, issued=_issued(window.digits))
                if confidence:
                    reached = window.end
                    yield seen(window.start, window.end, confidence, CHECKED, *([LABELLED] if near else []))


def _issued(digits: str) -> bool:
    """Whether a scheme gives numbers of this length and beginning."""
    return any(
        first <= int(digits[: len(str(first))]) <= last and len(digits) in lengths for first, last, lengths in _RANGES
    )


def _confidence(text: str, window: Window, *, issued: bool) -> float:
    if glued(text, window.start, window.end) or counts_something(text, window.start, window.end):
        return 0.0
    said = announced(text, window.start, window.end, _WORDS)
    if said == "other":
        # Bought with a card: both are said, and the shape is a card's.
        told = (window.widths in _USUAL or len(window.widths) == 1) and window.alone and issued
        return 0.7 if told and _CARD.search(text, max(0, window.start - 90), window.start) else 0.0
    if said == "wanted":
        # Regional schemes have ranges of their own: a card's word, a good check digit and an issuer's first digit do.
        return 0.98 if issued else 0.6 if _could_be_regional(window) else 0.0
    if not issued or (len(window.widths) == 1 and said_after(text, window.end, OTHER)):
        return 0.0
    if window.widths in _USUAL or window.spaced:
        return 0.9 if window.alone or window.widths[:4] == (4, 4, 4, 4) else 0.0
    return 0.8 if len(window.widths) == 1 else 0.0


def _could_be_regional(window: Window) -> bool:
    """Whether the first digit is one that payment schemes use, in whole groups of three digits or more."""
    return window.digits[0] in "13456" and (min(window.widths) >= 3 or window.spaced)


detector = PaymentCard()
