"""LOC8: predicts how a place will grow. No state is kept in the process, so any instance can answer any request."""

import hashlib
import hmac
import logging
from logging.handlers import RotatingFileHandler

from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, Field

import settings
import storage

settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
logging.basicConfig(
    level=settings.LOG_LEVEL,
    handlers=[logging.StreamHandler(), RotatingFileHandler(settings.DATA_DIR / "backend.log", maxBytes=10_000_000, backupCount=4)],
)

# the description lies below /api, where nginx sends it to the backend like any call
app = FastAPI(title="LOC8", debug=settings.DEBUG, docs_url="/docs", openapi_url="/api/openapi.json")
if settings.CORS_ORIGINS:
    app.add_middleware(CORSMiddleware, allow_origins=settings.CORS_ORIGINS, allow_methods=["*"], allow_headers=["*"])

api = APIRouter(prefix="/api")


class Place(BaseModel):
    population: int = Field(gt=0)
    yearly_change: float = Field(gt=-1, lt=1)
    years: int = Field(gt=0, le=50)


@api.post("/predictions/growth")
def predict_growth(place: Place) -> dict:
    prediction = {"population": round(place.population * (1 + place.yearly_change) ** place.years)}
    storage.remember(prediction)
    return prediction


@api.get("/analytics/summary")
def summarise() -> dict:
    return storage.cached("summary", 60, lambda: {"predictions": storage.count()})


@api.get("/analytics/export/{report}")
def export(report: str) -> dict:
    signature = hmac.new(settings.SECRET_KEY.encode(), report.encode(), hashlib.sha256).hexdigest()
    return {"report": report, "signature": signature}


app.include_router(api)
