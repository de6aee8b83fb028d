#!/usr/bin/env bash
# JSON lines on all cores of one machine by GNU parallel, in order: parallel.sh IN.jsonl OUT.jsonl
# For a folder of files there is no need of it: `teiscribe convert FOLDER -o OUT/` uses all cores itself.
set -euo pipefail
parallel --pipepart --keep-order --block 16M --arg-file "$1" teiscribe convert --jsonl > "$2.part"
mv "$2.part" "$2"
