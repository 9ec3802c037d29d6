"""Rules of the house that no linter knows, each with the sentence that says why.

Prints one line per violation, and exits 1 when there is one, and how long files and functions are.
"""

import ast
import math
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


# Where SQL is written by hand, and why the ORM cannot say it. Nowhere else.
RAW_SQL = {
    "emulation/audit/schema.py": "types of columns stand in the database's own catalogue",
    "emulation/audit/triggers.py": "triggers are unknown to the ORM",
    "emulation/ui/search_indexes.py": "which indexes there are only the database can say",
    "config/demo/bulk/rows.py": "a whole province is built inside PostgreSQL",
    "emulation/ui/inserts.py": "INSERT … SELECT from a queryset, which the ORM cannot say",
}
SQL_CALLS = {"cursor", "execute", "executemany", "raw", "extra", "RawSQL"}
MOST_LINES = {"file": 400, "function": 50}
MOST_LINES_OF_95_PERCENT = {"file": 300, "function": 25}


def python_files(*folders: str) -> list[tuple[str, Path]]:
    """Return name and path of the Python files below ``folders``, migrations left out."""
    found = []
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and "/data/" not in name:
                found.append((name, path))
    return found


def named(node: ast.AST) -> str:
    """Return the last word of a name: ``models.CASCADE`` and an import of it are ``CASCADE``."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name):
            return name
    return ""


def code_violations() -> list[str]:
    """Return what only the parsed code shows: CASCADE, SQL by hand, long functions."""
    found, with_sql = [], set()
    for name, path in python_files(*APPS, "bench"):
        for node in ast.walk(ast.parse(path.read_text())):
            place = f"{name}:{getattr(node, 'lineno', 0)}"
            if named(node) == "CASCADE":
                found.append(
                    f"{place}: records of the office are never deleted with another: PROTECT"
                )
            # a benchmark holds the portal against bare SQL
            by_hand = isinstance(node, ast.Call) and named(node.func) in SQL_CALLS
            if by_hand and not name.startswith("bench/"):
                with_sql.add(name)
                if name not in RAW_SQL:
                    found.append(f"{place}: queries are built by the ORM on both databases")
            lines = length_of(node)
            if lines > MOST_LINES["function"]:
                found.append(f"{place}: {node.name} has {lines} lines; let it do one thing")
    gone = sorted(RAW_SQL.keys() - with_sql)
    return found + [
        f"{name}: writes no SQL any more; take it off the list of RAW_SQL" for name in gone
    ]


def length_of(node: ast.AST) -> int:
    """Return the lines of a function; 0 for whatever else it is."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return 0
    return (node.end_lineno or 0) - node.lineno + 1


def long_files() -> list[str]:
    """Return the Python files of apps and tests that are too long."""
    found = []
    for name, path in python_files(*APPS, "bench", "tests"):
        if (lines := len(path.read_text().splitlines())) > MOST_LINES["file"]:
            found.append(f"{name}: {lines} lines; cut it by noun into a folder of the same name")
    return found


def usual_lengths() -> dict[str, int]:
    """Return how many lines 95 of 100 files, and functions, of the apps have at most."""
    lengths: dict[str, list[int]] = {"file": [], "function": []}
    for _name, path in python_files(*APPS):
        text = path.read_text()
        if not text:  # __init__.py
            continue
        lengths["file"].append(len(text.splitlines()))
        for node in ast.walk(ast.parse(text)):
            if lines := length_of(node):
                lengths["function"].append(lines)
    return {
        what: sorted(found)[math.ceil(len(found) * 0.95) - 1]
        for what, found in lengths.items()
        if found
    }


def too_long_as_a_rule(usual: dict[str, int]) -> list[str]:
    """Say where not the single file or function, but too many of them are long."""
    return [
        f"{what}s: 95 of 100 have at most {lines} lines, more than {most}; cut the longest"
        for what, lines in usual.items()
        if lines > (most := MOST_LINES_OF_95_PERCENT[what])
    ]


def main() -> int:
    usual = usual_lengths()
    found = [line for rule in RULES for line in violations(rule)]
    found += code_violations() + long_files() + too_long_as_a_rule(usual)
    lengths = ", ".join(f"{what}s {lines}" for what, lines in usual.items())
    print(f"check-rules: lines that 95 of 100 have at most: {lengths}.")
    print("\n".join(found) if found else "check-rules: the rules of the house hold.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
