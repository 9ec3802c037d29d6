import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "sort_key",
                    models.CharField(db_default="", default="", editable=False, max_length=700),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "This user name is taken; choose another."},
                        max_length=80,
                        unique=True,
                        verbose_name="user name",
                    ),
                ),
                ("full_name", models.CharField(max_length=100, verbose_name="full name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "account",
                "ordering": ["username"],
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="emulation_account_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cluster", "Emulation cluster"), ("block", "Emulation block")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "ordering": ["-year", "order", "name"],
            },
        ),
        migrations.CreateModel(
            name="LogPosition",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("inode", models.BigIntegerField(default=0)),
                ("offset", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="NumberBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.CharField(max_length=20, verbose_name="series")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("internal", "Taken here, without gaps"),
                            ("external", "Recorded from the agency's own register"),
                        ],
                        max_length=10,
                        verbose_name="numbering",
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0, verbose_name="last number")),
            ],
            options={
                "ordering": ["-year", "authority__order", "series"],
            },
        ),
        migrations.CreateModel(
            name="WorkerSign",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="emulation_blob_not_empty"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                (
                    "citation",
                    models.CharField(
                        help_text="As it stands after “Căn cứ”, without the final mark.",
                        max_length=500,
                        verbose_name="citation",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "kinds",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Kinds of document; empty: all.",
                        verbose_name="cited by",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal basis",
                "ordering": ["order", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="emulation_legalbasis_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "Administrator"),
                            ("office", "Emulation office staff"),
                            ("officer", "Unit officer"),
                            ("leader", "Unit leader"),
                            ("reviewer", "Department reviewer"),
                            ("council_member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("signer", "Decision signer"),
                            ("clerk", "Records clerk"),
                            ("auditor", "Auditor"),
                            ("cluster_head", "Cluster head"),
                            ("cluster_deputy", "Cluster deputy head"),
                            ("cluster_secretary", "Cluster secretary"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="position in this role"
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=300, verbose_name="legal basis"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="emulation.cluster",
                        verbose_name="cluster",
                    ),
                ),
                (
                    "delegated_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandate",
                "ordering": ["unit__order", "role", "pk"],
                "indexes": [
                    models.Index(fields=["account", "valid_from"], name="emulation_mandate_account")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="emulation_mandate_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["cluster_deputy", "cluster_head", "cluster_secretary"]),
                            ("cluster__isnull", True),
                            _connector="XOR",
                        ),
                        name="emulation_mandate_cluster_where_needed",
                        violation_error_message="Name the cluster for a cluster role, and only there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delegated_from__isnull", True),
                            ("valid_to__isnull", False),
                            _connector="OR",
                        ),
                        name="emulation_mandate_delegation_ends",
                        violation_error_message="A delegation needs a last day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("args", models.JSONField(default=dict)),
                (
                    "queue",
                    models.CharField(
                        choices=[
                            ("render", "Rendering"),
                            ("compute", "Computing"),
                            ("import", "Import"),
                            ("mail", "Mail"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "progress",
                    models.JSONField(
                        default=dict, help_text="What the steps hand to the next step"
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("message", models.CharField(blank=True, max_length=300)),
                ("result", models.JSONField(default=dict)),
                ("error", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("cancel_requested", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("notified_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=["state", "heartbeat_at"],
                        name="emulation_job_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["cancelled", "done", "failed"]),
                            ),
                            models.Q(
                                ("ended_at__isnull", True), ("state__in", ["queued", "running"])
                            ),
                            _connector="OR",
                        ),
                        name="emulation_job_end_with_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                        choices=[("email", "By e-mail"), ("slip", "On a paper slip")], max_length=10
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="emulation_invitation_expires",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Read, not entered"),
                            ("queued", "Being entered"),
                            ("applied", "Entered"),
                            ("undone", "Taken back"),
                        ],
                        default="read",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("rows", models.JSONField(default=dict)),
                ("faults", models.JSONField(default=list)),
                ("fault_count", models.PositiveIntegerField(default=0)),
                ("to_create", models.PositiveIntegerField(default=0)),
                ("to_change", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("made", models.JSONField(default=list)),
                ("read_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.job",
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a workbook",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("applied_at__isnull", True), ("state__in", ["read", "queued"])
                            ),
                            models.Q(
                                ("applied_at__isnull", False),
                                ("applied_by__isnull", False),
                                ("state__in", ["applied", "undone"]),
                            ),
                            _connector="OR",
                        ),
                        name="emulation_importbatch_applied_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "undone"),
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "undone"), _negated=True),
                                ("undone_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="emulation_importbatch_undone_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                ("province_time", models.DateTimeField(verbose_name="province's time")),
                ("action", models.CharField(max_length=80, verbose_name="action")),
                ("object_type", models.CharField(blank=True, max_length=80)),
                ("object_id", models.BigIntegerField(null=True)),
                ("object_label", models.CharField(blank=True, max_length=300)),
                ("changes", models.JSONField(default=dict)),
                ("request_id", models.CharField(blank=True, max_length=36)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["object_type", "object_id"], name="emulation_audit_object"
                    ),
                    models.Index(fields=["account", "-id"], name="emulation_audit_account"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("body", models.TextField(blank=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("once", models.CharField(blank=True, max_length=100, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["account", "read_at"], name="emulation_notice_unread")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "once"), name="emulation_notice_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("search_text", models.TextField(default="", editable=False)),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("subject", models.CharField(max_length=500, verbose_name="subject")),
                ("paper", models.JSONField(default=dict)),
                ("paper_digest", models.CharField(max_length=64)),
                ("template_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "In the signing route"),
                            ("signed", "Signed, waiting for number and issue"),
                            ("numbered", "Numbered, being issued"),
                            ("issued", "Issued"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("preview_digest", models.CharField(blank=True, max_length=64)),
                ("preview_findings", models.JSONField(default=list)),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed at"),
                ),
                ("signed_outside", models.BooleanField(default=False)),
                (
                    "signer_name",
                    models.CharField(blank=True, max_length=100, verbose_name="signer"),
                ),
                (
                    "differences",
                    models.TextField(blank=True, verbose_name="differences from the draft"),
                ),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                ("suffix", models.CharField(blank=True, max_length=5, verbose_name="suffix")),
                (
                    "code",
                    models.CharField(blank=True, max_length=60, verbose_name="number and symbol"),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                ("numbered_at", models.DateTimeField(blank=True, null=True)),
                ("sealed", models.BooleanField(default=False, verbose_name="sealed")),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("verification_code", models.CharField(max_length=40, unique=True)),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="emulation.document",
                    ),
                ),
                (
                    "drafted_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "numbered_account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue_job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.job",
                    ),
                ),
                (
                    "preview_job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="emulation.job",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
                (
                    "numbered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
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
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="emulation.numberbook",
                    ),
                ),
            ],
            options={
                "verbose_name": "official document",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "number", "suffix"),
                        name="emulation_document_number",
                        violation_error_message="This number is taken in the book.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted"]),
                            models.Q(
                                ("signed_account__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="emulation_document_signed_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["issued", "numbered"]), _negated=True),
                            models.Q(
                                ("book__isnull", False),
                                ("issued_on__isnull", False),
                                ("number__isnull", False),
                                ("numbered_account__isnull", False),
                                ("numbered_at__isnull", False),
                                ("numbered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="emulation_document_numbered_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_account__isnull", True),
                            ("signed_outside", True),
                            models.Q(
                                ("signed_account", models.F("drafted_account")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="emulation_document_signer_not_drafter",
                        violation_error_message="Who drafted a document may not sign it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("numbered_account__isnull", True),
                            ("signed_outside", True),
                            models.Q(
                                models.Q(
                                    ("numbered_account", models.F("drafted_account")), _negated=True
                                ),
                                models.Q(
                                    ("numbered_account", models.F("signed_account")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="emulation_document_clerk_is_third",
                        violation_error_message="Who drafted or signed a document may not number it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageVisits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=300)),
                ("day", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("path", "day"), name="emulation_visits_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(max_length=31)),
                ("number", models.PositiveIntegerField()),
                ("label", models.TextField()),
                (
                    "action",
                    models.CharField(
                        choices=[("create", "New"), ("change", "Changed"), ("same", "Unchanged")],
                        max_length=6,
                    ),
                ),
                ("differences", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preview",
                        to="emulation.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a workbook",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ProvinceDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["-day"],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, unique=True)),
                ("next_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("queued", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("message", models.CharField(blank=True, max_length=300)),
                ("failed_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                (
                    "job",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule",
                        to="emulation.job",
                    ),
                ),
            ],
            options={
                "ordering": ["kind"],
            },
        ),
        migrations.CreateModel(
            name="SigningStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("admin", "Administrator"),
                            ("office", "Emulation office staff"),
                            ("officer", "Unit officer"),
                            ("leader", "Unit leader"),
                            ("reviewer", "Department reviewer"),
                            ("council_member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("signer", "Decision signer"),
                            ("clerk", "Records clerk"),
                            ("auditor", "Auditor"),
                            ("cluster_head", "Cluster head"),
                            ("cluster_deputy", "Cluster deputy head"),
                            ("cluster_secretary", "Cluster secretary"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("done", "Done here"),
                            ("recorded", "Recorded as done outside"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="emulation.document",
                    ),
                ),
                (
                    "done_by",
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
                "ordering": ["document", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "order"), name="emulation_step_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "waiting"),
                            models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="emulation_step_done_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                ("media_type", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(verbose_name="stored at")),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="emulation.blob",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="importbatch",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="emulation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="docx",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="emulation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="pdf",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="emulation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="preview_docx",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="emulation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="preview_pdf",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="emulation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="signed_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="emulation.storedfile",
            ),
        ),
        migrations.CreateModel(
            name="TransitionLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_type", models.CharField(max_length=80)),
                ("object_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=20)),
                ("target", models.CharField(max_length=20)),
                ("at", models.DateTimeField(verbose_name="at")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("items", models.JSONField(default=list)),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        fields=["object_type", "object_id", "id"], name="emulation_transition_obj"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "sort_key",
                    models.CharField(db_default="", default="", editable=False, max_length=700),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=80, verbose_name="short name"),
                ),
                (
                    "kind",
                    models.CharField(
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
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("district", "District"),
                            ("commune", "Commune"),
                            ("base", "Base unit"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "symbol",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="symbol in document numbers"
                    ),
                ),
                (
                    "letterhead_parent",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="upper line of the letterhead"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="place in the date line"
                    ),
                ),
                (
                    "leader_title",
                    models.CharField(blank=True, max_length=80, verbose_name="title of the head"),
                ),
                (
                    "leader_name",
                    models.CharField(blank=True, max_length=100, verbose_name="name of the head"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "decides_awards",
                    models.BooleanField(
                        default=False, verbose_name="decides awards of its own level"
                    ),
                ),
                (
                    "lineage",
                    models.CharField(
                        blank=True, db_index=True, default="", editable=False, max_length=120
                    ),
                ),
                (
                    "ranking",
                    models.CharField(
                        blank=True, db_index=True, default="", editable=False, max_length=400
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="emulation.unit",
                        verbose_name="parent",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "ordering": ["order", "name"],
                "indexes": [models.Index(fields=["kind"], name="emulation_unit_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="emulation_unit_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningRouteStep",
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
                    "kind",
                    models.CharField(blank=True, max_length=40, verbose_name="kind of document"),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=120, verbose_name="step")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("admin", "Administrator"),
                            ("office", "Emulation office staff"),
                            ("officer", "Unit officer"),
                            ("leader", "Unit leader"),
                            ("reviewer", "Department reviewer"),
                            ("council_member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("signer", "Decision signer"),
                            ("clerk", "Records clerk"),
                            ("auditor", "Auditor"),
                            ("cluster_head", "Cluster head"),
                            ("cluster_deputy", "Cluster deputy head"),
                            ("cluster_secretary", "Cluster secretary"),
                        ],
                        max_length=20,
                        verbose_name="taken by",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_route",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["authority", "kind", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="emulation_signingroutestep_valid_in_order",
                        violation_error_message="The end may not lie before the beginning.",
                    ),
                    models.UniqueConstraint(
                        fields=("authority", "kind", "order", "valid_from"),
                        name="emulation_route_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("full_name", models.CharField(max_length=100, verbose_name="full name")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "Male"), ("female", "Female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                (
                    "employment",
                    models.CharField(
                        choices=[
                            ("civil_servant", "Civil servant"),
                            ("public_employee", "Public employee"),
                            ("soldier", "Soldier or police officer"),
                            ("worker", "Worker"),
                            ("farmer", "Farmer"),
                            ("other", "Other"),
                        ],
                        default="civil_servant",
                        max_length=20,
                        verbose_name="group",
                    ),
                ),
                (
                    "is_leader",
                    models.BooleanField(default=False, verbose_name="holds a leading post"),
                ),
                (
                    "recruited_on",
                    models.DateField(blank=True, null=True, verbose_name="recruited on"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("code", models.CharField(blank=True, max_length=30, verbose_name="staff number")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="emulation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "ordering": ["sort_key", "pk"],
                "indexes": [models.Index(fields=["sort_key", "id"], name="emulation_person_order")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("unit", "code"),
                        name="emulation_person_staff_number",
                        violation_error_message="This staff number is taken in the unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True),
                            ("recruited_on__isnull", True),
                            ("left_on__gte", models.F("recruited_on")),
                            _connector="OR",
                        ),
                        name="emulation_person_dates_in_order",
                        violation_error_message="The last day may not lie before the first.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="numberbook",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="number_books",
                to="emulation.unit",
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mandates",
                to="emulation.unit",
                verbose_name="acts for",
            ),
        ),
        migrations.CreateModel(
            name="Household",
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
                (
                    "head_name",
                    models.CharField(max_length=100, verbose_name="head of the household"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="emulation.unit",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "household",
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="emulation_household_order")
                ],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="emulation.unit",
            ),
        ),
        migrations.CreateModel(
            name="ClusterMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="emulation.cluster",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emulation.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["cluster", "unit__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organiser", "year", "unit"), name="emulation_one_cluster_a_year"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="cluster",
            name="organiser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organised_clusters",
                to="emulation.unit",
                verbose_name="organised by",
            ),
        ),
        migrations.AddField(
            model_name="cluster",
            name="units",
            field=models.ManyToManyField(
                related_name="clusters",
                through="emulation.ClusterMember",
                through_fields=("cluster", "unit"),
                to="emulation.unit",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the person is employed; decides conflicts of interest.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="emulation.unit",
                verbose_name="works at",
            ),
        ),
        migrations.CreateModel(
            name="UnitSuccession",
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
                            ("merged", "Merged into"),
                            ("split", "Split into"),
                            ("renamed", "Renamed"),
                            ("tasks_taken", "Tasks taken over by"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=300, verbose_name="legal basis"),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="emulation.unit",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="emulation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"), name="emulation_succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="emulation_succession_not_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="emulation.auditentry",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="emulation_seal_from_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("listing", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "listing"), name="emulation_columnchoice_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("body_hash", models.CharField(blank=True, max_length=64)),
                ("location", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "key"), name="emulation_formreceipt_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="numberbook",
            constraint=models.UniqueConstraint(
                fields=("authority", "series", "year"), name="emulation_book_once"
            ),
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(fields=["unit", "role"], name="emulation_mandate_unit_role"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["authority", "state"], name="emulation_document_state"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(
                        ("docx__isnull", False),
                        ("issued_at__isnull", False),
                        ("pdf__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="emulation_document_issued_with_files",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_outside", True), _negated=True),
                    ("signed_file__isnull", False),
                    _connector="OR",
                ),
                name="emulation_document_outside_has_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.UniqueConstraint(
                fields=("organiser", "year", "code"), name="emulation_cluster_code_of_year"
            ),
        ),
    ]
