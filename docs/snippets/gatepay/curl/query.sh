# bash query.sh <order number>
set -euo pipefail
order_id=$1
md5() { printf '%s' "$1" | md5sum | cut -c1-32; }

sign=$(md5 "$(md5 "${APPKEY}${order_id}")${APPSECRET}")
curl -sS --max-time 10 -G "$MATOU_URL/api/find/findOrder" \
  --data-urlencode "appkey=$APPKEY" \
  --data-urlencode "out_order_id=$order_id" \
  --data-urlencode "sign=$sign"
