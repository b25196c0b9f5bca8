"""A model server of the tests: says which model it has; ends in order. MODE: good, exit, hang."""
import json, os, signal, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

mode = os.environ.get("MODE", "good")
path = os.environ["REFIT_MODEL"]
with open(path) as file:
    model = file.read()
print("mode", mode, "model", model, flush=True)
if mode == "exit":
    sys.exit("cannot load the model with " + os.environ.get("TOKEN", "no token"))


def can_write(where):
    try:
        with open(where, "a"):
            return True
    except OSError:
        return False


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(503 if mode == "hang" else 200, {})
        if self.path == "/slow":
            time.sleep(3)
        if self.path == "/state":
            return self.answer(200, {"model": model, "modelWritable": can_write(path), "user": os.getuid(),
                                     "workspaceWritable": can_write("extra"), "labels": open(sys.argv[1]).read(),
                                     "token": "TOKEN" in os.environ})
        self.answer(200, {"model": model})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128


server = Server((os.environ["HOST"], int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
server.server_close()
