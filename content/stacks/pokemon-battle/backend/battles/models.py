from django.db import models


class Battle(models.Model):
    """One finished battle between two creatures."""

    winner = models.CharField(max_length=50)
    loser = models.CharField(max_length=50)
    rounds = models.PositiveSmallIntegerField()
    fought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-fought_at"]
