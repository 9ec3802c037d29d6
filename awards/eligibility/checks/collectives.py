"""Standards of collectives: shares of members, titles within, places in clusters and campaigns."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from awards.catalogue.enums import CommendationType
from awards.catalogue.ruletypes import (
    CampaignLeader,
    CampaignOutstanding,
    ClusterLeader,
    MemberShare,
    MembersUndisciplined,
    MemberTitles,
)
from awards.eligibility import wording
from awards.eligibility.checks.registry import Case, cannot_tell, evaluates, met, not_met
from awards.eligibility.facts import Facts, year_name
from awards.eligibility.findings import Result, Used

MEMBER_LIST = "Danh sách thành viên của tập thể kèm kết quả trong năm"


@evaluates(MemberShare, "members")
def member_share(facts: Facts, params: MemberShare, case: Case) -> Result:
    """Met when the share reaches the bound, computed exactly over all members."""
    what = wording.MEASURES[params.measure]
    count = facts.members.count_of(params.measure) if facts.members else None
    if facts.members is None or count is None or not facts.members.total:
        return cannot_tell(f"Chưa rõ số cá nhân {what}.", missing=MEMBER_LIST)
    total = facts.members.total
    share = (Decimal(count * 100) / total).quantize(Decimal("0.1"), ROUND_DOWN)
    text = f"{count}/{total} cá nhân {what} ({wording.percent(share)})"
    used = Used(text, facts.members.source)
    if params.more_than is not None:
        good, bound = (
            count * 100 > params.more_than * total,
            f"trên {wording.percent(params.more_than)}",
        )
    else:
        assert params.at_least is not None
        good = count * 100 >= params.at_least * total
        bound = f"ít nhất {wording.percent(params.at_least)}"
    return met(f"{text}.", used) if good else not_met(f"{text}; yêu cầu {bound}.", used)


@evaluates(MembersUndisciplined, "members")
def members_undisciplined(facts: Facts, params: MembersUndisciplined, case: Case) -> Result:
    """Met when no member was disciplined with the level or worse."""
    level = wording.name(params.at_least)
    count = facts.members.disciplined(params.at_least) if facts.members else None
    if facts.members is None or count is None:
        return cannot_tell(
            f"Chưa rõ có cá nhân bị kỷ luật từ {level} trở lên.", missing=MEMBER_LIST
        )
    used = Used(f"{count} cá nhân bị kỷ luật từ {level} trở lên", facts.members.source)
    if count:
        return not_met(f"Có {count:02} cá nhân bị kỷ luật từ {level} trở lên.", used)
    return met(f"Không có cá nhân bị kỷ luật từ {level} trở lên.", used)


@evaluates(MemberTitles, "members")
def member_titles(facts: Facts, params: MemberTitles, case: Case) -> Result:
    """Met when enough members hold the title of the year."""
    name = case.name_of(params.award)
    when = year_name(facts.period.year, facts.period.year_kind)
    count = facts.members.holders_of(params.award) if facts.members else None
    if facts.members is None or count is None:
        return cannot_tell(
            f"Chưa rõ số cá nhân đạt {name} {when}.", missing=f"Quyết định tặng {name} {when}"
        )
    used = Used(f"{count} cá nhân đạt {name} {when}", facts.members.source)
    if count >= params.count:
        return met(f"Có {count:02} cá nhân đạt {name} {when}.", used)
    return not_met(f"Chưa có đủ {params.count:02} cá nhân đạt {name} {when}.", used)


@evaluates(ClusterLeader, "cluster")
def cluster_leader(facts: Facts, params: ClusterLeader, case: Case) -> Result:
    """Met when the collective leads its cluster or block, acclaimed by its minutes.

    A cluster has one leader; minutes without a final ranking beside them suffice.
    """
    row = facts.cluster
    proof = "Biên bản xếp hạng, suy tôn của cụm, khối thi đua"
    if row is None or (row.rank is None and row.acclaimed is None):
        return cannot_tell("Chưa có kết quả xếp hạng của cụm, khối thi đua.", missing=proof)
    of = f"/{row.of}" if row.of else ""
    place = f"Xếp hạng {row.rank}{of} {row.cluster}"
    used = Used(place if row.rank else f"Biên bản suy tôn của {row.cluster}", row.source)
    if row.rank not in {1, None}:
        return not_met(f"{place}, không phải đơn vị dẫn đầu.", used)
    if row.acclaimed is None:
        return cannot_tell(f"Dẫn đầu {row.cluster}, chưa có biên bản suy tôn.", used, missing=proof)
    if not row.acclaimed:
        return not_met(f"Không được {row.cluster} suy tôn là đơn vị dẫn đầu.", used)
    if row.rivals:
        others = ", ".join(row.rivals)
        return cannot_tell(
            f"{row.cluster} chỉ có một đơn vị dẫn đầu, mà {others} cũng được đề nghị.",
            used,
            missing=proof,
        )
    return met(f"Dẫn đầu {row.cluster} và được suy tôn.", used)


@evaluates(CampaignLeader, "campaign")
def campaign_leader(facts: Facts, params: CampaignLeader, case: Case) -> Result:
    """Met when the collective leads a long enough campaign at its review."""
    row = facts.campaign
    if row is None:
        return _no_campaign(facts)
    used = Used(f"Phong trào “{row.name}”", row.source)
    if row.years is not None and row.years < params.min_years:
        return not_met(f"Phong trào “{row.name}” chưa đủ {params.min_years} năm.", used)
    if row.leader is False or row.at_review is False:
        return not_met(f"Không dẫn đầu phong trào “{row.name}” khi sơ kết, tổng kết.", used)
    if row.years is None or row.leader is None or row.at_review is None:
        return cannot_tell(
            f"Chưa rõ kết quả của phong trào “{row.name}”.",
            used,
            missing=f"Báo cáo sơ kết hoặc tổng kết phong trào “{row.name}”",
        )
    return met(f"Dẫn đầu phong trào “{row.name}”.", used)


@evaluates(CampaignOutstanding, "campaign")
def campaign_outstanding(facts: Facts, params: CampaignOutstanding, case: Case) -> Result:
    """Met when the subject was voted outstanding in a campaign of a competent level."""
    row = facts.campaign
    if row is None:
        return _no_campaign(facts)
    used = Used(f"Phong trào “{row.name}”", row.source)
    if row.voted_outstanding is False:
        return not_met(f"Không được bình xét xuất sắc trong phong trào “{row.name}”.", used)
    if (
        params.launched_by
        and row.launched_by is not None
        and row.launched_by not in params.launched_by
    ):
        return not_met(f"Phong trào “{row.name}” không do cấp có thẩm quyền phát động.", used)
    if row.voted_outstanding is None or (params.launched_by and row.launched_by is None):
        return cannot_tell(
            f"Chưa rõ kết quả bình xét trong phong trào “{row.name}”.",
            used,
            missing=f"Biên bản bình xét phong trào “{row.name}”",
        )
    return met(f"Thành tích xuất sắc, được bình xét trong phong trào “{row.name}”.", used)


def _no_campaign(facts: Facts) -> Result:
    """Return the answer without a campaign: a nomination of another type rests on none."""
    if facts.commendation_type not in {None, CommendationType.CAMPAIGN}:
        return not_met("Không đề nghị theo phong trào thi đua.")
    return cannot_tell(
        "Chưa rõ kết quả trong phong trào thi đua.",
        missing="Biên bản bình xét của phong trào thi đua",
    )
