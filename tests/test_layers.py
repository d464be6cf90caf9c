"""Imports go one way, and each heavy library has one home."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RANK = {
    "errors": 0, "schema": 0, "settings": 0, "console": 0, "itu": 1, "index": 2, "ingest": 3, "answer": 3, "ui": 4, "evals": 4,
    "app": 5, "server": 5, "run": 5,
}
SAME_RANK = {("console", "errors"), ("console", "settings"), ("settings", "errors"), ("settings", "schema")}
HOMES = {  # library -> where it may be imported
    "chromadb": ("index/", "evals/peers/"),  # the peers are asked as their users ask them
    "streamlit": ("app.py", "server.py", "ui/", "evals/load/page.py"),
    "pypdf": ("ingest/readers/pdf.py", "evals/speed.py"),
    "pypdfium2": ("ingest/readers/pdf_second.py", "ingest/readers/page_image.py"),
    "torch": ("index/embedding/train",),
}
ENVIRONMENT = ("settings.py", "run.py")


def sources() -> list[Path]:
    files = [*ROOT.glob("*.py"), *(f for name in RANK for f in (ROOT / name).rglob("*.py"))]
    return sorted(f.relative_to(ROOT) for f in files)


def imports(path: Path) -> set[str]:
    """Every dotted module that the file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.parts[:-1][: len(path.parts) - node.level] if node.level else ()
            found.add(".".join((*package, node.module or "")).strip("."))
    return found


def part(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def test_imports_go_one_way():
    breaches = []
    for path in sources():
        own = part(path)
        others = {(module.split(".")[0], module) for module in imports(path)}
        breaches += [
            f"{path} imports {module}" for other, module in others
            if other in RANK and other != own and RANK[other] >= RANK[own] and (own, other) not in SAME_RANK
        ]
    assert not breaches


def test_each_library_has_its_home():
    breaches = []
    for path in sources():
        modules = imports(path)
        roots = {module.split(".")[0] for module in modules}
        if any(module.startswith("llama_index.vector_stores.chroma") for module in modules):
            roots.add("chromadb")
        breaches += [
            f"{path} imports {library}" for library, homes in HOMES.items()
            if library in roots and not path.as_posix().startswith(homes)
        ]
    assert not breaches


def test_only_settings_reads_the_environment():
    breaches = []
    for path in sources():
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        reads = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in ("environ", "getenv", "environb")]
        breaches += [f"{path}:{node.lineno}" for node in reads if path.as_posix() not in ENVIRONMENT]
    assert not breaches


def test_the_whole_project_is_looked_at():
    assert {part(path) for path in sources()} == set(RANK)


@pytest.mark.parametrize("path", ["schema.py", "errors.py", "settings.py", "run.py"])
def test_standard_library_only(path):
    ours = {name for name in RANK if name != "run"}
    roots = {module.split(".")[0] for module in imports(Path(path))}
    assert roots <= sys.stdlib_module_names | (ours if path == "settings.py" else set())


def test_the_rules_see_a_breach(tmp_path, monkeypatch):
    """The reader of imports finds those in functions, in packages and relative ones."""
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "itu").mkdir()
    (tmp_path / "itu" / "bad.py").write_text("from . import names\ndef f():\n    import chromadb.api\n    from answer import ask\n")
    assert imports(Path("itu/bad.py")) == {"itu", "chromadb.api", "answer"}
