import { type Command, onOff, required, requiredId } from '@/cli/command';
import { readSettings, SETTING_OPTIONS } from '@/cli/setting-options';
import { chooseDefaultRule } from '@/lib/core/accounts';
import { changeSettings, createMerchant, getSettings, isAgent, setAgent } from '@/lib/core/merchants';

export const merchantCreate: Command = {
  usage: '--name N --email E [--cloud on|off]',
  options: ['name', 'email', 'cloud'],
  async run(given) {
    const { test, ...merchant } = await createMerchant({
      name: required(given, 'name'),
      email: required(given, 'email'),
      isAgent: onOff(given, 'cloud') ?? true,
    });
    return { ...merchant, test };
  },
};

const settingUsage = SETTING_OPTIONS.map(({ option, takes }) => `[--${option} ${takes}]`).join(' ');

/** Every setting of a merchant, the rule of accounts that come later, and what only the operator gives. Changes all that is named or, refused, nothing. */
export const merchantSet: Command = {
  usage: `--merchant ID [--cloud on|off] [--default-rule ID] ${settingUsage}`,
  options: ['merchant', 'cloud', 'default-rule', ...SETTING_OPTIONS.map(({ option }) => option)],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    const cloud = onOff(given, 'cloud');
    const patch = readSettings(given);
    await getSettings(merchantId);
    if (given['default-rule'] !== undefined) {
      const ruleId = given['default-rule'] === '' ? null : requiredId(given, 'default-rule');
      await chooseDefaultRule(merchantId, ruleId);
    }
    if (cloud !== undefined) await setAgent({ merchantId, isAgent: cloud, actor: 'cli' });
    const settings = await changeSettings(merchantId, patch);
    return { merchantId, ...settings, isCloudOpen: await isAgent(merchantId) };
  },
};
