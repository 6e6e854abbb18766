"""What was told about a subject is looked for at each of its changes, among what nobody has read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(condition=models.Q(read=None), fields=["subject_id"], name="notification_unread_about"),
        ),
    ]
