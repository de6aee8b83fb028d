#!/usr/bin/env bash
# Makes what a release consists of in dist/: an archive with the program, its man pages and completions, a wheel where maturin
# is installed, and the sums of both. usage: packaging/release.sh [TARGET]
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
name=teiscribe-$version-$target

cargo build --release --locked --target "$target"
binary=target/$target/release/teiscribe
rm -rf "dist/$name"
mkdir -p "dist/$name/completions" "dist/$name/man"
cp "$binary" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE CITATION.cff "dist/$name/"
for shell in bash zsh fish powershell elvish; do
  "$binary" completions "$shell" > "dist/$name/completions/teiscribe.$shell"
done
"$binary" man "dist/$name/man"
# The same bytes for the same source: order, times and owners are fixed.
tar --sort=name --mtime="@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}" --owner=0 --group=0 --numeric-owner \
  -C dist -cf - "$name" | gzip -n > "dist/$name.tar.gz"
rm -r "dist/$name"
if command -v maturin >/dev/null; then
  (cd packaging/pypi && maturin build --release --locked --target "$target" --out ../../dist)
fi
(cd dist && sha256sum ./*.tar.gz ./*.whl 2>/dev/null > SHA256SUMS || sha256sum ./*.tar.gz > SHA256SUMS)
ls -l dist
