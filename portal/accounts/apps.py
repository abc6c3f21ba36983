"""The accounts room."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who signs in."""

    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register the policy and the receivers, and tell the ui how roles are called."""
        import_module("portal.accounts.policy")
        import_module("portal.accounts.labels")
        import_module("portal.accounts.second_factor")
