#!/usr/bin/env bash
# Kills the application of the trading-company case with kill -9 at N random moments, starting it
# again each time, and checks at the end that nothing was lost and nothing was made twice.
#
#   mvn -B -ntp -DskipTests -pl samples -am verify     (once, to build)
#   samples/kill-drill.sh 20
#
# Everything runs on this machine's loopback, and the program ends by itself. SEED=7 repeats the
# moments as far as the machine does.
set -euo pipefail

kills=${1:-20}
case $kills in ''|*[!0-9]*) echo "usage: kill-drill.sh N" >&2; exit 2 ;; esac
here=$(cd "$(dirname "$0")" && pwd)
dir=$here/target/drill
data=${DATA:-$here/src/main/data/negoce}
classpath=${CLASSPATH_OF_SAMPLES:-$here/target/classes:$(cat "$here/target/classpath")}
RANDOM=${SEED:-$RANDOM}
rm -rf "$dir"
mkdir -p "$dir"

systems=''
app=''
end() {
  [ -z "$app" ] || kill -9 "$app" 2>/dev/null || true
  [ -z "$systems" ] || kill -9 "$systems" 2>/dev/null || true
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
  for ((i = 0; i < 1200; i++)); do
    if grep -q "^$2" "$1" 2>/dev/null; then return 0; fi
    if ! kill -0 "$systems" 2>/dev/null; then
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
    sleep 0.1
  done
  echo "no '$2' within two minutes" >&2
  return 1
}

mkfifo "$dir/commands"
exec 3<>"$dir/commands"
program "$dir/systems.log" dev.passerelle.samples.NegoceSystems \
  --data "$data" --systems "$dir/systems" <&3 &
systems=$!
wait_for "$dir/systems.log" ready "$systems"
echo "systems are up"

# start MORE…: starts the application.
start() {
  program "$dir/app.log" dev.passerelle.samples.NegoceApp \
    --data "$data" --systems "$dir/systems" --state "$dir/state" "$@" &
  app=$!
}

for ((n = 1; n <= kills; n++)); do
  start
  wait_for "$dir/app.log" started "$app"
  echo work >&3
  # Mostly while it works; each fourth kill may hit the start and the wait for the lease as well.
  if ((n % 4)); then wait_for "$dir/app.log" leading "$app"; fi
  sleep "$((RANDOM % 7)).$((RANDOM % 10))$((RANDOM % 10))"
  kill -9 "$app"
  wait "$app" 2>/dev/null || true
  app=''
  cat "$dir/app.log" >>"$dir/all.log"
  printf 'kill %2d  last said: %s\n' "$n" "$(tail -1 "$dir/app.log")"
done

# The customers must be there before the quotes of the case can be; then the rest in peace.
start --until-quiet
wait_for "$dir/app.log" quiet "$app"
wait "$app"
app=''
echo finish >&3
start --until-quiet
wait_for "$dir/app.log" quiet "$app"
wait "$app"
app=''
echo check >&3
if wait "$systems"; then
  systems=''
  grep -E '^(balances|quote|checked)' "$dir/systems.log"
  echo "$kills kills, the result is the same, nothing twice"
else
  systems=''
  grep -E '^(balances|quote|checked|DIFFERENT)' "$dir/systems.log" >&2
  echo "$kills kills, the result differs" >&2
  exit 1
fi
