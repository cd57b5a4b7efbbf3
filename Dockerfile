# The app's image: one for web, worker, beat and media. The wheel carries the built pages.
FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev make python3 python3-dev python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN make wheel

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 1000 app && install -d -o app -m 700 /data
COPY --from=build /source/requirements.lock /source/dist/*.whl /wheels/
RUN pip install --no-cache-dir --require-hashes -r /wheels/requirements.lock \
    && pip install --no-cache-dir --no-deps /wheels/*.whl && rm -r /wheels
# Of the same Python version, so that media's workers find it.
COPY --from=build /source/saleor_personal_shopper/media/_compiled \
    /usr/local/lib/python3.11/site-packages/saleor_personal_shopper/media/_compiled
USER app
ENTRYPOINT ["personal-shopper"]
CMD ["web", "--host", "0.0.0.0", "--port", "8080"]
