"""Finding the rooms of an app and importing what they register."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

REGISTERING_MODULES = ("rules", "workflow", "kinds", "desk", "invariants", "actions")


def discover_rooms(app_name: str) -> None:
    """Import the registering modules of every room of ``app_name``.

    Registries of lower rooms (permissions, job kinds, document kinds, desk items, invariants, names
    of acts) are filled this way, so that no lower room imports a higher one.
    """
    package = import_module(app_name)
    for path in package.__path__:
        for room in iter_modules([str(Path(path))]):
            if room.ispkg and room.name not in {"migrations", "management"}:
                for module in REGISTERING_MODULES:
                    name = f"{app_name}.{room.name}.{module}"
                    if find_spec(name):
                        import_module(name)
