import type { Channel } from '@/lib/channels/channel';
import { alipayAppLink, capabilitiesOf } from './code-text';

/** The account's own open code; a monitor sees what is paid to it. The buyer types the amount. */
export const monitoredCode: Channel = {
  describe: () => ({ id: 'monitored-code', mode: 'live', needsMonitor: true, needsCode: true }),
  instruct: ({ type, code }) => ({
    qrText: code,
    carriesAmount: false,
    appLink: type === 'alipay' ? alipayAppLink(code) : null,
    ...capabilitiesOf(code),
  }),
};
