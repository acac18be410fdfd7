<?php
// php query.php <order number>
[, $orderId] = $argv;

$fields = ['appkey' => getenv('APPKEY'), 'out_order_id' => $orderId];
$fields['sign'] = md5(md5(implode('', $fields)) . getenv('APPSECRET'));

$context = stream_context_create(['http' => ['timeout' => 10]]);
$address = getenv('MATOU_URL') . '/api/find/findOrder?' . http_build_query($fields);
$answer = json_decode(file_get_contents($address, false, $context), true);
if ($answer['code'] !== 100) {
    fwrite(STDERR, "{$answer['code']} {$answer['msg']}\n");
    exit(1);
}
echo $answer['data']['order_status'], "\n"; // pending, paid, expired, closed or refunded
