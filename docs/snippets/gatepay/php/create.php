<?php
// php create.php <order number> <price>
[, $orderId, $price] = $argv;

// The order of these fields is the order in which they are signed.
$fields = [
    'appkey' => getenv('APPKEY'),
    'price' => $price,
    'type' => 'alipay',
    'out_order_id' => $orderId,
    'custom' => 'customer-42',
];
$fields['sign'] = md5(md5(implode('', $fields)) . getenv('APPSECRET'));

$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => http_build_query($fields),
    'timeout' => 10,
]]);
$answer = json_decode(file_get_contents(getenv('MATOU_URL') . '/api/anypay/create', false, $context), true);
if ($answer['code'] !== 100) {
    fwrite(STDERR, "{$answer['code']} {$answer['msg']}\n");
    exit(1);
}
echo $answer['data']['pay_url'], "\n"; // Send the buyer here.
