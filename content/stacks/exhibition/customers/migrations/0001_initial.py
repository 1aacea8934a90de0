from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("company", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("business_card", models.FileField(blank=True, upload_to="business-cards/")),
                ("met_on", models.DateField(blank=True, null=True)),
            ],
            options={"ordering": ["name"]},
        ),
    ]
