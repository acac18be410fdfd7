<?php
// Your notify_url; to try it: php -S 127.0.0.1:8080 callback.php
$signed = ['order_id', 'out_order_id', 'price', 'realprice', 'type', 'paytime', 'extend'];

/** What you asked for this order, from your own database. */
function price_of(string $orderId): string
{
    return getenv('ORDER_PRICE');
}

$fields = $_SERVER['REQUEST_METHOD'] === 'POST' ? $_POST : $_GET;
$text = getenv('APPKEY');
foreach ($signed as $name) {
    $text .= $fields[$name] ?? '';
}
$expected = md5(md5($text) . getenv('APPSECRET'));
if (!hash_equals($expected, strtolower($fields['sign'] ?? ''))) {
    exit('fail');
}
if ($fields['price'] !== price_of($fields['out_order_id'])) {
    exit('fail');
}
// Lock your order here; if it is not done yet, mark it as paid and deliver.
echo 'success';
