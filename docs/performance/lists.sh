#!/usr/bin/env bash
# lists.sh JAR [WORKDIR]: how long the server takes for lists of 100,000 conversations and 1,000,000 messages, one request after the
# other. Needs PostgreSQL's server, wrk, curl, Java 17; loopback only. As root the database runs as user postgres.
# SECS (5) a list, after WARM (20) of all of them; CONVERSATIONS and MESSAGES.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) jar=$(realpath "$1") work=${2:-$(mktemp -d)}
secs=${SECS:-5} warm=${WARM:-20}
source "$here/common.sh"

get() { curl -fsS -H "X-API-Key: $FRACTAL_API_KEY" "$APP_URL$1"; }
next() { sed -n 's/.*"nextCursor" *: *"\([^"]*\)".*/\1/p'; }
load() { wrk -t1 -c1 -d"$2s" --latency -H "X-API-Key: $FRACTAL_API_KEY" "$APP_URL$1"; }
measure() { # name, path
  local result
  result=$(load "$2" "$secs")
  printf '%-56s %s\n' "$1" "$(grep -E ' 50%| 99%|Non-2xx|Socket errors' <<<"$result" | tr -s ' ' | tr '\n' ';')"
}
deep() { # path, page: the same list with the cursor of that page
  local cursor answer
  answer=$(get "$1")
  for _ in $(seq 2 "$2"); do
    cursor=$(next <<<"$answer")
    answer=$(get "$1&cursor=$cursor")
  done
  echo "$1&cursor=$cursor"
}

database fractal
start
sql -q -v conversations="${CONVERSATIONS:-100000}" -v messages="${MESSAGES:-1000000}" -f "$here/fill.sql" fractal >"$work/fill.log"
sql -c 'vacuum analyze' fractal
conversation=$(sql -c "select id from conversation order by id limit 1 offset 1234" fractal)
conversations='/api/conversations?limit=20' thread="/api/conversations/$conversation/messages?limit=50"
filtered='/api/messages?channel=SMS&direction=INBOUND&limit=20' failed='/api/messages?status=FAILED&limit=20'
search='/api/search?q=Sonderfall' common='/api/search?q=Rechnung'
for path in "$conversations" "$thread" "$filtered" "$failed" "$search" "$common"; do load "$path" $((warm / 6 + 1)) >/dev/null; done
measure 'first page of conversations' "$conversations"
measure 'page 1,000 of conversations, by cursor' "$(deep "$conversations" 1000)"
measure "a conversation's last 50 messages" "$thread"
measure 'messages by channel and direction, first page' "$filtered"
measure 'the same, page 1,000 by cursor' "$(deep "$filtered" 1000)"
measure 'failed messages, first page' "$failed"
measure 'search for a rare word' "$search"
measure 'search for a common word' "$common"
