"""Every table that a template draws itself has few rows by construction; the others are lists."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

# What bounds the rows of each table; what has no bound is a declared list (docs/adr/0007-lists.md).
BOUNDED = {
    "awards/appraisal/nominee.html": "turns of one nominee",
    "awards/catalogue/award.html": "bonuses of one award in the law",
    "awards/catalogue/list.html": "awards and instruments of the law of a day",
    "awards/catalogue/routes.html": "awards of the law of a day",
    "emulation/regulations/list.html": "one row for each setting that a room declares",
    "awards/catalogue/unverified.html": "statements of the law of a day",
    "awards/council/attendance.html": "members of one council",
    "awards/council/ballot.html": "the agenda of one session",
    "awards/council/check.html": "the ballots of one member in one session",
    "awards/council/paper_votes.html": "a page of the agenda",
    "awards/council/session.html": "members of one council",
    "awards/decisions/certificates.html": "one batch for each 200 certificates",
    "awards/nominations/listed.html": "lines of one list that was pasted",
    "awards/nominations/add_nominee.html": "what a search finds, cut",
    "campaigns/plans/campaign.html": "duties of one plan; the first campaigns below",
    "campaigns/plans/public_campaign.html": "duties of one plan",
    "campaigns/registrations/campaign_registrations.html": "indicators and clusters of a campaign",
    "campaigns/registrations/entry.html": "a grid: indicators of one campaign",
    "campaigns/registrations/registration.html": "indicators of one campaign, titles of one unit",
    "campaigns/reports/board.html": "periods of one campaign",
    "campaigns/reports/entry.html": "a grid: indicators of one report",
    "campaigns/reports/figures.html": "a grid: units of one indicator; values of one figure",
    "campaigns/reports/import_preview.html": "indicators of one report",
    "campaigns/reports/line_history.html": "values of one figure",
    "campaigns/reports/report.html": "indicators of one report",
    "campaigns/reports/step.html": "indicators of one report",
    "campaigns/reviews/departures.html": "units that left one campaign",
    "campaigns/reviews/review.html": "the first changes, cut",
    "campaigns/targets/allocation.html": "a grid: units of one indicator",
    "emulation/documents/differences.html": "lines of one text that differ, cut",
    "emulation/imports/batch.html": "the first faults of a workbook, cut",
    "emulation/jobs/job_list.html": "kinds of periodic work",
    "emulation/people/account.html": "delegations of one person",
    "emulation/people/account_record.html": "roles of one person",
    "emulation/people/rights.html": "roles and permissions of the table of rights",
    "emulation/typesetting/table.html": "a table of an official document",
    "emulation/ui/gallery.html": "samples",
    "emulation/units/cluster.html": "members of one cluster",
    "emulation/units/unit.html": "who acts for one unit",
}


def test_a_table_drawn_by_hand_says_what_bounds_it():
    drawn = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if "<table" in path.read_text()
    }
    assert drawn == set(BOUNDED)
