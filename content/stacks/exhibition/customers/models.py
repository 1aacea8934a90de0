from django.db import models


class Customer(models.Model):
    """A visitor or exhibitor that the sales team met at an exhibition."""

    name = models.CharField(max_length=200)
    company = models.CharField(max_length=200, blank=True)
    email = models.EmailField(unique=True)
    business_card = models.FileField(upload_to="business-cards/", blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.company})" if self.company else self.name
