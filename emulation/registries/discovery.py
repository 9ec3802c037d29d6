"""Finding the rooms of an app and importing what they register."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from django.core.exceptions import ImproperlyConfigured

REGISTERING_MODULES = (
    "rules",
    "workflow",
    "kinds",
    "lists",
    "desk",
    "invariants",
    "actions",
    "services",
)
NO_ROOMS = {"migrations", "management"}
AS_GOOD_AS_THE_SAME = 0.75
MEANT_SO = {"roles"}  # the table of rights; it registers nothing


def discover_rooms(app_name: str) -> None:
    """Import the registering modules of every room of ``app_name``.

    Registries of lower rooms (permissions, job kinds, document kinds, lists, desk items, invariants
    and names of acts, services of steps) are filled this way, so that no lower room imports a
    higher one. A file whose name is nearly one of them stops the start: nobody would import it, or
    notice.
    """
    for path in import_module(app_name).__path__:
        for room in iter_modules([path]):
            if room.ispkg and room.name not in NO_ROOMS:
                files = {each.name for each in iter_modules([str(Path(path) / room.name)])}
                _refuse_misspelt(f"{app_name}.{room.name}", files)
                for module in REGISTERING_MODULES:
                    if module in files:
                        import_module(f"{app_name}.{room.name}.{module}")


def _refuse_misspelt(room: str, files: set[str]) -> None:
    for name in sorted(files - set(REGISTERING_MODULES) - MEANT_SO):
        if meant := get_close_matches(name, REGISTERING_MODULES, 1, AS_GOOD_AS_THE_SAME):
            raise ImproperlyConfigured(f"{room}.{name}: no room has such a file; {meant[0]}?")
