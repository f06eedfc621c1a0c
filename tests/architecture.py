"""Walkers of the source tree: each gives the offences it finds, as sentences. The tests plant some to prove them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("common", "accounts", "camps", "households", "partners", "support", "reporting", "field", "exchange")
WRITES = {
    "save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "aget_or_create", "acreate", "asave", "adelete", "add_error_and_save",
}  # fmt: skip
# Objects of ours that are not rows: a dict is updated, a set is added to.
ROW_HINTS = re.compile(r"\.objects\b|_set\b|\.visible_to\(")
WRITING_ROOMS = ("services", "management", "migrations", "audit", "models", "demo", "adapters")


def sources(root: Path, apps: tuple[str, ...] = APPS) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file of the apps, parsed; migrations left out."""
    for app in apps:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def is_room(path: Path, root: Path, names: tuple[str, ...]) -> bool:
    """Whether the file is, or lies in, one of the named modules of its app."""
    parts = path.relative_to(root).with_suffix("").parts[1:]
    return any(part in names for part in parts)


def writes_outside_services(root: Path) -> list[str]:
    """Calls that write rows anywhere but in a service."""
    found = []
    for path, tree in sources(root):
        if is_room(path, root, WRITING_ROOMS):
            continue
        for node in ast.walk(tree):
            if _writes_a_row(node):
                found.append(f"{path.relative_to(root)}:{node.lineno} writes outside a service: {ast.unparse(node)[:60]}")
    return found


def _writes_a_row(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
        return False
    owner = ast.unparse(node.func.value)
    if node.func.attr in {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}:
        return not owner.startswith("super(")
    return bool(ROW_HINTS.search(owner))


def local_imports(root: Path) -> list[str]:
    """Imports inside functions: they hide a cycle."""
    found = []
    for path, tree in sources(root):
        for outer in ast.walk(tree):
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [
                    f"{path.relative_to(root)}:{inner.lineno} imports inside {outer.name}"
                    for inner in ast.walk(outer)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
    return found


def string_relations(root: Path) -> list[str]:
    """Relations named by a string: they dodge the order of the floors."""
    relations = {"ForeignKey", "OneToOneField", "ManyToManyField"}
    found = []
    for path, tree in sources(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in relations and node.args:
                target = node.args[0]
                if isinstance(target, ast.Constant) and isinstance(target.value, str) and target.value != "self":
                    found.append(f"{path.relative_to(root)}:{node.lineno} relation to the string {target.value!r}")
    return found


def signals(root: Path) -> list[str]:
    """Django signals: what happens must be read where it is asked."""
    return [
        f"{path.relative_to(root)} uses signals"
        for path, tree in sources(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("signals", "dispatch"))
    ]


def forbidden_files(root: Path) -> list[str]:
    """Rooms that become lofts."""
    names = {"utils.py", "helpers.py", "managers.py", "signals.py"}
    return [f"{path.relative_to(root)} is a loft" for path, _ in sources(root) if path.name in names]


def oversized(root: Path) -> list[str]:
    """Modules over 400 lines, functions over 40, templates over 120."""
    found = []
    for path, tree in sources(root):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 400:
            found.append(f"{path.relative_to(root)} has {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and (size := node.end_lineno - node.lineno + 1) > 40:
                found.append(f"{path.relative_to(root)}:{node.lineno} {node.name} has {size} lines")
    for path in sorted((root / "templates").rglob("*.html")):
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 120:
            found.append(f"{path.relative_to(root)} has {lines} lines")
    return found


def undocumented(root: Path) -> list[str]:
    """Public functions of services, policies and queries without a sentence of purpose."""
    return [
        f"{path.relative_to(root)}:{node.lineno} {node.name} has no docstring"
        for path, tree in sources(root)
        if is_room(path, root, ("services", "policies", "queries"))
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def clocks_in_services(root: Path) -> list[str]:
    """Services that read the clock: the day and the instant are passed in."""
    clock = re.compile(r"\b(timezone\.(now|localdate|localtime)|date\.today|datetime\.(now|today))\b")
    return [
        f"{path.relative_to(root)}:{node.lineno} reads the clock"
        for path, tree in sources(root)
        if is_room(path, root, ("services", "policies"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and clock.search(ast.unparse(node.func))
    ]


def upward_imports(root: Path, order: tuple[tuple[str, ...], ...]) -> list[str]:
    """Imports of a floor above, or of a neighbour on the same floor; the lowest floor comes first in `order`."""
    height = {app: level for level, apps in enumerate(order) for app in apps}
    found = []
    for path, tree in sources(root):
        here = path.relative_to(root).parts[0]
        for node in ast.walk(tree):
            for name in _imported(node):
                there = name.split(".")[0]
                if there != here and there in height and height[there] >= height[here]:
                    found.append(f"{path.relative_to(root)}:{node.lineno} imports {name}")
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []
