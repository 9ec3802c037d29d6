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
    services.hold_back_lines(
        by=province.office, decision=decision, lines=[line], reason="Cán bộ công an"
    )


def act(mandate: Any, name: str, *args: Any, action: str, selected: Any, **data: Any) -> Any:
    """Press a button below a list and answer what its page asks."""
    keys = "all" if selected == "all" else [each.pk for each in selected]
    chosen = {"all": "1"} if keys == "all" else {"selected": keys}
    return post(mandate, name, *args, action=action, confirmed="1", **chosen, **data)
