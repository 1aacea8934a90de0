"""Everything the API takes from its environment, read in one place."""

import os
from pathlib import Path

DEBUG = os.environ.get("DEBUG", "false").lower() == "true"
LOG_LEVEL = os.environ.get("LOG_LEVEL", "info").upper()

# Signs the links of exported reports. Development has a key that protects nothing.
SECRET_KEY = os.environ.get("SECRET_KEY") or ("development" if DEBUG else "")
if not SECRET_KEY:
    raise SystemExit("SECRET_KEY is empty; set it, or set DEBUG=true for development")

# Origins that may call the API from a browser. Production leaves it empty: nginx answers for it.
CORS_ORIGINS = [origin for origin in os.environ.get("CORS_ORIGINS", "").split(",") if origin]

# Both are optional: without a database, predictions are lines of a file; without Redis, the cache is a folder.
DATABASE_URL = os.environ.get("DATABASE_URL", "")
REDIS_URL = os.environ.get("REDIS_URL", "")
DATA_DIR = Path(os.environ.get("DATA_DIR", "data"))
