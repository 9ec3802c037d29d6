"""Compare what the code says with the Vietnamese catalogue: every sentence must be translated.

Extracts with Django's makemessages from a copy of the sources; the work tree stays as it is.
Reports sentences without a translation, fuzzy ones, and translations that lost a placeholder.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("config", "emulation", "campaigns", "awards", "templates")
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%[sd]")


def extract(folder: Path) -> polib.POFile:
    """Return the sentences of the sources as a catalogue made in ``folder``."""
    ignore = shutil.ignore_patterns("__pycache__", "migrations", "*.mo", "data")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    (folder / "locale" / "vi" / "LC_MESSAGES").mkdir(parents=True)
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "vi", "--no-obsolete"]
    result = subprocess.run(
        [*command, "--no-location"], cwd=folder, env=environment, capture_output=True, text=True
    )
    if result.returncode:
        raise SystemExit(f"check-translations: makemessages failed\n{result.stderr}")
    return polib.pofile(str(folder / "locale" / "vi" / "LC_MESSAGES" / "django.po"))


def faults(wanted: polib.POFile, catalogue: polib.POFile) -> list[str]:
    """Return one line per sentence of ``wanted`` that ``catalogue`` does not say properly."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    found = []
    for entry in wanted:
        translated = known.get((entry.msgctxt, entry.msgid))
        if translated is None or not (translated.msgstr or any(translated.msgstr_plural.values())):
            found.append(f"not translated: {entry.msgid!r}")
        elif translated.fuzzy:
            found.append(f"fuzzy: {entry.msgid!r}")
        elif translated.msgstr and not same_placeholders(entry.msgid, translated.msgstr):
            found.append(f"placeholders differ: {entry.msgid!r} -> {translated.msgstr!r}")
    return found


def same_placeholders(source: str, translation: str) -> bool:
    """Return whether the translation fills in the same values as its source."""
    return sorted(set(PLACEHOLDER.findall(source))) == sorted(set(PLACEHOLDER.findall(translation)))


def main() -> int:
    if not CATALOGUE.exists():
        print(f"check-translations: {CATALOGUE.relative_to(ROOT)} is missing")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        wanted = extract(Path(folder))
    found = faults(wanted, polib.pofile(str(CATALOGUE)))
    summary = f"all {len(wanted)} sentences are translated."
    print("\n".join(found) if found else f"check-translations: {summary}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
