#!/usr/bin/env python3
"""Converts JSON lines with teiscribe on Apache Spark: `pip install pyspark`, and Java 17.

usage: spark.py INPUT.jsonl OUTPUT_FOLDER [--teiscribe PATH] [--master local-cluster[2,1,1024]] [--partitions N]

The contract is that of `teiscribe convert --jsonl`: a line in, a line out, in order. A record that cannot be converted is a line
with its error. `checkCode=True` is not to be left out: without it a child that dies loses its lines and the job succeeds.
"""
import argparse
import os
import shlex
import sys

import pyspark
from pyspark.sql import SparkSession

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--teiscribe", default="teiscribe")
    parser.add_argument("--master", default="local-cluster[2,1,1024]")
    parser.add_argument("--partitions", type=int, default=8)
    arguments = parser.parse_args()
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(arguments.master)
        .appName("teiscribe")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    lines = spark.sparkContext.textFile(arguments.input, arguments.partitions)
    command = f"{shlex.quote(os.path.abspath(arguments.teiscribe))} convert --jsonl"
    lines.pipe(command, checkCode=True).saveAsTextFile(arguments.output)
    spark.stop()

main()
