# bash create.sh <order number> <price>
set -euo pipefail
order_id=$1 price=$2
md5() { printf '%s' "$1" | md5sum | cut -c1-32; }

sign=$(md5 "$(md5 "${APPKEY}${price}alipay${order_id}customer-42")${APPSECRET}")
curl -sS --max-time 10 "$MATOU_URL/api/anypay/create" \
  --data-urlencode "appkey=$APPKEY" \
  --data-urlencode "price=$price" \
  --data-urlencode 'type=alipay' \
  --data-urlencode "out_order_id=$order_id" \
  --data-urlencode 'custom=customer-42' \
  --data-urlencode "sign=$sign"
