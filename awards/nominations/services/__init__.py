"""Writes of nominations, by noun; the rooms above use these names."""

from awards.nominations.services.dossiers import (
    begin_dossier,
    collect_parts,
    enter_dossier,
    hand_up,
    keep_papers,
    record_letter,
    send_back,
    sign_dossier,
)
from awards.nominations.services.intake import (
    ask_supplement,
    receive_complete,
    receive_dossier,
    record_opinion,
    return_dossier,
)
from awards.nominations.services.nominees import (
    add_evidence,
    add_listed,
    add_nominee,
    change_nominee,
    choose_sources,
    remove_evidence,
    remove_nominee,
)
from awards.nominations.services.outcomes import (
    mark_decided,
    mark_refused,
    mark_voted,
    withdraw_nominee,
)
from awards.nominations.services.rounds import (
    change_round,
    close_round,
    create_round,
    end_round,
    open_round,
    reopen_round,
)
from awards.nominations.services.routing import set_routing
from awards.nominations.services.taking_back import (
    decline_at_once,
    decline_round,
    recall_dossier,
    reconsider_round,
    withdraw_dossier,
)

__all__ = [
    "add_evidence",
    "add_listed",
    "add_nominee",
    "ask_supplement",
    "begin_dossier",
    "change_nominee",
    "change_round",
    "choose_sources",
    "close_round",
    "collect_parts",
    "create_round",
    "decline_at_once",
    "decline_round",
    "end_round",
    "enter_dossier",
    "hand_up",
    "keep_papers",
    "mark_decided",
    "mark_refused",
    "mark_voted",
    "withdraw_dossier",
    "withdraw_nominee",
    "open_round",
    "recall_dossier",
    "receive_complete",
    "receive_dossier",
    "record_letter",
    "reconsider_round",
    "record_opinion",
    "remove_evidence",
    "remove_nominee",
    "reopen_round",
    "return_dossier",
    "send_back",
    "set_routing",
    "sign_dossier",
]
