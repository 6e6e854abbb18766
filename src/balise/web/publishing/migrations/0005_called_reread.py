from django.conf import settings
from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0001_initial"),
        ("publishing", "0004_by_change"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="called",
            field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="retraction",
            name="clause",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.CreateModel(
            name="Rereading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.DateTimeField()),
                (
                    "approval",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to="approvals.approval"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=deletion.CASCADE, related_name="rereadings", to="publishing.publication"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("approval", "person"), name="rereading_once_a_person")],
            },
        ),
    ]
