from django.test import TestCase


class HealthTest(TestCase):
    def test_answers_without_a_login(self) -> None:
        self.assertEqual(self.client.get("/api/health/").json(), {"status": "ok"})

    def test_scans_want_a_login(self) -> None:
        self.assertEqual(self.client.get("/api/scans/").status_code, 403)
