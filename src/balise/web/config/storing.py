"""Where sent files are kept (a folder, or S3 for several machines) and where backups go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from balise.web.config.environment import Environment


def storages(env: Environment) -> dict[str, dict[str, Any]]:
    """Django's ``STORAGES``: a folder unless ``BALISE_S3_BUCKET`` names a bucket (extra ``s3``)."""
    default: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    bucket = env.text("S3_BUCKET")
    if bucket:
        options = {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT") or None,
            "region_name": env.text("S3_REGION") or None,
            "access_key": env.text("S3_ACCESS_KEY") or None,  # absent: what the machine itself is allowed
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "location": env.text("S3_PREFIX"),
            "addressing_style": "path" if env.text("S3_ENDPOINT") else None,
            "default_acl": None,  # the bucket's own rule, never public by ours
            "file_overwrite": True,  # names are hashes of what they hold
            "querystring_auth": True,
        }
        default = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    return {"default": default, "staticfiles": {"BACKEND": "balise.web.config.static.Storage"}}


def backup_folder(env: Environment, *, data: Path) -> Path:
    """``BALISE_BACKUP_FOLDER``, else a folder beside the data, never inside: what it holds must survive the data."""
    folder = env.folder("BACKUP_FOLDER", data.parent / f"{data.name}-backups")
    if folder.is_relative_to(data):
        raise ValueError("BALISE_BACKUP_FOLDER: outside BALISE_DATA, or what destroys the data destroys its backups")
    return folder


def within(name: str, value: int, *, least: int, most: int) -> int:
    """``value``, or ``ValueError`` naming the setting."""
    if not least <= value <= most:
        raise ValueError(f"BALISE_{name}: from {least} to {most}, not {value}")
    return value
