"""The audit told as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.audit.models import Record
from balise.web.publishing.sending.saying import problem_sentence
from balise.web.ui.components import Event
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name
from balise.web.workflow.labels import names_of

# What a record's action reads like; another app's actions are shown by their own name.
WORDS = {
    "mandate:grant": (_l("a accordé un mandat"), "megaphone", "good"),
    "mandate:withdraw": (_l("a mis fin au mandat"), "archive-box", "neutral"),
    "publication:accept_difference": (_l("a accepté une différence en ligne"), "check", "neutral"),
    "publication:add_claim": (_l("a nommé une source"), "link", "neutral"),
    "publication:add_image": (_l("a ajouté une image"), "photo", "neutral"),
    "publication:approve": (_l("a approuvé"), "check-badge", "good"),
    "publication:approve_urgently": (_l("a approuvé en urgence"), "bolt", "warning"),
    "publication:ask_correction": (_l("a demandé une correction"), "pencil-square", "warning"),
    "publication:ask_retraction": (_l("a demandé le retrait"), "exclamation-triangle", "warning"),
    "publication:checked_online": (_l("a comparé ce qui est en ligne"), "eye", "neutral"),
    "publication:confirm_retraction": (_l("a confirmé le retrait"), "eye-slash", "danger"),
    "publication:create": (_l("a commencé le brouillon"), "pencil", "neutral"),
    "publication:declare_met": (_l("s’est prononcé·e sur une obligation"), "hand-raised", "info"),
    "publication:decline_retraction": (_l("a écarté la demande de retrait"), "arrow-uturn-left", "neutral"),
    "publication:drop_correction": (_l("a abandonné la correction"), "arrow-uturn-left", "neutral"),
    "publication:forget_images": (_l("a effacé des images que rien n’utilise"), "trash", "neutral"),
    "publication:hand_over": (_l("a confié le texte à quelqu’un d’autre"), "arrow-right-circle", "info"),
    "publication:leave_out": (_l("a laissé un réseau de côté"), "minus-circle", "neutral"),
    "publication:leave_uncorrected": (_l("a laissé un réseau tel quel"), "minus-circle", "neutral"),
    "publication:look_again": (_l("a demandé de comparer ce qui est en ligne"), "eye", "neutral"),
    "publication:mark_removed": (_l("a retiré le message des réseaux"), "trash", "warning"),
    "publication:miss_time": (_l("a laissé passer l’heure : rien n’est parti"), "clock", "warning"),
    "publication:put_back": (_l("a demandé de remettre ce qui a été approuvé"), "arrow-uturn-left", "warning"),
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
    "publication:send": (_l("a lancé l’envoi aux réseaux"), "paper-airplane", "info"),
    "publication:send_again": (_l("a demandé un nouvel essai"), "arrow-path", "info"),
    "publication:sending_began": (_l("s’est adressé au réseau"), "arrow-path", "neutral"),
    "publication:sending_done": (_l("a obtenu la réponse du réseau : c’est fait"), "check-circle", "good"),
    "publication:sending_failed": (_l("a échoué : une personne est prévenue"), "x-circle", "danger"),
    "publication:sending_put_off": (_l("a remis l’essai à plus tard"), "clock", "warning"),
    "publication:sending_unclear": (
        _l("s’est interrompu sans savoir si c’est fait : une personne est prévenue"),
        "question-mark-circle",
        "warning",
    ),
    "publication:settle_sending": (_l("a dit ce qui est sur le réseau"), "eye", "info"),
    "publication:stop_sending": (_l("a pris l’envoi en main"), "hand-raised", "neutral"),
    "publication:submit": (_l("a soumis"), "inbox-arrow-down", "info"),
    "publication:take_down": (_l("a fait retirer le message par Balise"), "trash", "warning"),
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
    if said.get("problem"):
        parts.append(problem_sentence(str(said["problem"])).rstrip("."))
    if said.get("found"):
        parts.append(_FOUND[str(said["found"])]())
    return ", ".join(parts)


_FOUND = {
    "as-approved": lambda: _("pareil à ce qui a été approuvé"),
    "changed": lambda: _("changé en ligne"),
    "held": lambda: _("caché par le réseau"),
    "vanished": lambda: _("disparu"),
}


def _reference(record: Record) -> str:
    """What proves it: its place in the register of the audit, and the hash of the content."""
    parts = [_("Inscription n° %(number)d au registre d’audit") % {"number": record.number}]
    if record.detail.get("hash"):
        parts.append(_("empreinte du contenu : %(hash)s") % {"hash": str(record.detail["hash"])[:12]})
    return ", ".join(parts) + "."
