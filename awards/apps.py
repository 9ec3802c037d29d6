"""The awards app: fills the registries when Django is ready."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Gathers the rooms of awards."""

    name = "awards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from emulation.registries.discovery import discover_rooms  # noqa: PLC0415 -- apps are ready only now

        discover_rooms(self.name)
