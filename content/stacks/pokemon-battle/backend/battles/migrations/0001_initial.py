from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Battle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("winner", models.CharField(max_length=50)),
                ("loser", models.CharField(max_length=50)),
                ("rounds", models.PositiveSmallIntegerField()),
                ("fought_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"ordering": ["-fought_at"]},
        ),
    ]
