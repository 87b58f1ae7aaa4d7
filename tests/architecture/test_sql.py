"""Prove that only the vault speaks SQL, and that no statement is glued together from values."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.allowances import SQL_MADE_AT_RUN_TIME
from tests.architecture.source import Source, method, package

SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s+\w"
    r"|(CREATE|DROP|ALTER)\s+(TEMP\s+|VIRTUAL\s+|UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER)|ATTACH\s+DATABASE)\b",
    re.DOTALL,
)
RAW = {"execute", "executemany", "executescript"}
STATEMENTS = RAW | {"rows", "row", "stream", "run", "run_many", "run_script"}
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")


def in_vault(source: Source) -> bool:
    """Tell whether the module belongs to the vault."""
    return source.path.startswith("fieldnotes/vault/")


def spoken(source: Source) -> Iterator[str]:
    """Yield the lines with a string that reads as SQL, other than docstrings."""
    prose = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in prose:
            continue
        if SQL.search(node.value):
            yield f"{source.path}:{node.lineno}"


def is_constant(sql: ast.expr) -> bool:
    """Tell whether an expression is a literal, an upper-case name, an item of one, or a sum of such."""
    match sql:
        case ast.Constant(value=str()):
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return CONSTANT.fullmatch(name) is not None
        case ast.Subscript(value=table):
            return is_constant(table)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return is_constant(left) and is_constant(right)
        case ast.IfExp(body=body, orelse=other):
            return is_constant(body) and is_constant(other)
        case _:
            return False


def glued(source: Source) -> Iterator[str]:
    """Yield the statements that are not constants, except where that is allowed."""
    for function, call in source.calls():
        if method(call) not in STATEMENTS or not isinstance(call.func, ast.Attribute) or not call.args:
            continue
        allowed = {(source.path, function), (source.path, "*")} & SQL_MADE_AT_RUN_TIME
        if not allowed and not is_constant(call.args[0]):
            yield f"{source.path}:{call.lineno}"


def test_only_the_vault_speaks_sql() -> None:
    assert [line for source in package() if not in_vault(source) for line in spoken(source)] == []


def test_only_the_connection_hands_statements_to_the_library() -> None:
    users = {source.path for source in package() for _, call in source.calls() if method(call) in RAW}

    assert users <= {"fieldnotes/vault/connection.py"}


def test_no_statement_is_glued_together() -> None:
    assert [line for source in package() if in_vault(source) for line in glued(source)] == []


@pytest.mark.parametrize(
    "call",
    [
        'db.rows(f"SELECT a FROM b WHERE c = {c}")',
        'db.rows("SELECT a FROM b WHERE c = %s" % c)',
        'db.rows("SELECT a FROM b WHERE c = {}".format(c))',
        'db.rows("SELECT a FROM b WHERE c = " + c)',
        "db.rows(_SELECT + c)",
        "db.run(sql)",
        "db.execute(make())",
    ],
)
def test_the_rule_sees_a_glued_statement(call: str) -> None:
    assert list(glued(Source.of(f"def f(db, c, sql):\n    {call}")))


@pytest.mark.parametrize(
    "call", ['db.rows("SELECT 1", (c,))', "db.run(_ADD, (c,))", "db.rows(_LISTS[c] + _ONE)"]
)
def test_the_rule_lets_constants_pass(call: str) -> None:
    assert not list(glued(Source.of(f"def f(db, c):\n    {call}")))


def test_the_rule_sees_sql_and_knows_it_from_prose() -> None:
    assert list(spoken(Source.of('def f(db):\n    """SELECT a FROM b."""\n    q = "SELECT a FROM b"')))
    assert not list(spoken(Source.of('def f(db):\n    """SELECT a FROM b."""\n    q = "select from these"')))


def test_every_allowance_is_used() -> None:
    used = {(source.path, function) for source in package() for function, _ in source.calls()}

    assert {entry for entry in SQL_MADE_AT_RUN_TIME if entry[1] != "*"} <= used
