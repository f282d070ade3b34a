#!/usr/bin/env bash
# The house stands: each room configures with only those above it, and what is forbidden in a pure
# room, or an arrow that points down, stops the configuration.
# Usage: house_test.sh <source directory>
set -u
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

configure() {  # <source> <rooms>; exit code of cmake
    rm -rf "$work/build"
    cmake -S "$1" -B "$work/build" -G Ninja -DDRYDOCK_ROOMS="$2" -DBUILD_TESTING=OFF \
        -DDRYDOCK_BENCH=OFF >"$work/log" 2>&1
}
fail() {
    echo "FAILED: $1"
    tail -n 5 "$work/log"
    failures=$((failures + 1))
}

for rooms in "core" "core;integration" "core;mocks" "core;sim" \
    "core;integration;mocks;sim;harness" "core;integration;mocks;sim;harness;reports;app"; do
    configure "$source" "$rooms" || fail "rooms $rooms do not configure alone"
done

mkdir "$work/copy"
tar -C "$source" --exclude=./build --exclude=./out --exclude=./.git --exclude=./scenarios -cf - . |
    tar -C "$work/copy" -xf -
plant() {  # <file> <line> <what>
    cp "$work/copy/$1" "$work/kept"
    echo "$2" >>"$work/copy/$1"
    configure "$work/copy" "core;integration;mocks;sim" && fail "$3 was let through"
    grep -q "what only a World may touch\|does not name" "$work/log" || fail "$3 stopped for another reason"
    cp "$work/kept" "$work/copy/$1"
}
plant integration/runtime.cpp '#include <simgrid/s4u.hpp>' "SimGrid in integration/"
plant mocks/odoo/odoo.cpp '#include <boost/asio.hpp>' "Asio in mocks/"
plant mocks/wms/wms.cpp 'auto now = std::chrono::system_clock::now();' "a clock in mocks/"
plant core/document.cpp '#include <random>' "randomness in core/"
plant integration/runtime.cpp '#include "mocks/odoo/odoo.hpp"' "mocks/ in integration/"
plant mocks/odoo/odoo.cpp '#include "integration/runtime.hpp"' "integration/ in mocks/"
plant core/document.cpp '#include "sim/virtual_world.hpp"' "sim/ in core/"

echo "house: $failures failed"
[[ $failures -eq 0 ]]
