"""The campaigns app: fills the registries when Django is ready."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Gathers the rooms of campaigns."""

    name = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from emulation.registries.discovery import discover_rooms  # noqa: PLC0415 -- apps are ready only now

        discover_rooms(self.name)
