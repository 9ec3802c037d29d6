"""What was signed has a digest; documents signed before get that of their present wording."""

import hashlib
import json
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from emulation.audit.triggers import lift_triggers


def digest(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def wording_of(paper: dict[str, Any]) -> str:
    added = {"number", "date", "place", "verification"}
    bare = {name: value for name, value in paper.items() if name not in added}
    if number := paper.get("number"):
        bare["number"] = {"_": "DocumentNumber", "symbol": number["symbol"]}
    return digest(bare)


def position_in(paper: dict[str, Any]) -> str:
    blocks = paper.get("signatures", [])
    right: dict[str, Any] = next((block for block in blocks if block.get("side", "right") == "right"), {})
    return str((right.get("lines") or [""])[-1])[:120]


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    signed = apps.get_model("emulation", "Document").objects.filter(signed_at__isnull=False)
    lift_triggers(schema_editor.connection, "emulation_document")
    for document in signed.order_by("pk").iterator(chunk_size=200):
        position = position_in(document.paper)
        content = {
            "authority": document.authority_id,
            "kind": document.kind,
            "wording": wording_of(document.paper),
            "signer": document.signer_name,
            "position": position,
        }
        signed.filter(pk=document.pk).update(
            signer_position=position, signed_digest=digest(content)
        )


class Migration(migrations.Migration):
    dependencies = [("emulation", "0004_reset_requests")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="signed_digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="document",
            name="signer_position",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="position of the signer"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
