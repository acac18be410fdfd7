import { z } from 'zod';
import { importCards } from '@/lib/core/catalogue';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, pinOf, refuseWith, success, textOf, verifiedOver } from '@/lib/dialects/gatepay-family';
import {
  KEY,
  nothingLeft,
  type ProductRule,
  productId,
  readBy,
  SIGN,
} from '@/lib/dialects/gatepay-product/claim';
import { cardCodes, createCardsMishaps } from '@/lib/dialects/gatepay-product/codes';
import { openCardApi } from '@/lib/dialects/gatepay-product/open-card-api';
import { described } from '@/lib/dialects/reference';

const CONTENT: ProductRule = {
  name: 'content',
  isRequired: true,
  schema: described(z.string(), {
    zh: '卡密内容，一行一条，最多 500 条；空行忽略，每行首尾空格去掉；按发送的原样签名',
    en: 'The keys, one a line, at most 500; empty lines are dropped, and spaces around a key; signed as it is sent',
    example: 'AAAA-BBBB-CCCC',
  }),
  hint: '一行一条',
};

/** How what remains of a create request looks when its price, goods or number are cut in two. */
const CREATE_TAIL = /^[\d.:,]*(?:alipay|wechat|qq|onecode)[\w\-.:@#]/;
/** The two amounts, the way to pay and the time, as they stand in every notification. */
const NEWS_TAIL = /\.\d{2}\d+\.\d{2}(?:alipay|wechat|qq)\d{10}/;

/**
 * The signature of an order or of a notification fits a card key too, when the text is cut at another place. What was
 * taken here is pinned; what was refused here, or never came, is not, so keys of that shape are not taken. Other
 * messages hold no line break: several lines are always meant as keys.
 */
function refuseForeignText(content: string): void {
  if (/[\r\n]/.test(content) || !(CREATE_TAIL.test(content) || NEWS_TAIL.test(content))) return;
  throw new Refusal(106, '签名失败：内容与订单的签名文本同形，请在后台录入这条卡密');
}

export const CREATE_CARDS_RULES: readonly ProductRule[] = [KEY, productId(102), CONTENT, SIGN];
export const CREATE_CARDS_SIGNED = ['appkey', 'product_id', 'content'];

/**
 * 创建产品卡密, spec gatepay-product-api; answers how many were new.
 * Checks in this order: 101 something is missing; 102 the product's number; 105 nobody has this appkey; 106 the
 * signature is wrong; 104 suspended; 106 the content looks like the signed text of something else; 107 closed; 106 the
 * signed text had another meaning; 111 more than 500 keys, 109 a key twice, or 110 a sign that no key can hold,
 * whichever stands first; 110 no key; 103 the product is unknown; 112 every key is there already; 113 a fault of ours,
 * and (HTTP 503) a database that is away.
 */
export const createCards: Operation<Claim, number> = {
  paths: ['/api/ka/create'],
  methods: ['POST'],
  read: readBy(CREATE_CARDS_RULES),
  check: nothingLeft,
  ...verifiedOver(CREATE_CARDS_SIGNED),
  async run(claim, credential) {
    const content = textOf(claim, 'content');
    const pin = pinOf(claim, 'gatepay-product/ka-create', CREATE_CARDS_SIGNED);
    refuseForeignText(content);
    await openCardApi(credential, pin);
    const { merchantId, mode } = credential;
    const shelf = { merchantId, mode, productId: Number(textOf(claim, 'product_id')) };
    const lines = content.split(/\r\n|\r|\n/);
    const { added } = await importCards({ ...shelf, actor: 'merchant', lines, pin });
    return added;
  },
  encode: (added) => success(`成功录入:${added}条卡密`),
  refuse: refuseWith(cardCodes, createCardsMishaps),
};
