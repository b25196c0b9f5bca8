"""A prediction client of the tests: asks all the time, each time on a new connection, and prints what came."""
import json, sys, threading, time, urllib.request

url = sys.argv[1]
lock = threading.Lock()
counts = {}


def ask(path):
    try:
        with urllib.request.urlopen(url + path, timeout=20) as answer:
            seen = json.load(answer)["model"]
    except Exception as error:
        print("FAILED", path, repr(error), flush=True)
        return
    with lock:
        counts[seen] = counts.get(seen, 0) + 1
        if counts[seen] == 1:
            print("SEEN", seen, flush=True)


def loop(path, pause):
    while True:
        ask(path)
        time.sleep(pause)


for path in ["/predict", "/predict", "/slow"]:
    threading.Thread(target=loop, args=(path, 0.03), daemon=True).start()
while True:
    time.sleep(1)
    with lock:
        print("COUNT", sum(counts.values()), flush=True)
