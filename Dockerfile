# The service. The graph is a container of its own (docker-compose.yml): Neo4j Community is GPL-3 and no part of this image.
FROM python:3.11-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY service service
COPY cypher cypher
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home truyvet \
    && install --directory --owner truyvet --mode 700 /data
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    TRUYVET_DATA_DIR=/data \
    TRUYVET_LOG=json \
    TRUYVET_HOST=0.0.0.0
USER 10001
VOLUME /data
EXPOSE 8800
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8800/ready', timeout=4)"]
ENTRYPOINT ["truyvet"]
CMD ["serve"]
