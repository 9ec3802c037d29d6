"""The one table of rights: each role, which units may hold it, and what it may do over what.

Read it as a description of posts: "the office may, in what its unit decides, run campaigns". The
words of each permission stand in ``permissions.py``. Permissions, what a list shows, menus, the
granting of roles and the page "Who may do what" all follow from here; a new role is one more row.
What a table cannot say (the state of a record, "never the own unit's") stands in each room's
``rules.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from emulation.people.enums import Role, Scope
from emulation.people.permissions import PERMISSIONS
from emulation.units.enums import UnitKind

PROVINCE = frozenset({UnitKind.PEOPLES_COMMITTEE})
AUTHORITIES = frozenset(UnitKind) - {
    UnitKind.SUBUNIT
}  # have a head, a seal, a council of their own
UNITS = frozenset(UnitKind) - PROVINCE  # the province's committee has an office and signers instead
MEMBERS = AUTHORITIES - PROVINCE  # stand in clusters and blocks


@dataclass(frozen=True)
class Post:
    """One row: the kinds of unit that may hold the role, and per scope the names of permissions.

    ``province`` holds only where the unit is the province's People's Committee itself.
    """

    held_by: frozenset[UnitKind]
    province: str = ""
    authority: str = ""
    decided: str = ""
    below: str = ""
    unit: str = ""
    cluster: str = ""
    assigned: str = ""
    own: str = ""
    open: str = ""


COMMON = """view_desk search view_units view_document view_documents view_legal_bases
    view_campaign view_indicators view_catalogue view_open_rounds"""
SHARED = f"{COMMON} list_campaigns view_review view_decisions"
ROUNDS = "view_rounds view_dossier"
OWN = "view_own_account view_own_trail read_notices"
IN_THE_HOUSE = """view_draft_documents view_draft_review view_draft_decision view_held_back_names
    view_certificates"""  # what everybody reads who acts for the authority that prepares it

TABLE: dict[Role, Post] = {
    Role.ADMIN: Post(
        held_by=PROVINCE,
        province="""manage_people manage_units move_clock import_workbooks manage_legal_bases
            set_route set_regulation""",
        authority="""view_people invite view_audit view_job view_jobs cancel_job retry_job
            view_imports view_books manage_books set_signing_route""",
        own=OWN,
        open=f"{COMMON} view_rights review_law view_regulations",
    ),
    Role.OFFICE: Post(
        held_by=AUTHORITIES,
        province="manage_legal_bases",
        authority="""view_people view_subjects keep_subjects view_job view_jobs cancel_job retry_job
            view_draft_documents read_working_papers view_books
            view_draft_campaign read_unit_plans list_registrations view_registration
            list_reports view_report view_unaccepted_reports view_draft_review
            view_ledger record_ledger place_hold read_hold_note""",
        decided=f"""{ROUNDS} {IN_THE_HOUSE}
            submit_document preview_document return_document record_signature take_signing_step
            keep_records manage_books set_signing_route
            add_campaign change_campaign change_notice change_participants submit_campaign
            follow_document follow_report launch_campaign run_campaign close_campaign
            record_unit_plan complete_assignment change_indicators amend_indicator
            change_registration record_registration accept_registration record_compact join_compact
            edit_report record_approval enter_for_unit accept_report extend_report
            collect_reports manage_periods remind_units monitor_indicators supply_figure
            start_review edit_review submit_review
            view_draft_round add_round manage_round set_routing view_entered_dossier enter_dossier
            prepare_dossier change_dossier change_nominee receive_dossier return_dossier
            withdraw_nominee receive_nominee record_opinion judge_nominee advance_nominee
            view_appraisals assign_appraisals settle_appraisal check_nominee declare_conflict
            view_council keep_council_members
            draft_decision publish_decision revoke_decision keep_certificates""",
        assigned="appraise",
        own=f"{OWN} view_audit delegate",
        open=f"{SHARED} view_board view_rights review_law view_regulations",
    ),
    Role.OFFICER: Post(
        held_by=UNITS,
        decided=f"""{ROUNDS} {IN_THE_HOUSE}
            view_draft_campaign read_unit_plans view_registration view_report
            view_unaccepted_reports
            submit_document preview_document return_document record_signature number_document
            take_signing_step read_working_papers keep_records view_books
            add_campaign change_campaign change_notice change_participants submit_campaign
            follow_document follow_report launch_campaign run_campaign close_campaign
            record_unit_plan complete_assignment change_indicators amend_indicator
            change_registration record_registration accept_registration record_compact join_compact
            edit_report record_approval enter_for_unit accept_report extend_report
            collect_reports manage_periods remind_units supply_figure
            start_review edit_review submit_review
            view_draft_round add_round manage_round set_routing view_entered_dossier enter_dossier
            prepare_dossier change_dossier change_nominee receive_dossier return_dossier
            withdraw_nominee receive_nominee record_opinion judge_nominee advance_nominee
            view_appraisals assign_appraisals settle_appraisal check_nominee
            view_council keep_council_members run_council
            draft_decision publish_decision revoke_decision keep_certificates""",
        below="""view_subjects keep_subjects view_ledger record_ledger place_hold
            read_hold_note""",
        unit="""view_audit view_job cancel_job retry_job
            launch_below read_unit_plans record_unit_plan complete_assignment
            list_registrations view_registration change_registration hand_up_registration
            record_registration
            list_reports view_report view_unaccepted_reports edit_report submit_report
            record_approval confirm_entry monitor_indicators supply_figure
            view_own_dossier add_dossier prepare_dossier change_dossier change_nominee
            collect_parts withdraw_nominee view_certificates view_held_back_names""",
        assigned="""view_draft_campaign read_unit_plans change_campaign change_notice
            change_participants
            run_campaign close_campaign record_unit_plan complete_assignment change_indicators
            amend_indicator launch_below view_registration change_registration record_registration
            accept_registration record_compact join_compact view_report view_unaccepted_reports
            view_monitored_reports edit_report record_approval enter_for_unit accept_report
            extend_report manage_periods remind_units supply_figure
            view_draft_review start_review edit_review
            view_dossier collect_dossier return_dossier withdraw_nominee""",
        own=OWN,
        open=f"{SHARED} view_board",
    ),
    Role.LEADER: Post(
        held_by=UNITS,
        decided=f"""{ROUNDS} {IN_THE_HOUSE}
            view_draft_campaign read_unit_plans view_registration view_report
            view_unaccepted_reports
            preview_document return_document sign_document take_signing_step read_working_papers
            keep_records view_books
            add_campaign change_campaign sign_campaign follow_document follow_report launch_campaign
            change_indicators view_draft_round judge_nominee advance_nominee
            view_appraisals check_nominee view_council""",
        below="view_subjects keep_subjects view_ledger record_ledger",
        unit="""view_people invite view_audit view_job cancel_job
            launch_below read_unit_plans record_unit_plan complete_assignment
            list_registrations view_registration change_registration sign_registration
            list_reports view_report view_unaccepted_reports edit_report approve_report
            confirm_entry monitor_indicators supply_figure
            view_own_dossier add_dossier prepare_dossier change_dossier change_nominee
            sign_dossier collect_parts withdraw_nominee view_certificates view_held_back_names""",
        assigned="""view_draft_campaign read_unit_plans change_campaign change_indicators
            launch_below
            view_registration view_report view_unaccepted_reports view_monitored_reports
            view_draft_review view_dossier collect_dossier return_dossier withdraw_nominee""",
        own=f"{OWN} delegate",
        open=f"{SHARED} view_board",
    ),
    Role.REVIEWER: Post(
        held_by=AUTHORITIES,
        authority="""view_subjects list_registrations view_registration
            list_reports view_report view_unaccepted_reports view_ledger""",
        decided=f"""{ROUNDS} {IN_THE_HOUSE} view_draft_round return_dossier judge_nominee
            advance_nominee declare_conflict view_council""",
        unit="view_job cancel_job",
        assigned="view_appraisals appraise",
        own=OWN,
        open=f"{SHARED} view_board",
    ),
    Role.COUNCIL_MEMBER: Post(
        held_by=AUTHORITIES,
        authority="view_subjects view_ledger",
        decided=f"{IN_THE_HOUSE} read_before_vote declare_conflict",
        unit="view_job",
        assigned="view_council cast_ballot",
        own=OWN,
        open=f"{SHARED} view_board",
    ),
    Role.SECRETARY: Post(
        held_by=AUTHORITIES,
        authority="view_subjects list_reports view_report view_ledger",
        decided=f"""{ROUNDS} {IN_THE_HOUSE}
            submit_document preview_document return_document record_signature take_signing_step
            read_working_papers follow_document follow_report view_draft_round
            judge_nominee advance_nominee
            view_appraisals assign_appraisals settle_appraisal check_nominee declare_conflict
            view_council keep_council_members run_council""",
        unit="view_job cancel_job",
        own=OWN,
        open=f"{SHARED} view_board",
    ),
    Role.SIGNER: Post(
        held_by=AUTHORITIES,
        authority="""view_subjects view_draft_campaign read_unit_plans list_registrations
            view_registration
            list_reports view_report view_unaccepted_reports view_draft_review view_ledger""",
        decided=f"""{ROUNDS} {IN_THE_HOUSE}
            preview_document return_document sign_document take_signing_step read_working_papers
            keep_records view_books sign_campaign follow_document follow_report launch_campaign
            view_draft_round advance_nominee view_appraisals view_council""",
        unit="view_job cancel_job",
        own=f"{OWN} delegate",
        open=f"{SHARED} view_board",
    ),
    Role.CLERK: Post(
        held_by=AUTHORITIES,
        authority="view_draft_campaign",
        decided=f"""{IN_THE_HOUSE}
            preview_document return_document record_signature number_document take_signing_step
            read_working_papers keep_records view_books manage_books set_signing_route
            follow_document follow_report advance_nominee keep_certificates""",
        unit="view_job cancel_job",
        own=f"{OWN} delegate",
        open=SHARED,
    ),
    Role.AUDITOR: Post(
        held_by=AUTHORITIES,
        authority="""view_people view_subjects view_audit view_job view_jobs view_imports
            view_draft_documents read_working_papers keep_records view_books view_draft_campaign
            read_unit_plans
            list_registrations view_registration list_reports view_report view_unaccepted_reports
            view_draft_review view_ledger read_hold_note view_draft_decision view_held_back_names
            view_certificates""",
        decided=f"{ROUNDS} view_draft_round view_appraisals view_council",
        own=OWN,
        open=f"{SHARED} view_board view_rights review_law view_regulations",
    ),
}
_OF_A_CLUSTER = Post(
    held_by=MEMBERS,
    decided=f"""{IN_THE_HOUSE} submit_document preview_document return_document record_signature
        take_signing_step read_working_papers follow_document follow_report""",
    unit="view_job cancel_job",
    cluster="""list_registrations view_registration join_compact record_compact
        list_reports view_report""",
    own=OWN,
    open=f"{SHARED} view_board",
)
TABLE |= dict.fromkeys(
    (Role.CLUSTER_HEAD, Role.CLUSTER_DEPUTY, Role.CLUSTER_SECRETARY), _OF_A_CLUSTER
)

_FULL_NAMES = {name.partition(".")[2]: name for name in PERMISSIONS}


@cache
def rights_of(role: str) -> dict[str, frozenset[Scope]]:
    """Return the permissions of a role with the scopes over which it has each."""
    post, found = TABLE[Role(role)], dict[str, set[Scope]]()
    for scope in Scope:
        for name in getattr(post, scope.value).split():
            found.setdefault(_FULL_NAMES[name], set()).add(scope)
    return {name: frozenset(scopes) for name, scopes in found.items()}


def scopes_of(role: str, permission: str) -> frozenset[Scope]:
    """Return over what ``role`` has ``permission``; nothing where it has it not."""
    return rights_of(role).get(permission, frozenset())


@cache
def roles_with(permission: str, *scopes: Scope) -> frozenset[str]:
    """Return the roles that have ``permission``, over one of ``scopes`` where they are named."""
    found = {role.value: scopes_of(role, permission) for role in TABLE}
    return frozenset(
        role for role, held in found.items() if held and (not scopes or held & set(scopes))
    )


def may_hold(role: str, kind: str) -> bool:
    """Return whether a unit of ``kind`` may have somebody in ``role``."""
    return kind in TABLE[Role(role)].held_by


def opens(role: str, permission: str, *, covers_province: bool) -> bool:
    """Return whether ``role`` may do this at all, whatever the record.

    It depends on nothing else than its arguments: what follows from it can be kept for each role.
    """
    held = scopes_of(role, permission)
    return bool(held if covers_province else held - {Scope.PROVINCE})
