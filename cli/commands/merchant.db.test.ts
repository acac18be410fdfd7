import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { settingForms } from '@/app/(admin)/settings/setting-fields';
import { commands } from '@/cli/commands';
import { optionOf } from '@/cli/setting-options';
import { listRules } from '@/lib/core/accounts';
import { getSettings, type MerchantSettings, settingsShape } from '@/lib/core/merchants';
import { openShop } from '@/tests/support/shop';

const merchantSet = commands['merchant set'] ?? expect.fail('there is no merchant set');

function set(merchantId: number, given: Record<string, string>) {
  return merchantSet.run({ merchant: String(merchantId), ...given });
}

/** What the page's forms save, and by which options the command reaches the same. */
const REACHED: Readonly<Record<string, readonly string[]>> = {
  saveAddresses: Object.keys(settingForms.addresses.shape).map(optionOf),
  saveOrderSettings: Object.keys(settingForms.orders.shape).map(optionOf),
  saveAmountSettings: Object.keys(settingForms.amounts.shape).map(optionOf),
  saveSwitches: Object.keys(settingForms.switches.shape).map(optionOf),
  saveEpaySettings: Object.keys(settingForms.epay.shape).map(optionOf),
  saveVmqSettings: Object.keys(settingForms.vmq.shape).map(optionOf),
  saveFrameOrigins: Object.keys(settingForms.frames.shape).map(optionOf),
  makeDefault: ['default-rule'],
  checkAddress: [],
};

describe('merchant set reaches every setting of the settings page', () => {
  const page = readFileSync('app/(admin)/settings/page.tsx', 'utf8');
  const imports = [...page.matchAll(/import \{([^}]*)\} from '[^']*actions'/g)];
  const handedOut = imports.flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));

  test('what the page saves is told here', () => {
    expect(handedOut.length).toBeGreaterThan(3);
    expect(Object.keys(REACHED).sort()).toEqual(handedOut.filter((name) => name !== '').sort());
    expect(Object.keys(settingForms)).toHaveLength(Object.keys(REACHED).length - 2);
  });

  test.each(Object.entries(REACHED))('%s', (_name, options) => {
    expect(merchantSet.options).toEqual(expect.arrayContaining([...options]));
    for (const option of options) expect(merchantSet.usage).toContain(`[--${option} `);
  });
});

/** Texts that the setting takes, with the values that they are. */
function samplesOf(setting: keyof MerchantSettings): [string, unknown][] {
  const shape: z.ZodType = settingsShape.shape[setting];
  const kind = shape instanceof z.ZodNullable ? (shape.unwrap() as z.ZodType) : shape;
  if (kind instanceof z.ZodBoolean) {
    return [
      ['on', true],
      ['off', false],
    ];
  }
  if (kind instanceof z.ZodEnum) return kind.options.map((one) => [String(one), one]);
  if (kind instanceof z.ZodLiteral) return [...kind.values].map((one) => [String(one), one]);
  if (kind instanceof z.ZodArray) {
    return [
      ['https://Shop.example, http://localhost:8080/', ['https://shop.example', 'http://localhost:8080']],
      ['', []],
    ];
  }
  if (kind instanceof z.ZodNumber) return [setting.endsWith('Fen') ? ['0.07', 7] : ['7', 7]];
  const text = setting.endsWith('Url') ? 'https://a.example/x?a=1' : '甲';
  return shape.isNullable()
    ? [
        [text, text],
        ['', null],
      ]
    : [[text, text]];
}

test.each(Object.keys(settingsShape.shape) as (keyof MerchantSettings)[])(
  '%s is what the command made it',
  async (setting) => {
    const { merchantId } = await openShop();
    for (const [text, value] of samplesOf(setting)) {
      expect(await set(merchantId, { [optionOf(setting)]: text })).toMatchObject({ [setting]: value });
      expect((await getSettings(merchantId))[setting]).toEqual(value);
    }
  },
);

test('no two settings have one option', () => {
  expect(new Set(merchantSet.options).size).toBe(merchantSet.options.length);
});

test('the rule of accounts that come later is chosen and taken away', async () => {
  const { merchantId } = await openShop();
  const rule = commands['rule create'] ?? expect.fail('there is no rule create');
  const made = (await rule.run({ merchant: String(merchantId), name: 'day' })) as { ruleId: number };
  await set(merchantId, { 'default-rule': String(made.ruleId) });
  expect(await listRules(merchantId)).toMatchObject([{ id: made.ruleId, isDefault: true }]);
  await set(merchantId, { 'default-rule': '' });
  expect(await listRules(merchantId)).toMatchObject([{ isDefault: false }]);
});

test.each([
  ['order-ttl', 'soon'],
  ['order-ttl', '0'],
  ['card-api', 'yes'],
  ['strategy', 'clever'],
  ['notify-url', 'javascript:alert(1)'],
  ['epay-refund-code', '2'],
  ['default-rule', '999999999'],
  ['name', ''],
  ['frame-origins', 'https://shop.example,https://*.example'],
])('a refused --%s %s changes nothing that stands beside it', async (option, text) => {
  const { merchantId } = await openShop();
  const before = await getSettings(merchantId);
  await expect(set(merchantId, { cloud: 'off', wechat: 'off', [option]: text })).rejects.toThrow();
  expect(await getSettings(merchantId)).toEqual(before);
  expect(await set(merchantId, {})).toMatchObject({ isCloudOpen: true });
});

test('a merchant that does not exist is not told that he was changed', async () => {
  await expect(set(999_999_999, { wechat: 'off' })).rejects.toMatchObject({ code: 'merchant.unknown' });
});
