"""What the Dockerfile does, without Docker: its COPY and RUN in a folder and an environment of their own, then its command.

What needs the root of an image (users, system packages) is said and passed over. Leaves with 1 when a step fails or when
the web does not become ready. The web answers on BALISE_IMAGE_PORT (8765), from a database that ``balise upgrade`` made.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDS_ROOT = ("useradd", "apt-get", "install -d")


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Pairs (instruction, rest), continuation lines joined, comments left out."""
    joined = re.sub(r"\\\n\s*", " ", text)
    for line in joined.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            word, _, rest = line.strip().partition(" ")
            yield word.upper(), rest.strip()


def words(rest: str) -> list[str]:
    """An instruction's words, in either of its two forms."""
    return [str(word) for word in json.loads(rest)] if rest.startswith("[") else shlex.split(rest)


def main() -> None:
    """Do the steps, start the command, ask whether it is ready."""
    with tempfile.TemporaryDirectory(prefix="balise-image-") as folder:
        place = Path(folder)
        venv.create(place / "venv", with_pip=True)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BALISE_")},
            "PATH": f"{place / 'venv' / 'bin'}:{os.environ['PATH']}",
        }
        work, command = place, []
        for word, rest in steps((ROOT / "Dockerfile").read_text(encoding="utf-8")):
            if word == "WORKDIR":
                work = place / rest.lstrip("/")
                work.mkdir(parents=True)
            elif word in {"ENV", "ARG"}:
                for pair in shlex.split(rest):
                    name, _, value = pair.partition("=")
                    environment[name] = str(place / value.lstrip("/")) if value.startswith("/") else value
            elif word == "COPY":
                _copy(shlex.split(rest), work)
            elif word == "RUN" and not rest.startswith(NEEDS_ROOT):
                print("RUN", rest, flush=True)
                subprocess.run(rest, shell=True, check=True, cwd=work, env=environment)
            elif word == "CMD":
                command = words(rest)
            else:
                print("passed over:", word, rest)
        _start(command, work, environment)


def _copy(names: list[str], work: Path) -> None:
    *sources, target = names
    for name in sources:
        source, to = ROOT / name, work / target
        if source.is_dir():
            shutil.copytree(source, to, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, to / name if target.endswith("/") else to)


def _start(command: list[str], work: Path, environment: dict[str, str]) -> None:
    port = os.environ.get("BALISE_IMAGE_PORT", "8765")
    command = [port if word == "8765" else "127.0.0.1" if word == "0.0.0.0" else word for word in command]  # noqa: S104
    subprocess.run(["balise", "upgrade"], check=True, cwd=work, env=environment)
    with subprocess.Popen(command, cwd=work, env=environment) as process:
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                    print("ready:", answer.read().decode().strip())
                break
            except OSError:
                time.sleep(0.5)
        else:
            process.kill()
            sys.exit("the web did not become ready")
        process.terminate()
        if process.wait(timeout=30):
            sys.exit("the web did not stop in order")


if __name__ == "__main__":
    main()
