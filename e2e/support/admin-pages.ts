import { randomInt } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { platform } from 'node:os';
import { expect, type Page } from '@playwright/test';

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** Signs in as people do, by the form, whatever language it speaks, and stands on the first page. */
export async function signInByForm(page: Page, origin: string, { email, password }: Login): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Gives the browser a session by the requests that the form sends; no page is opened. */
export async function signIn(page: Page, origin: string, login: Login): Promise<void> {
  await page.context().addCookies(await openSession(origin, login));
}

async function openSession(origin: string, { email, password }: Login) {
  const localAddress = addressOfOwn();
  const visit = { origin, localAddress };
  const asked = await send({ ...visit, path: '/api/auth/csrf' });
  const { csrfToken } = JSON.parse(asked.body) as { csrfToken: string };
  const answered = await send({
    ...visit,
    path: '/api/auth/callback/credentials',
    cookies: asked.cookies,
    form: new URLSearchParams({ email, password, csrfToken, json: 'true' }),
  });
  const session = answered.cookies.filter((pair) => pair.startsWith('matou-session='));
  if (session.length === 0) throw new Error(`${email} was not let in: ${answered.status} ${answered.body}`);
  const kept = { name: 'matou-session', url: origin, httpOnly: true, sameSite: 'Lax' } as const;
  return session.map((pair) => ({ ...kept, value: pair.slice(pair.indexOf('=') + 1) }));
}

/**
 * Sign-ins are counted by the address that they come from, and more people sign in here than from one address may. Linux
 * has sixteen million addresses of its own machine; elsewhere there is one.
 */
function addressOfOwn(): string | undefined {
  const part = () => randomInt(2, 254);
  return platform() === 'linux' ? `127.${part()}.${part()}.${part()}` : undefined;
}

interface Sending {
  readonly origin: string;
  readonly localAddress: string | undefined;
  readonly path: string;
  readonly cookies?: readonly string[];
  readonly form?: URLSearchParams;
}

interface Sent {
  readonly status: number;
  readonly body: string;
  /** `name=value` of each cookie that the answer sets. */
  readonly cookies: string[];
}

function cookiesOf(headers: IncomingHttpHeaders): string[] {
  return (headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
}

/** One request; a body makes it a POST, as from a page of the origin. */
function send({ origin, localAddress, path, cookies = [], form }: Sending): Promise<Sent> {
  const method = form === undefined ? 'GET' : 'POST';
  const headers = { origin, cookie: cookies.join('; '), 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((settle, refuse) => {
    const local = localAddress === undefined ? {} : { localAddress };
    const asking = request(origin + path, { method, headers, agent: false, ...local }, async (reply) => {
      let body = '';
      for await (const chunk of reply.setEncoding('utf8')) body += chunk;
      settle({ status: reply.statusCode ?? 0, body, cookies: cookiesOf(reply.headers) });
    });
    asking.once('error', refuse);
    asking.end(form?.toString());
  });
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
