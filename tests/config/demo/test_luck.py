"""Choices by seed are the same for ever, and names do not repeat."""

from __future__ import annotations

from decimal import Decimal

from config.demo.luck import between, pick, share, whole
from config.demo.names import NamePool
from config.demo.sources import read


def test_the_same_seed_gives_the_same_choice():
    assert share("snv", 1) == share("snv", 1)
    assert share("snv", 1) != share("snv", 2)
    assert pick(["a", "b", "c"], "snv") in {"a", "b", "c"}


def test_numbers_keep_their_limits():
    assert {whole(1, 3, "x", number) for number in range(50)} == {1, 2, 3}
    drawn = [between(0.95, 1.06, "y", number) for number in range(50)]
    assert min(drawn) >= Decimal("0.95")
    assert max(drawn) <= Decimal("1.06")


def test_names_do_not_repeat_and_have_no_double_words():
    pool = NamePool(read("people")["names"])
    names = [pool.draw("test", number)[0] for number in range(500)]
    assert len(set(names)) == 500
    assert all(len(set(name.split())) == len(name.split()) for name in names)


def test_two_pools_draw_the_same_names():
    pools = read("people")["names"]
    assert NamePool(pools).draw("a", 1) == NamePool(pools).draw("a", 1)
