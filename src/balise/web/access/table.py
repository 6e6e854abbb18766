"""Which role brings which permission. What is not here is refused."""

from __future__ import annotations

from balise.web.access.permissions import Permission
from balise.web.people.roles import Role

P = Permission

# Whoever signs in may check a text, know whom to write to, find what they may see, and let in a tool of theirs.
_OWN_ACCOUNT = frozenset(
    {
        P.ATTESTATION_GIVE,  # in one’s own name
        P.CHECK_USE,
        P.CONTACT_READ,
        P.EVIDENCE_READ,  # one's own; others by the rule of what it proves
        P.LOOKALIKE_READ,  # those one reported; all of them for who decides
        P.LOOKALIKE_REPORT,
        P.PROFILE_EDIT,
        P.SEARCH_USE,
        P.SIGNATURE_MAKE,
        P.TOKEN_CREATE,
        P.TOKEN_REVOKE,
    }
)
_WRITES = frozenset(
    {
        P.OBLIGATION_DECLARE,
        P.PUBLICATION_CORRECT,  # its author, or communications
        P.PUBLICATION_CREATE,
        P.PUBLICATION_EDIT,
        P.PUBLICATION_PUBLISH,  # under one's own name, or a mandate: the rule of publishing says which
        P.PUBLICATION_READ,
        P.PUBLICATION_RESCHEDULE,
        P.PUBLICATION_RETRACT_ASK,
        P.PUBLICATION_SUBMIT,
        P.PUBLICATION_WITHDRAW,
        P.QUESTION_ANSWER,  # those in communications, and whoever stands in for them: the rule says who
        P.QUESTION_ASK,
        P.QUESTION_CLOSE,
        P.QUESTION_READ,  # one's own, and those one answers
        P.QUESTION_WITHDRAW,
    }
)
# The official text, the situations that go with it, and one's own departure, are for those inside
_INSIDE = _OWN_ACCOUNT | {
    P.POLICY_READ,
    P.SITUATION_PRACTISE,
    P.STAY_CONFIRM,  # one's own departure
    P.STAY_PREPARE,  # one's own, that of one's team, anybody's for HR: the rule says whose
}
_DRAFTS = frozenset({P.POLICY_APPROVE, P.POLICY_DRAFT, P.POLICY_PUBLISH, P.POLICY_WITHDRAW})
# of one’s own team, by rule; of everybody for HR
_ASKS = frozenset({P.ATTESTATION_FILE, P.DUE_READ, P.SIGNING_LINK_GIVE, P.STAY_FILE, P.STAY_READ})
# the register of official accounts, and what gets an account back
_ACCOUNTS = frozenset({P.ACCOUNT_MANAGE, P.ACCOUNT_READ, P.ACCOUNT_RECOVER})
_APPROVES = frozenset({P.PUBLICATION_APPROVE, P.PUBLICATION_REFUSE, P.PUBLICATION_RETURN, P.QUEUE_READ})

TABLE: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: _INSIDE
    | _ACCOUNTS
    | {
        P.ABSENCE_SET,
        P.AUDIT_VERIFY,
        P.BACKUP_MAKE,
        P.DUTY_READ,
        P.JOB_READ,
        P.JOB_SETTLE,
        P.OPERATIONS_READ,
        P.ORGANISATION_CONFIGURE,
        P.PAPER_CODE_GIVE,
        P.PERSON_CREATE,
        P.PERSON_DEACTIVATE,
        P.PERSON_EDIT,
        P.PERSON_IMPORT,
        P.PERSON_READ,
        P.ROLE_END,
        P.ROLE_GRANT,
        P.STAY_ACCESS,
        P.STAY_MANAGE,
        P.STAY_READ,
        P.TOKEN_OVERSEE,
        P.WEBHOOK_MANAGE,
    },
    Role.AUDITOR: _INSIDE
    | {
        P.ACCOUNT_READ,
        P.AUDIT_READ,
        P.AUDIT_VERIFY,
        P.DUTY_READ,
        P.MANDATE_READ,
        P.PERSON_READ,
        P.PUBLICATION_READ,
        P.PUBLICATION_READ_ALL,
        P.PUBLICATION_REREAD,  # reading, and saying so: it decides nothing
    },
    Role.COMMUNICATIONS: _INSIDE
    | _WRITES
    | _APPROVES
    | _ACCOUNTS
    | {
        P.AUDIT_READ,
        P.LOOKALIKE_DECIDE,
        P.MANDATE_GRANT,
        P.MANDATE_READ,
        P.MANDATE_WITHDRAW,
        P.PERSON_READ,
        P.PUBLICATION_READ_ALL,
        P.PUBLICATION_RETRACT_CONFIRM,
        P.SOURCE_VERIFY,
    },
    Role.EMPLOYEE: _INSIDE | _WRITES,
    Role.HR: _INSIDE
    | _WRITES
    | _APPROVES
    | _DRAFTS
    | _ASKS
    | {
        P.ABSENCE_SET,
        P.ATTESTATION_CORRECT,
        P.ATTESTATION_READ,
        P.CAMPAIGN_MANAGE,
        P.EVIDENCE_KEEP,
        P.EXEMPTION_GRANT,
        P.EXEMPTION_READ,
        P.PAPER_CODE_GIVE,
        P.PERSON_CREATE,
        P.PERSON_DEACTIVATE,
        P.PERSON_EDIT,
        P.PERSON_IMPORT,
        P.PERSON_READ,
        P.REFUSAL_READ,
        P.RETENTION_HOLD,
        P.RETENTION_READ,
        P.RETENTION_SET,
        P.ROLE_END,
        P.ROLE_GRANT,
        P.STAY_ACCESS,  # by rule: never an account that opens sensitive records
        P.STAY_CLOSE,
        P.STAY_MANAGE,
    },
    Role.MANAGEMENT: _INSIDE
    | _WRITES
    | _APPROVES
    | _DRAFTS
    | _ACCOUNTS
    | {
        P.AUDIT_READ,
        P.AUDIT_VERIFY,
        P.DUTY_READ,
        P.LOOKALIKE_DECIDE,
        P.MANDATE_GRANT,
        P.MANDATE_READ,
        P.MANDATE_WITHDRAW,
        P.PERSON_READ,
        P.PUBLICATION_APPROVE_URGENTLY,
        P.PUBLICATION_READ_ALL,
        P.PUBLICATION_RETRACT_CONFIRM,
        P.SOURCE_VERIFY,
    },
    Role.MANAGER: _INSIDE
    | _WRITES
    | _APPROVES
    | _ASKS
    | {P.ABSENCE_SET, P.EVIDENCE_KEEP, P.PAPER_CODE_GIVE, P.PERSON_READ},
    Role.PARTNER: _OWN_ACCOUNT | _APPROVES | {P.PUBLICATION_READ},
    Role.PRIVACY: _INSIDE | _WRITES | _APPROVES | {P.PERSON_READ, P.RETENTION_HOLD, P.RETENTION_READ},
}
