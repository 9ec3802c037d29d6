"""The stages of the demo, in the order of the story; each builds on those before it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from config.demo.appraisal import (
    SCHOOL,
    SUDDEN,
    YEAR_END,
    appraise_sudden_round,
    appraise_year_end,
    check_school_round,
)
from config.demo.campaign import finish_duties, load_plan, load_thematic, load_unit_plans
from config.demo.closing import finish
from config.demo.councils import hold_school_session, load_councils, plan_session
from config.demo.decisions import decide_school_round, decide_sudden_round
from config.demo.documents import load_documents
from config.demo.ledger import load_holds, load_ledger
from config.demo.people import load_accounts, load_persons
from config.demo.province import Province
from config.demo.registrations import load_registrations, load_thematic_registrations
from config.demo.reports import load_period, load_thematic_period
from config.demo.reviews import load_review
from config.demo.rounds import load_round
from config.demo.units import load_clusters, load_units

Stage = tuple[str, Callable[[Province], None]]

STAGES: tuple[Stage, ...] = (
    ("units", load_units),
    ("accounts and mandates", load_accounts),
    ("clusters and blocks", load_clusters),
    ("persons and households", load_persons),
    ("documents", load_documents),
    ("plan of the campaign", load_plan),
    ("thematic campaign", load_thematic),
    ("units' own plans", load_unit_plans),
    ("registrations", load_registrations),
    ("thematic registrations", load_thematic_registrations),
    ("reports of the first quarter", partial(load_period, key="q1")),
    ("reports of six months", partial(load_period, key="m6")),
    ("thematic reports", load_thematic_period),
    ("preliminary review", load_review),
    ("duties", finish_duties),
    ("councils", load_councils),
    ("ledger", load_ledger),
    ("round of the schools", partial(load_round, key=SCHOOL)),
    ("check of the schools", check_school_round),
    ("council of the schools", hold_school_session),
    ("decision of the schools", decide_school_round),
    ("sudden round", partial(load_round, key=SUDDEN)),
    ("appraisal of the sudden round", appraise_sudden_round),
    ("decision of the sudden round", decide_sudden_round),
    ("reports of nine months", partial(load_period, key="m9")),
    ("round of the year's end", partial(load_round, key=YEAR_END)),
    ("holds", load_holds),
    ("appraisal of the year's end", appraise_year_end),
    ("council session planned", plan_session),
    ("queued work and seals", finish),
)
