"""Where predictions are kept: in PostgreSQL if there is one, else in a file below DATA_DIR."""

import json
import time

import settings


def remember(prediction: dict) -> None:
    if settings.DATABASE_URL:
        import psycopg

        with psycopg.connect(settings.DATABASE_URL) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS prediction (body jsonb NOT NULL)")
            connection.execute("INSERT INTO prediction VALUES (%s)", (json.dumps(prediction),))
        return
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "predictions.jsonl").open("a") as lines:
        lines.write(json.dumps(prediction) + "\n")


def count() -> int:
    if settings.DATABASE_URL:
        import psycopg

        with psycopg.connect(settings.DATABASE_URL) as connection:
            if connection.execute("SELECT to_regclass('prediction')").fetchone()[0] is None:
                return 0
            return connection.execute("SELECT count(*) FROM prediction").fetchone()[0]
    path = settings.DATA_DIR / "predictions.jsonl"
    return len(path.read_text().splitlines()) if path.exists() else 0


def cached(key: str, seconds: int, compute):
    """The value under `key`, computed at most once in `seconds`: kept in Redis if there is one, else below DATA_DIR."""
    if not settings.REDIS_URL:
        path = settings.DATA_DIR / "cache" / f"{key}.json"
        if path.exists() and time.time() - path.stat().st_mtime < seconds:
            return json.loads(path.read_text())
        value = compute()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value))
        return value
    import redis

    store = redis.Redis.from_url(settings.REDIS_URL)
    if (known := store.get(key)) is not None:
        return json.loads(known)
    value = compute()
    store.set(key, json.dumps(value), ex=seconds)
    return value
