import { type Command, requiredId } from '@/cli/command';
import { createMonitor } from '@/lib/core/accounts';
import { getSettings } from '@/lib/core/merchants';

export const monitorCreate: Command = {
  usage: '--merchant ID [--name N]',
  options: ['merchant', 'name'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    await getSettings(merchantId);
    return createMonitor({ merchantId, name: given['name'] ?? 'monitor' });
  },
};
