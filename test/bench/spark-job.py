"""Runs one statement over a folder of Parquet on a cluster: master, folder, statement file, result folder."""

import sys

from pyspark.sql import SparkSession

master, folder, statement, result = sys.argv[1:5]
session = (
    SparkSession.builder.master(master)
    .appName("prescreen")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.sql.files.maxPartitionBytes", "4m")
    .config("spark.sql.files.openCostInBytes", "4m")
    .config("spark.sql.constraintPropagation.enabled", "false")
    .getOrCreate()
)
session.sparkContext.setLogLevel("ERROR")
session.read.parquet(folder).createOrReplaceTempView("answers")
with open(statement, encoding="utf-8") as text:
    rows = session.sql(text.read())
print("planned", flush=True)
rows.write.mode("overwrite").parquet(result)
print("written", flush=True)
session.stop()
