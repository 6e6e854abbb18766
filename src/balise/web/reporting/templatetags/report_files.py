"""Files of a report in pages: what they are called, where they are taken."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from balise.web.reporting import showing
from balise.web.reporting.models import File

register = template.Library()


@register.filter
def file_name(file: File) -> str:
    """A name that says nothing."""
    return showing.file_name(file)


@register.simple_tag
def file_link(links: Mapping[str, str], file: File) -> str:
    """Where this reader takes it."""
    return links[file.reference]
