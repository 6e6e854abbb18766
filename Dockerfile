# Balise for a machine among several. docs/fr/exploitation.md, docs/en/operations.md
FROM python:3.11-slim-bookworm
WORKDIR /srv/balise
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
# «docker build --build-arg WITH=s3 .» for files in a bucket
ARG WITH=run
COPY requirements requirements
RUN python -m pip install -q --require-hashes -r requirements/$WITH.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN python -m pip install -q --no-deps --no-build-isolation .
RUN useradd --system --uid 10001 --home-dir /var/lib/balise balise && install -d -o balise -g balise -m 700 /var/lib/balise/data /var/lib/balise/keys /var/lib/balise/files /var/lib/balise/backups
ENV BALISE_DATA=/var/lib/balise/data/here BALISE_KEYS=/var/lib/balise/keys BALISE_FILES=/var/lib/balise/files BALISE_BACKUP_FOLDER=/var/lib/balise/backups BALISE_CACHE=/var/lib/balise/data/cache
USER balise
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen(urllib.request.Request('http://127.0.0.1:8765/healthz', headers={'Host': 'localhost'}), timeout=4)"]
CMD ["balise", "serve", "--host", "0.0.0.0", "--port", "8765"]
