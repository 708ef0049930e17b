#!/usr/bin/env bash
# One Kafka broker in a process of its own, for development and tests without Docker: KRaft, broker and controller in one.
#
#   kafka.sh install           prints the folder with the broker's jars (44 MB, from the Maven registry); instant when it is there
#   kafka.sh start DIR PORT    makes the log folder when it is new, starts the broker on 127.0.0.1:PORT, returns when it answers
#   kafka.sh pid DIR           the broker's process, if it runs
#   kafka.sh stop DIR
#
# KAFKA_CACHE    where the jars live, by default ~/.cache/meterside
# KAFKA_JAVA     options of its Java, by default -Xmx256m and the frugal collector
# JAVA_HOME      a Java of 17 or newer
#
# Topics and offsets survive kill -9. The controller's port is a free one, chosen at each start.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

main() {
  case ${1:-} in
    install) install; echo "$JARS" ;;
    start) [ $# = 3 ] || usage; install; start "$(realpath -m "$2")" "$3" ;;
    pid) [ $# = 2 ] || usage; broker_of "$(realpath -m "$2")" ;;
    stop) [ $# = 2 ] || usage; stop "$(realpath -m "$2")" ;;
    *) usage ;;
  esac
}

install() {
  local version; version=$(sed -n 's|.*<kafka.version>\(.*\)</kafka.version>.*|\1|p' "$HERE/kafka/pom.xml")
  local cache=${KAFKA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/meterside}
  JARS=$cache/kafka-$version
  [ -d "$JARS" ] && return
  need mvn 'install maven'
  need flock 'install util-linux'
  mkdir -p "$cache"
  exec 9>"$cache/kafka.lock"
  flock 9 # whoever comes second waits, and then finds it done
  if [ ! -d "$JARS" ]; then
    echo "Fetching Kafka $version (44 MB, once) …" >&2
    rm -rf "$JARS.new"
    mvn -B -ntp -f "$HERE/kafka/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$JARS.new" > "$JARS.log" 2>&1 ||
      { grep '^\[ERROR\]' "$JARS.log" | head -n 5 >&2; fail "Kafka could not be fetched from the Maven registry: look at the words above, all of them in $JARS.log, and start again."; }
    mv -T "$JARS.new" "$JARS"
  fi
  exec 9>&-
}

start() {
  local dir=$1 port=$2 java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  need "$java" 'install a JDK of 17 or newer, or set JAVA_HOME'
  [ -z "$(broker_of "$dir")" ] || {
    grep -qx "advertised.listeners=PLAINTEXT://127.0.0.1:$port" "$dir/server.properties" || fail "The broker in $dir already runs on another port: stop it first."
    return 0
  }
  falls_silent "$port" || fail "Port $port is in use: give the broker another one."
  mkdir -p "$dir"
  write_settings "$dir" "$port"
  local program=("$java" -cp "$JARS/*" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.showDateTime=true
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
  if [ ! -f "$dir/data/meta.properties" ]; then
    "${program[@]}" kafka.tools.StorageTool format --ignore-formatted --cluster-id "$(new_id)" --config "$dir/server.properties" > "$dir/server.log" 2>&1 ||
      { tail -n 5 "$dir/server.log" >&2; fail "Kafka's log folder could not be made in $dir: its last words are above."; }
  fi
  local options=${KAFKA_JAVA:--Xmx256m -Xms64m -XX:+UseSerialGC -Xshare:auto}
  # shellcheck disable=SC2086 # a list of options
  setsid "${program[@]}" $options kafka.Kafka "$dir/server.properties" >> "$dir/server.log" 2>&1 < /dev/null &
  local pid=$! since=$SECONDS
  echo "$pid" > "$dir/pid"
  until answers "$port"; do
    kill -0 "$pid" 2> /dev/null || { tail -n 5 "$dir/server.log" >&2; fail "Kafka did not start on port $port: its last words are above, all of them in $dir/server.log."; }
    [ $((SECONDS - since)) -lt 120 ] || fail "Kafka did not answer on port $port within two minutes: look at $dir/server.log."
    sleep 0.1
  done
}

write_settings() {
  local controller; controller=$(free_port)
  cat > "$1/server.properties" << END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$2,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$2
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=$1/data
default.replication.factor=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=4194304
auto.create.topics.enable=false
broker.session.timeout.ms=4000
broker.heartbeat.interval.ms=1000
num.network.threads=2
num.io.threads=4
END
}

stop() {
  local pid; pid=$(broker_of "$1")
  [ -n "$pid" ] || return 0
  kill "$pid"
  local patience=150
  while [ -n "$(broker_of "$1")" ]; do
    [ "$patience" -gt 0 ] || { kill -9 "$pid" 2> /dev/null || true; break; }
    patience=$((patience - 1))
    sleep 0.1
  done
  rm -f "$1/pid"
}

# The pid of the broker that runs in this folder; nothing when there is none, also when another process has inherited its number.
broker_of() {
  local pid
  [ -f "$1/pid" ] && read -r pid < "$1/pid" || return 0
  ! grep -qzxF "$1/server.properties" "/proc/$pid/cmdline" 2> /dev/null || echo "$pid"
}

answers() {
  (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}

# Gives a broker that was just killed a moment to let its port go.
falls_silent() {
  local patience=20
  while answers "$1"; do
    [ "$patience" -gt 0 ] || return 1
    patience=$((patience - 1))
    sleep 0.1
  done
}

# A port nobody listens on, below those the system hands out by itself.
free_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    answers "$port" || { echo "$port"; return; }
  done
}

# 16 random bytes in base64 for URLs, as Kafka writes its ids; never starting with a dash.
new_id() {
  echo "M$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | cut -c 2-22)"
}

need() {
  command -v "$1" > /dev/null || fail "The program $1 is missing: $2."
}

fail() {
  echo "$1" >&2
  exit 1
}

usage() {
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0" >&2
  exit 2
}

main "$@"
