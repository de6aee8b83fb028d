#!/bin/sh
# Makes teiscribe.rng and teiscribe.sch from teiscribe.odd. A developer's tool: what it makes is committed.
#   STYLESHEETS  a copy of the TEI Stylesheets (github.com/TEIC/Stylesheets)
#   P5SUBSET     p5subset.xml of the TEI release to compile against
#   SAXON        the jar of Saxon-HE (Debian: libsaxonhe-java)
set -eu
: "${STYLESHEETS:?}" "${P5SUBSET:?}" "${SAXON:=/usr/share/java/Saxon-HE.jar}"
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
saxon() { java -Xmx2g -Xss8m -cp "$SAXON" net.sf.saxon.Transform "$@"; }
licence="Compiled from teiscribe.odd against TEI P5 4.9.0a (revision 112b3b64b) with the TEI Stylesheets $(cat "$STYLESHEETS/VERSION").| Parts of this schema are copyright TEI Consortium, dual licensed: Creative Commons Attribution 4.0 and BSD 2-Clause."
saxon -s:"$here/teiscribe.odd" -xsl:"$STYLESHEETS/odds/odd2odd.xsl" -o:"$work/compiled.odd" defaultSource="file://$(realpath "$P5SUBSET")" lang=en doclang=en
saxon -s:"$work/compiled.odd" -xsl:"$STYLESHEETS/odds/odd2relax.xsl" -o:"$work/teiscribe.rng" lang=en doclang=en
saxon -s:"$work/compiled.odd" -xsl:"$STYLESHEETS/odds/extract-isosch.xsl" -o:"$work/teiscribe.sch" lang=en
for schema in rng sch; do
  saxon -s:"$work/teiscribe.$schema" -xsl:"$here/strip.xsl" -o:"$here/teiscribe.$schema" licence="$licence"
done
