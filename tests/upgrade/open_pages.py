"""Opens pages of an upgraded database as a reader does; run with the portal's environment."""

import os
import sys
from pathlib import Path
from typing import Any

import django


def read(account: Any, addresses: list[str]) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="testserver")
    if account is not None:
        client.force_login(account)
    for address in addresses:
        answer = client.get(address, follow=True)
        print(answer.status_code, account or "nobody", address)
        assert answer.status_code == 200, f"{address} answered {answer.status_code}"


def read_all() -> None:
    """Open the public pages, and every place in the menu of one holder of each role."""
    from emulation.clock import today
    from emulation.desk.navigation import navigation_for
    from emulation.people.models import Mandate

    read(None, ["/", "/tai-khoan/dang-nhap/"])
    held = Mandate.objects.as_of(today()).select_related("account", "unit").order_by("-pk")
    for mandate in {mandate.role: mandate for mandate in held}.values():
        navigation = navigation_for(mandate, "/")
        assert navigation is not None
        read(mandate.account, ["/", *[place.url for place in navigation.places]])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["ALLOWED_HOSTS"] = "testserver"
    django.setup()
    read_all()
