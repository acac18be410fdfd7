# python3 create.py <order number> <money>
import hashlib
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import urlopen


def sign_of(fields):
    """Sorted by name, without sign, sign_type and empty values; then the key."""
    pairs = [
        f"{name}={value}"
        for name, value in sorted(fields.items())
        if name not in ("sign", "sign_type") and value != ""
    ]
    return hashlib.md5(("&".join(pairs) + os.environ["EPAY_KEY"]).encode("utf-8")).hexdigest()


order_id, money = sys.argv[1:3]
fields = {
    "pid": os.environ["PID"],
    "type": "alipay",
    "out_trade_no": order_id,
    "notify_url": os.environ["NOTIFY_URL"],
    "name": "VIP会员",
    "money": money,
    "clientip": "203.0.113.7",  # The buyer's address.
}
fields["sign"] = sign_of(fields)
fields["sign_type"] = "MD5"

body = urlencode(fields).encode("ascii")
with urlopen(os.environ["MATOU_URL"] + "/mapi.php", data=body, timeout=10) as reply:
    answer = json.load(reply)
if answer["code"] != 1:
    sys.exit(f"{answer['code']} {answer['msg']}")
# Send the buyer here, or draw it as a code.
print(answer.get("payurl") or answer.get("qrcode") or answer.get("urlscheme"))
