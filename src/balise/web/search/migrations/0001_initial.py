from __future__ import annotations

from typing import Any

from django.db import migrations, models

from balise.web.search.engines import engine


def install(_apps: Any, schema_editor: Any) -> None:
    engine(schema_editor.connection.vendor).install(schema_editor.execute)


def remove(_apps: Any, schema_editor: Any) -> None:
    engine(schema_editor.connection.vendor).remove(schema_editor.execute)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("record", models.CharField(max_length=64)),
                ("face", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                ("date", models.DateTimeField()),
                ("state", models.CharField(blank=True, max_length=20)),
                ("author", models.BigIntegerField(null=True)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "record", "face"), name="search_once_a_face")],
            },
        ),
        migrations.RunPython(install, remove),
    ]
