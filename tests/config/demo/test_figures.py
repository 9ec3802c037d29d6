"""The generated figures are the same every time, plausible, and tell the intended story."""

from __future__ import annotations

from decimal import Decimal

from config.demo.figures import INDICATORS, committed, confirmed, reported, target_of
from config.demo.sources import read

Q1, M6, M9, YEAR = read("campaign")["provincial"]["periods"]
DISTRICTS = ["tpbaclieu", "txgiarai", "donghai", "hoabinh", "hongdan", "phuoclong", "vinhloi"]


def test_an_indicator_for_localities_does_not_apply_to_a_department():
    assert target_of(INDICATORS["lua"], "stc") is None
    assert target_of(INDICATORS["lua"], "hongdan") == 311
    assert target_of(INDICATORS["grdp"], "cuctk") is None


def test_one_value_for_every_unit_of_the_kinds_named():
    assert target_of(INDICATORS["giai_ngan"], "hoabinh") == 95
    assert target_of(INDICATORS["giai_ngan"], "ttra") is None
    assert target_of(INDICATORS["dien_hinh"], "catinh") == 3


def test_an_ambitious_unit_commits_to_more():
    assert committed(INDICATORS["lua"], "phuoclong") > target_of(INDICATORS["lua"], "phuoclong")
    assert committed(INDICATORS["lua"], "donghai") == target_of(INDICATORS["lua"], "donghai")


def test_what_adds_up_grows_from_period_to_period():
    for code in DISTRICTS:
        values = [reported(INDICATORS["thu_ns"], code, one) for one in (Q1, M6, M9, YEAR)]
        assert values == sorted(values)
        assert len(set(values)) == 4


def test_a_rate_never_passes_a_hundred():
    for code in [*DISTRICTS, "stc", "catinh"]:
        assert (
            Decimal(80)
            < reported(INDICATORS["tthc" if code != "catinh" else "nhiem_vu"], code, M9)
            <= 100
        )


def test_the_best_and_the_weakest_locality_are_those_of_the_story():
    rates = {
        code: reported(INDICATORS["thu_ns"], code, M6) / target_of(INDICATORS["thu_ns"], code)
        for code in DISTRICTS
    }
    assert max(rates, key=rates.get) == "phuoclong"
    assert min(rates, key=rates.get) == "donghai"


def test_an_uncorrected_slip_is_ten_times_too_high():
    slip = reported(INDICATORS["ban_le"], "txgiarai", M9)
    assert slip > 5 * target_of(INDICATORS["ban_le"], "txgiarai")


def test_the_monitoring_agency_confirms_less_than_was_reported():
    assert confirmed("thu_ns", "donghai", "m6", Decimal(40)) == Decimal("37.6")
    assert confirmed("thu_ns", "vinhloi", "m6", Decimal(40)) == Decimal("40.0")
    assert confirmed("lua", "vinhloi", "m6", Decimal(40)) is None
