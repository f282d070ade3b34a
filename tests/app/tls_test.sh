#!/usr/bin/env bash
# Makes certificates, serves mocks with them, and asks as curl and openssl do: who believes the
# authority is answered, who does not or is too old is refused. A password in a scenario is refused.
# Usage: tls_test.sh <drydock>
set -u
drydock=$1
scenario=$PWD/scenarios/twenty-orders.yaml
command -v curl >/dev/null && command -v openssl >/dev/null || exit 77
folder=$(mktemp -d)
export DRYDOCK_CONTROL_TOKEN=$RANDOM$RANDOM$RANDOM
mocks=
trap 'kill $mocks 2>/dev/null; rm -rf "$folder"' EXIT
fail() {
    echo "FAILED: $1"
    cat "$folder"/*.log
    exit 1
}

"$drydock" certificate "$folder/tls" >"$folder/certificate.log" || fail "certificates are made"
[[ $(stat -c %a "$folder/tls/server.key" "$folder/tls/ca.key" | sort -u) == 600 ]] ||
    fail "keys are readable by their owner only"
openssl verify -CAfile "$folder/tls/ca.pem" -purpose sslserver "$folder/tls/server.pem" \
    >"$folder/verify.log" 2>&1 || fail "the authority has signed the server"

"$drydock" mocks "$scenario" --port 0 --control-port 0 --tls-cert "$folder/tls/server.pem" \
    --tls-key "$folder/tls/server.key" --ca "$folder/tls/ca.pem" >"$folder/mocks.log" 2>&1 &
mocks=$!
for ((round = 0; round < 300; round++)); do
    grep -q "^  https://" "$folder/mocks.log" && break
    sleep 0.1
done
odoo=$(awk '$1 == "odoo" && $2 == "odoo" {print $3}' "$folder/mocks.log")
control=$(awk '/^Control/ {getline; print $1}' "$folder/mocks.log")
[[ $odoo == https://* && $control == https://* ]] || fail "systems and control API speak TLS"

curl -s --cacert "$folder/tls/ca.pem" -H 'Content-Type: application/json' "$odoo/jsonrpc" -d \
    '{"jsonrpc":"2.0","id":1,"method":"call","params":{"service":"common","method":"version","args":[]}}' |
    grep -q server_version || fail "curl with the authority is answered"
curl -s "$odoo/" && fail "curl without the authority is not"
openssl s_client -tls1_1 -cipher 'DEFAULT:@SECLEVEL=0' -connect "${odoo#https://}" \
    </dev/null >"$folder/old.log" 2>&1 && fail "TLS 1.1 is refused"
openssl s_client -tls1_2 -CAfile "$folder/tls/ca.pem" -verify_return_error \
    -connect "${odoo#https://}" </dev/null >"$folder/new.log" 2>&1 || fail "TLS 1.2 is not"

"$drydock" doctor --landscape "$control" --ca "$folder/tls/ca.pem" >"$folder/doctor.log" 2>&1
[[ $? -eq 1 ]] || fail "the doctor finds that no middleware is there"
grep -q "good *version *Odoo 18.0" "$folder/doctor.log" || fail "the doctor asks Odoo's version"
"$drydock" audit --landscape "$control" >"$folder/audit.log" 2>&1
[[ $? -eq 2 ]] || fail "an audit without the authority does not happen"
DRYDOCK_CONTROL_TOKEN=another "$drydock" audit --landscape "$control" --ca "$folder/tls/ca.pem" \
    >"$folder/audit.log" 2>&1
[[ $? -eq 2 ]] || fail "nor one with another token"

"$drydock" validate "$scenario" --set landscape.systems.odoo.password=hunter2 \
    >"$folder/password.log" 2>&1
[[ $? -eq 2 ]] || fail "a password in a scenario is a mistake"
grep -q "never stands in a scenario" "$folder/password.log" || fail "and it is said why"
grep -q hunter2 "$folder/password.log" && fail "and not repeated"
echo "passed"
