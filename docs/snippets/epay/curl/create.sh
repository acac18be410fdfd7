# bash create.sh <order number> <money>
set -euo pipefail
order_id=$1 money=$2

# Sorted by name, without sign, sign_type and empty values; then the key.
text="clientip=203.0.113.7&money=$money&name=VIP会员&notify_url=$NOTIFY_URL&out_trade_no=$order_id&pid=$PID&type=alipay"
sign=$(printf '%s' "$text$EPAY_KEY" | md5sum | cut -c1-32)
curl -sS --max-time 10 "$MATOU_URL/mapi.php" \
  --data-urlencode "pid=$PID" \
  --data-urlencode 'type=alipay' \
  --data-urlencode "out_trade_no=$order_id" \
  --data-urlencode "notify_url=$NOTIFY_URL" \
  --data-urlencode 'name=VIP会员' \
  --data-urlencode "money=$money" \
  --data-urlencode 'clientip=203.0.113.7' \
  --data-urlencode "sign=$sign" \
  --data-urlencode 'sign_type=MD5'
