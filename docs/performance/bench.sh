#!/usr/bin/env bash
# bench.sh JAR [WORKDIR]: how much the runnable jar commits in a second, beside what its database alone can do, in one run.
# Needs PostgreSQL's server and pgbench, wrk, Java 17; loopback only. As root the database runs as user postgres.
# SECS (10) a measurement, WARM (30) before each kind, REQUESTS (60000) in a file, ONLY="incoming status post" to choose.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) jar=$(realpath "$1") work=${2:-$(mktemp -d)}
secs=${SECS:-10} warm=${WARM:-30} count=${REQUESTS:-60000} only=${ONLY:-incoming status post}
pgbin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1) pgport=55434 java=
export PORT=3919 APP_URL=http://127.0.0.1:3919 FRACTAL_HOME=$work/home FRACTAL_SANDBOX=off \
  DATABASE_URL=postgresql://postgres@127.0.0.1:$pgport/fractal TWILIO_API_BASE_URL=http://127.0.0.1:9 \
  TWILIO_ACCOUNT_SID=AC00000000000000000000000000000bec TWILIO_AUTH_TOKEN=bench-token-0123456789abcdef0123 \
  TWILIO_PHONE_NUMBER=+14155238886 FRACTAL_ADMIN_EMAIL=bench@example.com FRACTAL_ADMIN_PASSWORD=bench-password-1234 \
  FRACTAL_API_KEY=fk_bench0123456789abcdef0123456789abcdef JWT_SECRET=bench-secret-0123456789abcdef0123456789-1 \
  API_KEY_SECRET=bench-secret-0123456789abcdef0123456789-2 WEBHOOK_SIGNING_SECRET=bench-secret-0123456789abcdef0123456789-3

pg() { if [ "$(id -u)" = 0 ]; then su postgres -c "$*"; else bash -c "$*"; fi; }
sql() { psql -qAtX -h 127.0.0.1 -p $pgport -U postgres "$@"; }
stop() {
  if [ -n "$java" ]; then kill "$java" && wait "$java" || true; fi
  pg "$pgbin/pg_ctl -D $work/pg -m fast stop" >/dev/null || true
}
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

mkdir -p "$work" && chmod 755 "$work"
trap stop EXIT
if [ ! -d "$work/pg" ]; then
  mkdir "$work/pg" && { [ "$(id -u)" != 0 ] || chown postgres "$work/pg"; }
  pg "$pgbin/initdb -D $work/pg -A trust -E UTF8 -U postgres" >/dev/null
fi
pg "$pgbin/pg_ctl -D $work/pg -w -l $work/pg/log -o '-p $pgport -k /tmp -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=512MB' start" >/dev/null
for database in bare fractal; do sql -c "drop database if exists $database" -c "create database $database" postgres 2>/dev/null; done
sql -f "$here/limit-schema.sql" bare
for name in warm 16 64; do requests incoming "incoming-$name.txt" "sids-$name"; done
# reports on messages that have come in by then
requests status status-warm.txt sids-64 && requests status status-16.txt sids-warm && requests status status-64.txt sids-16
requests post post-warm.txt && requests post post-16.txt

java ${JAVA_OPTS:--Xmx512m} -jar "$jar" >"$work/fractal.log" 2>&1 &
java=$!
for _ in $(seq 120); do curl -fs -o /dev/null "$APP_URL/health/ready" && break; sleep 1; done
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
