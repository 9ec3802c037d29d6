"""The kinds of page: who may see them, how they read, and how a form reaches a service once."""

from emulation.ui.views.forms import ActionView, ServiceFormView, options
from emulation.ui.views.lists import ListPage
from emulation.ui.views.once import carried_out_once
from emulation.ui.views.pages import PUBLIC, SIGNED_IN, PortalView, RecordPage

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "ActionView",
    "ListPage",
    "PortalView",
    "RecordPage",
    "ServiceFormView",
    "carried_out_once",
    "options",
]
