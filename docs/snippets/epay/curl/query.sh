# bash query.sh <order number>
set -euo pipefail
order_id=$1

# The key itself is sent: only from your server, only over https.
curl -sS --max-time 10 -G "$MATOU_URL/api.php" \
  --data-urlencode 'act=order' \
  --data-urlencode "pid=$PID" \
  --data-urlencode "key=$EPAY_KEY" \
  --data-urlencode "out_trade_no=$order_id"
