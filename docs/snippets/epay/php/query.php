<?php
// php query.php <order number>
[, $orderId] = $argv;

// The key itself is sent: only from your server, only over https.
$fields = ['act' => 'order', 'pid' => getenv('PID'), 'key' => getenv('EPAY_KEY'), 'out_trade_no' => $orderId];
$context = stream_context_create(['http' => ['timeout' => 10]]);
$address = getenv('MATOU_URL') . '/api.php?' . http_build_query($fields);
$answer = json_decode(file_get_contents($address, false, $context), true);
if ($answer['code'] !== 1) {
    fwrite(STDERR, "{$answer['code']} {$answer['msg']}\n");
    exit(1);
}
echo $answer['status'] === 1 ? 'paid' : 'unpaid', "\n";
