"""Words around a number that say what it is. The nearest announcement before it wins, then one right after it."""

from __future__ import annotations

import re
from typing import Literal

from balise.screening.folding import fold_term
from balise.screening.patterns import LazyPattern, Pattern, lazy

_OTHERS = (
    # goods, orders, parcels
    "commande", "commandes", "cmd", "order", "orders", "po number", "bon de commande", "bon de travail", "lot",
    "lots", "batch",
    "facture", "factures", "invoice", "invoices", "bill number", "recu no", "receipt", "suivi", "reperage",
    "tracking", "track",
    "colis", "parcel", "package", "shipment", "envoi", "livraison", "delivery", "expedition", "bordereau", "waybill",
    "ticket", "tickets", "billet", "billets", "incident", "case", "case number", "cas", "dossier de cour",
    "dossier judiciaire",
    "docket", "reference", "references", "ref", "reservation", "booking", "confirmation", "vol", "flight", "siege",
    "seat",
    "soumission", "devis", "quote", "contrat", "contract", "requisition", "demande no", "request",
    "permis de construction",
    "building permit", "modele", "modeles", "model", "models", "mod.", "piece", "pieces", "part number", "p/n",
    "part no",
    "produit", "product", "sku", "upc", "ean", "gtin", "isbn", "issn", "asin", "code-barres", "code barre",
    "barcode", "code a barres",
    "article", "item", "catalogue", "catalog", "version", "build", "firmware", "rev", "release", "licence windows",
    "product key",
    # enterprises and taxes
    "neq", "tps", "tvq", "tvh", "gst", "qst", "hst", "numero d'entreprise", "business number", "charity",
    "bienfaisance", "siret",
    "siren", "duns", "ein", "immatriculation d'entreprise", "registraire", "enregistrement",
    # numbers of clients and staff
    "numero de client", "no de client", "client number", "customer number", "customer id", "numero de membre",
    "no de membre", "member number", "numero d'employe", "numero d'employee", "employee number", "employee id",
    # telephones
    "tel", "tel.", "telephone", "telephones", "phone", "cell", "cellulaire", "fax", "telecopieur", "call", "appelez",
    "appeler",
    "texto", "textez", "sans frais", "toll-free", "toll free", "poste",
    # scores, quantities, draws
    "score", "scores", "pointage", "points", "resultat", "resultats", "votes", "voix", "population", "total",
    "somme", "sum",
    "loto", "lotto", "lottery", "loterie", "tirage", "draw", "numero gagnant", "numeros gagnants", "winning number",
    "winning numbers", "combinaison", "suite", "sequence", "prime number", "nombre premier", "decimales",
    "digits of pi",
    "statistique", "budget", "prix", "price", "cout", "cost",
    # cards that are not payment cards
    "carte-cadeau", "carte cadeau", "cheque-cadeau", "cheque cadeau", "cheques-cadeaux", "certificat-cadeau", "certificat cadeau", "gift certificate",
    "cartes-cadeaux", "gift card", "gift cards", "carte opus",
    "carte de bibliotheque", "library card",
    "carte de points", "carte de fidelite", "loyalty card", "rewards card", "aeroplan", "air miles", "carte d'affaires",
    "carte graphique", "graphics card", "carte-mere", "carte mere", "carte sim", "sim card", "iccid",
    "carte de membre", "membership card",
)  # fmt: skip


def announcing(*terms: str) -> LazyPattern:
    """A pattern for any of ``terms`` as whole words, blanks and hyphens alike, said together with their plural."""
    folded = sorted({fold_term(term) for term in terms}, key=lambda term: (-len(term), term))
    shapes = "|".join(re.escape(term).replace(r"\ ", r"[ \-]{1,3}") for term in folded)
    return lazy(rf"(?<![a-z0-9])(?:{shapes})(?![a-z])")


OTHER = announcing(*_OTHERS)
"""What numbers are that are nobody's."""
_UNIT = lazy(
    r" ?(?:\$|%|[a-z]{0,2}\$|dollars?|euros?|millions?|km|kg|habitants?|personnes?|people|citizens|votes?|voix|vues|"
    r"views|fois|times|"
    r"abonnes?|followers|subscribers|copies|exemplaires?|tonnes?|tons|kwh|watts?|pixels?|octets|bytes|bits|annees|"
    r"ans|years|"
    r"ordinateurs?|computers|de (?:dollars|personnes|tonnes|vues|copies)|points?|pts|likes|steps|pas|m2|"
    r"metres?)(?![a-z])"
)
_QUANTITY = lazy(
    r"(?:\$|=|(?<![a-z])(?:environ|plus de|moins de|pres de|over|about|around|more than|less than|nearly|"
    r"total(?:e|ing)?(?: de| of)?|fois|times|x)) ?$"
)
_DIGIT = lazy(r"[0-9]")

Said = Literal["wanted", "other", ""]


def said_before(text: str, start: int, wanted: Pattern, reach: int = 70) -> Said:
    """Whether the nearest announcement within ``reach`` characters before ``start`` is ``wanted`` or another one."""
    first = max(0, start - reach)
    mine = _last(wanted, text, first, start)
    theirs = _last(OTHER, text, first, start)
    if mine is None and theirs is None:
        return ""
    if theirs is None or (mine is not None and (mine.end(), -mine.start()) >= (theirs.end(), -theirs.start())):
        return "wanted"
    return "other"


def said_after(text: str, end: int, wanted: Pattern, reach: int = 32) -> bool:
    """Whether ``wanted`` is said soon after ``end``, before any other digit."""
    last = min(len(text), end + reach)
    digit = _DIGIT.search(text, end, last)
    return wanted.search(text, end, digit.start() if digit else last) is not None


def announced(text: str, start: int, end: int, wanted: Pattern, reach: int = 70) -> Said:
    """What the words around say of the number: ``wanted``, ``other`` or nothing."""
    before = said_before(text, start, wanted, reach)
    if before == "wanted" or said_after(text, end, wanted):
        return "wanted"
    return before


def counts_something(text: str, start: int, end: int) -> bool:
    """Whether the number is an amount: a currency or a unit beside it, or words such as «environ» before it."""
    return _UNIT.match(text, end) is not None or _QUANTITY.search(text, max(0, start - 14), start) is not None


def _last(pattern: Pattern, text: str, first: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, first, end):
        found = match
    return found
