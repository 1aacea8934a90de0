import os
import sys
from pathlib import Path

os.environ["DEBUG"] = "true"
sys.path.insert(0, str(Path(__file__).parents[1]))

from fastapi.testclient import TestClient

import settings
from main import app


def test_growth_compounds(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    client = TestClient(app)
    answer = client.post("/api/predictions/growth", json={"population": 1000, "yearly_change": 0.1, "years": 2})
    assert answer.json() == {"population": 1210}
    assert client.get("/api/analytics/summary").json() == {"predictions": 1}
