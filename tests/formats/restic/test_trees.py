"""Prove that trees are written to the byte as restic does, and that polynomials are irreducible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.formats.restic.names import is_safe, sort_key
from fieldnotes.formats.restic.polynomial import is_irreducible, random_polynomial
from fieldnotes.formats.restic.trees import Node, read_tree, write_tree

ID = "ab" * 32
NAMES = st.binary(min_size=1, max_size=12).map(lambda data: data.decode("utf-8", "surrogateescape")).filter(is_safe)
NODES = st.builds(
    Node.file, NAMES, st.integers(0, 1 << 50), st.lists(st.just(ID), max_size=3), st.integers(0, 0o777)
) | st.builds(Node.directory, NAMES, st.just(ID), st.integers(0, 0o777))


@given(st.lists(NODES, max_size=6, unique_by=lambda node: node.name))
def test_every_tree_comes_back_sorted_by_bytes(nodes: list[Node]) -> None:
    assert list(read_tree(write_tree(nodes))) == sorted(nodes, key=lambda node: sort_key(node.name))


def test_a_tree_is_written_as_restic_writes_it() -> None:
    tree = write_tree([Node.directory("keys", ID), Node.file("a&b", 5, [ID]), Node.file("none", 0, [], 0)])

    never = (
        '"mtime":"1970-01-01T00:00:00Z","atime":"1970-01-01T00:00:00Z","ctime":"1970-01-01T00:00:00Z","uid":0,"gid":0'
    )
    assert tree.decode() == (
        '{"nodes":['
        f'{{"name":"a\\u0026b","type":"file","mode":384,{never},"size":5,"content":["{ID}"]}},'
        f'{{"name":"keys","type":"dir","mode":2147484096,{never},"content":null,"subtree":"{ID}"}},'
        f'{{"name":"none","type":"file",{never},"content":[]}}'
        "]}\n"
    )


@pytest.mark.parametrize(
    "nodes",
    [
        [Node.file("a", 0, []), Node.directory("a", ID)],
        [Node.file("", 0, [])],
        [Node.file("..", 0, [])],
        [Node.file("a/b", 0, [])],
        [Node("a", "symlink")],
        [Node("a", "dir")],
        [Node("a", "file", subtree=ID)],
    ],
)
def test_what_no_folder_holds_is_not_written(nodes: list[Node]) -> None:
    with pytest.raises(ValueError, match=r"folder|files"):
        write_tree(nodes)


@pytest.mark.parametrize("data", [b'{"nodes":null}', b'{"nodes":[]}', b'{"nodes":[]}  \n\t'])
def test_an_empty_folder_is_read(data: bytes) -> None:
    assert read_tree(data) == ()


def test_fresh_polynomials_are_irreducible_and_differ() -> None:
    found = {random_polynomial() for _ in range(5)}

    assert len(found) == 5
    assert all(is_irreducible(each) for each in found)


# The first is the one of restic's own documentation; products of two polynomials are not irreducible.
@pytest.mark.parametrize(
    ("polynomial", "expected"),
    [
        (0x25B468838DCB75, True),
        (0x3DA3358B4DC173, True),
        (0x25B468838DCB74, False),
        (0x25B468838DCB75 ^ 0b110, False),
        (0b111, False),
        (1 << 53, False),
        (0, False),
    ],
)
def test_polynomials_are_told_apart(polynomial: int, expected: bool) -> None:
    assert is_irreducible(polynomial) is expected


def test_no_product_is_irreducible() -> None:
    # x^53 + 1 = (x + 1)(x^52 + … + 1), and a product of two factors of degrees 26 and 27.
    def product(left: int, right: int) -> int:
        return 0 if not right else (left if right & 1 else 0) ^ product(left << 1, right >> 1)

    for left in range(1 << 26 | 1, (1 << 26) + 40, 2):
        assert not is_irreducible(product(left, 1 << 27 | 0b100111))
    assert not is_irreducible(1 << 53 | 1)
