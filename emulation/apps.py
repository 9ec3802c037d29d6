"""The emulation app: fills the registries when Django is ready."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EmulationConfig(AppConfig):
    """Gathers the rooms of emulation."""

    name = "emulation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from emulation.audit.triggers import install_triggers  # noqa: PLC0415 -- apps are ready only now
        from emulation.clock.workdays import bring_known_days  # noqa: PLC0415 -- apps are ready only now
        from emulation.registries.discovery import discover_rooms  # noqa: PLC0415 -- apps are ready only now
        from emulation.ui.search_indexes import install_search_indexes  # noqa: PLC0415 -- apps are ready only now

        discover_rooms(self.name)
        post_migrate.connect(install_triggers, sender=self)
        post_migrate.connect(install_search_indexes, sender=self)
        post_migrate.connect(bring_known_days, sender=self)
