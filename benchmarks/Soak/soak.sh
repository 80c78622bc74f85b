#!/usr/bin/env bash
# A long run: `benchmarks/Soak/soak.sh 480` for eight hours. Linux only: the watch reads /proc.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec dotnet run -c Release --project benchmarks/Soak -- "${1:?how many minutes?}"
