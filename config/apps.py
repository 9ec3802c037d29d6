"""The config app holds the portal's management commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Named ``config``; has no models."""

    name = "config"
