import { type Command, CommandError, choice, optionalId, required, requiredId } from '@/cli/command';
import { changeAccount, createAccount, findAccountOwner } from '@/lib/core/accounts';
import { getSettings } from '@/lib/core/merchants';
import { PAY_TYPES } from '@/lib/core/vocabulary';

export const accountCreate: Command = {
  usage: '--merchant ID --type alipay|wechat|qq --code TEXT [--monitor ID] [--label L]',
  options: ['merchant', 'type', 'code', 'monitor', 'label'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    await getSettings(merchantId);
    required(given, 'type');
    const type = choice(given, 'type', PAY_TYPES) ?? 'alipay';
    return createAccount({
      merchantId,
      type,
      label: given['label'] ?? type,
      code: required(given, 'code'),
      monitorId: optionalId(given, 'monitor'),
    });
  },
};

export const accountSet: Command = {
  usage: '--account ID [--rule ID] [--online on|off|auto]',
  options: ['account', 'rule', 'online'],
  async run(given) {
    const accountId = requiredId(given, 'account');
    const merchantId = await findAccountOwner(accountId);
    if (merchantId === null) throw new CommandError(`there is no account ${accountId}`);
    const onlineSwitch = choice(given, 'online', ['auto', 'on', 'off']);
    const ruleId = optionalId(given, 'rule') ?? undefined;
    await changeAccount({ merchantId, accountId, onlineSwitch, ruleId });
    return { accountId, online: onlineSwitch ?? null, ruleId: ruleId ?? null };
  },
};
