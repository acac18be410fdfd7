# python3 create.py <order number> <price>
import hashlib
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import urlopen


def md5(text):
    return hashlib.md5(text.encode("utf-8")).hexdigest()


order_id, price = sys.argv[1:3]
# The order of these fields is the order in which they are signed.
fields = {
    "appkey": os.environ["APPKEY"],
    "price": price,
    "type": "alipay",
    "out_order_id": order_id,
    "custom": "customer-42",
}
fields["sign"] = md5(md5("".join(fields.values())) + os.environ["APPSECRET"])

body = urlencode(fields).encode("ascii")
with urlopen(os.environ["MATOU_URL"] + "/api/anypay/create", data=body, timeout=10) as reply:
    answer = json.load(reply)
if answer["code"] != 100:
    sys.exit(f"{answer['code']} {answer['msg']}")
print(answer["data"]["pay_url"])  # Send the buyer here.
