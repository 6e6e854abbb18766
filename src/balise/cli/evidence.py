"""``balise evidence``: whether a proof is what was sealed, without any network nor database."""

from __future__ import annotations

from pathlib import Path

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {
        "intact": "{file} : intact. Scellé par {organisation} le {at} (certificat {mark}).",
        "changed": "{file} : CHANGÉ. Ce fichier n’est pas celui qui a été scellé : ne vous y fiez pas.",
        "stranger": "{file} : scellé par une clé inconnue ici, au nom de {organisation} (certificat {mark}). N’importe qui peut sceller sous ce nom : vérifiez l’empreinte, puis donnez ce certificat avec --certificate.",
        "not-sealed": "{file} : aucun sceau. Ce fichier ne prouve rien.",
        "not-a-pdf": "{file} : ce n’est pas un PDF.",
        "facts": "Ce qu’il dit :",
        "unreadable": "{file} : ce certificat ne peut pas être lu (PEM attendu).",
    },
    "en": {
        "intact": "{file}: intact. Sealed by {organisation} on {at} (certificate {mark}).",
        "changed": "{file}: CHANGED. This file is not the one that was sealed: do not rely on it.",
        "stranger": "{file}: sealed with a key not known here, in the name of {organisation} (certificate {mark}). Anybody can seal under that name: check the fingerprint, then give that certificate with --certificate.",
        "not-sealed": "{file}: no seal. This file proves nothing.",
        "not-a-pdf": "{file}: this is not a PDF.",
        "facts": "What it says:",
        "unreadable": "{file}: this certificate cannot be read (PEM expected).",
    },
}


@click.group("evidence", help=say("Les preuves scellées.", "Sealed proofs."))
def command() -> None:
    """Check proofs."""


@command.command("verify", help=say("Dit si des preuves sont intactes.", "Tell whether proofs are intact."))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--certificate",
    "given",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("certificat du sceau (PEM), reçu d’ailleurs", "certificate of the seal (PEM), received elsewhere"),
)
def verify(files: tuple[Path, ...], given: tuple[Path, ...]) -> None:
    """Leave with 0 when every file is intact and sealed here, 1 when one is not, 2 when a certificate is unreadable."""
    from balise.documents.certificates import NotACertificate, facts_of
    from balise.documents.seals import Standing
    from balise.documents.seals import verify as verified

    texts = _TEXTS[environment_language()]
    trusted = [*_kept(), *(one for path in given for one in _certificates(path, texts))]
    wrong = False
    for file in files:
        content = file.read_bytes()
        found = verified(content, trusted=trusted)
        at = found.sealed_at.astimezone().strftime("%Y-%m-%d %H:%M:%S %z") if found.sealed_at else "?"
        said = texts[found.standing.value].format(
            file=file, organisation=found.organisation, at=at, mark=found.fingerprint
        )
        intact = found.standing is Standing.INTACT
        wrong = wrong or not intact
        click.echo(said, err=not intact)
        if intact:
            try:
                facts = facts_of(content)
            except NotACertificate:
                continue
            click.echo(texts["facts"])
            for name, value in sorted(facts.items()):
                click.echo(f"  {name}: {value}")
    raise SystemExit(1 if wrong else 0)


def _kept() -> list[bytes]:
    """The certificates of this installation; the settings are not read, since they would draw keys."""
    from balise.web.config.environment import Environment, default_data_folder, default_keys_folder

    env = Environment()
    folder = env.folder("KEYS", default_keys_folder(env.folder("DATA", default_data_folder())))
    return [path.read_bytes() for path in sorted((folder / "seal-certificates").glob("*.pem"))]


def _certificates(path: Path, texts: dict[str, str]) -> list[bytes]:
    from balise.documents.seals import certificates_in

    try:
        return certificates_in(path.read_bytes())
    except ValueError:
        click.echo(texts["unreadable"].format(file=path), err=True)
        raise SystemExit(2) from None
