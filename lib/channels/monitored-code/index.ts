import type { Channel } from '@/lib/channels/channel';
import { alipayAppLink, capabilitiesOf, judgeCode } from './code-text';

/** The account's own open code; a monitor sees what is paid to it. The buyer types the amount. */
export const monitoredCode: Channel = {
  describe: () => ({ id: 'monitored-code', mode: 'live', needsMonitor: true, needsCode: true }),
  judgeCode,
  instruct: ({ wallet, accountCode }) => ({
    qrText: accountCode,
    carriesAmount: false,
    appLink: wallet === 'alipay' ? alipayAppLink(accountCode) : null,
    ...capabilitiesOf(accountCode),
  }),
};
