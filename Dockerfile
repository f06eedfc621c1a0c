# The same locked set and the same commands as bin/demo and bin/test use, in an image that is not root.
FROM python:3.12-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt ./
RUN python -m pip install --require-hashes -r requirements.txt
COPY . .
RUN useradd --system --uid 10001 --home-dir /app ancrage \
    && mkdir -p /data \
    && chown ancrage /data \
    && ANCRAGE_VAR=/data/build python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p /static \
    && cp -R /data/build/static/. /static/ \
    && rm -rf /data/build \
    && chown -R ancrage /static
ENV ANCRAGE_VAR=/data ANCRAGE_STATIC_ROOT=/static
USER 10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
    CMD ["python", "bin/healthcheck", "http://127.0.0.1:8000/healthz"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4"]
