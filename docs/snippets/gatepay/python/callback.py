# Your notify_url: PORT=8080 python3 callback.py
import hashlib
import hmac
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

SIGNED = ["order_id", "out_order_id", "price", "realprice", "type", "paytime", "extend"]


def md5(text):
    return hashlib.md5(text.encode("utf-8")).hexdigest()


def price_of(order_id):
    """What you asked for this order, from your own database."""
    return os.environ["ORDER_PRICE"]


def is_genuine(fields):
    text = os.environ["APPKEY"] + "".join(fields.get(name, "") for name in SIGNED)
    expected = md5(md5(text) + os.environ["APPSECRET"])
    return hmac.compare_digest(expected.encode(), fields.get("sign", "").lower().encode())


class Receiver(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(urlsplit(self.path).query)

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))

    def answer(self, text):
        fields = dict(parse_qsl(text, keep_blank_values=True))
        word = "success"
        if not is_genuine(fields) or fields["price"] != price_of(fields["out_order_id"]):
            word = "fail"
        # Otherwise lock your order here; if it is not done yet, mark it as paid and deliver.
        self.send_response(200)
        self.end_headers()
        self.wfile.write(word.encode())


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Receiver)
print("listening", flush=True)
server.serve_forever()
