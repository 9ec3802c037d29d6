import django.db.models.deletion
import django.db.models.expressions
import emulation.ui.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_initial"),
        ("emulation", "0001_initial"),
        ("emulation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "threshold",
                    emulation.ui.models.FigureField(verbose_name="threshold, % of all members"),
                ),
                (
                    "more_than",
                    models.BooleanField(
                        default=False, help_text="The threshold must be exceeded, not only reached."
                    ),
                ),
                ("article", models.CharField(blank=True, max_length=200)),
                ("members", models.PositiveSmallIntegerField(null=True)),
                ("votes_for", models.PositiveSmallIntegerField(null=True)),
                ("votes_against", models.PositiveSmallIntegerField(null=True)),
                ("votes_blank", models.PositiveSmallIntegerField(null=True)),
                (
                    "ratio",
                    emulation.ui.models.FigureField(null=True, verbose_name="% of all members"),
                ),
                ("passed", models.BooleanField(null=True)),
            ],
            options={
                "ordering": ["session", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed__isnull", True),
                            models.Q(
                                ("members__isnull", False),
                                ("ratio__isnull", False),
                                ("votes_against__isnull", False),
                                ("votes_blank__isnull", False),
                                ("votes_for__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="awards_item_counted_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("members__isnull", True),
                            (
                                "members__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("votes_for"), "+", models.F("votes_against")
                                    ),
                                    "+",
                                    models.F("votes_blank"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="awards_item_votes_within_members",
                        violation_error_message="There are more votes than members.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "strike_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                ("award_code", models.CharField(max_length=40, verbose_name="award")),
                ("award_name", models.CharField(max_length=200, verbose_name="name of the award")),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("calendar", "Calendar year"), ("school", "School year")],
                        default="calendar",
                        max_length=10,
                        verbose_name="kind of year",
                    ),
                ),
                (
                    "period_start",
                    models.DateField(blank=True, null=True, verbose_name="achievements from"),
                ),
                (
                    "period_end",
                    models.DateField(blank=True, null=True, verbose_name="achievements to"),
                ),
                (
                    "commendation_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merit", "Merit"),
                            ("campaign", "By campaign"),
                            ("irregular", "Irregular achievement"),
                            ("contribution", "Long contribution"),
                            ("seniority", "Seniority"),
                            ("diplomatic", "Diplomatic"),
                        ],
                        max_length=15,
                        verbose_name="type of commendation",
                    ),
                ),
                (
                    "achievement",
                    models.CharField(blank=True, max_length=300, verbose_name="achievement"),
                ),
                ("achievement_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "decision_number",
                    models.CharField(max_length=60, verbose_name="number of the decision"),
                ),
                ("decided_on", models.DateField(verbose_name="date of the decision")),
                ("authority_name", models.CharField(max_length=200, verbose_name="decided by")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("portal", "Decision of the portal"),
                            ("paper", "Recorded from paper"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="revoked on")),
                (
                    "revocation_number",
                    models.CharField(blank=True, max_length=60, verbose_name="revoked by decision"),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards_decided",
                        to="emulation.unit",
                    ),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_records",
                        to="emulation.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "award in the ledger",
                "ordering": ["-decided_on", "-pk"],
                "indexes": [
                    models.Index(fields=["award_code", "year"], name="awards_record_award_year"),
                    models.Index(fields=["decision_number"], name="awards_record_number"),
                    models.Index(
                        condition=models.Q(("revoked_on__isnull", False)),
                        fields=["revoked_on"],
                        name="awards_record_revoked",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_awardrecord_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strike_reason", ""),
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                            ),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("strike_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_awardrecord_struck_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("person", "award_code", "decision_number", "decided_on"),
                        name="awards_awardrecord_once_person",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("collective", "award_code", "decision_number", "decided_on"),
                        name="awards_awardrecord_once_collective",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("household", "award_code", "decision_number", "decided_on"),
                        name="awards_awardrecord_once_household",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", False), ("source", "portal")),
                            models.Q(("document__isnull", True), ("source", "paper")),
                            _connector="OR",
                        ),
                        name="awards_awardrecord_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_number", ""), _negated=True),
                        name="awards_awardrecord_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("period_end__isnull", True), ("period_start__isnull", True)),
                            ("period_start__lte", models.F("period_end")),
                            _connector="OR",
                        ),
                        name="awards_awardrecord_period",
                        violation_error_message="The end may not lie before the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revocation_number", ""), ("revoked_on__isnull", True)),
                            models.Q(
                                ("revoked_on__gte", models.F("decided_on")),
                                models.Q(("revocation_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_awardrecord_revoked_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardRoute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("award_code", models.CharField(max_length=40, verbose_name="award")),
                (
                    "commendation_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merit", "Merit"),
                            ("campaign", "By campaign"),
                            ("irregular", "Irregular achievement"),
                            ("contribution", "Long contribution"),
                            ("seniority", "Seniority"),
                            ("diplomatic", "Diplomatic"),
                        ],
                        max_length=15,
                        verbose_name="type of commendation",
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("single_recheck", "One appraiser, re-checked"),
                            ("two_independent", "Two independent appraisers"),
                            ("standing_members", "Standing members of the council"),
                            ("written_opinions", "Written opinions"),
                            ("full_session", "Full session of the council"),
                        ],
                        max_length=20,
                        verbose_name="route",
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                ("set_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_routes",
                        to="emulation.unit",
                        verbose_name="authority",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "route of appraisal",
                "ordering": ["authority__order", "award_code", "commendation_type", "-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="awards_awardroute_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("authority", "award_code", "commendation_type"),
                        name="awards_route_one_open",
                    ),
                    models.UniqueConstraint(
                        fields=("authority", "award_code", "commendation_type", "valid_from"),
                        name="awards_route_once_a_day",
                        violation_error_message="A route is set for this day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal_basis", ""), _negated=True),
                        name="awards_route_has_basis",
                        violation_error_message="Name the article or decision it rests on.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("for", "Agree"),
                            ("against", "Do not agree"),
                            ("blank", "Blank or invalid"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="awards.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "decision_number",
                    models.CharField(max_length=60, verbose_name="set up by decision"),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "council",
                "ordering": ["authority", "-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="awards_council_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "seat",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice_chair", "Vice chair"),
                            ("standing", "Standing member"),
                            ("member", "Member"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="seat",
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="awards.council",
                    ),
                ),
            ],
            options={
                "ordering": ["council", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="awards_councilmember_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    ),
                    models.UniqueConstraint(
                        fields=("council", "account", "valid_from"), name="awards_member_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("held_on", models.DateField(verbose_name="held on")),
                ("starts_at", models.TimeField(verbose_name="at")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Convened"),
                            ("open", "In session"),
                            ("closed", "Closed, votes counted"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("conclusions", models.TextField(blank=True, verbose_name="conclusions")),
                (
                    "paper_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the minutes"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="awards.council",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "minutes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_session",
                        to="emulation.document",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        help_text="Set when the session was held on paper and its result recorded here.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                        verbose_name="signed minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "council session",
                "ordering": ["-held_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="awards_session_closed_by_whom",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="awards.councilsession",
            ),
        ),
        migrations.CreateModel(
            name="CountedBallot",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("for", "Agree"),
                            ("against", "Do not agree"),
                            ("blank", "Blank or invalid"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted_ballots",
                        to="awards.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("award", "Commends"), ("revocation", "Revokes")],
                        default="award",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("reason", models.TextField(blank=True, verbose_name="for")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted for signature"),
                            ("issued", "Issued"),
                            ("revoked", "Revoked"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        help_text="As it stands after “Theo đề nghị của”.",
                        max_length=400,
                        verbose_name="on the proposal of",
                    ),
                ),
                (
                    "executors",
                    models.CharField(blank=True, max_length=500, verbose_name="carried out by"),
                ),
                (
                    "deputy_title",
                    models.CharField(
                        blank=True,
                        help_text="For example: Phó Chủ tịch. Leave empty when the head signs.",
                        max_length=80,
                        verbose_name="signed by a deputy as",
                    ),
                ),
                (
                    "signer_name",
                    models.CharField(blank=True, max_length=100, verbose_name="signer"),
                ),
                (
                    "from_paper",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="recorded from paper"
                    ),
                ),
                ("fund", models.CharField(blank=True, max_length=200, verbose_name="paid from")),
                ("hold_back", models.BooleanField(default=False, verbose_name="not published")),
                ("hold_back_reason", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                (
                    "honoured",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="honoured"),
                ),
                (
                    "bonus",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="bonus"),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_decisions",
                        to="emulation.unit",
                    ),
                ),
                (
                    "certificate_job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.job",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_decision",
                        to="emulation.document",
                    ),
                ),
                (
                    "revokes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="awards.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("document__isnull", False), _connector="OR"
                        ),
                        name="awards_decision_has_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["issued", "revoked"]), _negated=True),
                            ("issued_at__isnull", False),
                            _connector="OR",
                        ),
                        name="awards_decision_issued_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "revocation"), _negated=True),
                            ("revokes__isnull", False),
                            _connector="OR",
                        ),
                        name="awards_revocation_names_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hold_back", False),
                            models.Q(("hold_back_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="awards_decision_held_back_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.PositiveIntegerField(verbose_name="from number")),
                ("last", models.PositiveIntegerField(verbose_name="to number")),
                ("created_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="awards.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["decision", "first"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "first"), name="awards_batch_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="awards_batch_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("part", models.PositiveSmallIntegerField(editable=False)),
                ("order", models.PositiveIntegerField(verbose_name="place in the list")),
                ("award_code", models.CharField(max_length=40, verbose_name="award")),
                ("name", models.CharField(max_length=200)),
                ("position", models.CharField(blank=True, max_length=300)),
                ("achievement", models.TextField(blank=True)),
                (
                    "coefficient",
                    emulation.ui.models.FigureField(default=0, verbose_name="coefficient"),
                ),
                ("base_salary", models.PositiveIntegerField(default=0, verbose_name="base salary")),
                ("raw_amount", models.PositiveBigIntegerField(default=0, verbose_name="computed")),
                ("paid_amount", models.PositiveBigIntegerField(default=0, verbose_name="paid")),
                ("bonus_article", models.CharField(blank=True, max_length=200)),
                (
                    "struck",
                    models.BooleanField(default=False, verbose_name="struck before signing"),
                ),
                ("strike_reason", models.CharField(blank=True, max_length=300)),
                ("hold_back", models.BooleanField(default=False, verbose_name="not published")),
                ("hold_back_reason", models.CharField(blank=True, max_length=300)),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="awards.decision",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_line",
                        to="awards.awardrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["decision", "order"],
                "indexes": [
                    models.Index(fields=["decision", "part", "order"], name="awards_line_in_order"),
                    models.Index(
                        fields=["decision", "struck", "part"],
                        include=("hold_back", "raw_amount", "paid_amount"),
                        name="awards_line_totals",
                    ),
                    models.Index(
                        condition=models.Q(("hold_back", True)),
                        fields=["decision"],
                        name="awards_line_held_back",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "order"), name="awards_line_order"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_amount__gte", models.F("raw_amount")),
                            ("paid_amount", 0),
                            _connector="OR",
                        ),
                        name="awards_line_rounded_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck", False),
                            models.Q(("strike_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="awards_strike_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hold_back", False),
                            models.Q(("hold_back_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="awards_hold_back_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField(verbose_name="number in the gold book")),
                ("code", models.CharField(max_length=40, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("printed", "Printed"),
                            ("handed_over", "Handed over"),
                            ("revoked", "Revoked"),
                        ],
                        default="prepared",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "received_by",
                    models.CharField(blank=True, max_length=200, verbose_name="received by"),
                ),
                (
                    "handed_over_on",
                    models.DateField(blank=True, null=True, verbose_name="handed over on"),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="awards.certificatebatch",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="awards.decision",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="awards.decisionline",
                    ),
                ),
            ],
            options={
                "ordering": ["authority", "year", "serial"],
                "indexes": [
                    models.Index(fields=["decision", "state"], name="awards_certificate_state"),
                    models.Index(fields=["decision", "serial"], name="awards_certificate_register"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "year", "serial"), name="awards_certificate_serial"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "handed_over"), _negated=True),
                            models.Q(
                                ("handed_over_on__isnull", False),
                                models.Q(("received_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_certificate_received_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisciplineRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "strike_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("reprimand", "Reprimand"),
                            ("warning", "Formal warning"),
                            ("pay_cut", "Reduction of salary"),
                            ("demotion", "Demotion"),
                            ("removal", "Removal from office"),
                            ("dismissal", "Dismissal"),
                        ],
                        max_length=10,
                        verbose_name="measure",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="number of the decision")),
                ("decided_on", models.DateField(verbose_name="date of the decision")),
                (
                    "authority_name",
                    models.CharField(blank=True, max_length=200, verbose_name="decided by"),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "disciplinary measure",
                "ordering": ["-decided_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_disciplinerecord_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strike_reason", ""),
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                            ),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("strike_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_disciplinerecord_struck_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("person", "number", "decided_on"),
                        name="awards_discipline_once_person",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("collective", "number", "decided_on"),
                        name="awards_discipline_once_collective",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("household", "number", "decided_on"),
                        name="awards_discipline_once_household",
                        violation_error_message="This stands in the ledger already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("ready", "Waiting for the leader"),
                            ("submitted", "Signed and sent"),
                            ("received", "Received, being appraised"),
                            ("returned", "Returned for completion"),
                            ("settled", "Settled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "letter_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the submission"
                    ),
                ),
                (
                    "letter_on",
                    models.DateField(blank=True, null=True, verbose_name="submission dated"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "Through this portal"),
                            ("one_stop", "One-stop desk"),
                            ("service_portal", "Public-service portal"),
                            ("post", "By post"),
                            ("hand", "Brought in person"),
                        ],
                        default="portal",
                        max_length=15,
                        verbose_name="came by",
                    ),
                ),
                (
                    "one_stop_code",
                    models.CharField(blank=True, max_length=40, verbose_name="one-stop code"),
                ),
                (
                    "incoming_number",
                    models.CharField(blank=True, max_length=40, verbose_name="incoming number"),
                ),
                ("incoming_on", models.DateField(blank=True, null=True, verbose_name="came in on")),
                ("entered_for_unit", models.BooleanField(default=False, editable=False)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                (
                    "regime",
                    models.CharField(blank=True, max_length=10, verbose_name="legal regime"),
                ),
                (
                    "return_due_on",
                    models.DateField(blank=True, null=True, verbose_name="to be answered by"),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "collected_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="awards.dossier",
                    ),
                ),
                (
                    "collector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collected_dossiers",
                        to="emulation.unit",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "ordering": ["round", "unit__order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "ready", "returned"]),
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="awards_dossier_submitted_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["received", "settled"]), _negated=True),
                            models.Q(
                                ("received_at__isnull", False),
                                ("received_by__isnull", False),
                                models.Q(("regime", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_dossier_received_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoldBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gold_books",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "year"), name="awards_gold_book_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("discipline", "Discipline is being considered"),
                            ("investigation", "Investigation or inspection with signs of a breach"),
                            ("complaint", "A complaint or denunciation is being verified"),
                        ],
                        max_length=15,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for the office")),
                ("placed_on", models.DateField(verbose_name="placed on")),
                ("lifted_on", models.DateField(blank=True, null=True, verbose_name="lifted on")),
                ("outcome", models.TextField(blank=True, verbose_name="outcome")),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "hold",
                "ordering": ["-placed_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_holdrecord_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lifted_by__isnull", True),
                                ("lifted_on__isnull", True),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("lifted_by__isnull", False),
                                ("lifted_on__gte", models.F("placed_on")),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_hold_lifted_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HonouredName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "sort_key",
                    models.CharField(db_default="", default="", editable=False, max_length=700),
                ),
                ("issued_on", models.DateField()),
                ("place", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "position",
                    models.CharField(blank=True, max_length=300, verbose_name="position, unit"),
                ),
                ("award_code", models.CharField(max_length=40, verbose_name="award")),
                ("award_name", models.CharField(max_length=300)),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honoured_names",
                        to="awards.decision",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honoured_name",
                        to="awards.decisionline",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_on", "-decision", "place"],
                "indexes": [
                    models.Index(
                        fields=["-issued_on", "-decision", "place"], name="awards_honoured_in_order"
                    ),
                    models.Index(fields=["decision", "place"], name="awards_honoured_of_decision"),
                    models.Index(fields=["award_code"], name="awards_honoured_award"),
                    models.Index(fields=["sort_key"], name="awards_honoured_by_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "strike_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title of the initiative")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("base", "Grassroots level"),
                            ("province", "Provincial level"),
                            ("national", "National level"),
                        ],
                        max_length=10,
                        verbose_name="scope of influence",
                    ),
                ),
                ("effect", models.TextField(blank=True, verbose_name="effect")),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the recognition"
                    ),
                ),
                (
                    "recognised_on",
                    models.DateField(blank=True, null=True, verbose_name="recognised on"),
                ),
                (
                    "authority_name",
                    models.CharField(blank=True, max_length=200, verbose_name="recognised by"),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "consumed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="awards.awardrecord",
                        verbose_name="used for",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "initiative",
                "ordering": ["-recognised_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_initiative_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strike_reason", ""),
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                            ),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("strike_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_initiative_struck_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("person", "title"),
                        name="awards_initiative_once_person",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("collective", "title"),
                        name="awards_initiative_once_collective",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("household", "title"),
                        name="awards_initiative_once_household",
                        violation_error_message="This stands in the ledger already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveSpell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "strike_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("maternity", "Maternity"),
                            ("rescue_injury", "Injury from rescue or combat"),
                            ("study", "Course of study"),
                            ("sickness", "Sickness"),
                            ("unpaid", "Unpaid leave"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("start", models.DateField(verbose_name="away from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="away to")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "Excellent grade"),
                            ("good", "Good grade"),
                            ("fair", "Fair grade"),
                            ("average", "Average grade"),
                            ("failed", "Course not passed"),
                        ],
                        max_length=10,
                        verbose_name="grade of the course",
                    ),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "time away",
                "ordering": ["-start", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_leavespell_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strike_reason", ""),
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                            ),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("strike_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_leavespell_struck_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"
                        ),
                        name="awards_leave_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", False)),
                        name="awards_leave_of_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Nominee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("search_text", models.TextField(default="", editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("award_code", models.CharField(max_length=40, verbose_name="award")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "position",
                    models.CharField(blank=True, max_length=300, verbose_name="position, unit"),
                ),
                ("achievement", models.TextField(blank=True, verbose_name="achievements")),
                ("period_from", models.DateField(verbose_name="achievement from")),
                ("period_to", models.DateField(verbose_name="achievement to")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("nominated", "Nominated"),
                            ("appraising", "Being appraised"),
                            ("supplement", "Supplement asked for"),
                            ("passed", "Passed appraisal"),
                            ("voted", "Passed the council"),
                            ("refused", "Not proposed"),
                            ("withdrawn", "Withdrawn"),
                            ("decided", "Honoured"),
                        ],
                        default="nominated",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("findings", models.JSONField(default=list)),
                ("verdict", models.CharField(blank=True, max_length=12)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("route", models.CharField(blank=True, max_length=20)),
                (
                    "needs_council",
                    models.BooleanField(default=True, verbose_name="the council votes"),
                ),
                ("supplement", models.TextField(blank=True, verbose_name="what is asked for")),
                (
                    "outcome_reason",
                    models.TextField(blank=True, verbose_name="reason of the outcome"),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominees",
                        to="awards.dossier",
                    ),
                ),
                (
                    "figures",
                    models.ManyToManyField(
                        blank=True,
                        related_name="nominees",
                        to="campaigns.reportline",
                        verbose_name="figures",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "initiatives",
                    models.ManyToManyField(
                        blank=True,
                        related_name="nominees",
                        to="awards.initiative",
                        verbose_name="initiatives",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "subject_home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "nominee",
                "ordering": ["dossier", "order", "pk"],
                "indexes": [
                    models.Index(fields=["award_code", "state"], name="awards_nominee_award")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_nominee_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_to__gte", models.F("period_from"))),
                        name="awards_nominee_period_in_order",
                        violation_error_message="The last day may not lie before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["refused", "withdrawn"]), _negated=True),
                            models.Q(("outcome_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="awards_nominee_left_out_why",
                    ),
                    models.UniqueConstraint(
                        fields=("dossier", "award_code", "person"),
                        name="awards_nominee_once_person",
                    ),
                    models.UniqueConstraint(
                        fields=("dossier", "award_code", "collective"),
                        name="awards_nominee_once_collective",
                    ),
                    models.UniqueConstraint(
                        fields=("dossier", "award_code", "household"),
                        name="awards_nominee_once_household",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decisionline",
            name="nominee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision_lines",
                to="awards.nominee",
            ),
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("declared_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="awards.nominee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("nominee", "account"), name="awards_conflict_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("first", "First appraisal"),
                            ("second", "Second, independent appraisal"),
                            ("recheck", "Re-check"),
                        ],
                        max_length=10,
                        verbose_name="turn",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "To be appraised"),
                            ("submitted", "Verdict given"),
                            ("recused", "Recused"),
                        ],
                        default="assigned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pass", "Meets the criteria"),
                            ("fail", "Does not meet the criteria"),
                            ("supplement", "Needs a supplement"),
                        ],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "score",
                    emulation.ui.models.FigureField(blank=True, null=True, verbose_name="score"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reasons")),
                ("missing", models.TextField(blank=True, verbose_name="what is missing")),
                ("remark", models.TextField(blank=True, verbose_name="remark of the re-check")),
                ("assigned_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "appraiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "appraiser_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "nominee_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="awards.nominee",
                    ),
                ),
            ],
            options={
                "verbose_name": "appraisal",
                "ordering": ["nominee__dossier__unit__order", "nominee__order", "pk"],
                "indexes": [
                    models.Index(fields=["appraiser", "state", "id"], name="awards_appraisal_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "recused"), _negated=True),
                        fields=("nominee", "turn"),
                        name="awards_appraisal_one_a_turn",
                    ),
                    models.UniqueConstraint(
                        fields=("nominee", "appraiser"), name="awards_appraisal_once_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("appraiser_unit", models.F("nominee_unit")), _negated=True
                        ),
                        name="awards_appraisal_not_own_unit",
                        violation_error_message="Nobody appraises nominees of the own unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            models.Q(
                                ("submitted_at__isnull", False),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_appraisal_has_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True),
                            models.Q(("score__gte", 0), ("score__lte", 100)),
                            _connector="OR",
                        ),
                        name="awards_appraisal_score_range",
                        violation_error_message="The score lies between 0 and 100.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="nominee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agenda_items",
                to="awards.nominee",
            ),
        ),
        migrations.CreateModel(
            name="NomineeEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="document")),
                (
                    "page_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="from page"
                    ),
                ),
                (
                    "page_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="to page"),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="awards.nominee",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("page_from__isnull", True), ("page_to__isnull", True)),
                            models.Q(
                                ("page_from__gte", 1), ("page_to__gte", models.F("page_from"))
                            ),
                            _connector="OR",
                        ),
                        name="awards_evidence_pages_in_order",
                        violation_error_message="The last page may not lie before the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agrees", models.BooleanField(verbose_name="agrees")),
                ("text", models.TextField(blank=True, verbose_name="opinion")),
                ("letter_number", models.CharField(max_length=60, verbose_name="letter number")),
                ("letter_on", models.DateField(verbose_name="letter dated")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="awards.nominee",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("nominee", "agency"), name="awards_opinion_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="awards.decision",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RevokedLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    models.PositiveBigIntegerField(default=0, verbose_name="to be recovered"),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revoked_by",
                        to="awards.decisionline",
                    ),
                ),
                (
                    "revocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revoked_lines",
                        to="awards.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["revocation", "line__order"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("review", "Follows a review"),
                            ("year_end", "At the year's end"),
                            ("sudden", "For a sudden achievement"),
                            ("free", "On another occasion"),
                        ],
                        max_length=10,
                        verbose_name="occasion",
                    ),
                ),
                (
                    "commendation_type",
                    models.CharField(
                        choices=[
                            ("merit", "Merit"),
                            ("campaign", "By campaign"),
                            ("irregular", "Irregular achievement"),
                            ("contribution", "Long contribution"),
                            ("seniority", "Seniority"),
                            ("diplomatic", "Diplomatic"),
                        ],
                        max_length=15,
                        verbose_name="type of commendation",
                    ),
                ),
                ("award_codes", models.JSONField(default=list, verbose_name="awards")),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("calendar", "Calendar year"), ("school", "School year")],
                        default="calendar",
                        max_length=10,
                        verbose_name="kind of year",
                    ),
                ),
                ("period_from", models.DateField(verbose_name="achievements from")),
                ("period_to", models.DateField(verbose_name="achievements to")),
                ("opens_on", models.DateField(verbose_name="opens on")),
                ("closes_on", models.DateField(verbose_name="dossiers until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("open", "Open for dossiers"),
                            ("closed", "Closed for dossiers"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_rounds",
                        to="emulation.unit",
                        verbose_name="deciding authority",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_rounds",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_rounds",
                        to="campaigns.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "round",
                "ordering": ["-opens_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__gte", models.F("opens_on")),
                            ("period_to__gte", models.F("period_from")),
                        ),
                        name="awards_round_dates_in_order",
                        violation_error_message="The last day may not lie before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "review"), _negated=True),
                            ("review__isnull", False),
                            _connector="OR",
                        ),
                        name="awards_round_review_named",
                        violation_error_message="Name the review that this round follows.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="nominee",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominees",
                to="awards.round",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="awards.round",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="awards.round",
            ),
        ),
        migrations.AddField(
            model_name="councilsession",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="awards.round",
            ),
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("award_code", models.CharField(blank=True, max_length=40, verbose_name="award")),
                (
                    "commendation_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merit", "Merit"),
                            ("campaign", "By campaign"),
                            ("irregular", "Irregular achievement"),
                            ("contribution", "Long contribution"),
                            ("seniority", "Seniority"),
                            ("diplomatic", "Diplomatic"),
                        ],
                        max_length=15,
                        verbose_name="type of commendation",
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("individual", "Individual"),
                            ("collective", "Collective"),
                            ("household", "Household"),
                        ],
                        max_length=10,
                        verbose_name="subject",
                    ),
                ),
                (
                    "unit_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("peoples_committee", "Provincial People's Committee"),
                            ("department", "Department or agency"),
                            ("party_body", "Party body"),
                            ("mass_organisation", "Mass organisation"),
                            ("armed_force", "Armed force"),
                            ("central_agency", "Central agency in the province"),
                            ("district", "District-level locality"),
                            ("commune", "Commune, ward or township"),
                            ("enterprise", "Enterprise"),
                            ("school", "School"),
                            ("hospital", "Hospital"),
                            ("subunit", "Division or subordinate unit"),
                        ],
                        max_length=20,
                        verbose_name="kind of unit",
                    ),
                ),
                (
                    "via_standing_agency",
                    models.BooleanField(default=False, verbose_name="through the standing agency"),
                ),
                (
                    "via_parent",
                    models.BooleanField(default=False, verbose_name="through the unit above"),
                ),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=300, verbose_name="legal basis"),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routing_rules",
                        to="emulation.unit",
                    ),
                ),
                (
                    "opinion_of",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="emulation.unit", verbose_name="opinion of"
                    ),
                ),
                (
                    "via",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                        verbose_name="through",
                    ),
                ),
            ],
            options={
                "verbose_name": "routing rule",
                "ordering": ["authority", "award_code", "-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="awards_routingrule_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Voter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("written", "Absent, written opinion"),
                            ("absent", "Absent"),
                        ],
                        default="absent",
                        max_length=10,
                        verbose_name="presence",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason of absence"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.councilmember",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voters",
                        to="awards.councilsession",
                    ),
                ),
            ],
            options={
                "ordering": ["member__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "member"), name="awards_voter_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="awards.agendaitem",
                    ),
                ),
                (
                    "voter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="awards.voter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "voter"), name="awards_one_ballot_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="YearRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "strike_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("calendar", "Calendar year"), ("school", "School year")],
                        default="calendar",
                        max_length=10,
                        verbose_name="kind of year",
                    ),
                ),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("excellent", "Duties completed excellently"),
                            ("good", "Duties completed well"),
                            ("completed", "Duties completed"),
                            ("not_completed", "Duties not completed"),
                        ],
                        max_length=15,
                        verbose_name="rating",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=60, verbose_name="number of the paper"),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the paper"),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.unit",
                        verbose_name="collective",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="emulation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "yearly rating",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", True),
                                ("person__isnull", False),
                            ),
                            models.Q(
                                ("collective__isnull", False),
                                ("household__isnull", True),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("collective__isnull", True),
                                ("household__isnull", False),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_yearrating_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strike_reason", ""),
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                            ),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("strike_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awards_yearrating_struck_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("person", "year", "year_kind"),
                        name="awards_yearrating_once_person",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("collective", "year", "year_kind"),
                        name="awards_yearrating_once_collective",
                        violation_error_message="This stands in the ledger already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("household", "year", "year_kind"),
                        name="awards_yearrating_once_household",
                        violation_error_message="This stands in the ledger already.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="decisionline",
            index=models.Index(
                condition=models.Q(("record__isnull", True), ("struck", False)),
                fields=["nominee"],
                name="awards_line_not_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionline",
            constraint=models.UniqueConstraint(
                fields=("decision", "nominee"), name="awards_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck", False)),
                fields=("nominee",),
                name="awards_nominee_decided_once",
                violation_error_message="This nominee stands in another decision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("session", "nominee"), name="awards_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("session", "order"), name="awards_item_order"
            ),
        ),
        migrations.AddIndex(
            model_name="nominee",
            index=models.Index(
                condition=models.Q(
                    ("state", "voted"),
                    models.Q(("needs_council", False), ("state", "passed")),
                    _connector="OR",
                ),
                fields=["round"],
                name="awards_nominee_past_appraisal",
            ),
        ),
        migrations.AddIndex(
            model_name="nominee",
            index=models.Index(
                fields=["round", "state", "needs_council"],
                include=("dossier", "id"),
                name="awards_nominee_state",
            ),
        ),
        migrations.AddIndex(
            model_name="nominee",
            index=models.Index(
                fields=["round", "award_code", "dossier", "order"], name="awards_nominee_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["round", "state"], name="awards_dossier_state"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["round", "id"], name="awards_dossier_in_order"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                fields=("round", "unit"),
                name="awards_dossier_once",
                violation_error_message="The unit has a dossier in this round already.",
            ),
        ),
    ]
