from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_installation"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="anonymised_at",
            field=models.DateTimeField(null=True, editable=False),
        ),
    ]
