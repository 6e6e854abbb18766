"""The audit told as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.audit.models import Record
from balise.web.ui.components import Event
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name
from balise.web.workflow.labels import names_of

# What a record's action reads like; another app's actions are shown by their own name.
WORDS = {
    "mandate:grant": (_l("a accordé un mandat"), "megaphone", "good"),
    "mandate:withdraw": (_l("a mis fin au mandat"), "archive-box", "neutral"),
    "publication:add_claim": (_l("a nommé une source"), "link", "neutral"),
    "publication:add_image": (_l("a ajouté une image"), "photo", "neutral"),
    "publication:approve": (_l("a approuvé"), "check-badge", "good"),
    "publication:approve_urgently": (_l("a approuvé en urgence"), "bolt", "warning"),
    "publication:ask_correction": (_l("a demandé une correction"), "pencil-square", "warning"),
    "publication:ask_retraction": (_l("a demandé le retrait"), "exclamation-triangle", "warning"),
    "publication:confirm_retraction": (_l("a confirmé le retrait"), "eye-slash", "danger"),
    "publication:create": (_l("a commencé le brouillon"), "pencil", "neutral"),
    "publication:declare_met": (_l("s’est prononcé·e sur une obligation"), "hand-raised", "info"),
    "publication:decline_retraction": (_l("a écarté la demande de retrait"), "arrow-uturn-left", "neutral"),
    "publication:drop_correction": (_l("a abandonné la correction"), "arrow-uturn-left", "neutral"),
    "publication:forget_images": (_l("a effacé des images que rien n’utilise"), "trash", "neutral"),
    "publication:hand_over": (_l("a confié le texte à quelqu’un d’autre"), "arrow-right-circle", "info"),
    "publication:leave_out": (_l("a laissé un réseau de côté"), "minus-circle", "neutral"),
    "publication:leave_uncorrected": (_l("a laissé un réseau tel quel"), "minus-circle", "neutral"),
    "publication:mark_removed": (_l("a retiré le message des réseaux"), "trash", "warning"),
    "publication:record_address": (_l("a publié et inscrit l’adresse"), "megaphone", "good"),
    "publication:record_correction": (_l("a corrigé en ligne"), "check-badge", "good"),
    "publication:refuse": (_l("a refusé"), "x-circle", "danger"),
    "publication:remove_claim": (_l("a enlevé une source"), "link", "neutral"),
    "publication:remove_image": (_l("a enlevé une image"), "photo", "neutral"),
    "publication:reopen": (_l("a repris le brouillon"), "arrow-uturn-left", "neutral"),
    "publication:reread": (_l("a relu l’approbation en urgence"), "eye", "neutral"),
    "publication:reschedule": (_l("a choisi l’heure"), "clock", "info"),
    "publication:return": (_l("a retourné avec des remarques"), "arrow-uturn-left", "warning"),
    "publication:save": (_l("a enregistré le brouillon"), "pencil-square", "neutral"),
    "publication:submit": (_l("a soumis"), "inbox-arrow-down", "info"),
    "publication:verify_claim": (_l("a vérifié une source"), "check", "good"),
    "publication:withdraw": (_l("a abandonné"), "archive-box", "neutral"),
}


def told(records: Sequence[Record], *, language: str) -> list[Event]:
    """Records as events of a timeline, in their order."""
    names = names_of(list(records))
    events = []
    for record in records:
        if record.at is None:
            continue
        action = record.tag.partition(":")[2]
        words, icon, tone = WORDS.get(action, (action, "clock", "neutral"))
        events.append(
            Event(
                when=record.at,
                who=names[record.number] or _("une personne oubliée depuis"),
                what=str(words),
                detail=_detail(record, language),
                reference=_reference(record),
                icon=icon,
                tone=tone,
            )
        )
    return events


def _detail(record: Record, language: str) -> str:
    """What the act was about, in words of people."""
    said, parts = record.detail, []
    if said.get("revision"):
        parts.append(_("révision %(number)d") % {"number": said["revision"]})
    if said.get("clause"):
        parts.append(_("article %(clause)s") % {"clause": said["clause"]})
    if said.get("network"):
        parts.append(network_name(str(said["network"]), the_policy(), language))
    return ", ".join(parts)


def _reference(record: Record) -> str:
    """What proves it: its place in the register of the audit, and the hash of the content."""
    parts = [_("Inscription n° %(number)d au registre d’audit") % {"number": record.number}]
    if record.detail.get("hash"):
        parts.append(_("empreinte du contenu : %(hash)s") % {"hash": str(record.detail["hash"])[:12]})
    return ", ".join(parts) + "."
