#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Process start to first answer, under each language's real runtime interface client, with stubs of the Runtime API and of AWS on
loopback: the functions' two packages, the usual Java function and the same work in Python, one after the other, round by round."""
import http.server
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
            "failover-orchestrator": ("dev.autofailover.orchestrator.FailoverOrchestrator", "orchestrator-vote-down.sns.json")}
PUBLISHED = b"<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"


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
        dynamodb = "X-Amz-Target" in self.headers
        self.answer(200, b'{"Items":[],"Count":0,"ScannedCount":0}' if dynamodb else PUBLISHED,
                    {"Content-Type": "application/x-amz-json-1.0" if dynamodb else "text/xml"})


class RuntimeApi(Quiet):
    def do_GET(self):
        server = self.server
        server.given += 1
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
        self.server.answers.append((time.monotonic(), self.path.endswith("/response"), body))
        self.answer(202, b"", {})


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def run(command, folder, event, handler, count=1):
    """Seconds to the first answer, seconds of each later one, and megabytes in use after the last."""
    api, aws = serve(RuntimeApi), serve(Aws)
    api.event, api.count, api.given, api.answers, api.done = event, count, 0, [], threading.Event()
    topic = "arn:aws:sns:eu-north-1:111122223333:votes"
    environment = {
        # As much memory as a function of 512 MB has: else nothing is ever collected.
        "JDK_JAVA_OPTIONS": "-XX:MaxRAM=512m",
        "PATH": os.environ["PATH"], "LANG": "en_US.UTF-8", "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{aws.server_port}", "AWS_REGION": "eu-north-1", "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_ACCESS_KEY_ID": "measured", "AWS_SECRET_ACCESS_KEY": "measured", "LAMBDA_TASK_ROOT": str(folder), "_HANDLER": handler,
        "AWS_LAMBDA_FUNCTION_NAME": "measured", "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_LOG_GROUP_NAME": "g", "AWS_LAMBDA_LOG_STREAM_NAME": "s", "TABLE": "records", "CONTROL_REGION": "eu-north-1",
        "VOTES_TOPIC": topic, "NOTIFY_TOPIC": topic, "DEAD_LETTERS": "https://sqs.eu-north-1.amazonaws.com/111122223333/letters"}
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not api.done.wait(0.05):
            if process.poll() is not None or time.monotonic() > begun + 120:
                raise SystemExit(f"{command} ended or took too long: {api.answers}")
        if not all(well for _, well, _ in api.answers):
            raise SystemExit(f"{command} failed: {api.answers[0]}")
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        memory = int(status.split("VmRSS:")[1].split()[0]) / 1024
        times = [at for at, _, _ in api.answers]
        return times[0] - begun, [b - a for a, b in zip(times, times[1:])], memory
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        api.shutdown()
        aws.shutdown()


def subjects(java):
    target = ROOT / "packaging" / "target"
    jars = ":".join(str(jar) for jar in sorted((target / "runtime-client").glob("*.jar")))
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"]
    found = {}
    for module, (handler, event) in HANDLERS.items():
        sample = (ROOT / "events" / event).read_bytes()
        jar = ROOT / "functions" / module / "target" / f"{module}-function.jar"
        found[f"{module}, native-start"] = (["./bootstrap"], target / "native-start" / module, sample, handler)
        found[f"{module}, managed"] = ([java, *flags, "-cp", f"{jar}:{jars}", CLIENT, handler], ROOT, sample, handler)
    sample = (ROOT / "events" / HANDLERS["rds-event-subscriber"][1]).read_bytes()
    usual = ROOT / "benchmark" / "usual-java" / "target"
    found["usual Java function"] = ([java, *flags, "-cp", f"{usual}/usual-java-1.jar:{usual}/lib/*:{jars}", CLIENT,
                                     "benchmark.UsualFunction"], ROOT, sample, "benchmark.UsualFunction")
    found["Python with boto3"] = ([str(ROOT / "target/benchmark-python/bin/python"), "-m", "awslambdaric", "handler.handler"],
                                  ROOT / "benchmark" / "python", sample, "handler.handler")
    return found


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    found = subjects(java)
    times = {name: [] for name in found}
    for _ in range(rounds):
        for name, subject in found.items():
            times[name].append(run(*subject)[0] * 1000)
    print("| package | median ms | least | most |\n|---|---|---|---|")
    for name, all_of in times.items():
        print(f"| {name} | {statistics.median(all_of):.0f} | {min(all_of):.0f} | {max(all_of):.0f} |")
    print("\n| after 1,000 invocations | median of the last 100, ms | MB in use after 100 | after 1,000 |\n|---|---|---|---|")
    for name, subject in found.items():
        if "managed" in name or "native-start" in name:
            _, _, early = run(*subject, count=100)
            _, later, memory = run(*subject, count=1000)
            print(f"| {name} | {statistics.median(later[-100:]) * 1000:.1f} | {early:.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
