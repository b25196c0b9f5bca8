# The controller, the programs of its pods, and the refit command. Written for any builder: docker, podman, buildah.
#   docker build -t refit-controller:0.1.0 .
# BUILDER has node 24 and npm; BASE is a Debian. Of BUILDER only the program node and the installed packages are taken, so
# the image has no npm. Of BASE's packages only those are installed that it does not have.
ARG BUILDER=node:24-bookworm-slim
ARG BASE=debian:bookworm-slim

FROM ${BUILDER} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Not `npm ci`: see .ci/setup. What only compilers and debuggers read of the packages is half of their bytes.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund && \
    find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' -o -name '*.md' \) -delete && \
    cp "$(node -p process.execPath)" /app/node
COPY controller controller

FROM ${BASE}
RUN if ! command -v git git-lfs ssh tini >/dev/null || [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then \
      apt-get update && \
      apt-get install -y --no-install-recommends ca-certificates git git-lfs openssh-client tini && \
      rm -rf /var/lib/apt/lists/*; \
    fi
# ssh wants a name for the user.
RUN groupadd --gid 65532 refit && useradd --uid 65532 --gid 65532 --no-create-home --home-dir /tmp refit && \
    install -d -o 65532 -g 65532 /app /app/compiled
COPY --from=build /app/node /usr/local/bin/node
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/controller /app/controller
ENV HOME=/tmp NODE_ENV=production NODE_COMPILE_CACHE=/app/compiled
USER 65532:65532
WORKDIR /app
# Compiles the programs once: a pod's start then costs what plain JavaScript would. The cache is valid for this Node and this
# user only; anybody else compiles anew. The root file system of a pod is read-only, so it stays what it is.
RUN node --input-type=module --eval "\
    const programs = ['controller/controller.ts', 'controller/pod/fetch.ts', 'controller/pod/publish.ts', 'controller/pod/release.ts']; \
    const later = ['git/poll', 'git/http-client', 'git/github-app', 'git/versions', 'git/signatures/verify', 'artifacts/server/serve', 'artifacts/objects/s3', 'artifacts/objects/http-transport'].map((name) => 'controller/' + name + '.ts'); \
    for (const file of [...programs, ...later]) await import('/app/' + file); \
    await import('@aws-sdk/client-s3'); await import('isomorphic-git');"
ENTRYPOINT ["tini", "--"]
CMD ["node", "/app/controller/controller.ts", "--config", "/etc/refit/config.yaml"]
