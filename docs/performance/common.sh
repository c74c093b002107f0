# Sourced: a scratch PostgreSQL (durable) and the runnable jar on it, for bench.sh and lists.sh. Expects jar and work.
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

database() { # starts it and makes these databases anew
  mkdir -p "$work" && chmod 755 "$work"
  trap stop EXIT
  if [ ! -d "$work/pg" ]; then
    mkdir "$work/pg" && { [ "$(id -u)" != 0 ] || chown postgres "$work/pg"; }
    pg "$pgbin/initdb -D $work/pg -A trust -E UTF8 -U postgres" >/dev/null
  fi
  pg "$pgbin/pg_ctl -D $work/pg -w -l $work/pg/log -o '-p $pgport -k /tmp -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=512MB' start" >/dev/null
  for name in "$@"; do sql -c "drop database if exists $name" -c "create database $name" postgres 2>/dev/null; done
}
start() {
  java ${JAVA_OPTS:--Xmx512m} -jar "$jar" >"$work/fractal.log" 2>&1 &
  java=$!
  for _ in $(seq 120); do curl -fs -o /dev/null "$APP_URL/health/ready" && break; sleep 1; done
}
