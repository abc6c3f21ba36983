"""The accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who signs in."""

    name = "portal.accounts"
    label = "accounts"
