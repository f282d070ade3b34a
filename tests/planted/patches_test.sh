#!/bin/sh
# Every planted bug still applies to the sources, and says what it is.
set -eu
cd "$(dirname "$0")/../.."
status=0
count=0
for patch in tests/planted/*.patch; do
    count=$((count + 1))
    if ! patch -p1 --dry-run -s < "$patch" > /dev/null; then
        echo "$patch does not apply"
        status=1
    fi
    if head -1 "$patch" | grep -q '^---'; then
        echo "$patch has no first line that says what it is"
        status=1
    fi
done
echo "$count planted bugs"
[ "$count" -ge 20 ] || { echo "fewer than 20"; status=1; }
exit $status
