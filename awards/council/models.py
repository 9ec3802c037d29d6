"""Councils, sessions, participation and secret ballots.

While a session is open a ballot lies in two envelopes: the outer one (``Envelope``) names member
and item, the inner one is sealed to the session's key, which is not in the database. At closing the
inner ones are opened in random order, the outer ones and the key destroyed: a participation row
says that a member voted, a counted ballot what was voted, and nothing joins the two.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.council.enums import Choice, LeftOut, Presence, Seat, SessionState
from awards.nominations.models import Nominee
from emulation.audit.triggers import protect
from emulation.people.models import Account
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import Dated, DatedQuerySet, FigureField, Versioned
from emulation.units.models import Unit


class Council(Dated):
    """The emulation and commendation council of a deciding authority."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="councils")
    name = models.CharField(_("name"), max_length=200)
    decision_number = models.CharField(_("set up by decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))

    objects = DatedQuerySet.as_manager()

    reach = Reach(authority=("authority",))

    class Meta:
        verbose_name = _("council")
        ordering = ["authority", "-valid_from"]
        constraints = [*Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.name


class CouncilMember(Dated):
    """A member of a council from a day to a day."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="council_seats")
    seat = models.CharField(_("seat"), max_length=10, choices=Seat, default=Seat.MEMBER)
    position = models.CharField(_("position"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["council", "order", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "account", "valid_from"], name="awards_member_once"
            ),
        ]

    def __str__(self) -> str:
        return self.account.full_name


class SessionQuerySet(ScopedQuerySet["CouncilSession"]):
    """Sessions."""

    reach = Reach(authority=("council__authority",))
    sees = (
        Sees(
            "awards.view_council",
            assigned=lambda mandate: Q(voters__member__account=mandate.account_id),
        ),
    )


class CouncilSession(Versioned):
    """A session: its agenda, who takes part, and the members on which thresholds are counted."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions")
    round = models.ForeignKey("awards.Round", models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("held on"))
    starts_at = models.TimeField(_("at"))
    place = models.CharField(_("place"), max_length=200)
    state = models.CharField(
        _("state"), max_length=10, choices=SessionState, default=SessionState.PLANNED
    )
    tones = SessionState.tones
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    seal_key = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("The public half of the key to which ballots are sealed."),
    )
    conclusions = models.TextField(_("conclusions"), blank=True)
    paper = models.ForeignKey(
        "emulation.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed minutes"),
        help_text=_("Set when the session was held on paper and its result recorded here."),
    )
    paper_number = models.CharField(_("number of the minutes"), max_length=60, blank=True)
    minutes = models.OneToOneField(
        "emulation.Document", models.PROTECT, null=True, blank=True, related_name="council_session"
    )
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("council session")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=SessionState.CLOSED)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="awards_session_closed_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"{self.council} – {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("council:session", args=[self.pk])


class Voter(models.Model):
    """A member of the council in one session: all of them count for the thresholds."""

    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="voters")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+")
    presence = models.CharField(
        _("presence"), max_length=10, choices=Presence, default=Presence.ABSENT
    )
    reason = models.CharField(_("reason of absence"), max_length=200, blank=True)

    class Meta:
        ordering = ["member__order"]
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="awards_voter_once")
        ]

    def __str__(self) -> str:
        return str(self.member)


class AgendaItem(models.Model):
    """One nominee to be voted on, with the threshold of the award and, after closing, the count.

    ``issued`` is how many ballots were given out: to all who took part and were not recused. An
    item that was not counted says in ``left_out`` why; its nominee waits for another session.
    """

    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="items")
    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="agenda_items")
    order = models.PositiveSmallIntegerField()
    threshold = FigureField(_("threshold, % of all members"))
    more_than = models.BooleanField(
        default=False, help_text=_("The threshold must be exceeded, not only reached.")
    )
    article = models.CharField(max_length=200, blank=True)
    members = models.PositiveSmallIntegerField(null=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    votes_blank = models.PositiveSmallIntegerField(null=True)
    votes_invalid = models.PositiveSmallIntegerField(default=0)
    issued = models.PositiveSmallIntegerField(null=True)
    left_out = models.CharField(max_length=10, choices=LeftOut, blank=True)
    ratio = FigureField(_("% of all members"), null=True)
    passed = models.BooleanField(null=True)

    reach = Reach(authority=("session__council__authority",))

    class Meta:
        ordering = ["session", "order"]
        constraints = [
            models.UniqueConstraint(fields=["session", "nominee"], name="awards_item_once"),
            models.UniqueConstraint(fields=["session", "order"], name="awards_item_order"),
            models.CheckConstraint(
                condition=Q(passed__isnull=True)
                | Q(
                    members__isnull=False,
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_blank__isnull=False,
                    ratio__isnull=False,
                ),
                name="awards_item_counted_whole",
            ),
            models.CheckConstraint(
                condition=Q(members__isnull=True)
                | Q(members__gte=F("votes_for") + F("votes_against") + F("votes_blank")),
                name="awards_item_votes_within_members",
                violation_error_message=_("There are more votes than members."),
            ),
            models.CheckConstraint(
                condition=Q(issued__isnull=True)
                | Q(
                    issued__gte=F("votes_for")
                    + F("votes_against")
                    + F("votes_blank")
                    + F("votes_invalid")
                ),
                name="awards_item_votes_within_issued",
                violation_error_message=_("More ballots came back than were given out."),
            ),
            models.CheckConstraint(
                condition=Q(left_out="") | Q(passed__isnull=True),
                name="awards_item_counted_or_left_out",
            ),
        ]

    def __str__(self) -> str:
        return str(self.nominee)


class Participation(models.Model):
    """That a member voted on an item; not how, and not when."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="participations")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="participations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "voter"], name="awards_one_ballot_each")
        ]

    def __str__(self) -> str:
        return f"{self.voter} – {self.item}"


class Envelope(models.Model):
    """A ballot while the session is open: who sent it on what, and what it says, sealed.

    It may be sent anew until closing where the council's rules allow that; at closing it is opened
    and destroyed.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="envelopes")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="envelopes")
    sealed = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "voter"], name="awards_one_envelope_each")
        ]

    def __str__(self) -> str:
        return f"{self.voter} – {self.item}"


class Ballot(models.Model):
    """A ballot of a session that version 0.2.0 opened: what it says, by its random code."""

    code = models.CharField(max_length=32, primary_key=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class CountedBallot(models.Model):
    """A ballot after closing: written in random order, so that no row order betrays anybody.

    Its code is derived from the short code that only the member knows.
    """

    code = models.CharField(max_length=32, primary_key=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="counted_ballots")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


protect(Participation)
protect(CountedBallot)
protect(AgendaItem, when="OLD.passed IS NOT NULL")
