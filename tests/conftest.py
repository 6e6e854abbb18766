"""What every test shares: folders of their own, hypothesis profiles, ``--fail-on-skip`` and ``--database``."""

from __future__ import annotations

import os
import shutil
import tempfile

import django
import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Server

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-on-skip", action="store_true", help="fail when any test is skipped")
    parser.addoption("--database", choices=["sqlite", "postgres"], default="sqlite", help="what web tests run on")


def pytest_configure(config: pytest.Config) -> None:
    """Before pytest-django reads the settings: data and keys in a folder of the session, and the database asked for."""
    folder = tempfile.mkdtemp(prefix="balise-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for name in ("DATABASE_URL", "DEMO", "HOSTS", "SERVED_HERE"):
        os.environ.pop(f"BALISE_{name}", None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="balise.web.config.settings",
        BALISE_DATA=f"{folder}/data",
        BALISE_KEYS=f"{folder}/keys",
        BALISE_CACHE=f"{folder}/cache",
        BALISE_EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    )
    if config.getoption("--database") == "postgres":
        server = Server()
        config.add_cleanup(server.stop)
        os.environ["BALISE_DATABASE_URL"] = server.address
    django.setup()
    config.pluginmanager.import_plugin("tests.web_cast")  # imports models: not before the settings are known


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter is not None else 0
    if session.config.getoption("--fail-on-skip") and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
