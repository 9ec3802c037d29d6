"""Rules of the house that no linter knows, each with the sentence that says why.

Prints one line per violation and exits 1 when there is one.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "emulation", "campaigns", "awards")


@dataclass(frozen=True)
class Rule:
    """A pattern that must not occur in the files of ``globs``, apart from ``allowed`` paths."""

    pattern: str
    globs: tuple[str, ...]
    why: str
    allowed: tuple[str, ...] = ()


PYTHON = tuple(f"{app}/**/*.py" for app in APPS)
TEMPLATES = ("templates/**/*.html", *(f"{app}/**/templates/**/*.html" for app in APPS))
RULES = [
    Rule(
        r"""fields\s*=\s*["']__all__["']|exclude\s*=\s*[\(\[]""",
        tuple(f"{app}/**/forms*" for app in APPS) + tuple(f"{app}/**/forms/*.py" for app in APPS),
        "a form names its fields, so that a new column is never writable by accident",
    ),
    Rule(r"\bmark_safe\b", PYTHON, "use format_html or a template: text of users must be escaped"),
    Rule(
        r"\|\s*safe\b|\{%\s*autoescape\s+off",
        TEMPLATES,
        "text of users must be escaped",
    ),
    Rule(
        r"\.delay\(|\.apply_async\(|\.delay_on_commit\(|\.send_task\(",
        PYTHON,
        "background work is a job row: emulation.jobs.services.enqueue",
        allowed=("emulation/jobs/",),
    ),
    Rule(
        r"os\.environ|os\.getenv",
        PYTHON,
        "the environment is read once, in config/env.py",
        allowed=(
            "config/env.py",
            "config/celery.py",
            "config/wsgi.py",
            "config/settings_test.py",
            "emulation/typesetting/",  # the child processes are given an environment of their own
            "emulation/files/",
        ),
    ),
    Rule(
        r"""<(script|link|img|iframe|source|video|audio|embed|object|use)\b[^>]*(src|href|data)=["']?(https?:)?//""",
        TEMPLATES,
        "nothing is loaded from elsewhere",
    ),
    Rule(
        r"""@import\s|url\(\s*["']?(https?:)?//""",
        ("static/**/*.css",),
        "nothing is loaded from elsewhere",
        allowed=("static/vendor/",),
    ),
    Rule(
        r"""\sstyle=["']|\son[a-z]+=["']|<style\b""",
        TEMPLATES,
        "the content security policy refuses inline styles and handlers",
        allowed=("templates/emulation/typesetting/",),
    ),
    Rule(
        r"https?://|--index-url|--extra-index-url|--find-links|\"resolved\"",
        ("requirements.txt", "dev.txt"),
        "a lock file names versions and hashes, not places",
    ),
    Rule(
        r'"resolved":', ("package-lock.json",), "a lock file names versions and hashes, not places"
    ),
    Rule(
        r"on_delete\s*=\s*(models\.)?CASCADE",
        PYTHON,
        "records of the office are never deleted with another: PROTECT",
        allowed=("/migrations/",),
    ),
    Rule(
        r"objects\.(raw|extra)\(|\.extra\(|RawSQL\(",
        PYTHON,
        "queries are built by the ORM on both databases",
        allowed=("config/demo/",),
    ),
    Rule(
        r"\bprint\(",
        PYTHON,
        "log, or write to self.stdout of the command",
        allowed=("config/demo/",),
    ),
]
ALLOWED_MARK = re.compile(r"house-rule:\s*\S+")  # a reason on the line itself lifts the rule


def violations(rule: Rule) -> list[str]:
    """Return one line per place where ``rule`` does not hold."""
    found = []
    pattern = re.compile(rule.pattern)
    for path in sorted({path for glob in rule.globs for path in ROOT.glob(glob)}):
        name = path.relative_to(ROOT).as_posix()
        if not path.is_file() or path.suffix in {".pyc", ".mo"}:
            continue
        if any(part in name for part in rule.allowed):
            continue
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if pattern.search(line) and not ALLOWED_MARK.search(line):
                found.append(f"{name}:{number}: {rule.why}\n    {line.strip()}")
    return found


def long_files() -> list[str]:
    """Return the Python files of apps and tests with more than 400 lines."""
    found = []
    for app in (*APPS, "tests"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" in name or "/data/" in name:
                continue
            if (lines := len(path.read_text().splitlines())) > 400:
                found.append(
                    f"{name}: {lines} lines; cut it by noun into a folder of the same name"
                )
    return found


def main() -> int:
    found = [line for rule in RULES for line in violations(rule)] + long_files()
    print("\n".join(found) if found else "check-rules: the rules of the house hold.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
