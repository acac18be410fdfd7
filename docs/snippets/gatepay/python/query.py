# python3 query.py <order number>
import hashlib
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import urlopen


def md5(text):
    return hashlib.md5(text.encode("utf-8")).hexdigest()


fields = {"appkey": os.environ["APPKEY"], "out_order_id": sys.argv[1]}
fields["sign"] = md5(md5("".join(fields.values())) + os.environ["APPSECRET"])

address = f"{os.environ['MATOU_URL']}/api/find/findOrder?{urlencode(fields)}"
with urlopen(address, timeout=10) as reply:
    answer = json.load(reply)
if answer["code"] != 100:
    sys.exit(f"{answer['code']} {answer['msg']}")
print(answer["data"]["order_status"])  # pending, paid, expired, closed or refunded
