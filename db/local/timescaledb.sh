#!/usr/bin/env bash
# A real TimescaleDB (Apache edition) for development and tests, without Docker and without touching the system: Debian 13's own
# postgresql-17, postgresql-17-timescaledb and their libraries (glibc too), unpacked into a private folder and run by their own ld.so.
# usage: timescaledb-deb.sh install            prints the folder with postgres, initdb, pg_ctl, psql, pg_dump ...; instant when there
#        timescaledb-deb.sh start DATADIR PORT initdb if new; listens on 127.0.0.1:PORT only, superuser postgres, trust; returns when ready
#        timescaledb-deb.sh stop DATADIR
# Needs bash, apt-get, dpkg-deb, tzdata. Works as root (postgres itself never runs as uid 0) and as a user.
# PGOPTS adds server options, e.g. PGOPTS='-c fsync=off' for throw-away test databases.
set -euo pipefail
ARCH=$(dpkg --print-architecture) M=17 SUITE=trixie; TRIPLET=$(case $ARCH in amd64) echo x86_64 ;; arm64) echo aarch64 ;; esac)-linux-gnu
# as root: in a user namespace; where that is forbidden (a plain container, a chroot) as nobody, from a folder nobody can read
AS=(); HOME_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}
if [ "$(id -u)" = 0 ]; then if unshare -U true 2>/dev/null; then AS=(unshare -U --); else HOME_CACHE=/var/cache; AS=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi; fi
CACHE=${TIMESCALEDB_CACHE:-$HOME_CACHE/timescaledb-dev}; PREFIX=$CACHE/debian-$SUITE-$M-$ARCH; BIN=$PREFIX/usr/lib/postgresql/$M/bin
PACKAGES="postgresql-$M postgresql-client-$M postgresql-$M-timescaledb libc6 libgcc-s1 libstdc++6 libicu76 libssl3t64 libpq5 libxml2 liblzma5
  libxslt1.1 liblz4-1 libzstd1 zlib1g libuuid1 libldap2 libsasl2-2 libpam0g libaudit1 libcap-ng0 libcap2 libselinux1 libpcre2-8-0 libsystemd0 libnuma1
  libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libcom-err2 libkeyutils1 libedit2 libbsd0 libmd0 libtinfo6"

install_prefix() {
  [ -x "$BIN/postgres" ] && return
  local t f mirror ld; mkdir -p "$CACHE"; t=$(mktemp -d "$CACHE/tmp.XXXXXX"); trap "rm -rf '$t'" EXIT
  # the Debian mirror that this machine's apt already uses; where there is none (Ubuntu), set DEBIAN_MIRROR and DEBIAN_KEYRING
  mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' | awk '$2=="Debian"{print $1; exit}')}
  echo "deb [signed-by=${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}] ${mirror:?set DEBIAN_MIRROR} $SUITE main" > "$t/sources.list"
  mkdir -p "$t"/{lists,archives}/partial "$t/root"
  local apt=(-qq -o Dir::Etc::SourceList="$t/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$t/lists" -o Dir::Cache="$t"
    -o APT::Sandbox::User= -o Acquire::Languages=none -o APT::Update::Post-Invoke-Success::=)
  (cd "$t" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" download $PACKAGES) >&2
  for f in "$t"/*.deb; do dpkg-deb -x "$f" "$t/root"; done
  cd "$t/root"; rm -rf usr/share/{man,locale,lintian,bug} usr/lib/postgresql/$M/lib/{pgxs,bitcode,llvmjit*}   # without libLLVM: no JIT
  ld=$(basename usr/lib/$TRIPLET/ld-linux-*.so.*)
  for f in usr/lib/postgresql/$M/bin/*; do [ "$(head -c 4 "$f" | tail -c 3)" = ELF ] || continue
    mv "$f" "$f.bin"; printf '#!/bin/sh\nd=${0%%/*}; l=$d/../../../%s\nexec "$l/%s" --argv0 "$0" --library-path "$l" "$0.bin" "$@"\n' "$TRIPLET" "$ld" > "$f"
    chmod +x "$f"; done
  cd - >/dev/null
  "$t/root/usr/lib/$TRIPLET/$ld" --library-path "$t/root/usr/lib/$TRIPLET" --list "$t/root/usr/lib/postgresql/$M/bin/postgres.bin" | grep 'not found' >&2 && return 1
  mv -T "$t/root" "$PREFIX" 2>/dev/null || [ -x "$BIN/postgres" ] # another run may have been first
}

case ${1:-} in
  install) install_prefix; echo "$BIN" ;;
  start) install_prefix; d=$2
    [ -f "$d/PG_VERSION" ] || { mkdir -p "$d"; [ "${AS[0]:-}" != setpriv ] || chown 65534:65534 "$d"
      "${AS[@]}" "$BIN/initdb" -D "$d" -U postgres -A scram-sha-256 --pwfile="$d.pw" -E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --no-sync >/dev/null
      printf '%s\n' "shared_preload_libraries = 'timescaledb'" "timescaledb.telemetry_level = off" "listen_addresses = '127.0.0.1'" \
        "unix_socket_directories = ''" "timezone = 'UTC'" "log_timezone = 'UTC'" >> "$d/postgresql.conf"; }
    "${AS[@]}" "$BIN/pg_ctl" -D "$d" -l "$d/server.log" -o "-p $3 ${PGOPTS:-}" -w -t 60 start >/dev/null || { tail -20 "$d/server.log" >&2; exit 1; } ;;
  stop) "${AS[@]}" "$BIN/pg_ctl" -D "$2" -m fast -w stop >/dev/null ;;
  *) sed -n '2,9p' "$0"; exit 2 ;;
esac
