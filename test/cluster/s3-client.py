"""Makes a bucket, puts an object and gets it back, signed as S3 wants it (Signature Version 4), with Python alone."""

import datetime
import hashlib
import hmac
import os
import urllib.request
from urllib.parse import urlsplit

endpoint = os.environ["S3_ENDPOINT"]
host = urlsplit(endpoint).netloc


def ask(method, path, body=b""):
    now = datetime.datetime.now(datetime.timezone.utc)
    stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    digest = hashlib.sha256(body).hexdigest()
    headers = {"host": host, "x-amz-content-sha256": digest, "x-amz-date": stamp}
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = hashlib.sha256("\n".join([method, path, "", lines, names, digest]).encode()).hexdigest()
    scope = f"{day}/us-east-1/s3/aws4_request"
    key = ("AWS4" + os.environ["S3_SECRET_KEY"]).encode()
    for piece in scope.split("/"):
        key = hmac.new(key, piece.encode(), hashlib.sha256).digest()
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, request])
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    credential = f"{os.environ['S3_ACCESS_KEY']}/{scope}"
    headers["Authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    asked = urllib.request.Request(endpoint + path, data=body or None, method=method, headers=headers)
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.read()


bucket = os.environ["S3_BUCKET"]
ask("PUT", f"/{bucket}")
ask("PUT", f"/{bucket}/a/b.txt", b"from a pod")
print(ask("GET", f"/{bucket}/a/b.txt").decode())
