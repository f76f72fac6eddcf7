#!/usr/bin/env bash
# Several nodes as processes on one PostgreSQL, all on this machine: throughput with 1, 2 and 3
# nodes, kill -9 and SIGSTOP of the node that works, a rolling restart, fair shares of 500 tenants,
# and what tenants at rest cost. Prints figures; docs/nodes.md explains them.
#
#   mvn -B -ntp -DskipTests -pl samples -am verify           (once, to build)
#   samples/nodes-drill.sh                                   (all, some fifteen minutes)
#   samples/nodes-drill.sh kill pause                        (parts); SEED=7 for other moments
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
dir=${DRILL_DIR:-$here/target/nodes-drill}
classpath=${CLASSPATH_OF_SAMPLES:-$here/target/classes:$(cat "$here/target/classpath")}
rm -rf "$dir"
mkdir -p "$dir"
[ $# -gt 0 ] || set -- throughput kill pause rolling fair rest
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classpath" \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  dev.passerelle.samples.nodes.NodesDrill "$dir" "${SEED:-1}" "$@"
