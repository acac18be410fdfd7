import { expect, type Page } from '@playwright/test';

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** Signs in as people do, by the form, whatever language it speaks. */
export async function signIn(page: Page, origin: string, { email, password }: Login): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Sets what the preference menus would, without walking through them. */
export async function prefer(
  page: Page,
  origin: string,
  preferences: Readonly<Record<string, string>>,
): Promise<void> {
  const cookies = Object.entries(preferences).map(([name, value]) => ({ name, value, url: origin }));
  await page.context().addCookies(cookies);
}
