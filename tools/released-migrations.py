"""Migrations that a release has shipped: data in use depend on them, so they never change again.

    tools/released-migrations.py check           refuse one that changed, is gone or slipped in
    tools/released-migrations.py record 0.2.0    add those of a release; tools/release calls it

``tools/released-migrations.txt`` has one line a file: version, SHA-256, path.
"""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = "tools/released-migrations.txt"
APPS = ("emulation", "campaigns", "awards")
STORED = {"postgres.tar.xz", "sqlite.tar.xz"}


def migrations(root: Path) -> dict[str, str]:
    """Return the hash of each migration file by its path."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for app in APPS
        for path in sorted((root / app / "migrations").glob("[0-9]*.py"))
    }


def released(root: Path) -> dict[str, tuple[str, str]]:
    """Return version and hash of each released migration by its path."""
    lines = [line.split() for line in (root / LIST).read_text().splitlines()]
    return {path: (version, digest) for version, digest, path in lines}


def faults(root: Path) -> list[str]:
    """Return one line for each released migration that is not as it was shipped."""
    present, found = migrations(root), []
    for path, (version, digest) in released(root).items():
        if path not in present:
            found.append(f"{path} was released with {version} and is gone")
        elif present[path] != digest:
            found.append(f"{path} was released with {version} and has changed; write a new one")
    for path in sorted(present.keys() - released(root).keys()):
        folder = path.rpartition("/")[0]
        later = [other for other in released(root) if other.startswith(folder) and other > path]
        found += [f"{path} stands before released ones; number it after them"] if later else []
    for version in sorted({version for version, _digest in released(root).values()}):
        samples = list((root / "tests/upgrade/samples").glob(f"{version}-*"))
        if {path.name.partition("-")[2] for path in samples} != STORED:
            found.append(f"tests/upgrade/samples lacks the data of {version}")
    return found


def record(root: Path, version: str) -> int:
    """Add the migrations that no release has shipped yet; return how many."""
    known = released(root)
    new = {path: digest for path, digest in migrations(root).items() if path not in known}
    with (root / LIST).open("a") as out:
        out.writelines(f"{version} {digest} {path}\n" for path, digest in new.items())
    return len(new)


def main() -> int:
    match sys.argv[1:]:
        case ["record", version]:
            print(f"released-migrations: {record(ROOT, version)} recorded with {version}.")
            return 0
        case ["check"]:
            found = faults(ROOT)
            print("\n".join(found) or "released-migrations: all are as they were shipped.")
            return bool(found)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
