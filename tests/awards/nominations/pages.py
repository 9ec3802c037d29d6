"""How the tests open and send the pages of nominations."""

from __future__ import annotations

from django.urls import reverse

from emulation.ui.forms import new_key
from tests.builders.clients import signed_in

DAY = "22/11/2021"


def page(mandate, name, /, *args, **query):
    return signed_in(mandate).get(reverse(f"nominations:{name}", args=args), query)


def send(mandate, name, /, *args, key=True, **data):
    once = {"once": new_key(mandate.account_id)} if key else {}
    url = reverse(f"nominations:{name}", args=args)
    return signed_in(mandate).post(url, {**once, **data})
