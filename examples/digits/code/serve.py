"""Answers over HTTP which digit an image shows.

    GET  /healthz                      200 once the model is loaded
    POST /predict {"pixels": [64]}     {"digit": 7, "model": "sha256:…"}

REFIT_MODEL (or --model) is the file, REFIT_MODEL_DIGEST its digest (computed if absent), PORT the port (8080). HOST is
127.0.0.1 unless set: in a container, where the outside must reach it, set HOST=0.0.0.0.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import argparse
import hashlib
import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import joblib
import numpy as np

from lib.digits import DARKEST, PIXELS, scale

LARGEST_BODY = 64 * 1024


class BadRequest(Exception):
    """The client's mistake, in words for the client."""


def read_pixels(body):
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("the body must be JSON") from None
    pixels = request.get("pixels") if isinstance(request, dict) else None
    if not isinstance(pixels, list) or len(pixels) != PIXELS:
        raise BadRequest(f'"pixels" must be a list of {PIXELS} numbers')
    # NaN fails the comparison too; a bool is an int in Python, but no pixel.
    if not all(type(value) in (int, float) and 0 <= value <= DARKEST for value in pixels):
        raise BadRequest(f"every pixel must be a number from 0 to {DARKEST}")
    return np.array([pixels], dtype=float)


def answer(model, digest, pixels):
    return {"digit": int(model.predict(scale(pixels))[0]), "model": digest}


class Server(ThreadingHTTPServer):
    request_queue_size = 128  # connections that may wait while a burst is worked off
    daemon_threads = False  # server_close waits for the answers under way


class Handler(BaseHTTPRequestHandler):
    timeout = 10  # seconds a silent client may hold a thread
    disable_nagle_algorithm = True
    model = None
    digest = ""

    def do_GET(self):
        if self.path == "/healthz":
            self.reply(200, {"ok": True, "model": self.digest})
        else:
            self.reply(404, {"error": "there are GET /healthz and POST /predict"})

    def do_POST(self):
        try:
            # Read first: to close with unread bytes resets the connection, and the client may never see the answer.
            body = self.body()
            if self.path == "/predict":
                self.reply(200, answer(self.model, self.digest, read_pixels(body)))
            else:
                self.reply(404, {"error": "there are GET /healthz and POST /predict"})
        except BadRequest as error:
            self.reply(400, {"error": str(error)})

    def body(self):
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST_BODY:
            raise BadRequest(f"Content-Length must be a number up to {LARGEST_BODY}")
        return self.rfile.read(int(length))

    def reply(self, status, content):
        data = json.dumps(content).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_request(self, code="-", size="-"):
        if code != 200:
            super().log_request(code, size)


def main():
    parser = argparse.ArgumentParser(description="Serve the model over HTTP.")
    parser.add_argument("--model", type=Path, default=Path(os.environ.get("REFIT_MODEL", "models/model.pkl")))
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8080")))
    args = parser.parse_args()

    Handler.model = joblib.load(args.model)
    digest = os.environ.get("REFIT_MODEL_DIGEST")
    Handler.digest = digest or "sha256:" + hashlib.sha256(args.model.read_bytes()).hexdigest()
    answer(Handler.model, Handler.digest, np.zeros((1, PIXELS)))  # the first prediction is slow: not a client's

    server = Server((args.host, args.port), Handler)

    def stop(*_):
        # shutdown waits for serve_forever, which this thread runs: so another thread must call it.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"serving {Handler.digest} on http://{args.host}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.1)
    server.server_close()


if __name__ == "__main__":
    main()
