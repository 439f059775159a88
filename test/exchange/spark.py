"""Runs SQL over JSON Lines in one Spark session: each line of standard input is a job, each line of output its answer.

A job: {"rows": path of JSON Lines, "types": {column: DDL type}, "called": name of the table, "statement": SQL, "result": path to write}.
"""

import json
import sys

from pyspark.sql import SparkSession

session = (
    SparkSession.builder.master("local[2]")
    .appName("prescreen")
    .config("spark.ui.enabled", "false")
    # The session keeps some 35 MB of each statement, so that sixty of them do not fit into the usual 1 GB.
    .config("spark.driver.memory", "5g")
    .config("spark.sql.shuffle.partitions", "2")
    # A few hundred rows are not worth compiling for.
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    # Nor is the second compiler of Java, which takes more time than it saves.
    .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    .config("spark.sql.constraintPropagation.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .getOrCreate()
)
session.sparkContext.setLogLevel("ERROR")
print("ready", flush=True)


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


for line in sys.stdin:
    job = json.loads(line)
    schema = ", ".join(quoted(name) + " " + kind for name, kind in job["types"].items())
    session.read.schema(schema).json(job["rows"]).createOrReplaceTempView(quoted(job["called"]))
    try:
        rows = session.sql(job["statement"]).collect()
        with open(job["result"], "w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps([None if cell is None else str(cell) for cell in row]) + "\n")
        print("done", flush=True)
    except Exception as error:
        print("failed " + str(error)[:2000].replace("\n", " "), flush=True)
