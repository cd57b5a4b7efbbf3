# The app's image: one for web, worker, beat and media. The wheel carries the built pages.
FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN make wheel

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 1000 app && install -d -o app -m 700 /data
COPY --from=build /source/requirements.lock /source/dist/*.whl /wheels/
RUN pip install --no-cache-dir --require-hashes -r /wheels/requirements.lock \
    && pip install --no-cache-dir --no-deps /wheels/*.whl && rm -r /wheels
USER app
ENTRYPOINT ["personal-shopper"]
CMD ["web", "--host", "0.0.0.0", "--port", "8080"]
