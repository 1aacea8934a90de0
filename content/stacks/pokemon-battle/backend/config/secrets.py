"""Where passwords and keys come from: a mounted file in Docker, a plain variable on a laptop."""

import os
from pathlib import Path


def read_secret(name: str, default: str = "") -> str:
    """Returns the secret `name`.

    The variable NAME_FILE, if it names an existing file, wins: that is how Docker hands secrets over. Otherwise the
    variable NAME is taken, and `default` where that is not set either.
    """
    variable = name.upper()
    path = Path(os.environ.get(f"{variable}_FILE", ""))
    if path.is_file():
        return path.read_text(encoding="utf-8").strip()
    return os.environ.get(variable, default)
