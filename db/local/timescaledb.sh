#!/usr/bin/env bash
# A real TimescaleDB (Apache edition) for development and tests, without Docker and without touching the system: Debian 13's
# own postgresql-17, its timescaledb and their libraries (glibc too), unpacked into a private folder, run by their own ld.so.
#
#   timescaledb.sh install               prints the folder with postgres, initdb, psql, pg_dump …; instant when it is there
#   timescaledb.sh start DATADIR PORT    makes the database when it is new, starts it on 127.0.0.1:PORT, returns when ready;
#                                        user postgres, whose password (scram-sha-256) is in DATADIR.pw
#   timescaledb.sh psql DATADIR [ARG…]   psql as postgres on the server started there
#   timescaledb.sh dump DATADIR DB FILE     one database into a file of pg_dump's own format, while it runs
#   timescaledb.sh restore DATADIR DB FILE  such a file into a database that does not exist yet
#   timescaledb.sh pid DATADIR           the server's process, if it runs
#   timescaledb.sh stop DATADIR
#
# POSTGRES_PASSWORD     the password of a new database; random when not set
# PGOPTS                more server options, such as '-c fsync=off' for throw-away test databases
# TIMESCALEDB_CACHE     where the unpacked server lives, by default ~/.cache/timescaledb-dev
# DEBIAN_MIRROR, DEBIAN_KEYRING   a Debian mirror and its keyring, where this machine's apt has none (Ubuntu)
#
# Works as a user and as root; postgres itself never runs as uid 0.
set -euo pipefail

MAJOR=17
SUITE=trixie
PACKAGES="postgresql-$MAJOR postgresql-client-$MAJOR postgresql-$MAJOR-timescaledb libc6 libgcc-s1 libstdc++6 libicu76 libssl3t64
  libpq5 libxml2 liblzma5 libxslt1.1 liblz4-1 libzstd1 zlib1g libuuid1 libldap2 libsasl2-2 libpam0g libaudit1 libcap-ng0 libcap2
  libselinux1 libpcre2-8-0 libsystemd0 libnuma1 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libcom-err2 libkeyutils1
  libedit2 libbsd0 libmd0 libtinfo6"

main() {
  case ${1:-} in
    install) settle; install; echo "$BIN" ;;
    start) [ $# = 3 ] || usage; settle; install; start "$(absolute "$2")" "$3" ;;
    psql) [ $# -ge 2 ] || usage; settle; ask "$(absolute "$2")" "${@:3}" ;;
    dump) [ $# = 4 ] || usage; settle; dump "$(absolute "$2")" "$3" "$4" ;;
    restore) [ $# = 4 ] || usage; settle; restore "$(absolute "$2")" "$3" "$4" ;;
    pid) [ $# = 2 ] || usage; server_of "$(absolute "$2")" ;;
    stop) [ $# = 2 ] || usage; settle; stop "$(absolute "$2")" ;;
    *) usage ;;
  esac
}

# Decides where the server lives and as whom it runs.
settle() {
  need dpkg 'this script unpacks Debian packages and needs Debian or Ubuntu'
  local arch; arch=$(dpkg --print-architecture)
  case $arch in
    amd64) TRIPLET=x86_64-linux-gnu ;;
    arm64) TRIPLET=aarch64-linux-gnu ;;
    *) fail "There is no TimescaleDB for $arch here: use a machine with amd64 or arm64, or Docker." ;;
  esac
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}
  AS=()
  if [ "$(id -u)" = 0 ]; then
    # In a user namespace root is nobody in particular; where that is forbidden (a plain container) it becomes `nobody`,
    # who cannot look into root's own folders.
    if unshare -U true 2>/dev/null; then
      AS=(unshare -U --)
    else
      need setpriv 'install util-linux'
      AS=(setpriv --reuid=65534 --regid=65534 --clear-groups)
      cache=/var/cache
    fi
  fi
  CACHE=${TIMESCALEDB_CACHE:-$cache/timescaledb-dev}
  PREFIX=$CACHE/debian-$SUITE-$MAJOR-$arch
  BIN=$PREFIX/usr/lib/postgresql/$MAJOR/bin
}

install() {
  [ -x "$BIN/postgres" ] && return
  umask 022 # whoever runs the server must be able to read it
  need apt-get 'install apt, or use Docker'
  need dpkg-deb 'install dpkg'
  need flock 'install util-linux'
  mkdir -p "$CACHE"
  exec 9>"$CACHE/lock"
  flock 9 # whoever comes second waits, and then finds it done
  [ -x "$BIN/postgres" ] || unpack
  exec 9>&-
}

unpack() {
  rm -rf "$CACHE"/tmp.*
  local work mirror keyring=${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
  mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format "\$(REPO_URI) \$(LABEL)" 'Created-By: Packages' | awk '$2 == "Debian" {print $1; exit}')}
  [ -n "$mirror" ] || fail "This machine's apt knows no Debian mirror: set DEBIAN_MIRROR, for example to http://deb.debian.org/debian, and start again."
  [ -r "$keyring" ] || fail "Debian's keys are not here: install debian-archive-keyring, or set DEBIAN_KEYRING to their file."
  echo "Fetching TimescaleDB for PostgreSQL $MAJOR (about 40 MB, once) …" >&2
  work=$(mktemp -d "$CACHE/tmp.XXXXXX")
  chmod 755 "$work"
  mkdir -p "$work"/{lists,archives}/partial "$work/root"
  echo "deb [signed-by=$keyring] $mirror $SUITE main" > "$work/sources.list"
  local apt=(apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$work/lists"
    -o Dir::Cache="$work" -o APT::Sandbox::User= -o Acquire::Languages=none -o APT::Update::Post-Invoke-Success::=)
  # shellcheck disable=SC2086 # a list of words
  (cd "$work" && "${apt[@]}" update && "${apt[@]}" download $PACKAGES) >&2 ||
    fail "Debian's packages of TimescaleDB could not be fetched from $mirror: look at apt's words above, and start again."
  local deb
  for deb in "$work"/*.deb; do dpkg-deb -x "$deb" "$work/root" || fail "Unpacking $deb failed: is the disk full?"; done
  rm -rf "$work/root"/usr/share/{man,locale,lintian,bug} "$work/root/usr/lib/postgresql/$MAJOR"/lib/{pgxs,bitcode,llvmjit*} # without libLLVM: no JIT
  use_own_loader "$work/root"
  mv -T "$work/root" "$PREFIX"
  rm -rf "$work"
}

# Puts a line of shell in front of every program, which starts it with the loader and the libraries it was built for.
use_own_loader() {
  local libraries=$1/usr/lib/$TRIPLET program loader
  loader=$(cd "$libraries" && echo ld-linux-*.so.*)
  for program in "$1/usr/lib/postgresql/$MAJOR"/bin/*; do
    [ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || continue
    mv "$program" "$program.bin"
    # shellcheck disable=SC2016 # the shell that runs it expands it
    printf '#!/bin/sh\nd=${0%%/*}; l=$d/../../../%s\nexec "$l/%s" --argv0 "$0" --library-path "$l" "$0.bin" "$@"\n' "$TRIPLET" "$loader" > "$program"
    chmod +x "$program"
  done
  local missing
  missing=$("$libraries/$loader" --library-path "$libraries" --list "$1/usr/lib/postgresql/$MAJOR/bin/postgres.bin" | grep 'not found') || return 0
  fail "The unpacked PostgreSQL lacks libraries: $missing"
}

start() {
  local data=$1 port=$2
  [ -e /usr/share/zoneinfo/UTC ] || fail "The time zones are missing: install tzdata."
  [ -f "$data/PG_VERSION" ] || create "$data"
  local pid; pid=$(server_of "$data")
  if [ -n "$pid" ]; then
    [ "$(port_of "$data")" = "$port" ] || fail "The database in $data already runs on port $(port_of "$data"): stop it first."
    return
  fi
  rm -f "$data/postmaster.pid" # left by a crash; its number may be another process's by now
  "${AS[@]}" "$BIN/pg_ctl" -D "$data" -l "$data/server.log" -o "-p $port ${PGOPTS:-}" -w -t 60 start > /dev/null || {
    tail -n 5 "$data/server.log" >&2 || true
    fail "PostgreSQL did not start on port $port: its last words are above, all of them in $data/server.log."
  }
}

# A half-made database is never mistaken for one: it is made beside its place and moved there when it is whole.
create() {
  local data=$1 password_file=$1.pw making=$1.new
  mkdir -p "$(dirname "$data")"
  rm -rf "$making"
  mkdir "$making"
  [ -s "$password_file" ] || (umask 077 && echo "${POSTGRES_PASSWORD:-$(random_word)}" > "$password_file")
  lend "$making" "$password_file"
  local sync=()
  [[ ${PGOPTS:-} != *fsync=off* ]] || sync=(--no-sync)
  "${AS[@]}" "$BIN/initdb" -D "$making" -U postgres -A scram-sha-256 --pwfile="$password_file" -E UTF8 --locale=C \
    --locale-provider=builtin --builtin-locale=C.UTF-8 "${sync[@]}" > /dev/null ||
    fail "The database could not be made in $data: look at the words above$([ "${AS[0]:-}" != setpriv ] || echo '; the user nobody must be able to reach that folder')."
  [ "$(id -u)" != 0 ] || chown 0:0 "$password_file"
  printf '%s\n' "shared_preload_libraries = 'timescaledb'" "timescaledb.telemetry_level = off" "listen_addresses = '127.0.0.1'" \
    "unix_socket_directories = ''" "timezone = 'UTC'" "log_timezone = 'UTC'" "jit = off" >> "$making/postgresql.conf"
  rmdir "$data" 2> /dev/null || true
  mv -T "$making" "$data" 2> /dev/null || fail "The folder $data holds something that is not a database: empty it, and start again."
}

# Hands files to whoever will run the server. In a user namespace root's files stay its own.
lend() {
  [ "${AS[0]:-}" != setpriv ] || chown 65534:65534 "$@"
}

ask() {
  with psql "$@"
}

# TimescaleDB's own tables refer to one another in a circle, of which pg_dump warns; restore takes care of it.
dump() {
  with pg_dump "$1" -d "$2" -Fc -f "$3" 2> >(grep -vE 'circular foreign-key|hypertable|continuous_agg|chunk|--disable-triggers|--data-only' >&2) ||
    fail "The database could not be written to $3: is the disk full?"
}

restore() {
  local data=$1 name=$2 file=$3
  ask "$data" -qAtc "create database $name" > /dev/null || fail "The database $name exists already: restore into a new home."
  {
    ask "$data" -q -d "$name" -v ON_ERROR_STOP=1 -c 'create extension timescaledb' -c 'select timescaledb_pre_restore()' &&
      with pg_restore "$data" -d "$name" --exit-on-error "$file" &&
      ask "$data" -q -d "$name" -v ON_ERROR_STOP=1 -c 'select timescaledb_post_restore()' -c 'analyze'
  } > /dev/null || {
    ask "$data" -qc "drop database $name with (force)"
    fail "The database could not be read from $file: see above."
  }
}

# Runs a client of the server that runs on this data, as its administrator.
with() {
  local program=$1 data=$2
  [ -n "$(server_of "$data")" ] || fail "No database runs in $data: start it first."
  PGPASSWORD=${PGPASSWORD:-$(cat "$data.pw")} "$BIN/$program" -h 127.0.0.1 -p "$(port_of "$data")" -U postgres "${@:3}"
}

stop() {
  [ -n "$(server_of "$1")" ] || return 0
  "${AS[@]}" "$BIN/pg_ctl" -D "$1" -m fast -w -t 60 stop > /dev/null || fail "The database in $1 did not stop: look at $1/server.log."
}

# The pid of the server that runs on this data; nothing when there is none, also when another process has inherited its number.
server_of() {
  local pid
  [ -f "$1/postmaster.pid" ] && read -r pid < "$1/postmaster.pid" || return 0
  [ "$(readlink "/proc/$pid/cwd")" != "$1" ] || echo "$pid"
}

port_of() {
  sed -n 4p "$1/postmaster.pid"
}

random_word() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

absolute() {
  realpath -m "$1"
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
