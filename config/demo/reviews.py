"""The preliminary review of July 2021, computed, signed, numbered and issued."""

from __future__ import annotations

from campaigns.reviews.enums import ReviewKind
from campaigns.reviews.services import start_review, submit_review
from config.demo.campaign import campaign_of
from config.demo.diary import hour
from config.demo.documents import number_outside, sign_here, take_route
from config.demo.province import Province
from config.demo.sources import read
from emulation.clock import at
from emulation.jobs.services import run_now


def load_review(province: Province) -> None:
    """Compute the half-year's review from the accepted reports and issue its report."""
    campaign_row = read("campaign")["provincial"]
    row = campaign_row["preliminary_review"]
    campaign, office = campaign_of(campaign_row["key"]), province.by("chuyenvien")
    name = next(one["name"] for one in campaign_row["periods"] if one["key"] == row["period"])
    with at(row["drafted_on"]):
        review = start_review(
            by=office,
            campaign=campaign,
            kind=ReviewKind.PRELIMINARY,
            period=campaign.periods.get(name=name),
            as_of=row["as_of"],
        )
        assert review.job is not None
        run_now(review.job)
        review.refresh_from_db()
    with at(row["submitted_on"]):
        document = submit_review(by=office, review=review).document
        assert document is not None
    with at(row["signed_on"]):
        take_route(document, office, row["submitted_on"])
        sign_here(document, province.by("chutich"))
    with at(hour(row["issued_on"])):
        number_outside(document, province.clerk("ubnd"), row["number"], row["issued_on"])
