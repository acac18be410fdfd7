# python3 query.py <order number>
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import urlopen

# The key itself is sent: only from your server, only over https.
fields = {
    "act": "order",
    "pid": os.environ["PID"],
    "key": os.environ["EPAY_KEY"],
    "out_trade_no": sys.argv[1],
}
with urlopen(f"{os.environ['MATOU_URL']}/api.php?{urlencode(fields)}", timeout=10) as reply:
    answer = json.load(reply)
if answer["code"] != 1:
    sys.exit(f"{answer['code']} {answer['msg']}")
print("paid" if answer["status"] == 1 else "unpaid")
