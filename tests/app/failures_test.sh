#!/usr/bin/env bash
# What happens when something ends, is stopped or is full in the middle of a drive on real processes:
# each time a clear message and an exit code, or it goes on. Usage: failures_test.sh <drydock>
set -u
drydock=$1
folder=$(mktemp -d)
pids=()
trap 'kill -CONT "${pids[@]}" 2>/dev/null; kill -KILL "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
cat >"$folder/few.yaml" <<YAML
name: few-orders
workload:
  orders: $PWD/scenarios/data/short_peak.csv
  products: $PWD/scenarios/data/products.csv.xz
  from: 2011-11-28T16:58:03
  to: 2011-11-28T16:58:08
  only_orders: [579003, 579005, 579006]
landscape: $PWD/scenarios/landscapes/quick.yaml
strategy: $PWD/scenarios/strategies/quick.yaml
settle_within: 4s
gauge_interval: 1s
expect:
  - lost_orders == 0
  - doubled_orders == 0
YAML
export DRYDOCK_CONTROL_TOKEN=$RANDOM$RANDOM$RANDOM
wrong=0
complain() {
    echo "$1"
    wrong=$((wrong + 1))
}
# expect <what> <exit code wanted> <exit code> <words wanted> <file>
expect() {
    [[ $2 == "$3" ]] || complain "$1: exit code $3 in place of $2"
    grep -q -- "$4" "$5" || complain "$1: no word of \"$4\": $(tail -n 3 "$5")"
}
wait_for() { # <words> <file>
    for ((tick = 0; tick < 600; tick++)); do
        grep -qs -- "$1" "$2" && return
        sleep 0.1
    done
    complain "\"$1\" never came: $(tail -n 3 "$2")"
}
write_config() { # <name> <journal>
    cat >"$folder/$1.yaml" <<YAML
scenario: few.yaml
port: $runtime_port
journal: $2
control: http://127.0.0.1:$control_port
YAML
}
start_mocks() {
    "$drydock" mocks "$folder/few.yaml" --port 0 --control-port "$control_port" \
        --runtime "http://127.0.0.1:$runtime_port" >"$folder/mocks.log" 2>&1 &
    mocks=$!
    pids+=("$mocks")
    wait_for "^Control" "$folder/mocks.log"
}
start_runtime() { # <name>
    "$drydock" runtime --config "$folder/$1.yaml" >"$folder/$1.log" 2>&1 &
    runtime=$!
    pids+=("$runtime")
}
start_drive() {
    "$drydock" drive "$folder/few.yaml" --landscape "http://127.0.0.1:$control_port" >"$folder/drive.log" 2>&1 &
    drive=$!
    pids+=("$drive")
}
end_all() {
    kill -KILL "$@" 2>/dev/null
    wait "$@" 2>/dev/null
}
control_port=$(free_port)
runtime_port=$(free_port)

write_config first first.journal
start_runtime first
wait_for "asks again for up to 30 s" "$folder/first.log" # A runtime may be there before its mocks.
start_mocks
wait_for "^waits until" "$folder/first.log"

"$drydock" mocks "$folder/few.yaml" --port 0 --control-port "$control_port" >"$folder/second.log" 2>&1
expect "a control port in use" 4 $? "port $control_port: Address already in use" "$folder/second.log"

start_drive
wait_for "orders placed" "$folder/drive.log"
wait_for "^runtime at" "$folder/first.log"
write_config other other.journal
"$drydock" runtime --config "$folder/other.yaml" >"$folder/other.log" 2>&1
expect "a port in use" 4 $? "port $runtime_port: Address already in use" "$folder/other.log"
write_config same first.journal
"$drydock" runtime --config "$folder/same.yaml" >"$folder/same.log" 2>&1
expect "two runtimes with one journal" 4 $? "another process has it open" "$folder/same.log"
write_config nowhere /proc/nowhere/runtime.journal
"$drydock" runtime --config "$folder/nowhere.yaml" >"$folder/nowhere.log" 2>&1
expect "a journal where nothing can be written" 4 $? "folder exists and may be written" "$folder/nowhere.log"

kill -KILL "$drive"
wait "$drive" 2>/dev/null
for ((tick = 0; tick < 1200; tick++)); do
    "$drydock" audit --landscape "http://127.0.0.1:$control_port" >"$folder/audit.log" 2>&1
    code=$?
    ((code == 3)) || break
    sleep 0.1
done
expect "kill -9 of drive: the mocks go on" 0 "$code" "^passed" "$folder/audit.log"
end_all "$runtime"

write_config anew anew.journal
start_runtime anew
start_drive
wait_for "orders placed" "$folder/drive.log"
kill -STOP "$mocks"
sleep 12
kill -CONT "$mocks"
wait "$drive"
expect "mocks that are stopped for a while" 0 $? "^passed" "$folder/drive.log"
end_all "$runtime"

start_drive
wait_for "orders placed" "$folder/drive.log"
kill -KILL "$mocks"
wait "$mocks" 2>/dev/null
wait "$drive"
expect "kill -9 of the mocks" 4 $? "the mocks are gone" "$folder/drive.log"

start_mocks
start_drive
wait_for "orders placed" "$folder/drive.log"
kill -STOP "$drive"
end_all "$mocks"
start_mocks
kill -CONT "$drive"
wait "$drive"
expect "mocks that were started again" 4 $? "they were started again" "$folder/drive.log"

start_drive
wait_for "orders placed" "$folder/drive.log"
first=$drive
mv "$folder/drive.log" "$folder/first_drive.log"
start_drive
wait "$first"
expect "another drive" 4 $? "another scenario is driven" "$folder/first_drive.log"

# 16 KiB more than an empty journal: full in the middle.
write_config full full.journal
(ulimit -f 96 && exec "$drydock" runtime --config "$folder/full.yaml" >"$folder/full.log" 2>&1)
expect "a disk that is full" 4 $? "nothing was accepted that is not in it" "$folder/full.log"
"$drydock" journal verify "$folder/full.journal" >"$folder/verify.log" 2>&1 ||
    complain "the journal of a full disk: $(cat "$folder/verify.log")"
wait "$drive"
start_runtime full
start_drive
wait "$drive"
expect "after room was made" 0 $? "^passed" "$folder/drive.log"
echo "$wrong wrong"
exit $((wrong > 0))
