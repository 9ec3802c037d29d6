"""Writes of the council: its members, its sessions, the secret vote, the minutes."""

from awards.council.services.counting import close_session
from awards.council.services.members import add_member, create_council, end_member
from awards.council.services.minutes import draft_minutes
from awards.council.services.paper import enter_paper_votes, record_paper_result
from awards.council.services.sessions import (
    cancel_session,
    convene_session,
    open_session,
    record_attendance,
)
from awards.council.services.voting import cast_ballots

__all__ = [
    "add_member",
    "cancel_session",
    "cast_ballots",
    "close_session",
    "convene_session",
    "create_council",
    "draft_minutes",
    "end_member",
    "enter_paper_votes",
    "open_session",
    "record_attendance",
    "record_paper_result",
]
