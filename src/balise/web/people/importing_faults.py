"""What may be wrong with a file of people, said in the reader's language with its line and its column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file or one of its cells."""

    DUPLICATE_COLUMN = "duplicate-column"
    DUPLICATE_USERNAME = "duplicate-username"
    EMPTY = "empty"
    ENDS_BEFORE = "ends-before"
    MISSING_COLUMN = "missing-column"
    MISSING_FIRST_DAY = "missing-first-day"
    MISSING_LAST_DAY = "missing-last-day"
    MISSING_NAME = "missing-name"
    MISSING_USERNAME = "missing-username"
    NOT_CSV = "not-csv"
    OWN_MANAGER = "own-manager"
    TOO_LARGE = "too-large"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_LONG = "too-long"
    UNKNOWN_COLUMN = "unknown-column"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_MANAGER = "unknown-manager"
    UNKNOWN_ROLE = "unknown-role"
    WRONG_DATE = "wrong-date"
    WRONG_EMAIL = "wrong-email"
    WRONG_USERNAME = "wrong-username"


_MESSAGES: dict[str, dict[Fault, str]] = {
    "fr": {
        Fault.DUPLICATE_COLUMN: "cette colonne est là deux fois",
        Fault.DUPLICATE_USERNAME: "cet utilisateur est déjà à une ligne d’avant",
        Fault.EMPTY: "le fichier est vide",
        Fault.ENDS_BEFORE: "le départ vient avant l’arrivée",
        Fault.MISSING_COLUMN: "il manque la colonne « utilisateur »",
        Fault.MISSING_FIRST_DAY: "il manque le jour d’arrivée",
        Fault.MISSING_LAST_DAY: "un stage a besoin d’un jour de départ",
        Fault.MISSING_NAME: "une personne nouvelle a besoin d’un nom",
        Fault.MISSING_USERNAME: "il manque le nom d’utilisateur",
        Fault.NOT_CSV: "ce n’est pas un fichier CSV",
        Fault.OWN_MANAGER: "personne n’est son propre gestionnaire",
        Fault.TOO_LARGE: "le fichier est trop gros",
        Fault.TOO_MANY_CELLS: "il y a plus de cases que de colonnes",
        Fault.TOO_LONG: "c’est trop long",
        Fault.UNKNOWN_COLUMN: "colonne inconnue",
        Fault.UNKNOWN_KIND: "inconnu : emploi ou stage",
        Fault.UNKNOWN_LANGUAGE: "langue inconnue : fr ou en",
        Fault.UNKNOWN_MANAGER: "personne n’a ce nom d’utilisateur",
        Fault.UNKNOWN_ROLE: "rôle inconnu",
        Fault.WRONG_DATE: "ce n’est pas une date : JJ/MM/AAAA ou AAAA-MM-JJ",
        Fault.WRONG_EMAIL: "ce n’est pas une adresse de courriel",
        Fault.WRONG_USERNAME: "lettres, chiffres et @ . + - _ seulement",
    },
    "en": {
        Fault.DUPLICATE_COLUMN: "this column is there twice",
        Fault.DUPLICATE_USERNAME: "this user is already on a line before",
        Fault.EMPTY: "the file is empty",
        Fault.ENDS_BEFORE: "the last day comes before the first",
        Fault.MISSING_COLUMN: "the column “username” is missing",
        Fault.MISSING_FIRST_DAY: "the first day is missing",
        Fault.MISSING_LAST_DAY: "a traineeship needs a last day",
        Fault.MISSING_NAME: "a new person needs a name",
        Fault.MISSING_USERNAME: "the user name is missing",
        Fault.NOT_CSV: "this is not a CSV file",
        Fault.OWN_MANAGER: "nobody is their own manager",
        Fault.TOO_LARGE: "the file is too large",
        Fault.TOO_MANY_CELLS: "there are more cells than columns",
        Fault.TOO_LONG: "this is too long",
        Fault.UNKNOWN_COLUMN: "unknown column",
        Fault.UNKNOWN_KIND: "unknown: job or traineeship",
        Fault.UNKNOWN_LANGUAGE: "unknown language: fr or en",
        Fault.UNKNOWN_MANAGER: "nobody has this user name",
        Fault.UNKNOWN_ROLE: "unknown role",
        Fault.WRONG_DATE: "this is not a date: DD/MM/YYYY or YYYY-MM-DD",
        Fault.WRONG_EMAIL: "this is not an e-mail address",
        Fault.WRONG_USERNAME: "letters, digits and @ . + - _ only",
    },
}


@dataclass(frozen=True)
class Problem:
    """A fault, with the line of the file (1 = the first) and the column as the file names it; ``value`` as written."""

    fault: Fault
    line: int
    column: str = ""
    value: str = ""

    def message(self, language: str) -> str:
        """A sentence with line and column."""
        french = language != "en"
        where = f"{'ligne' if french else 'line'} {self.line}"
        if self.column:
            where += f", {'colonne' if french else 'column'} {self.column}"
        said = _MESSAGES["fr" if french else "en"][self.fault]
        shown = self.value if len(self.value) <= 60 else self.value[:59] + "…"
        quoted = (f" (« {shown} »)" if french else f" (“{shown}”)") if shown else ""
        return f"{where}{' : ' if french else ': '}{said}{quoted}"
