# One server of etcd as Debian packages it (3.4.23 in bookworm), with what faults need.
ARG BASE=debian:bookworm-slim
FROM ${BASE}

RUN apt-get update \
    && apt-get install -y --no-install-recommends etcd-server iproute2 iptables procps \
    && rm -rf /var/lib/apt/lists/*

VOLUME /data
