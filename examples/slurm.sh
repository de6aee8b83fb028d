#!/usr/bin/env bash
#SBATCH --job-name=teiscribe
#SBATCH --array=0-15
#SBATCH --cpus-per-task=4
#SBATCH --time=01:00:00
# A Slurm array over a list of files, a sixteenth a task: sbatch slurm.sh FILES.txt OUT
# Each task writes whole files into a folder of its own; a task that is run again writes only what is missing.
set -euo pipefail
list=$1 out=$2
own="$out/$SLURM_ARRAY_TASK_ID"
mkdir -p "$own"
mapfile -t files < <(awk -v n="$SLURM_ARRAY_TASK_COUNT" -v i="$SLURM_ARRAY_TASK_ID" 'NR % n == i' "$list")
exec teiscribe convert --jobs "$SLURM_CPUS_PER_TASK" -o "$own/" -- "${files[@]}"
