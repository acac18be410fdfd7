import type { Page } from '@playwright/test';
import { CHECKOUTS, facts, NOW, withOrder } from '@/e2e/pictures/checkout-fixtures';
import { Stage } from '@/e2e/support/checkout-pages';
import { expect, test } from '@/e2e/support/test';
import type { Facts } from '@/gateway/checkout/describe-checkout';

function fixture(name: string): Facts {
  const found = CHECKOUTS[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
}

/** The page's clock stands at NOW and moves only by what the test adds. */
async function freeze(page: Page): Promise<void> {
  await page.clock.install({ time: new Date(NOW.getTime() - 60_000) });
  await page.clock.pauseAt(NOW);
}

/** A waiting checkout that hears what the test says, and whose clock stands. */
async function openListening(page: Page): Promise<Stage> {
  await freeze(page);
  const stage = new Stage(page, facts);
  await stage.stream();
  await stage.open();
  return stage;
}

test('the clock runs by the server’s time, whatever the buyer’s own clock says', async ({ page }) => {
  await page.clock.install({ time: new Date('2031-01-01T00:00:00Z') });
  const stage = new Stage(page, facts);
  await stage.open();
  await expect(page.locator('#left')).toHaveText('04:32');
  stage.subject = { ...facts, now: new Date(NOW.getTime() + 12_000) };
  await page.clock.runFor(2_100);
  await expect(page.locator('#left')).toHaveText(/04:(20|19)/);
});

test('the last minute is said in words, once, where it is read aloud', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const stage = new Stage(page, withOrder({ expiresAt: new Date(NOW.getTime() + 61_500) }));
  await stage.open();
  await expect(page.getByText('即将到期')).toBeHidden();
  await page.clock.runFor(1_600);
  await expect(page.getByText('即将到期')).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('还剩 1 分钟');
});

test('a payment is confirmed, seen, read aloud, and leads back after three visible seconds', async ({
  page,
}) => {
  const stage = new Stage(page, facts);
  await stage.open();
  stage.subject = fixture('confirming');
  await expect(page.getByRole('heading', { name: '已检测到付款' })).toBeFocused();
  await expect(page.getByText('正在通知「港口咖啡」')).toBeVisible();
  stage.subject = fixture('paid');
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeFocused();
  await expect(page.getByText('2 秒后返回商户')).toBeVisible();
  await page.waitForURL('https://shop.example.com/paid?**');
});

test('news that comes while the page is being fetched is read as well', async ({ page }) => {
  const stage = await openListening(page);
  stage.subject = fixture('confirming');
  const release = stage.hold();
  const fetched = stage.requests.length + 1;
  await stage.tell();
  await expect.poll(() => stage.requests).toHaveLength(fetched);
  stage.subject = fixture('paid');
  await stage.tell();
  release();
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
});

test('a page that shows the payment asks every two seconds, though it listens', async ({ page }) => {
  const stage = await openListening(page);
  stage.subject = fixture('confirming');
  await stage.tell();
  await expect(page.getByRole('heading', { name: '已检测到付款' })).toBeVisible();
  stage.subject = fixture('paid');
  const asked = stage.requests.length;
  await page.clock.runFor(2_000);
  await expect.poll(() => stage.requests.slice(asked)).toContain('/pay/state');
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
});

test('whoever asks to stay keeps his receipt, also after a reload', async ({ page }) => {
  const stage = new Stage(page, fixture('paid'));
  await stage.open();
  await page.getByRole('link', { name: '留在此页' }).click();
  await expect(page.locator('#leaving')).toBeHidden();
  await expect(page).toHaveURL(/stay=1/);
  await page.reload();
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible();
  await expect(page.locator('#leaving')).toHaveCount(0);
  await expect(page.getByRole('link', { name: '立即返回' })).toBeVisible();
});

test('an order that expires under the buyer’s eyes leads to the timeout address at once', async ({
  page,
}) => {
  const stage = new Stage(page, facts);
  await stage.open();
  stage.subject = fixture('expired-with-address');
  await page.waitForURL('https://shop.example.com/timeout', { timeout: 4_500 });
});

test('an expired order that is opened later gives five visible seconds first', async ({ page }) => {
  await freeze(page);
  const stage = new Stage(page, fixture('expired-with-address'));
  await stage.open();
  await expect(page.getByText('5 秒后返回商户')).toBeVisible();
  await expect(page.getByText('请勿重复付款')).toBeVisible();
  await page.clock.runFor(3_000);
  await expect(page.getByText('2 秒后返回商户')).toBeVisible();
  await page.clock.runFor(2_000);
  await page.waitForURL('https://shop.example.com/timeout');
});

test('a lost network leaves the page as it is, says so, and is overcome', async ({ page }) => {
  const stage = new Stage(page, facts);
  await stage.open();
  stage.isAway = true;
  await expect(page.getByRole('status')).toHaveText('网络已断开，正在重新连接', { timeout: 15_000 });
  await expect(page.getByRole('img', { name: /收款二维码/ })).toBeVisible();
  stage.isAway = false;
  stage.subject = fixture('paid-without-return');
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeVisible({ timeout: 20_000 });
});

test('coming back to the page asks at once', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const stage = new Stage(page, facts);
  await stage.open();
  const before = stage.requests.length;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => stage.requests.slice(before)).toContain('/pay/state');
});

test('a shop without accounts is tried again by itself', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const stage = new Stage(page, fixture('unavailable'));
  await stage.open();
  await expect(page.getByRole('heading', { name: '暂时无法付款' })).toBeVisible();
  stage.subject = facts;
  await page.clock.runFor(7_000);
  await expect(page.getByRole('img', { name: /收款二维码/ })).toBeVisible();
});

test('the amount is copied without its sign, and the button says so', async ({ page }) => {
  const stage = new Stage(page, facts);
  await stage.open();
  await watchClipboard(page);
  await page.getByRole('button', { name: '复制金额' }).click();
  await expect(page).toHaveTitle('copied 12.79');
  await expect(page.getByRole('button', { name: '已复制' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('已复制');
});

/** What the page put on the clipboard, shown in its title. */
async function watchClipboard(page: Page): Promise<void> {
  await page.context().clearPermissions();
  await page.evaluate(() => {
    document.execCommand = () => {
      document.title = `copied ${(document.activeElement as HTMLTextAreaElement).value}`;
      return true;
    };
  });
}

test('a page that waits on a PC goes on when the phone has chosen, and again when it has paid', async ({
  page,
}) => {
  const stage = new Stage(page, fixture('choosing-pc'));
  await stage.open();
  await expect(page.getByRole('img', { name: '本页二维码，可用支付宝或微信扫描' })).toBeVisible();
  stage.subject = fixture('pending-pc-wechat');
  await expect(page.getByRole('img', { name: '微信支付收款二维码，¥12.79' })).toBeVisible();
  stage.subject = fixture('paid-without-return');
  await expect(page.getByRole('heading', { name: '支付成功' })).toBeFocused();
});

test('an order that was chosen for and not opened yet is opened by the page that waits', async ({ page }) => {
  const stage = new Stage(page, fixture('choosing-pc'));
  await stage.open();
  const before = stage.requests.filter((path) => path === '/pay/api').length;
  stage.subject = fixture('creating');
  await expect(page.getByRole('heading', { name: '正在分配收款码' })).toBeVisible();
  expect(stage.requests.filter((path) => path === '/pay/api').length).toBe(before + 1);
});

test('a page that was fetched ahead asks for its code when it is seen, and not before', async ({ page }) => {
  const asking: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/pay/api') asking.push(request.headers()['x-matou-page']);
  });
  await page.addInitScript(() => {
    let isHidden = true;
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    addEventListener('seen', () => {
      isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
  const stage = new Stage(page, fixture('creating'));
  await stage.open();
  await expect(page.getByRole('button', { name: '显示付款码' })).toBeVisible();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect(asking).toEqual([undefined]);
  stage.subject = fixture('pending-pc-wechat');
  await page.evaluate(() => dispatchEvent(new Event('seen')));
  await expect(page.getByRole('img', { name: '微信支付收款二维码，¥12.79' })).toBeVisible();
  expect(asking).toEqual([undefined, '1']);
});

test('the clock of an order without a wallet runs, and its end is seen', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const stage = new Stage(
    page,
    withOrder(
      { ...fixture('choosing-pc').order, expiresAt: new Date(NOW.getTime() + 61_500) },
      { instruction: null },
    ),
  );
  await stage.open();
  await page.clock.runFor(1_600);
  await expect(page.getByText('即将到期')).toBeVisible();
  stage.subject = fixture('expired');
  await page.clock.runFor(3_000);
  await expect(page.getByRole('heading', { name: '订单已过期' })).toBeVisible();
});

test('keys are copied one by one or together, and the page stays', async ({ page }) => {
  const stage = new Stage(page, fixture('paid-keys'));
  await stage.open();
  await watchClipboard(page);
  const [first = '', second = ''] = fixture('paid-keys').goods[0]?.keys ?? [];
  const third = fixture('paid-keys').goods[1]?.keys[0] ?? '';
  await page.getByRole('button', { name: '复制第 2 条卡密' }).click();
  await expect(page).toHaveTitle(`copied ${second}`);
  await expect(page.getByRole('status')).toHaveText('已复制');
  await page.getByRole('button', { name: '复制全部' }).click();
  await expect
    .poll(() => page.title())
    .toBe(`copied ${[first, second, third].join('\n')}`.replace(/\s+/g, ' '));
  await expect(page.getByRole('button', { name: '已复制' })).toBeVisible();
  await expect(page.getByRole('link', { name: '立即返回' })).toBeVisible();
  await expect(page.locator('#leaving')).toHaveCount(0);
});

test('the print button prints', async ({ page }) => {
  const stage = new Stage(page, fixture('paid-key'));
  await stage.open();
  await page.evaluate(() => {
    window.print = () => {
      document.title = 'printed';
    };
  });
  await page.getByRole('button', { name: '打印' }).click();
  await expect(page).toHaveTitle('printed');
});

test('keys that were owed appear by themselves, and nothing else moves before', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const stage = new Stage(page, fixture('paid-keys-owed'));
  await stage.open();
  await expect(page.getByText('剩余 2 条补货后自动显示在本页')).toBeVisible();
  const row = page.locator('.keys li').first();
  await row.evaluate((element) => element.setAttribute('data-seen', ''));
  await page.clock.runFor(31_000);
  await expect.poll(() => stage.requests.filter((path) => path === '/pay/api').length).toBe(2);
  await expect(row).toHaveAttribute('data-seen', '');
  const [line] = fixture('paid-keys-owed').goods;
  if (line === undefined) throw new Error('the fixture has no goods');
  stage.subject = {
    ...fixture('paid-keys-owed'),
    goods: [{ ...line, owed: 0, keys: [...line.keys, 'IQ26-NEW-1', 'IQ26-NEW-2'] }],
  };
  await page.clock.runFor(31_000);
  await expect(page.getByText('IQ26-NEW-2')).toBeVisible();
  await expect(page.getByText('库存不足')).toHaveCount(0);
});

test('when Alipay did not open, the page says what else can be done', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const stage = new Stage(page, facts);
  await stage.open();
  const button = page.getByRole('link', { name: '打开支付宝付款' });
  await button.evaluate((link) => link.setAttribute('href', '#'));
  await expect(page.getByText('没有打开？')).toBeHidden();
  await button.click();
  await page.clock.runFor(2_600);
  await expect(page.getByText('没有打开？')).toBeVisible();
  await expect(page.getByRole('link', { name: '保存二维码' })).toBeVisible();
});
