import type { Channel } from '@/lib/channels/channel';
import { env } from '@/lib/platform/env';
import { fen } from '@/lib/platform/money';

/** The pretend wallet refuses to give back exactly this much, so that a failing refund can be tried. */
export const REFUSED_REFUND = fen(44);

/** The pretend wallet of test mode: a page of this installation on which anyone can pay, well or badly. */
export const simulator: Channel = {
  describe: () => ({ id: 'simulator', mode: 'test', needsMonitor: false, needsCode: false }),
  judgeCode: () => ({ isAccepted: true, looksLike: null }),
  instruct: ({ orderToken }) => {
    const address = `${env.publicUrl}/wallet?id=${encodeURIComponent(orderToken)}`;
    return {
      qrText: address,
      carriesAmount: true,
      appLink: address,
      allowsAlbum: false,
      allowsLongPress: false,
    };
  },
  refund: async ({ amount, refundNo }) =>
    amount === REFUSED_REFUND
      ? { isGiven: false, reason: 'SIMULATED_REFUSAL' }
      : { isGiven: true, reference: `simulated-${refundNo}` },
};
