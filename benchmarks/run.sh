#!/usr/bin/env bash
# Runs the benchmarks, all or those named, and prints their table.
#
#   mvn -B -q -ntp -DskipTests -pl benchmarks -am verify     (once, to build)
#   benchmarks/run.sh            all
#   benchmarks/run.sh B1 B5      these
#
# Everything stays on this machine's loopback, and the program ends by itself. The table goes to
# benchmarks/target/benchmarks.md as well. HEAP=6g gives it more memory.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
classpath=$here/target/classes:$(cat "$here/target/classpath")
exec java -Xmx"${HEAP:-4g}" -XX:+UseSerialGC -Duser.timezone=UTC -cp "$classpath" \
  dev.passerelle.benchmarks.Main --out "$here/target/benchmarks.md" "$@"
