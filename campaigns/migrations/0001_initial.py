import django.db.models.deletion
import emulation.ui.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("emulation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("search_text", models.TextField(default="", editable=False)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(max_length=120, unique=True, verbose_name="public address"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "Regular emulation"),
                            ("thematic", "Thematic emulation"),
                            ("drive", "Time-bound drive"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                ("objectives", models.TextField(blank=True, verbose_name="objectives")),
                (
                    "summary",
                    models.TextField(blank=True, verbose_name="summary for the public page"),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="author of the notice"
                    ),
                ),
                (
                    "unit_plans_due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="units issue their own plans by"
                    ),
                ),
                (
                    "recipients",
                    models.TextField(
                        blank=True,
                        help_text="One a line, as under “Nơi nhận”.",
                        verbose_name="recipients",
                    ),
                ),
                (
                    "archive_line",
                    models.CharField(
                        blank=True,
                        help_text="As after “Lưu:”, e.g. VT, SNV.",
                        max_length=60,
                        verbose_name="archive mark",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted for signature"),
                            ("signed", "Signed, waiting for its number"),
                            ("issued", "Plan issued"),
                            ("launched", "Launched"),
                            ("closed", "Campaign closed"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "launched_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="launched at"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "launched_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "launcher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="launched_campaigns",
                        to="emulation.unit",
                        verbose_name="launched by",
                    ),
                ),
                (
                    "legal_bases",
                    models.ManyToManyField(
                        blank=True,
                        related_name="campaigns",
                        to="emulation.legalbasis",
                        verbose_name="legal bases",
                    ),
                ),
                (
                    "opening_job",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.job",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="campaigns.campaign",
                        verbose_name="under the campaign",
                    ),
                ),
                (
                    "plan_document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaign",
                        to="emulation.document",
                    ),
                ),
                (
                    "standing_agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leads a thematic campaign and, with Home Affairs, its reviews and commendation.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_campaigns",
                        to="emulation.unit",
                        verbose_name="standing agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "ordering": ["-starts_on", "-pk"],
                "indexes": [
                    models.Index(fields=["launcher", "state"], name="campaigns_campaign_launcher")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="campaigns_campaign_dates_in_order",
                        violation_error_message="The last day may not lie before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["closed", "launched"]), _negated=True),
                            models.Q(
                                ("launched_at__isnull", False), ("launched_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_campaign_launch_has_actor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_campaign_close_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("plan_document__isnull", False), _connector="OR"
                        ),
                        name="campaigns_campaign_plan_is_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("content", models.TextField(verbose_name="duty")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("result", models.TextField(blank=True, verbose_name="result")),
                (
                    "cooperating_units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joined_assignments",
                        to="emulation.unit",
                        verbose_name="take part",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: every participant.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_assignments",
                        to="emulation.unit",
                        verbose_name="leads",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["campaign", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommemorativeDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="occasion or great day")),
                ("on", models.DateField(verbose_name="day")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commemorative_days",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["on"],
            },
        ),
        migrations.CreateModel(
            name="Compact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "signatories",
                    models.TextField(
                        help_text="One a line: name, position, unit.", verbose_name="signatories"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compacts",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compacts",
                        to="emulation.cluster",
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
                        fields=("campaign", "cluster"),
                        name="campaigns_compact_once",
                        violation_error_message="The compact of this cluster is recorded already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="indicator")),
                (
                    "unit_of_measure",
                    models.CharField(max_length=40, verbose_name="unit of measure"),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("higher", "Higher is better"), ("lower", "Lower is better")],
                        default="higher",
                        max_length=6,
                        verbose_name="direction",
                    ),
                ),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("sum", "Sum of the units"),
                            ("mean", "Mean of the units"),
                            ("max", "Largest value"),
                            ("count", "Number of units that reached their target"),
                            ("none", "Not added up: one agency supplies the value"),
                        ],
                        default="sum",
                        max_length=5,
                        verbose_name="adds up as",
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                (
                    "baseline",
                    emulation.ui.models.FigureField(
                        blank=True, null=True, verbose_name="last year's value"
                    ),
                ),
                (
                    "floor",
                    emulation.ui.models.FigureField(
                        blank=True, null=True, verbose_name="province's value, or its floor"
                    ),
                ),
                (
                    "ceiling",
                    emulation.ui.models.FigureField(
                        blank=True,
                        help_text="Only for a range such as 9–10.",
                        null=True,
                        verbose_name="ceiling",
                    ),
                ),
                ("allocated", models.BooleanField(default=True, verbose_name="allocated to units")),
                (
                    "unit_kinds",
                    models.JSONField(blank=True, default=list, verbose_name="applies to"),
                ),
                ("is_sample", models.BooleanField(default=False, verbose_name="sample data")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("shares_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "shares_sum",
                    emulation.ui.models.FigureField(default=Decimal("0"), editable=False),
                ),
                ("shares_largest", emulation.ui.models.FigureField(editable=False, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "monitoring_agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="Supplies the value or confirms what units report.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitored_indicators",
                        to="emulation.unit",
                        verbose_name="monitoring agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "ordering": ["campaign", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "code"),
                        name="campaigns_indicator_code",
                        violation_error_message="This code is taken in the campaign.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceiling__isnull", True),
                            models.Q(("ceiling__gte", models.F("floor")), ("floor__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaigns_indicator_range_in_order",
                        violation_error_message="The ceiling may not lie below the floor.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", emulation.ui.models.FigureField(verbose_name="allocated")),
                (
                    "baseline",
                    emulation.ui.models.FigureField(
                        blank=True, null=True, verbose_name="last year's value"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="emulation.unit",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="campaigns.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "unit__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "unit"), name="campaigns_allocation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_on", models.DateField(verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="emulation.cluster",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["campaign", "unit__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "unit"), name="campaigns_participant_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="campaigns_participant_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("cutoff_on", models.DateField(verbose_name="cut-off of the figures")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "expected_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Left empty, it is the part of the campaign's time that has passed.",
                        null=True,
                        verbose_name="expected by then, % of the year's target",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "period",
                "ordering": ["campaign", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "order"), name="campaigns_period_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("cutoff_on")),
                            ("ends_on__gte", models.F("starts_on")),
                        ),
                        name="campaigns_period_dates_in_order",
                        violation_error_message="The last day may not lie before the first, nor the due day before the cut-off.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_percent__isnull", True),
                            ("expected_percent__lte", 100),
                            _connector="OR",
                        ),
                        name="campaigns_period_percent",
                        violation_error_message="At most 100 % of the year's target can be expected.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("purpose", "Purpose and requirements"),
                            ("subjects", "Subjects, scope and time"),
                            ("content", "Contents and targets"),
                            ("commendation", "Commendation"),
                            ("procedure", "Procedure, dossiers and time of commendation"),
                            ("organisation", "Organisation"),
                        ],
                        max_length=15,
                        verbose_name="part",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("heading", models.CharField(blank=True, max_length=200, verbose_name="heading")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["campaign", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Registration",
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
                            ("draft", "Draft"),
                            ("signed", "Signed by the unit"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned for completion"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "signing_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("portal", "Signed in the portal by the leader"),
                            ("paper", "Recorded from the signed paper"),
                            ("compact", "By the compact of the cluster"),
                        ],
                        max_length=10,
                        verbose_name="signed",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "paper_number",
                    models.CharField(blank=True, max_length=60, verbose_name="number of the paper"),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "compact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="campaigns.compact",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="campaigns.participant",
                    ),
                ),
                (
                    "signed_by",
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
                "verbose_name": "registration",
                "ordering": ["participant__unit__order"],
                "indexes": [
                    models.Index(
                        fields=["state", "participant"], name="campaigns_registration_state"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "signed"]), _negated=True),
                            models.Q(
                                ("signed_by__isnull", False),
                                ("signed_on__isnull", False),
                                models.Q(("signing_form", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_registration_signed_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signing_form", "paper"), _negated=True),
                            ("paper__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_registration_paper_is_there",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signing_form", "compact"), _negated=True),
                            ("compact__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_registration_compact_is_there",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredTitle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("award_code", models.CharField(max_length=40, verbose_name="emulation title")),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registered_titles",
                        to="emulation.unit",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registered_titles",
                        to="emulation.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registered_titles",
                        to="emulation.person",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="titles",
                        to="campaigns.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["award_code", "pk"],
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
                        name="campaigns_title_one_subject",
                        violation_error_message="Name one person, one collective or one household.",
                    ),
                    models.UniqueConstraint(
                        fields=("registration", "award_code", "person"),
                        name="campaigns_title_once_person",
                    ),
                    models.UniqueConstraint(
                        fields=("registration", "award_code", "collective"),
                        name="campaigns_title_once_collective",
                    ),
                    models.UniqueConstraint(
                        fields=("registration", "award_code", "household"),
                        name="campaigns_title_once_household",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", emulation.ui.models.FigureField(verbose_name="committed")),
                ("measures", models.TextField(blank=True, verbose_name="measures")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="campaigns.indicator",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="campaigns.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "indicator"), name="campaigns_commitment_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "Entered in the portal"),
                            ("excel", "Excel file"),
                            ("letter", "Official letter"),
                            ("email", "E-mail"),
                            ("chat", "Chat group or photo"),
                            ("phone", "Telephone"),
                        ],
                        max_length=10,
                        verbose_name="sent by",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("units", models.PositiveIntegerField(verbose_name="units named")),
                ("sent_at", models.DateTimeField()),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="campaigns.period",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                            ("waiting", "Not begun"),
                            ("draft", "Being written"),
                            ("submitted", "Waiting for the leader"),
                            ("approved", "Approved by the unit"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned for completion"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "answer_due_on",
                    models.DateField(
                        blank=True,
                        help_text="Set when it is returned.",
                        null=True,
                        verbose_name="answer due on",
                    ),
                ),
                (
                    "arrived_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which it first reached the office; punctuality is counted by it.",
                        null=True,
                        verbose_name="arrived on",
                    ),
                ),
                ("results", models.TextField(blank=True, verbose_name="results")),
                (
                    "difficulties",
                    models.TextField(blank=True, verbose_name="difficulties and causes"),
                ),
                (
                    "solutions",
                    models.TextField(blank=True, verbose_name="solutions for the time ahead"),
                ),
                ("proposals", models.TextField(blank=True, verbose_name="proposals")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "Entered in the portal"),
                            ("excel", "Excel file"),
                            ("letter", "Official letter"),
                            ("email", "E-mail"),
                            ("chat", "Chat group or photo"),
                            ("phone", "Telephone"),
                        ],
                        default="portal",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="came at"),
                ),
                (
                    "incoming_number",
                    models.CharField(blank=True, max_length=60, verbose_name="incoming number"),
                ),
                ("entered_for_unit", models.BooleanField(default=False, editable=False)),
                ("unit_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approval_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the signed report"
                    ),
                ),
                (
                    "approval_signed_on",
                    models.DateField(blank=True, null=True, verbose_name="signed on"),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "approval_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="campaigns.participant",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="campaigns.period",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.storedfile",
                        verbose_name="scan",
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
                    "unit_confirmed_by",
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
                "verbose_name": "report",
                "ordering": ["period__order", "participant__unit__order"],
                "indexes": [
                    models.Index(fields=["participant", "state"], name="campaigns_report_state"),
                    models.Index(fields=["state", "due_on"], name="campaigns_report_due"),
                    models.Index(fields=["-due_on", "id"], name="campaigns_report_newest"),
                    models.Index(
                        condition=models.Q(("state", "approved")),
                        fields=["arrived_on", "id"],
                        name="campaigns_report_queue",
                    ),
                    models.Index(
                        fields=["period", "state", "due_on", "arrived_on", "participant"],
                        name="campaigns_report_tally",
                    ),
                    models.Index(
                        condition=models.Q(("arrived_on__isnull", True)),
                        fields=["due_on", "participant"],
                        name="campaigns_report_not_arrived",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "participant"), name="campaigns_report_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["submitted", "approved", "accepted"]), _negated=True
                            ),
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_report_submit_has_actor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "approved"]), _negated=True),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_report_approval_has_actor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_report_acceptance_has_actor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "approved"]), _negated=True),
                            ("arrived_on__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_report_arrived_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_for_unit", False),
                            models.Q(
                                ("entered_by__isnull", False),
                                ("received_at__isnull", False),
                                models.Q(("channel", "portal"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_report_on_behalf_how",
                        violation_error_message="Say by what way and when the figures came.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("unit_confirmed_at__isnull", True),
                                ("unit_confirmed_by__isnull", True),
                            ),
                            models.Q(
                                ("unit_confirmed_at__isnull", False),
                                ("unit_confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_report_confirmation_has_actor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    emulation.ui.models.FigureField(blank=True, null=True, verbose_name="reported"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("estimated", "Estimated"), ("official", "Official")],
                        default="estimated",
                        max_length=10,
                        verbose_name="estimated or official",
                    ),
                ),
                (
                    "cutoff_on",
                    models.DateField(blank=True, null=True, verbose_name="figures as of"),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="explanation")),
                (
                    "confirmed",
                    emulation.ui.models.FigureField(
                        blank=True, null=True, verbose_name="confirmed"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="campaigns.indicator",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="campaigns.report",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator__order"],
                "indexes": [
                    models.Index(fields=["indicator", "report"], name="campaigns_line_of_indicator")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "indicator"), name="campaigns_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed__isnull", True),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="campaigns_line_confirmation_has_actor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(help_text="The line's version after this save."),
                ),
                ("value", emulation.ui.models.FigureField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("estimated", "Estimated"), ("official", "Official")],
                        max_length=10,
                    ),
                ),
                ("cutoff_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="campaigns.reportline",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "version"), name="campaigns_revision_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caption", models.CharField(max_length=200, verbose_name="what it shows")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="campaigns.report",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="campaigns.reportline",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                        choices=[("preliminary", "Preliminary review"), ("final", "Final review")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("computing", "Being computed"),
                            ("draft", "Report being edited"),
                            ("submitted", "Submitted for signature"),
                            ("issued", "Issued"),
                        ],
                        default="computing",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("computed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "facts",
                    models.JSONField(
                        default=dict,
                        help_text="Completeness and punctuality as counted when it was computed",
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
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
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="emulation.document",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.job",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="campaigns.period",
                        verbose_name="up to the period",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "ordering": ["-as_of", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "final")),
                        fields=("campaign",),
                        name="campaigns_one_final_review",
                        violation_error_message="The campaign has its final review already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "computing"), ("computed_at__isnull", False), _connector="OR"
                        ),
                        name="campaigns_review_computed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["issued", "submitted"]), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="campaigns_review_has_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "review_id",
                        "indicator_id",
                        "participant_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line_version", models.PositiveIntegerField()),
                ("value", emulation.ui.models.FigureField(null=True)),
                ("is_confirmed", models.BooleanField(default=False)),
                ("is_estimate", models.BooleanField(default=False)),
                (
                    "target",
                    emulation.ui.models.FigureField(
                        help_text="The unit's target of the year", null=True
                    ),
                ),
                (
                    "goal",
                    emulation.ui.models.FigureField(
                        help_text="What is measured against: the target, or its due part", null=True
                    ),
                ),
                (
                    "rate",
                    emulation.ui.models.FigureField(help_text="Value against goal, %", null=True),
                ),
                ("reached", models.BooleanField(null=True)),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.indicator",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.participant",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.reportline",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen_lines",
                        to="campaigns.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("key", models.CharField(editable=False, max_length=20)),
                ("heading", models.CharField(max_length=200, verbose_name="heading")),
                ("drafted", models.TextField(editable=False)),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="campaigns.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "order"), name="campaigns_section_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "completion",
                    emulation.ui.models.FigureField(
                        null=True, verbose_name="weighted completion, %"
                    ),
                ),
                ("reached", models.PositiveIntegerField(default=0)),
                ("expected", models.PositiveIntegerField(default=0)),
                ("received", models.PositiveIntegerField(default=0)),
                ("reports_on_time", models.PositiveIntegerField(default=0)),
                ("reports_late", models.PositiveIntegerField(default=0)),
                ("reports_missing", models.PositiveIntegerField(default=0)),
                ("rank", models.PositiveIntegerField(null=True)),
                (
                    "cluster",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.cluster",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="campaigns.participant",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="campaigns.review",
                    ),
                ),
            ],
            options={
                "ordering": ["cluster", "rank", "participant__unit__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "participant"), name="campaigns_standing_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuppliedFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", emulation.ui.models.FigureField(verbose_name="value")),
                (
                    "kind",
                    models.CharField(
                        choices=[("estimated", "Estimated"), ("official", "Official")],
                        default="estimated",
                        max_length=10,
                        verbose_name="estimated or official",
                    ),
                ),
                ("cutoff_on", models.DateField(verbose_name="figures as of")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="explanation")),
                ("supplied_at", models.DateTimeField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplied",
                        to="campaigns.indicator",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplied",
                        to="campaigns.period",
                    ),
                ),
                (
                    "supplied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", emulation.ui.models.FigureField(null=True)),
                (
                    "target",
                    emulation.ui.models.FigureField(
                        help_text="The year's target, or its floor", null=True
                    ),
                ),
                ("ceiling", emulation.ui.models.FigureField(null=True)),
                (
                    "goal",
                    emulation.ui.models.FigureField(
                        help_text="What is measured against: the target, or its due part", null=True
                    ),
                ),
                (
                    "rate",
                    emulation.ui.models.FigureField(
                        help_text="Total against the year's target, %", null=True
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("exceeded", "Exceeded"),
                            ("reached", "Reached"),
                            ("missed", "Not reached"),
                            ("unknown", "Too few figures yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("expected", models.PositiveIntegerField(default=0)),
                ("received", models.PositiveIntegerField(default=0)),
                ("estimates", models.PositiveIntegerField(default=0)),
                ("confirmed", models.PositiveIntegerField(default=0)),
                ("units_reached", models.PositiveIntegerField(default=0)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.indicator",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totals",
                        to="campaigns.review",
                    ),
                ),
                (
                    "supplied",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.suppliedfigure",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "indicator"), name="campaigns_total_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="number and symbol")),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("recorded_at", models.DateTimeField()),
                (
                    "child",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="as_unit_plan",
                        to="campaigns.campaign",
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
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_plan",
                        to="campaigns.participant",
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
                "ordering": ["issued_on"],
            },
        ),
    ]
