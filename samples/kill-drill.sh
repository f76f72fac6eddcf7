#!/usr/bin/env bash
# Ends the application of the trading-company case with kill -9 at N random moments, starting it
# again each time, and checks at the end that nothing was lost, made twice or left half done. With
# a PostgreSQL for the engine's memory each third time the application is paused with SIGSTOP for
# longer than its lease lasts, another one takes over, and the first is woken in the midst of the
# other's work before it is killed. With H2, whose file one process opens, it is only paused.
#
#   mvn -B -ntp -DskipTests -pl samples -am verify     (once, to build)
#   samples/kill-drill.sh 20                           (memory in an H2 file)
#   samples/kill-drill.sh 100 postgres 7               (kills, h2 or postgres, seed of the moments)
#
# Everything runs on this machine's loopback, and the program ends by itself. Time runs 30 times
# faster for the systems and the application alike. A seed repeats the moments as far as the
# machine does.
set -euo pipefail

kills=${1:-20}
memory=${2:-h2}
RANDOM=${3:-$RANDOM}
case $kills in ''|*[!0-9]*) kills='' ;; esac
case $memory in h2|postgres) ;; *) kills='' ;; esac
if [ -z "$kills" ]; then
  echo "usage: kill-drill.sh KILLS [h2|postgres] [SEED]" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
dir=${DRILL_DIR:-$here/target/drill-$memory}
data=${DATA:-$here/src/main/data/negoce}
classpath=${CLASSPATH_OF_SAMPLES:-$here/target/classes:$(cat "$here/target/classpath")}
rm -rf "$dir"
mkdir -p "$dir"

systems=''
database=''
app=''
other=''
end() {
  local process
  for process in $app $other; do
    kill -CONT "$process" 2>/dev/null || true
    kill -9 "$process" 2>/dev/null || true
  done
  [ -z "$systems" ] || kill -9 "$systems" 2>/dev/null || true
  # The database ends when nobody can write to it any more.
  exec 4>&- || true
  [ -z "$database" ] || wait "$database" 2>/dev/null || true
}
trap end EXIT

# program LOG CLASS ARGUMENTS…: becomes the program; to be started in the background.
program() {
  local log=$1
  shift
  exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classpath" "$@" >"$log" 2>&1
}

# wait_for LOG WORD PID: until the word stands in the log; fails when the program has ended.
wait_for() {
  local i
  for ((i = 0; i < 2400; i++)); do
    if grep -q "^$2" "$1" 2>/dev/null; then return 0; fi
    if [ -n "$systems" ] && ! kill -0 "$systems" 2>/dev/null; then
      echo "the systems ended; their last words:" >&2
      tail -20 "$dir/systems.log" >&2
      return 1
    fi
    if ! kill -0 "$3" 2>/dev/null; then
      if grep -q "^$2" "$1"; then return 0; fi
      echo "the program ended without '$2'; its last words:" >&2
      tail -20 "$1" >&2
      return 1
    fi
    sleep 0.05
  done
  echo "no '$2' within two minutes" >&2
  return 1
}

state=(--state "$dir/state")
if [ "$memory" = postgres ]; then
  mkfifo "$dir/database.in"
  (exec 3>&-; program "$dir/database.log" dev.passerelle.samples.DrillDatabase <"$dir/database.in") &
  database=$!
  exec 4>"$dir/database.in"
  wait_for "$dir/database.log" 'database ' "$database"
  state=(--database "$(sed -n 's/^database //p' "$dir/database.log")")
fi

mkfifo "$dir/commands"
exec 3<>"$dir/commands"
(exec 4>&-; program "$dir/systems.log" dev.passerelle.samples.NegoceSystems \
  --data "$data" --systems "$dir/systems" <&3) &
systems=$!
wait_for "$dir/systems.log" ready "$systems"
echo "systems are up"

# start LOG MORE…: starts the application; its process is in $started.
start() {
  local log=$1
  shift
  : >"$log"
  (exec 3>&- 4>&-; program "$log" dev.passerelle.samples.NegoceApp \
    --data "$data" --systems "$dir/systems" "${state[@]}" "$@") &
  started=$!
}

# end_of PID LOG: kill -9, and keeps what it said.
end_of() {
  kill -9 "$1"
  wait "$1" 2>/dev/null || true
  cat "$2" >>"$dir/all.log"
}

moment() { echo "$((RANDOM % $1)).$((RANDOM % 10))$((RANDOM % 10))"; }

pauses=0
for ((n = 1; n <= kills; n++)); do
  if [ -z "$app" ]; then
    log=$dir/app-$((n % 2)).log
    start "$log"
    app=$started
  fi
  wait_for "$log" started "$app"
  echo work >&3
  # Mostly while it works; each fourth kill may hit the start and the wait for the lease as well.
  if ((n % 4)); then wait_for "$log" leading "$app"; fi
  sleep "$(moment 4)"
  if ((n % 3 == 0)); then
    pauses=$((pauses + 1))
    kill -STOP "$app"
    if [ "$memory" = postgres ]; then
      next=$dir/app-$(((n + 1) % 2)).log
      start "$next"
      other=$started
      # The other one leads while this one sleeps; then both believe to be alone.
      wait_for "$next" leading "$other"
    fi
    sleep "0.$((RANDOM % 10))"
    kill -CONT "$app"
    sleep "$(moment 2)"
  fi
  last=$(tail -1 "$log")
  end_of "$app" "$log"
  app=$other
  other=''
  [ -z "$app" ] || log=$next
  printf 'kill %3d  last said: %s\n' "$n" "$last"
done
[ -z "$app" ] || end_of "$app" "$log"

# The customers must be there before the quotes of the case can be; then the rest in peace.
for command in finish check; do
  start "$dir/app.log" --until-quiet
  app=$started
  wait_for "$dir/app.log" quiet "$app"
  wait "$app"
  cat "$dir/app.log" >>"$dir/all.log"
  app=''
  echo "$command" >&3
done

# figures WORD: how often a process said "WORD after N" (real milliseconds of its life), median and
# most of N.
figures() {
  sed -n "s/^$1 after //p" "$dir/all.log" | sort -n |
    awk '{ a[NR] = $1 } END { print NR " times, median " a[int((NR + 1) / 2)] " ms, most " a[NR] " ms" }'
}
summary() {
  echo "pauses     $pauses; runs that were refused because another one led: $(grep -c '^fenced' "$dir/all.log")"
  echo "leading    after the start: $(figures leading)"
  echo "first run  through after the start: $(figures 'run ended')"
}
if wait "$systems"; then
  systems=''
  grep -E '^(balances|quote|checked)' "$dir/systems.log"
  summary
  echo "$kills kills, the result is the same, nothing twice"
else
  systems=''
  grep -E '^(balances|quote|checked|DIFFERENT)' "$dir/systems.log" >&2
  summary
  echo "$kills kills, the result differs" >&2
  exit 1
fi
