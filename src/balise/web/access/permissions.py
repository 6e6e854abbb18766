"""Every permission there is, in alphabetical order, as ``subject.action``."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What somebody may be allowed to do. A name never changes its meaning."""

    AUDIT_READ = "audit.read"
    AUDIT_VERIFY = "audit.verify"
    BACKUP_MAKE = "backup.make"
    CHECK_USE = "check.use"
    DUTY_READ = "duty.read"
    JOB_READ = "job.read"
    JOB_SETTLE = "job.settle"
    MANDATE_GRANT = "mandate.grant"
    MANDATE_READ = "mandate.read"
    MANDATE_WITHDRAW = "mandate.withdraw"
    OBLIGATION_DECLARE = "obligation.declare"
    OPERATIONS_READ = "operations.read"
    ORGANISATION_CONFIGURE = "organisation.configure"
    PAPER_CODE_GIVE = "paper_code.give"
    PERSON_CREATE = "person.create"
    PERSON_DEACTIVATE = "person.deactivate"
    PERSON_EDIT = "person.edit"
    PERSON_IMPORT = "person.import"
    PERSON_READ = "person.read"
    PROFILE_EDIT = "profile.edit"
    PUBLICATION_APPROVE = "publication.approve"
    PUBLICATION_APPROVE_URGENTLY = "publication.approve_urgently"
    PUBLICATION_CORRECT = "publication.correct"
    PUBLICATION_CREATE = "publication.create"
    PUBLICATION_EDIT = "publication.edit"
    PUBLICATION_PUBLISH = "publication.publish"
    PUBLICATION_READ = "publication.read"
    PUBLICATION_READ_ALL = "publication.read_all"
    PUBLICATION_REFUSE = "publication.refuse"
    PUBLICATION_RESCHEDULE = "publication.reschedule"
    PUBLICATION_RETRACT_ASK = "publication.retract_ask"
    PUBLICATION_RETRACT_CONFIRM = "publication.retract_confirm"
    PUBLICATION_RETURN = "publication.return"
    PUBLICATION_SUBMIT = "publication.submit"
    PUBLICATION_WITHDRAW = "publication.withdraw"
    QUESTION_ANSWER = "question.answer"
    QUESTION_ASK = "question.ask"
    QUESTION_CLOSE = "question.close"
    QUESTION_READ = "question.read"
    QUESTION_WITHDRAW = "question.withdraw"
    QUEUE_READ = "queue.read"
    ROLE_END = "role.end"
    ROLE_GRANT = "role.grant"
    SEARCH_USE = "search.use"
    SOURCE_VERIFY = "source.verify"
    TOKEN_CREATE = "token.create"  # noqa: S105 - a permission
    TOKEN_OVERSEE = "token.oversee"  # noqa: S105
    TOKEN_REVOKE = "token.revoke"  # noqa: S105
    WEBHOOK_MANAGE = "webhook.manage"
