import { type Command, CommandError, required, requiredId } from '@/cli/command';
import { pointsOf, topUpPoints } from '@/lib/core/ledger';

export const pointsAdd: Command = {
  usage: '--merchant ID --points N --reason T',
  options: ['merchant', 'points', 'reason'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    const text = required(given, 'points');
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new CommandError('--points must be a whole number above 0');
    const points = Number(text);
    await topUpPoints({ merchantId, points, reason: required(given, 'reason'), actor: 'cli' });
    return { merchantId, added: points, points: await pointsOf(merchantId) };
  },
};
