"""Connection strings that hold a password: ``scheme://user:password@host`` (RFC 3986, userinfo), ``Password=…;`` of
ADO and ODBC, ``-u user:password`` of curl, ``--password=…`` of commands and variables («DB_PASSWORD=…»). Placeholders are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._secret import Credential, placeholder, random_looking, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_USERINFO = lazy(
    r"[a-z][a-z0-9+.\-]{1,20}://[a-z0-9._%+\-@]{0,64}:(?P<value>[^ \n/@:]{1,120}(?:@[^ "
    r"\n/@:.]{1,40})?)@[a-z0-9.\-\[]{1,200}(?:[:/][^ \n\"'<>]{0,200})?"
)
_THIN = lazy(r":thin:[a-z0-9_]{1,40}/(?P<value>[^ \n/@]{3,120})@[a-z0-9./:\-]{2,120}")
_FIELD = lazy(
    r"(?:user id|uid|user|username|server|data source|host|database)=[^;\n]{1,120};[^\n]{0,200}?(?:password|"
    r"pwd)=(?P<value>[^;\n \"']{3,120})"
)
_OPTION = lazy(
    r"(?:(?<![a-z0-9])-u ?|--user[= ]|--proxy-user[= ])[a-z0-9._@\-]{1,60}:(?P<value>[^ \n\"']{3,120})|"
    r"--?(?:password|passwd|passphrase|pass)[= ](?P<other>[^ \n\"'\-][^ \n\"']{3,120})|pgpassword=(?P<third>[^ "
    r"\n]{3,120})|\b(?:docker|podman|mysql|mysqldump|mongo|helm|az|oc|psexec|sqlcmd|plink|smbclient|xfreerdp) [^\n]{0,60}? -p ?[\"']?(?P<fifth>[^ \n\"']{6,120})|sshpass -p ?[\"']?(?P<fourth>[^ \n\"']{4,120})"
)
_VARIABLE = r"(?:(?:mdp|password|pass|passwd|pwd|secret|token|motdepasse)[_.][a-z0-9_]{2,20}|[a-z0-9][_.](?:password|passwd|pwd|pass|passphrase|secret|secret_key|token|key|apikey|mdp|motdepasse))[\"']? ?[=:] ?[\"']?"
_ASSIGNED = lazy(rf"{_VARIABLE}(?P<value>[^ \n\"';,]{{5,300}})")
_OF_PASSWORDS = lazy(r"(?:password|passwd|pwd|pass|passphrase|mdp|motdepasse)(?:[_.][a-z0-9_]{2,20})?[\"' =:]")


class Connection(Credential):
    """Strings that log in by themselves."""

    id = "credentials.connection"
    messages = told(
        (
            "Ce texte contient une adresse ou une commande de connexion avec son mot de passe.",
            "Retirez-la, changez ce mot de passe et transmettez les accès par un moyen sûr.",
        ),
        (
            "This text holds a connection string or a command with its password.",
            "Remove it, change that password and hand over access by a safe channel.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Userinfo in an address, password fields, options of commands."""
        yield Cue("userinfo", r"://[a-z0-9._%+\-@]{0,64}:[a-z0-9!#$%&'()*+,;=?_~.\-^|@]{1,120}@")
        yield Cue("field", r"(?:password|pwd)=[a-z0-9!@#$%&*+_.\-]{3}")
        yield Cue("option", r"(?:-u|--user|--proxy-user)[ =]?[a-z0-9._@\-]{1,60}:[a-z0-9!@#$%&*+_.\-]{3}")
        yield Cue(
            "option",
            r"\b(?:docker|podman|mysql|mysqldump|mongo|helm|az|oc|psexec|sqlcmd|plink|smbclient|xfreerdp) [a-z0-9 ._@/:=\\\-]{0,60} -p ?[\"'a-z0-9]",
        )
        yield Cue("option", r"pgpassword=[a-z0-9!@#$%&*+_.\-]{3}")
        yield Cue("option", r"\bsshpass -p ?[\"'a-z0-9]")
        yield Cue("thin", r":thin:[a-z0-9_]{1,40}/[a-z0-9!#$%&*+_.\-]{3}")
        yield Cue("variable", rf"{_VARIABLE}[a-z0-9!@#$%&*+/_.\-]{{6}}")
        yield Cue("option", r"--?(?:password|passwd|passphrase|pass)[ =][a-z0-9!@#$%&*+_.]{4}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each string once: the whole address, or the value of the option."""
        text = reading.folded
        reached = 0
        for hit in islice(hits, 400):
            if hit.start < reached:
                continue
            place = _place(text, hit)
            if place is None:
                continue
            start, end, value = place
            start, end = trimmed(reading, start, end)
            if (
                start >= reached
                and not placeholder(value)
                and value not in {"password", "pass", "pwd", "motdepasse", "mdp", "secret"}
            ):
                reached = end
                yield seen(start, end, 0.95, "connection-string")


def _place(text: str, hit: Hit) -> tuple[int, int, str] | None:
    first, last = max(0, hit.start - 24), min(len(text), hit.end + 420)
    if hit.cue == "userinfo":
        for match in _USERINFO.finditer(text, first, last):
            if match.end() > hit.start:
                return match.start(), match.end(), match.group("value")
        return None
    if hit.cue == "thin":
        thin = _THIN.match(text, hit.start, last)
        return (*thin.span(), thin.group("value")) if thin else None
    if hit.cue == "field":
        field = _FIELD.search(text, max(0, hit.start - 320), last)
        return (*field.span("value"), field.group("value")) if field else None
    if hit.cue == "variable":
        assigned = _ASSIGNED.match(text, hit.start, last)
        if assigned is None or assigned["value"].startswith(("process.", "os.", "env.", "http")):
            return None
        value = assigned["value"].rstrip(".,;:)")
        mixed = any(map(str.isdigit, value)) or any(sign in value for sign in "!@#$%&*+")
        fine = mixed if _OF_PASSWORDS.search(assigned.group()) else random_looking(value)
        return (*assigned.span("value"), value) if fine else None
    option = _OPTION.search(text, hit.start, last)
    if option is None or option.group(option.lastgroup or "value").replace(":", "").isdigit():
        return None
    name = option.lastgroup or "value"
    return (*option.span(name), option.group(name))


detector = Connection()
