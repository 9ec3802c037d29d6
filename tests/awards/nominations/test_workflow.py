"""State × step × role: the table answers, whoever asks."""

from __future__ import annotations

import pytest

from awards.nominations.enums import DossierState, NomineeState, RoundState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.workflow import DOSSIER, NOMINEE, ROUND
from emulation.clock import now, today
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply
from tests.builders.rounds import make_dossier, only_nominee

WHO = (
    "office",
    "officer",
    "leader",
    "other_officer",
    "reviewer",
    "secretary",
    "signer",
    "clerk",
    "member",
    "auditor",
    "admin",
)
DOSSIER_MAY = {
    "hand_up": {"officer", "leader"},
    "withdraw": {"officer", "leader"},
    "recall": {"leader"},
    "decline": {"officer", "leader"},
    "reconsider": {"officer", "leader"},
    "send_back": {"leader"},
    "sign": {"leader"},
    "record_letter": {"officer", "leader"},
    "receive": {"office"},
    "return": {"office", "reviewer"},
    "settle": {"office", "reviewer", "secretary", "signer", "clerk"},
}
JUDGES = {"office", "reviewer", "secretary"}
NOMINEE_MAY = {
    "appraise": {"office"},
    "ask_supplement": JUDGES,
    "pass": JUDGES,
    "refuse": JUDGES,
    "vote": JUDGES | {"signer", "clerk"},
    "decide": JUDGES | {"signer", "clerk"},
    "withdraw": {"office", "officer", "leader"},
}


def _takes(obj, step, by):
    try:
        apply(obj, step, by=by, reason="Lý do", due_on=today(), **_kept(obj, step, by))
    except WrongState:
        return "state"
    except NotAllowed:
        return "role"
    return "done"


def _kept(obj, step, by):
    if isinstance(obj, Nominee):
        return {"outcome_reason": "x"} if step in {"refuse", "withdraw"} else {}
    stamps = {
        "sign": {"submitted_at": now(), "submitted_by": by},
        "record_letter": {"submitted_at": now(), "submitted_by": by},
        "receive": {"received_at": now(), "received_by": by, "regime": "R1"},
    }
    return stamps.get(step, {}) if isinstance(obj, Dossier) else {}


def _put(obj, state, mandate):
    stamps = {}
    if isinstance(obj, Dossier):
        stamps = {
            "submitted_at": now(),
            "submitted_by": mandate,
            "received_at": now(),
            "received_by": mandate,
            "regime": "R1",
        }
    if isinstance(obj, Nominee):
        stamps = {"outcome_reason": "x"}
    type(obj).objects.filter(pk=obj.pk).update(state=state, **stamps)
    obj.refresh_from_db()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("step", sorted(DOSSIER.transitions))
def test_dossier(world, round_, who, step):
    dossier = make_dossier(world, round_)
    by = getattr(world, who)
    for state in DossierState.values:
        _put(dossier, state, world.office)
        if state not in DOSSIER[step].sources:
            assert _takes(dossier, step, by) == "state"
        else:
            assert _takes(dossier, step, by) == ("done" if who in DOSSIER_MAY[step] else "role")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("step", sorted(NOMINEE.transitions))
def test_nominee(world, round_, who, step):
    nominee = only_nominee(make_dossier(world, round_))
    by = getattr(world, who)
    for state in NomineeState.values:
        _put(nominee, state, world.office)
        if state not in NOMINEE[step].sources:
            assert _takes(nominee, step, by) == "state"
        else:
            assert _takes(nominee, step, by) == ("done" if who in NOMINEE_MAY[step] else "role")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("step", sorted(ROUND.transitions))
def test_round(world, round_, who, step):
    for state in RoundState.values:
        _put(round_, state, world.office)
        if state not in ROUND[step].sources:
            assert _takes(round_, step, getattr(world, who)) == "state"
        else:
            expected = "done" if who == "office" else "role"
            assert _takes(round_, step, getattr(world, who)) == expected


@pytest.mark.parametrize(("step", "state"), [("return", "submitted"), ("send_back", "ready")])
def test_returning_needs_a_reason(world, round_, step, state):
    dossier = make_dossier(world, round_)
    _put(dossier, state, world.office)
    by = world.office if step == "return" else world.leader
    with pytest.raises(Refused):
        apply(dossier, step, by=by, due_on=today())


def test_returning_needs_a_due_day(world, round_):
    dossier = make_dossier(world, round_)
    _put(dossier, "submitted", world.office)
    with pytest.raises(Refused):
        apply(dossier, "return", by=world.office, reason="Thiếu")
