"""Writes of decisions, by noun."""

from awards.decisions.services.certificates import (
    hand_over,
    mark_printed,
    mark_spoiled,
    render_next_batch,
    replace_certificate,
    retry_certificates,
    single_sheet,
)
from awards.decisions.services.drafting import change_wording, create_decision, redraft
from awards.decisions.services.lines import add_nominees, move_line, strike_lines
from awards.decisions.services.publishing import (
    hold_back_decision,
    hold_back_lines,
    let_lines_in,
    publish_decision,
)
from awards.decisions.services.recording import record_paper_decision, record_signed
from awards.decisions.services.revoking import draft_revocation, spare_line

__all__ = [
    "add_nominees",
    "change_wording",
    "create_decision",
    "draft_revocation",
    "hand_over",
    "hold_back_decision",
    "hold_back_lines",
    "let_lines_in",
    "mark_printed",
    "mark_spoiled",
    "move_line",
    "publish_decision",
    "record_paper_decision",
    "record_signed",
    "redraft",
    "render_next_batch",
    "replace_certificate",
    "retry_certificates",
    "single_sheet",
    "spare_line",
    "strike_lines",
]
