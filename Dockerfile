# Drydock's command on Debian 12: built in one stage, run in another, never as root.
FROM debian:12.8 AS build
WORKDIR /src
COPY tools/set-up tools/set-up
RUN apt-get update && tools/set-up && rm -rf /var/lib/apt/lists/*
COPY . .
RUN cmake -S . -B /build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUILD_TESTING=OFF \
        -DDRYDOCK_BENCH=OFF \
    && cmake --build /build --target drydock

FROM debian:12.8-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libsimgrid3.32 libyaml-cpp0.7 \
        libfmt9 liblzma5 libssl3 libsqlite3-0 libexpat1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin drydock \
    && install -d -o drydock -g drydock /results /journal
COPY --from=build /build/drydock /usr/local/bin/drydock
COPY scenarios /drydock/scenarios
WORKDIR /drydock
USER 10001
ENTRYPOINT ["drydock"]
CMD ["--help"]
