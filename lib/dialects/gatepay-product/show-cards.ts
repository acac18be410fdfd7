import { z } from 'zod';
import { type Card, type CardStatus, listCards } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import { pinSignature } from '@/lib/core/merchants';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import {
  type Claim,
  readingPinOf,
  refuseWith,
  success,
  textOf,
  verifiedOver,
} from '@/lib/dialects/gatepay-family';
import {
  KEY,
  nothingLeft,
  type ProductRule,
  productId,
  readBy,
  SIGN,
} from '@/lib/dialects/gatepay-product/claim';
import { cardCodes, mishaps } from '@/lib/dialects/gatepay-product/codes';
import { openCardApi } from '@/lib/dialects/gatepay-product/open-card-api';
import { described } from '@/lib/dialects/reference';

const PER_PAGE = 50;

/** `soldin` is the spec's word for a key that nobody has ordered; it has none for the others. */
const STATUS_WORDS: Readonly<Record<CardStatus, string>> = {
  unsold: 'soldin',
  locked: 'locked',
  sold: 'soldout',
};

/** Not signed; its value is judged last (108). */
const PAGE: ProductRule = {
  name: 'page',
  isRequired: true,
  schema: described(z.string().min(1), {
    zh: `第几页，从 1 开始，每页 ${PER_PAGE} 条；不参与签名`,
    en: `The page, from 1, ${PER_PAGE} keys each; not signed`,
    example: 1,
  }),
  hint: '正整数',
};

interface CardPage {
  readonly page: number;
  readonly adminId: number;
  readonly rows: readonly Card[];
  readonly total: number;
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

function describeCard(card: Card, adminId: number, productNumber: number) {
  return {
    id: card.id,
    admin_id: adminId,
    pay_product_id: productNumber,
    pay_order_id: card.orderId ?? 0,
    content: card.content,
    createtime: seconds(card.createdAt),
    updatetime: seconds(card.movedAt),
    status: STATUS_WORDS[card.status],
  };
}

function pageOf(claim: Claim): number {
  const text = textOf(claim, 'page');
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Refusal(108, '页数不合法：从 1 开始的整数');
  return Number(text);
}

export const SHOW_CARDS_RULES: readonly ProductRule[] = [KEY, productId(102), PAGE, SIGN];
export const SHOW_CARDS_SIGNED = ['appkey', 'product_id'];

/**
 * 获取产品卡密, spec gatepay-product-api: all keys of a product, 50 a page, oldest first; a page behind the last is
 * empty. `soldin` is free, `locked` reserved for an order, `soldout` sold to one. `admin_id` is the merchant's pid.
 * Checks in this order: 101 something is missing; 102 the product's number; 105 nobody has this appkey; 106 the
 * signature is wrong; 104 suspended; 107 closed; 106 the signed text had another meaning; 108 the page; 103 the
 * product is unknown.
 */
export const showCards: Operation<Claim, CardPage> = {
  paths: ['/api/ka/show'],
  methods: ['POST'],
  read: readBy(SHOW_CARDS_RULES),
  check: nothingLeft,
  ...verifiedOver(SHOW_CARDS_SIGNED),
  async run(claim, credential) {
    const pin = readingPinOf(claim, SHOW_CARDS_SIGNED);
    await openCardApi(credential, pin);
    const { merchantId, mode, pid } = credential;
    const page = pageOf(claim);
    const shelf = { merchantId, mode, productId: Number(textOf(claim, 'product_id')) };
    const cards = await listCards({ ...shelf, page, pageSize: PER_PAGE });
    // Nothing is shown before it is certain that the text did nothing else.
    if (!(await pinSignature(merchantId, pin))) {
      throw new DomainError('unauthenticated', 'credential.signature_misread');
    }
    return { page, adminId: pid, ...cards };
  },
  encode({ page, adminId, rows, total }, claim) {
    const productNumber = Number(textOf(claim, 'product_id'));
    return success({
      ka: {
        total,
        per_page: PER_PAGE,
        current_page: page,
        last_page: Math.max(1, Math.ceil(total / PER_PAGE)),
        data: rows.map((card) => describeCard(card, adminId, productNumber)),
      },
    });
  },
  refuse: refuseWith(cardCodes, mishaps),
};
