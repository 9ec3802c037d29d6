"""The nightly cleaning of the store."""

from emulation.files.services import remove_orphans
from emulation.registries.work import every_night

every_night(remove_orphans)
