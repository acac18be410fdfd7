import type { Credential } from '@/lib/core/merchants';
import { answerJson } from '@/lib/dialects/answer-json';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type AccountClaim, readAccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { findMerchant, secrets, textOf } from '@/lib/dialects/epay-v1/claim';
import { apiCodes } from '@/lib/dialects/epay-v1/codes';
import { listOrders } from '@/lib/dialects/epay-v1/list-orders';
import { listSettlements } from '@/lib/dialects/epay-v1/list-settlements';
import { queryMerchant } from '@/lib/dialects/epay-v1/query-merchant';
import { queryOrder } from '@/lib/dialects/epay-v1/query-order';
import { refund } from '@/lib/dialects/epay-v1/refund';
import { refuseInJson } from '@/lib/dialects/epay-v1/refuse-in-json';
import { equalInConstantTime } from '@/lib/platform/crypto';

type Act = (claim: AccountClaim, credential: Credential) => Promise<object>;

const ACTS: ReadonlyMap<string, Act> = new Map([
  ['query', queryMerchant],
  ['settle', listSettlements],
  ['order', queryOrder],
  ['orders', listOrders],
  ['refund', refund],
]);

function actOf(claim: AccountClaim): Act {
  const act = ACTS.get(textOf(claim, 'act'));
  if (act === undefined) throw new Refusal(-5, 'No Act!');
  return act;
}

/**
 * api.php, spec 易支付: what the merchant asks with his key itself instead of a signature. A suspended merchant may
 * still read, and is told so by `active`.
 */
export const api: Operation<AccountClaim, object> = {
  paths: ['/api.php'],
  methods: ['GET', 'POST'],
  read(request) {
    const claim = readAccountClaim(request);
    actOf(claim);
    return claim;
  },
  findMerchant,
  check: () => undefined,
  secrets,
  isSignedWith: (claim, key) => equalInConstantTime(textOf(claim, 'key'), key),
  isForSuspended: (claim) => textOf(claim, 'act') !== 'refund',
  run: (claim, credential) => actOf(claim)(claim, credential),
  encode: (answer) => answerJson(answer),
  refuse: refuseInJson(apiCodes),
};
