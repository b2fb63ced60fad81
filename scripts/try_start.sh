#!/usr/bin/env bash
# Does what the README says: clone, make run, look, stop, start again, and says how long.
set -Eeuo pipefail
cd "$(dirname "$0")/.."

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'echo "line $LINENO failed:"; tail -n 30 run.log' ERR
git clone -q . "$place/stadtraum"
cd "$place/stadtraum"
# The environment variables of a surrounding run must not leak into this one.
unset DATABASE_URL SECRET_KEY QUEUE_KEY BASE_URL DJANGO_SETTINGS_MODULE VIRTUAL_ENV || true

start() { # start LONGEST: start, wait for readiness, stop, and see that all is gone
  began=$(date +%s)
  : > run.log  # or the words of the start before would be read
  PORT=8765 make run > run.log 2>&1 &
  starter=$!
  until grep -q "Stadtraum läuft" run.log; do
    kill -0 "$starter" 2> /dev/null || { cat run.log; exit 1; }
    sleep 0.2
  done
  seconds=$(($(date +%s) - began))
  curl -sf http://localhost:8765/healthz > /dev/null
  curl -sf http://localhost:8765/ -o home.html
  grep -q "Bad Rebenheim" home.html
  # A second start on the same port is refused in words.
  if PORT=8765 make run > second.log 2>&1; then cat second.log; exit 1; fi
  grep -q "Port 8765 ist belegt" second.log
  pkill -INT -P "$starter" -f scripts/dev.py
  wait "$starter" || true
  if curl -s -o /dev/null http://localhost:8765/healthz; then echo "still answering"; exit 1; fi
  if pgrep -f "$place/stadtraum/.venv" > /dev/null; then echo "processes left behind"; exit 1; fi
  echo "ready after $seconds s"
  [ "$seconds" -le "$1" ]
}

start 420
start 15  # 10 on a quiet machine
