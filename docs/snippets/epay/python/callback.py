# Your notify_url: PORT=8080 python3 callback.py
import hashlib
import hmac
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


def sign_of(fields):
    """Sorted by name, without sign, sign_type and empty values; then the key."""
    pairs = [
        f"{name}={value}"
        for name, value in sorted(fields.items())
        if name not in ("sign", "sign_type") and value != ""
    ]
    return hashlib.md5(("&".join(pairs) + os.environ["EPAY_KEY"]).encode("utf-8")).hexdigest()


def money_of(order_id):
    """What you asked for this order, from your own database."""
    return os.environ["ORDER_PRICE"]


def is_good(fields):
    return (
        hmac.compare_digest(sign_of(fields).encode(), fields.get("sign", "").lower().encode())
        and fields["pid"] == os.environ["PID"]
        and fields["trade_status"] == "TRADE_SUCCESS"
        and fields["money"] == money_of(fields["out_trade_no"])
    )


class Receiver(BaseHTTPRequestHandler):
    def do_GET(self):
        fields = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        word = "success" if is_good(fields) else "fail"
        # On success lock your order here; if it is not done yet, mark it as paid and deliver.
        self.send_response(200)
        self.end_headers()
        self.wfile.write(word.encode())


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Receiver)
print("listening", flush=True)
server.serve_forever()
