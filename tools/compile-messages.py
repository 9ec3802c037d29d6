"""Compile every locale/*/LC_MESSAGES/*.po into the .mo beside it, without GNU gettext.

A .mo newer than its .po is left alone; a new one appears in one step, so a running server never
reads half a file.
"""

import os
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogue(source: Path) -> bool:
    """Compile one catalogue and return whether there was anything to do."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
        return False
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True


def main() -> int:
    done = [
        path for path in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")) if compile_catalogue(path)
    ]
    if done and sys.stdout.isatty():
        print(f"compile-messages: {len(done)} catalogue(s) compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
