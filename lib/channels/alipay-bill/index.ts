import { isAccountCode } from '@/lib/channels/alipay-bill/account-code';
import type { Channel } from '@/lib/channels/channel';
import { alipayAppLink, capabilitiesOf, judgeCode } from '@/lib/channels/code-text';

/**
 * An Alipay account that authorised the operator's application: what is paid into it is read from its journal. The buyer
 * scans the account's code and types the amount, by which the payment is known; a code made for exactly this amount
 * goes first. No code carries a remark (docs/alipay-session.md).
 */
export const alipayBill: Channel = {
  describe: () => ({ id: 'alipay-bill', mode: 'live', needsMonitor: false, needsCode: false }),
  judgeCode,
  instruct: ({ accountCode, fixedCode }) => {
    const qrText = fixedCode ?? accountCode;
    return {
      qrText,
      carriesAmount: fixedCode !== null,
      appLink: isAccountCode(qrText) ? qrText : alipayAppLink(qrText),
      ...capabilitiesOf(qrText),
    };
  },
};
