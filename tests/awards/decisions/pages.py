"""How the tests press buttons on the pages of decisions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from awards.decisions import services
from awards.decisions.models import Decision
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in
from tests.builders.decisions import Authority


def post(mandate: Any, name: str, *args: Any, **data: Any) -> Any:
    address = reverse(f"decisions:{name}", args=args)
    return signed_in(mandate).post(address, {"once": new_key(mandate.account_id), **data})


def body(response: Any) -> str:
    return response.content.decode()


def hold(province: Authority, decision: Decision, name: str) -> None:
    line = decision.lines.get(name=name)
    services.hold_back_names(
        by=province.office, decision=decision, names={line.pk: "Cán bộ công an"}
    )
