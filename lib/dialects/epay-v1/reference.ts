import { z } from 'zod';
import { api } from '@/lib/dialects/epay-v1/api';
import { MONEY, OUT_TRADE_NO as OUT_TRADE_NO_PATTERN } from '@/lib/dialects/epay-v1/grammar';
import { mapi } from '@/lib/dialects/epay-v1/mapi';
import { submit } from '@/lib/dialects/epay-v1/submit';
import {
  type CodeWords,
  type DialectReference,
  described,
  type FieldReference,
  type OperationReference,
  type SignatureRecipe,
} from '@/lib/dialects/reference';

const SORTED: SignatureRecipe = { kind: 'sorted', leftOut: ['sign', 'sign_type'], secret: 'epayKey' };
const BY_KEY: SignatureRecipe = { kind: 'bearer', field: 'key', secret: 'epayKey' };

function field(
  name: string,
  zh: string,
  en: string,
  example: string,
  schema: z.ZodType = z.string(),
): FieldReference {
  return { name, isRequired: true, schema: described(schema, { zh, en, example }) };
}

function optional(...given: Parameters<typeof field>): FieldReference {
  return { ...field(...given), isRequired: false };
}

const MONEY_TEXT = z.string().regex(MONEY);
const REFERENCE = z.string().regex(OUT_TRADE_NO_PATTERN);
const TYPES = z.enum(['alipay', 'wxpay', 'qqpay']);

const PID = field('pid', '商户ID', 'The merchant’s pid', '1001', z.string().regex(/^\d{1,15}$/));
const OUT_TRADE_NO = field(
  'out_trade_no',
  '商户订单号，同一商户内唯一；1–150 位字母、数字或 . _ - |',
  'Your order number, unique in your shop; 1–150 letters, digits or . _ - |',
  '20160806151343349',
  REFERENCE,
);
const TYPE = field(
  'type',
  '支付方式：alipay（支付宝）、wxpay（微信）、qqpay（QQ钱包）',
  'The way to pay: alipay, wxpay or qqpay',
  'alipay',
  TYPES,
);
const NOTIFY_URL = field(
  'notify_url',
  '异步通知地址',
  'Where the callback goes',
  'https://shop.example/notify',
);
const RETURN_URL = field(
  'return_url',
  '跳转通知地址',
  'Where the buyer goes back to',
  'https://shop.example/thanks',
);
const NAME = field(
  'name',
  '商品名称，超过 127 个字节会截取',
  'The name of the goods, cut to 127 bytes',
  'VIP会员',
);
const MONEY_FIELD = field(
  'money',
  '商品金额，单位元，最多两位小数；1.500、5.、.5 也可以，浮点数的误差（9.989999999999998）会取整到分；按发送的原样签名',
  'The price in yuan, at most two decimals; 1.500, 5. and .5 will do, and what a float leaves behind (9.989999999999998) is rounded to the fen; signed exactly as it is sent',
  '1.00',
  MONEY_TEXT,
);
const PARAM = optional(
  'param',
  '业务扩展参数，支付后原样返回；没有请留空',
  'Anything of yours, comes back in the callback',
  '',
);
const SIGN = field(
  'sign',
  '签名字符串，32 位十六进制',
  'The signature, 32 hex digits',
  '202cb962ac59075b964b07152d234b70',
  z.string().regex(/^[0-9A-Fa-f]{32}$/),
);
const SIGN_TYPE = field('sign_type', '签名类型，固定为 MD5', 'Always MD5', 'MD5', z.literal('MD5'));

const PLACED: CodeWords = {
  1: { zh: '成功', en: 'Success' },
  [-1]: { zh: '失败，原因见 msg', en: 'Refused; msg says why' },
  [-3]: { zh: '签名校验失败', en: 'The signature is wrong' },
  [-4]: { zh: '未传入任何参数', en: 'Nothing was sent' },
};

const CODE = described(z.literal(1), {
  zh: '返回状态码，1 为成功',
  en: 'The code; 1 is success',
  example: 1,
});
const REFUSAL = z.strictObject({
  code: described(z.number().int(), {
    zh: '返回状态码，1 为成功',
    en: 'The code; 1 is success',
    example: -1,
  }),
  msg: described(z.string(), { zh: '返回信息', en: 'The reason', example: '当前订单不存在！' }),
});

function text(zh: string, en: string, example: string) {
  return described(z.string(), { zh, en, example });
}
function whole(zh: string, en: string, example: number) {
  return described(z.number().int(), { zh, en, example });
}

function answerWith(shape: z.ZodRawShape) {
  return { kind: 'json', success: z.strictObject({ code: CODE, ...shape }), refusal: REFUSAL } as const;
}

const TRADE_NO = text('易支付订单号，16 位数字', 'Our order number, 16 digits', '1000000000000522');

const pageOrder: OperationReference = {
  id: 'epay-submit',
  title: { zh: '页面跳转支付', en: 'Pay by form (submit.php)' },
  summary: {
    zh: '买家的浏览器带着参数打开这个地址，随后跳转到支付页；不传 type，或该支付方式未开启、暂时无法收款时，由买家在其余支付方式中选择。同一订单号以相同内容再次打开，得到同一订单；已过期未付的重新打开。',
    en: 'The buyer’s browser opens this address with the fields and goes on to the checkout; without type, or when that way is closed or cannot receive now, the buyer chooses among the others. The same number with the same content leads to the same order, opened anew when it expired unpaid.',
  },
  operation: submit,
  fields: [
    PID,
    { ...TYPE, isRequired: false },
    OUT_TRADE_NO,
    NOTIFY_URL,
    RETURN_URL,
    NAME,
    MONEY_FIELD,
    PARAM,
    SIGN,
    SIGN_TYPE,
  ],
  signature: SORTED,
  answer: {
    kind: 'page',
    words: {
      zh: "200 的一行页面 <script>window.location.href='支付页的完整地址'</script>，浏览器随即跳转，服务器端提交的程序可从中取出地址；参数有误时显示说明原因的页面。",
      en: "A page of one line with status 200, <script>window.location.href='the checkout’s whole address'</script>: a browser goes on, and a program that asked from a server cuts the address out; when something is wrong, a page says what.",
    },
  },
  codes: {},
};

const serverOrder: OperationReference = {
  id: 'epay-mapi',
  title: { zh: 'API接口支付', en: 'Pay by API (mapi.php)' },
  summary: {
    zh: '服务器创建订单，得到支付页地址 payurl。实付金额可能与订单金额差几分，支付页会显示，所以各种 device 都返回 payurl。',
    en: 'Your server makes the order and gets the checkout’s address as payurl, whatever the device, because the amount to pay may differ by cents and the checkout shows it.',
  },
  operation: mapi,
  methods: ['POST'],
  fields: [
    PID,
    TYPE,
    OUT_TRADE_NO,
    NOTIFY_URL,
    { ...RETURN_URL, isRequired: false },
    NAME,
    MONEY_FIELD,
    field('clientip', '用户IP地址', 'The buyer’s address', '192.168.1.100'),
    optional(
      'device',
      '设备类型：pc、mobile、qq、wechat、alipay、jump',
      'pc, mobile, qq, wechat, alipay or jump',
      'pc',
    ),
    PARAM,
    SIGN,
    SIGN_TYPE,
  ],
  signature: SORTED,
  answer: answerWith({
    trade_no: TRADE_NO,
    payurl: text(
      '支付跳转url，让买家的浏览器打开它',
      'The checkout: send the buyer there',
      'https://pay.example/pay/api?id=rN1o7xH0m2c8XqPLsWd4Vg',
    ),
  }),
  codes: PLACED,
};

const KEY = field(
  'key',
  '商户密钥，只能由您的服务器发送',
  'Your key itself; only your server may send it',
  '89unJUB8HZ54Hj7x4nUj56HN4nUzUJ8i',
);

function act(name: string): FieldReference {
  return field('act', '操作类型', 'What is asked', name, z.literal(name));
}

const KNOWN: CodeWords = {
  1: { zh: '成功', en: 'Success' },
  [-1]: { zh: '失败，原因见 msg', en: 'Refused; msg says why' },
  [-3]: { zh: '商户ID不存在，或商户密钥错误', en: 'Nobody has this pid, or the key is wrong' },
};
const NAMED: CodeWords = { ...KNOWN, [-4]: { zh: '订单号不能为空', en: 'No order is named' } };

const DAY_COUNTS = {
  order_today: whole('今日支付成功的订单数', 'Orders paid today', 15),
  order_lastday: whole('昨日支付成功的订单数', 'Orders paid yesterday', 15),
  orders_today: whole('同 order_today', 'The same as order_today', 15),
  orders_lastday: whole('同 order_lastday', 'The same as order_lastday', 15),
};

const SETTLED_BY = whole(
  '结算方式：1 支付宝、2 微信、3 QQ、4 银行卡，0 未设置',
  '1 Alipay, 2 WeChat, 3 QQ, 4 bank, 0 not set',
  1,
);

const merchant: OperationReference = {
  id: 'epay-query',
  title: { zh: '查询商户信息', en: 'Merchant (act=query)' },
  summary: {
    zh: '商户状态、余额与订单数。密钥默认只显示首尾，可在后台设置为完整返回。',
    en: 'Standing, balance and numbers of orders. The key comes back masked unless your settings say otherwise.',
  },
  operation: api,
  fields: [act('query'), PID, KEY],
  signature: BY_KEY,
  answer: answerWith({
    pid: whole('商户ID', 'The pid', 1001),
    key: text('商户密钥，默认只显示首尾', 'The key, masked by default', '89****************************8i'),
    active: whole('商户状态：1 正常、0 封禁', '1 active, 0 suspended', 1),
    money: text('商户余额', 'The balance', '0.00'),
    type: SETTLED_BY,
    account: text('结算账号', 'The account for settlements', 'admin@pay.example'),
    username: text('结算姓名', 'Its holder', '张三'),
    orders: whole('订单总数', 'All orders', 30),
    ...DAY_COUNTS,
  }),
  codes: KNOWN,
};

const SETTLEMENT = z.strictObject({
  id: whole('结算编号', 'Its number', 7),
  type: SETTLED_BY,
  account: text('结算账号', 'The account', 'admin@pay.example'),
  username: text('结算姓名', 'Its holder', '张三'),
  money: text('结算金额', 'The amount', '100.00'),
  realmoney: text('实际到账金额', 'What arrived', '100.00'),
  addtime: text('申请时间', 'When it was asked', '2016-08-06 22:55:52'),
  endtime: text('完成时间', 'When it was paid', '2016-08-06 22:55:52'),
  status: whole('1 已完成', '1 paid', 1),
});

const LIST: readonly FieldReference[] = [
  optional('limit', '返回的数量，默认 10，最大 50', 'How many, 10 by default, at most 50', '20'),
  optional('page', '页码，从 1 开始', 'The page, from 1', '1'),
];

const settlements: OperationReference = {
  id: 'epay-settle',
  title: { zh: '查询结算记录', en: 'Settlements (act=settle)' },
  summary: { zh: '结算记录，新的在前。', en: 'What was settled, newest first.' },
  operation: api,
  fields: [act('settle'), PID, KEY, ...LIST],
  signature: BY_KEY,
  answer: answerWith({
    msg: text('返回信息', 'The result', '查询结算记录成功！'),
    data: z.array(SETTLEMENT),
  }),
  codes: KNOWN,
};

const ORDER = {
  trade_no: TRADE_NO,
  out_trade_no: text('商户订单号', 'Your order number', '20160806151343349'),
  type: text('支付方式，买家未选择时为空', 'The way to pay, empty until the buyer chose', 'alipay'),
  pid: whole('商户ID', 'The pid', 1001),
  addtime: text('创建订单时间', 'When it was made', '2016-08-06 22:55:52'),
  endtime: text('完成交易时间，未支付为空', 'When it was paid, empty until then', '2016-08-06 22:55:52'),
  name: text('商品名称', 'The goods', 'VIP会员'),
  money: text('商品金额，两位小数', 'The price, two decimals', '1.00'),
  param: text('业务扩展参数', 'Your param', ''),
  buyer: text('支付者账号，未知为空', 'The buyer, empty when not known', ''),
  status: whole('支付状态：1 支付成功、0 未支付、2 已退款', '1 paid, 0 not paid, 2 refunded', 1),
};

const ORDER_NAMES: readonly FieldReference[] = [
  optional(
    'trade_no',
    '易支付订单号；与 out_trade_no 二选一，都传时以它为准',
    'Our order number; either this or out_trade_no, and this one wins',
    '1000000000000522',
  ),
  { ...OUT_TRADE_NO, isRequired: false },
];

const order: OperationReference = {
  id: 'epay-order',
  title: { zh: '查询单个订单', en: 'One order (act=order)' },
  summary: { zh: '按易支付订单号或商户订单号查询。', en: 'Finds an order by our number or by yours.' },
  operation: api,
  fields: [act('order'), PID, KEY, ...ORDER_NAMES],
  signature: BY_KEY,
  answer: answerWith({ msg: text('返回信息', 'The result', '查询订单号成功！'), ...ORDER }),
  codes: NAMED,
};

const orders: OperationReference = {
  id: 'epay-orders',
  title: { zh: '批量查询订单', en: 'Many orders (act=orders)' },
  summary: { zh: '全部订单，新的在前。', en: 'All orders, newest first.' },
  operation: api,
  fields: [
    act('orders'),
    PID,
    KEY,
    ...LIST,
    optional(
      'status',
      '只查此支付状态：0 未支付、1 支付成功、2 已退款',
      'Only orders of this status: 0 unpaid, 1 paid, 2 refunded',
      '1',
    ),
  ],
  signature: BY_KEY,
  answer: answerWith({
    msg: text('返回信息', 'The result', '查询订单记录成功！'),
    count: whole('本页数量', 'How many on this page', 1),
    data: z.array(z.strictObject(ORDER)),
  }),
  codes: KNOWN,
};

const refund: OperationReference = {
  id: 'epay-refund',
  title: { zh: '提交订单退款', en: 'Refund (act=refund)' },
  summary: {
    zh: '需要先在后台打开退款接口。通道支持时真实退款，不支持时如实拒绝。',
    en: 'Open the refund API in your settings first. Gives money back where the channel can, and says so honestly where it cannot.',
  },
  operation: api,
  methods: ['POST'],
  fields: [
    act('refund'),
    PID,
    KEY,
    ...ORDER_NAMES,
    field('money', '退款金额', 'How much to give back', '1.50', MONEY_TEXT),
  ],
  signature: BY_KEY,
  answer: {
    kind: 'json',
    success: z.strictObject({
      code: described(z.union([z.literal(0), z.literal(1)]), {
        zh: '返回状态码，成功为 1；可在后台改为 0，以适配旧程序',
        en: 'The code; success is 1, or 0 when your settings say so for older software',
        example: 1,
      }),
      msg: text('返回信息', 'The result', '退款成功！退款金额¥1.50'),
      refund_no: text('退款编号', 'The refund’s number', 'R1000000000000007'),
      trade_no: TRADE_NO,
      out_trade_no: text('商户订单号', 'Your order number', '20160806151343349'),
      money: text('退款金额', 'What was given back', '1.50'),
      reducemoney: text('同 money', 'The same as money', '1.50'),
    }),
    refusal: REFUSAL,
  },
  codes: {
    ...NAMED,
    [-2]: {
      zh: '商户未开启订单退款API接口，或商户套餐不包含它',
      en: 'The refund API is closed in your settings, or your plan has none',
    },
  },
};

const NEWS: readonly FieldReference[] = [
  PID,
  field('trade_no', '易支付订单号', 'Our order number', '1000000000000522'),
  field('out_trade_no', '商户订单号', 'Your order number', '20160806151343349'),
  TYPE,
  field('name', '商品名称', 'The goods', 'VIP会员'),
  field(
    'money',
    '商品金额，总是两位小数；是您下单时的金额，请与您的订单核对',
    'The price that you asked, always two decimals; compare it with your own order',
    '1.00',
  ),
  field(
    'trade_status',
    '支付状态，只有 TRADE_SUCCESS 是成功',
    'Only TRADE_SUCCESS is success',
    'TRADE_SUCCESS',
    z.literal('TRADE_SUCCESS'),
  ),
  optional(
    'param',
    '业务扩展参数，没有则不传；含有 &out_trade_no= 等可能被误读为另一笔通知的内容时，其中的 & 写作 &amp;',
    'Your param, not sent when there is none; where it could be read as other news, such as with &out_trade_no=, its & comes as &amp;',
    'customer-42',
  ),
  SIGN,
  SIGN_TYPE,
];

export const reference: DialectReference = {
  title: { zh: '易支付接口', en: '易支付 (epay) API' },
  summary: {
    zh: '与易支付 V1（MD5）一致；支持易支付的商城改接口地址、商户ID与密钥即可。',
    en: 'The widespread 易支付 V1 (MD5); shops that speak it only change address, pid and key.',
  },
  operations: [pageOrder, serverOrder, merchant, settlements, order, orders, refund],
  notification: {
    id: 'epay-notification',
    title: { zh: '异步通知 notify_url', en: 'Callback to notify_url' },
    summary: {
      zh: '订单支付成功后以 GET 发出；请只回答 success 一个词。',
      en: 'Sent by GET when an order is paid; answer with the word success alone.',
    },
    method: 'GET',
    fields: NEWS,
    signature: SORTED,
  },
  redirect: {
    id: 'epay-redirect',
    title: { zh: '页面跳转 return_url', en: 'Redirect to return_url' },
    summary: {
      zh: '买家付款后跳转，参数与异步通知相同。只用于展示；是否付款以异步通知为准。',
      en: 'Where the buyer goes after paying, with the fields of the callback. Show it, but trust only the callback.',
    },
    method: 'GET',
    fields: NEWS,
    signature: SORTED,
  },
};
