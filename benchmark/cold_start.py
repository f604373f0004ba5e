#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Process start to first answer, under each language's real runtime interface client, with stubs of the Runtime API and of AWS on
loopback: the functions' two packages, the usual Java function and the same work in Python, one after the other, round by round."""
import http.server
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
HANDLERS = {"rds-event-subscriber": ("dev.autofailover.rdsevents.RdsEventSubscriber", "rds-multi-az-failover-started.sns.json"),
            "cloudwatch-alarm-responder": ("dev.autofailover.alarms.CloudWatchAlarmResponder", "alarm-orders-connections-in-alarm.sns.json"),
            "dynamodb-health-checker": ("dev.autofailover.dynamodb.DynamoDbHealthChecker", "schedule-every-minute.json"),
            "database-health-checker": ("dev.autofailover.database.DatabaseHealthChecker", "check-asked.json"),
            "failover-orchestrator": ("dev.autofailover.orchestrator.FailoverOrchestrator", "orchestrator-vote-down.sns.json")}
COMPARED = ["rds-event-subscriber", "failover-orchestrator"]
PUBLISHED = b"<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"

SECRET = json.dumps({"SecretString": json.dumps({"username": "checker", "password": "none"})}).encode()


class Quiet(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it each answer waits 40 ms for the other side's delayed acknowledgement.
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def body(self):
        if "Content-Length" in self.headers:
            return self.rfile.read(int(self.headers["Content-Length"]))
        whole = b""
        while size := int(self.rfile.readline(), 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return whole

    def answer(self, code, body, headers):
        self.send_response(code)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Aws(Quiet):
    def do_POST(self):
        self.body()
        target = self.headers.get("X-Amz-Target", "")
        if target.startswith("secretsmanager"):
            self.answer(200, SECRET, {"Content-Type": "application/x-amz-json-1.1"})
        elif target:
            self.answer(200, b'{"Items":[],"Count":0,"ScannedCount":0}', {"Content-Type": "application/x-amz-json-1.0"})
        else:
            self.answer(200, PUBLISHED, {"Content-Type": "text/xml"})


class RuntimeApi(Quiet):
    def do_GET(self):
        server = self.server
        if self.path.endswith("/restore/next"):
            # SnapStart: here the snapshot would be taken, and what follows would come after its restore.
            self.answer(200, b"", {})
            server.ready = time.monotonic()
            return
        server.given += 1
        if server.given == 1 and not server.ready:
            server.ready = time.monotonic()
        if server.given > server.count:
            server.done.set()
            time.sleep(60)
            return
        self.answer(200, server.event, {
            "Lambda-Runtime-Aws-Request-Id": str(server.given), "Content-Type": "application/json",
            "Lambda-Runtime-Deadline-Ms": str(int(time.time() * 1000) + 30_000),
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-north-1:111122223333:function:measured"})

    def do_POST(self):
        body = self.body()
        answers = self.server.answers
        answers.append((time.monotonic(), self.path.endswith("/response"), body))
        if len(answers) in (1, 100):
            self.server.states.append(State(self.server.process.pid))
        self.answer(202, b"", {})


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class State:
    """Of a process: seconds of the processor so far, megabytes in use, and at most."""

    def __init__(self, pid):
        spent = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        memory = pathlib.Path(f"/proc/{pid}/status").read_text()
        self.processor = (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")
        self.memory, self.peak = (int(memory.split(name + ":")[1].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))


class Measured:
    """Seconds from the process's start to the first answer, from the first event or the restore to it, and of each later invocation;
    the process's states after 1, 100 and all answers."""

    def __init__(self, begun, api):
        times = [at for at, _, _ in api.answers]
        self.start, self.first = times[0] - begun, times[0] - api.ready
        self.later = [b - a for a, b in zip(times, times[1:])]
        self.states = [*api.states, State(api.process.pid)]


def run(command, folder, event, handler, count=1, memory=512, more=None):
    api, aws = serve(RuntimeApi), serve(Aws)
    api.event, api.count, api.given, api.answers, api.done, api.ready, api.states = event, count, 0, [], threading.Event(), 0, []
    topic = "arn:aws:sns:eu-north-1:111122223333:votes"
    environment = {
        # As much memory as the function has: else nothing is ever collected.
        "JDK_JAVA_OPTIONS": f"-XX:MaxRAM={memory}m",
        "PATH": os.environ["PATH"], "LANG": "en_US.UTF-8", "TZ": ":UTC", "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{aws.server_port}", "AWS_REGION": "eu-north-1", "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_ACCESS_KEY_ID": "measured", "AWS_SECRET_ACCESS_KEY": "measured", "LAMBDA_TASK_ROOT": str(folder), "_HANDLER": handler,
        "AWS_LAMBDA_FUNCTION_NAME": "measured", "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory),
        "AWS_LAMBDA_LOG_GROUP_NAME": "g", "AWS_LAMBDA_LOG_STREAM_NAME": "s", "TABLE": "records", "CONTROL_REGION": "eu-north-1",
        "VOTES_TOPIC": topic, "NOTIFY_TOPIC": topic, "DEAD_LETTERS": "https://sqs.eu-north-1.amazonaws.com/111122223333/letters",
        **(more or {})}
    begun = time.monotonic()
    process = api.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not api.done.wait(0.05):
            if process.poll() is not None or time.monotonic() > begun + 120:
                raise SystemExit(f"{command} ended or took too long: {api.answers}")
        if not all(well for _, well, _ in api.answers):
            raise SystemExit(f"{command} failed: {api.answers[0]}")
        return Measured(begun, api)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        api.shutdown()
        aws.shutdown()


def package(java, module, kind):
    """The command of a function's package, its folder, its event and its handler."""
    target = ROOT / "packaging" / "target"
    handler, event = HANDLERS[module]
    sample = (ROOT / "events" / event).read_bytes()
    if event == "check-asked.json":
        # Refused at once: the driver is loaded, no database is needed.
        sample = sample.replace(b"orders-replica.d4e5f6.eu-central-1.rds.amazonaws.com", b"localhost").replace(b"5432", b"1")
    if kind == "native-start":
        return ["./bootstrap"], target / "native-start" / module, sample, handler
    jar = ROOT / "functions" / module / "target" / f"{module}-function.jar"
    return [java, *flags(), "-cp", f"{jar}:{client()}", CLIENT, handler], ROOT, sample, handler


def client():
    return ":".join(str(jar) for jar in sorted((ROOT / "packaging/target/runtime-client").glob("*.jar")))


def flags():
    """What the managed runtime starts Java with, as far as it matters here."""
    return ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"]


def subjects(java):
    found = {f"{module}, {kind}": package(java, module, kind) for module in COMPARED for kind in ("native-start", "managed")}
    for module in COMPARED:
        found[f"{module}, managed, restored"] = (*package(java, module, "managed"), 1, 512, {"AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"})
    sample = (ROOT / "events" / HANDLERS["rds-event-subscriber"][1]).read_bytes()
    usual = ROOT / "benchmark" / "usual-java" / "target"
    found["usual Java function"] = ([java, *flags(), "-cp", f"{usual}/usual-java-1.jar:{usual}/lib/*:{client()}", CLIENT,
                                     "benchmark.UsualFunction"], ROOT, sample, "benchmark.UsualFunction")
    found["Python with boto3"] = ([str(ROOT / "target/benchmark-python/bin/python"), "-m", "awslambdaric", "handler.handler"],
                                  ROOT / "benchmark" / "python", sample, "handler.handler")
    return found


def start(java, rounds):
    found = subjects(java)
    runs = {name: [] for name in found}
    for _ in range(rounds):
        for name, subject in found.items():
            runs[name].append(run(*subject))
    print("| package | start to first answer, median ms | least | most | of which the first invocation | of the processor |")
    print("|---|---|---|---|---|---|")
    for name, all_of in runs.items():
        whole = [each.start * 1000 for each in all_of]
        first, processor = (statistics.median(1000 * value for value in values) for values in zip(*((m.first, m.states[0].processor) for m in all_of)))
        if name.endswith("restored"):
            print(f"| {name} | – | – | – | {first:.0f} | – |")
        else:
            print(f"| {name} | {statistics.median(whole):.0f} | {min(whole):.0f} | {max(whole):.0f} | {first:.0f} | {processor:.0f} |")


def memory(java):
    print("| package | memory, MB | start to first answer, ms | processor until then, ms | later ones, median ms | MB after 100 | after 1,000 | most |")
    print("|---|---|---|---|---|---|---|---|")
    for module in HANDLERS:
        for kind in ("native-start", "managed"):
            for size in (128, 192, 256, 512):
                try:
                    measured = run(*package(java, module, kind), count=1000, memory=size)
                except SystemExit as failed:
                    print(f"| {module}, {kind} | {size} | fails: {str(failed)[-60:]} | | | | | |")
                    continue
                one, early, last = measured.states
                print(f"| {module}, {kind} | {size} | {measured.start * 1000:.0f} | {one.processor * 1000:.0f} "
                      f"| {statistics.median(measured.later[-100:]) * 1000:.1f} | {early.memory:.0f} | {last.memory:.0f} | {last.peak:.0f} |",
                      flush=True)


def main():
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    if sys.argv[1:] == ["memory"]:
        memory(java)
    else:
        start(java, int(sys.argv[1]) if len(sys.argv) > 1 else 20)


if __name__ == "__main__":
    main()
