"""Sign-in through the organisation's identity provider (OpenID Connect), when settings name one."""

from __future__ import annotations

from typing import Any

from balise.web.config.environment import Environment


def identity_providers(env: Environment) -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS`` from ``BALISE_OIDC_URL``, ``_CLIENT``, ``_SECRET``, ``_NAME``; or nothing."""
    address, client = env.text("OIDC_URL"), env.text("OIDC_CLIENT")
    if not address or not client:
        return {}
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": env.text("OIDC_NAME", "OpenID Connect"),
                    "client_id": client,
                    "secret": env.text("OIDC_SECRET"),
                    "settings": {"server_url": address},
                }
            ],
        }
    }
