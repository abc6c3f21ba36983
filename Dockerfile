# One image for all of the portal's own processes; docker-compose.yml names what each one runs.
FROM python:3.13-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements/base.txt requirements/backup.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --require-hashes --requirement base.txt --requirement backup.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    STATIC_ROOT=/portal/staticfiles \
    MEDIA_ROOT=/srv/files
RUN useradd --system --uid 10001 --user-group --home-dir /portal --shell /usr/sbin/nologin portal \
    && install --directory --owner=portal --group=portal /srv/files /srv/beat /srv/backup
COPY --from=packages /venv /venv
WORKDIR /portal
COPY . .
# Nothing here needs the database or a secret: the key is for this command only and stays in no layer.
RUN python -m compileall -q portal associations grants \
    && python -m portal.ops.messages compile \
    && SECRET_KEY=only-while-the-image-is-built python manage.py collectstatic --noinput --verbosity 0
USER portal
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "portal.wsgi:application"]
