# For tests that need a real Jaeger. Sets `url` to its page and `receiver` to its OTLP/HTTP port: those of
# DRYDOCK_JAEGER, or of the command `jaeger`, which it starts. Ends the test with 77 and the reason without either.
# Expects `work`, a folder; kill "$jaeger" when that is not empty.
jaeger=
url=${DRYDOCK_JAEGER:-}
if [[ -z $url ]]; then
    command -v jaeger >/dev/null || {
        echo "skipped: no jaeger is installed, and DRYDOCK_JAEGER names none"
        exit 77
    }
    url=http://127.0.0.1:16686
    # One that another test has just ended takes a moment to go.
    for _ in $(seq 50); do
        (: </dev/tcp/127.0.0.1/16686 || : </dev/tcp/127.0.0.1/4318) 2>/dev/null || break
        sleep 0.1
    done
    if (: </dev/tcp/127.0.0.1/16686 || : </dev/tcp/127.0.0.1/4318) 2>/dev/null; then
        echo "skipped: something else listens at $url; set DRYDOCK_JAEGER to use it"
        exit 77
    fi
    jaeger >"$work/jaeger.log" 2>&1 &
    jaeger=$!
    for _ in $(seq 100); do
        (: </dev/tcp/127.0.0.1/16686 && : </dev/tcp/127.0.0.1/4318) 2>/dev/null && break
        kill -0 "$jaeger" 2>/dev/null || break
        sleep 0.1
    done
    (: </dev/tcp/127.0.0.1/4318) 2>/dev/null && kill -0 "$jaeger" 2>/dev/null || {
        tail "$work/jaeger.log"
        echo "jaeger does not start"
        exit 1
    }
fi
receiver=${url%:*}:4318
