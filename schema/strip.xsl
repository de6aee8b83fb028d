<?xml version="1.0" encoding="UTF-8"?>
<!-- Leaves out of a compiled schema what a validator does not need: documentation, and rules that stand in teiscribe.sch. -->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" xmlns:rng="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
  <xsl:output indent="yes"/>
  <xsl:strip-space elements="rng:*"/>
  <xsl:param name="licence"/>
  <xsl:template match="/">
    <xsl:text>&#10;</xsl:text>
    <xsl:comment select="concat('&#10;', replace($licence, '\| ', '&#10;'), '&#10;')"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="*"/>
  </xsl:template>
  <xsl:template match="a:* | rng:grammar//sch:* | comment()"/>
  <xsl:template match="*">
    <xsl:element name="{name()}" namespace="{namespace-uri()}">
      <xsl:copy-of select="namespace::*[not(. = ('http://relaxng.org/ns/compatibility/annotations/1.0', 'http://purl.oclc.org/dsdl/schematron')) or ancestor-or-self::sch:schema]"/>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="@*"><xsl:copy/></xsl:template>
  <xsl:template match="rng:*/@sch:* | rng:*/@a:*"/>
</xsl:stylesheet>
