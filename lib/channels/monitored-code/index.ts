import type { Channel } from '@/lib/channels/channel';
import { alipayAppLink, capabilitiesOf, judgeCode } from '@/lib/channels/code-text';

/**
 * A code that carries the very amount when the merchant made one, else the account's own open code, into which the
 * buyer types the amount; a monitor sees what is paid to either.
 */
export const monitoredCode: Channel = {
  describe: () => ({ id: 'monitored-code', mode: 'live', needsMonitor: true, needsCode: true }),
  judgeCode,
  instruct: ({ wallet, accountCode, fixedCode }) => {
    const qrText = fixedCode ?? accountCode;
    return {
      qrText,
      carriesAmount: fixedCode !== null,
      appLink: wallet === 'alipay' ? alipayAppLink(qrText) : null,
      ...capabilitiesOf(qrText),
    };
  },
};
