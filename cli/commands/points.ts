import { type Command, CommandError, type Given, required, requiredId } from '@/cli/command';
import { pointsOf, takeBackPoints, topUpPoints } from '@/lib/core/ledger';

function readMove(given: Given) {
  const merchantId = requiredId(given, 'merchant');
  const text = required(given, 'points');
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CommandError('--points must be a whole number above 0');
  return { merchantId, points: Number(text), reason: required(given, 'reason'), actor: 'cli' };
}

const shape = { usage: '--merchant ID --points N --reason T', options: ['merchant', 'points', 'reason'] };

export const pointsAdd: Command = {
  ...shape,
  async run(given) {
    const move = readMove(given);
    const { merchantId, points } = move;
    await topUpPoints(move);
    return { merchantId, added: points, points: await pointsOf(merchantId) };
  },
};

export const pointsTakeBack: Command = {
  ...shape,
  async run(given) {
    const move = readMove(given);
    const { merchantId, points } = move;
    await takeBackPoints(move);
    return { merchantId, takenBack: points, points: await pointsOf(merchantId) };
  },
};
