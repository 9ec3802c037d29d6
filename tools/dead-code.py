"""Find production code that nothing of production uses: what only a test calls is dead too.

Vulture reads the Python; templates, and the strings in which the ORM and Django name things, count
as use. What a framework calls by its name stands in ``tools/framework-hooks.txt``.
"""

import ast
import re
import sys
from pathlib import Path

from vulture.core import Vulture

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "emulation", "campaigns", "awards")
NAME = re.compile(r"[^\W\d]\w*")
KINDS = {"function", "class", "method", "property"}  # variables are settings, fields and choices
# Any other decorator puts what it decorates into a registry, which calls it.
PLAIN = {"property", "cached_property", "staticmethod", "classmethod", "atomic", "contextmanager"}
PLAIN |= {"cache", "lru_cache", "dataclass", "total_ordering", "overload", "sensitive_variables"}


def names_in_strings(tree: ast.AST) -> set[str]:
    """Return the names inside short strings: fields, look-ups, related names, dotted paths."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in docstrings and " " not in node.value.strip()
        for name in NAME.findall(node.value)
        for part in (name, *name.split("__"))
    }


def registering(root: Path) -> list[str]:
    """Return the decorators, as Vulture writes them, that hand a function to a registry."""
    found = set()
    for app in APPS:
        for path in (root / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                for decorator in getattr(node, "decorator_list", []):
                    called = decorator.func if isinstance(decorator, ast.Call) else decorator
                    found.add(ast.unparse(called))
    return sorted(f"@{name}" for name in found if name.rpartition(".")[2] not in PLAIN)


def names_elsewhere(root: Path) -> set[str]:
    """Return every name that stands in a template or in a string of the code."""
    found = set()
    for path in (root / "templates").rglob("*.html"):
        found.update(NAME.findall(path.read_text()))
    for app in APPS:
        for path in (root / app).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= names_in_strings(ast.parse(path.read_text()))
    return found


def hooks(root: Path) -> list[str]:
    """Return the names, with ``*`` for any letters, that frameworks call."""
    lines = (root / "tools" / "framework-hooks.txt").read_text().splitlines()
    return [name for line in lines for name in line.partition("#")[0].split()]


def unused(root: Path) -> list[str]:
    """Return one line per function, class, method or property that nothing uses."""
    finder = Vulture(ignore_decorators=registering(root), ignore_names=hooks(root))
    finder.scavenge([str(root / app) for app in APPS], exclude=["*/migrations/*"])
    finder.used_names |= names_elsewhere(root)
    return [
        f"{item.filename.relative_to(root)}:{item.first_lineno}: {item.typ} {item.name} is unused"
        for item in finder.get_unused_code()
        if item.typ in KINDS
    ]


def main() -> int:
    found = unused(ROOT)
    print("\n".join(found) if found else "dead-code: everything is used.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
