#!/usr/bin/env bash
# bench.sh JAR [WORKDIR]: how much the runnable jar commits in a second, beside what its database alone can do, in one run.
# Needs PostgreSQL's server and pgbench, wrk, Java 17; loopback only. As root the database runs as user postgres.
# SECS (10) a measurement, WARM (60) before each kind, REQUESTS (200000) in a file, ONLY="incoming status post" to choose.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) jar=$(realpath "$1") work=${2:-$(mktemp -d)}
secs=${SECS:-10} warm=${WARM:-60} count=${REQUESTS:-200000} only=${ONLY:-incoming status post}
source "$here/common.sh"

limit() {
  pgbench -n -h 127.0.0.1 -p $pgport -U postgres -f "$here/limit.sql" -c 16 -j 2 -T "$secs" -M prepared bare 2>/dev/null |
    sed -n 's/^tps = \([0-9]*\).*/limit            \1 a second/p'
}
requests() { [ -f "$work/$2" ] || java "$here/Requests.java" "$1" "$count" "$work/${3:-}" >"$work/$2"; }
load() { # target, file, connections, seconds
  TARGET=$1 REQUESTS=$work/$2 wrk -t1 -c"$3" -d"$4s" --latency --timeout 10s -s "$here/requests.lua" "$APP_URL"
}
measure() { # name, target, file, connections, the table that grows
  local before after result
  before=$(sql -c "select count(*) from $5" fractal)
  result=$(load "$2" "$3" "$4" "$secs")
  after=$(sql -c "select count(*) from $5" fractal)
  printf '%-10s %3s c  %s a second committed; %s\n' "$1" "$4" "$(((after - before) / secs))" \
    "$(grep -E ' 50%| 99%|Non-2xx|Socket errors' <<<"$result" | tr -s ' ' | tr '\n' ';')"
}

database bare fractal
sql -f "$here/limit-schema.sql" bare
for name in warm 16 64; do requests incoming "incoming-$name.txt" "sids-$name"; done
# reports on messages that have come in by then
requests status status-warm.txt sids-64 && requests status status-16.txt sids-warm && requests status status-64.txt sids-16
requests post post-warm.txt && requests post post-16.txt

start
limit
for kind in $only; do
  case $kind in
    incoming) target=/webhooks/twilio/incoming table=message connections="16 64" ;;
    status) target=/webhooks/twilio/status table=status_event connections="16 64" ;;
    post) target=/api/messages table=message connections=16 ;;
    *) echo "ONLY: incoming, status, post" >&2 && exit 2 ;;
  esac
  load $target $kind-warm.txt 32 "$warm" >/dev/null
  for c in $connections; do measure "$kind" $target "$kind-$c.txt" "$c" $table; done
done
limit
