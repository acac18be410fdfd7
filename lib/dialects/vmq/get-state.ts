import { isCollecting, listMonitors } from '@/lib/core/accounts';
import { pinSignature } from '@/lib/core/merchants';
import type { Operation } from '@/lib/dialects/dialect';
import { type Claim, reader, readingPinOf, signedBy } from '@/lib/dialects/vmq/claim';
import { refuseWith, WRONG_SIGN } from '@/lib/dialects/vmq/codes';
import { success } from '@/lib/dialects/vmq/envelope';

interface State {
  readonly isCollecting: boolean;
  readonly lastSeenAt: Date | null;
  readonly lastArrivalAt: Date | null;
}

function latest(moments: readonly (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null);
  return known.reduce<Date | null>((last, one) => (last === null || one > last ? one : last), null);
}

function seconds(moment: Date | null): number {
  return moment === null ? 0 : Math.floor(moment.getTime() / 1000);
}

const SIGNED = ['t'];

/**
 * `/getState`, sign = md5(t + key): whether money would be seen now. One edition calls the answer `jkstate`, the
 * other and the documents `state`; both are told. Its text is kept as one that reads: cut otherwise, the digits of a time
 * are a number, a way to pay and a price.
 */
export const getState: Operation<Claim, State> = {
  paths: ['/getState'],
  methods: ['GET', 'POST'],
  read: reader([
    { name: 't', pattern: /^\d{1,16}$/, missing: '请传入时间戳 t', malformed: '时间戳 t 格式错误' },
    { name: 'sign', pattern: /./, missing: '请传入签名', malformed: '' },
  ]),
  ...signedBy(SIGNED),
  async run(claim, { merchantId, mode }) {
    const [monitors, isOnline] = await Promise.all([
      listMonitors(merchantId),
      isCollecting(merchantId, mode),
      pinSignature(merchantId, readingPinOf(claim, SIGNED)),
    ]);
    return {
      isCollecting: isOnline,
      lastSeenAt: latest(monitors.map(({ lastSeenAt }) => lastSeenAt)),
      lastArrivalAt: latest(monitors.map(({ lastArrivalAt }) => lastArrivalAt)),
    };
  },
  encode(state) {
    const flag = state.isCollecting ? 1 : 0;
    return success({
      lastheart: seconds(state.lastSeenAt),
      lastpay: seconds(state.lastArrivalAt),
      jkstate: flag,
      state: flag,
    });
  },
  refuse: refuseWith(WRONG_SIGN),
};
