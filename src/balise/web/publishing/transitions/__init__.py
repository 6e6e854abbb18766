"""All writes of publications, by what they are for. Each function is one transition, performed by ``workflow``."""

from __future__ import annotations

from balise.web.publishing.transitions.collecting import forget_images
from balise.web.publishing.transitions.correcting import (
    ask_correction,
    drop_correction,
    leave_uncorrected,
    record_correction,
)
from balise.web.publishing.transitions.deciding import (
    approve,
    approve_urgently,
    declare_met,
    refuse,
    return_to_author,
)
from balise.web.publishing.transitions.drafting import (
    add_claim,
    add_image,
    create_publication,
    remove_claim,
    remove_image,
    reopen,
    save_draft,
    verify_claim,
    withdraw,
)
from balise.web.publishing.transitions.handing_over import hand_over
from balise.web.publishing.transitions.placing import leave_out, record_address, reschedule
from balise.web.publishing.transitions.rereading import reread
from balise.web.publishing.transitions.retracting import (
    ask_retraction,
    confirm_retraction,
    decline_retraction,
    mark_removed,
)
from balise.web.publishing.transitions.submitting import submit

__all__ = [
    "add_claim",
    "add_image",
    "approve",
    "approve_urgently",
    "ask_correction",
    "ask_retraction",
    "confirm_retraction",
    "create_publication",
    "declare_met",
    "decline_retraction",
    "drop_correction",
    "forget_images",
    "hand_over",
    "leave_out",
    "leave_uncorrected",
    "mark_removed",
    "record_address",
    "record_correction",
    "refuse",
    "remove_claim",
    "remove_image",
    "reopen",
    "reread",
    "reschedule",
    "return_to_author",
    "save_draft",
    "submit",
    "verify_claim",
    "withdraw",
]
