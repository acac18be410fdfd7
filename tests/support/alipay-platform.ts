import { constants, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An error as the gateway writes it: group, code and words. */
export interface PlatformError {
  readonly code: string;
  readonly sub_code: string;
  readonly sub_msg: string;
  /** Errors from before the gateway knew who asks carry no signature. */
  readonly isUnsigned?: boolean;
}

type Entry = Record<string, unknown>;

interface Journal {
  readonly entries: { readonly entry: Entry; isShown: boolean }[];
  grants: { token: string; refreshToken: string; isOver: boolean; isRevoked: boolean; endsAtMs: number }[];
}

export interface Receipt {
  readonly id: string;
  /** Shows a payment that was made but kept back. */
  show(): void;
}

export interface ReceivedMoney {
  /** Yuan, as the platform writes it. */
  readonly amount: string;
  readonly at?: Date;
  readonly direction?: string;
  /** Kept back until `show`: the journal is late. */
  readonly isLate?: boolean;
  /** Written over the entry; `undefined` leaves a field out. */
  readonly fields?: Entry;
}

const OVER_LIMIT: PlatformError = {
  code: '40005',
  sub_code: 'isv.app-call-limited',
  sub_msg: '应用调用次数超限，包含调用频率超限',
};
const BAD_SIGNATURE: PlatformError = {
  code: '40002',
  sub_code: 'isv.invalid-signature',
  sub_msg: '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配',
};
const BAD_APP: PlatformError = {
  code: '40002',
  sub_code: 'isv.invalid-app-id',
  sub_msg: '无效的AppID参数',
  isUnsigned: true,
};
const TOKEN_UNKNOWN: PlatformError = {
  code: '20001',
  sub_code: 'aop.invalid-app-auth-token',
  sub_msg: '无效的应用授权令牌',
};
const TOKEN_OVER: PlatformError = {
  code: '20001',
  sub_code: 'aop.app-auth-token-time-out',
  sub_msg: '应用授权令牌已过期',
};
const CODE_UNKNOWN: PlatformError = {
  code: '40002',
  sub_code: 'isv.code-invalid',
  sub_msg: '授权码code无效',
};
const faulty = (field: string): PlatformError => ({
  code: '40002',
  sub_code: 'isv.invalid-parameter',
  sub_msg: `参数无效：${field}`,
});

const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' } } as const;

function keyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    ...pem,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** As the platform's tools hand a key out. */
function bare(text: string): string {
  return text.replace(/-----[^-]+-----|\s/g, '');
}

function shanghai(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(moment);
}

const newText = () => randomBytes(16).toString('hex');

/**
 * The Alipay open platform as far as accounts are watched through it: a real HTTP server on a free loopback port with
 * keys of its own. It verifies the RSA2 signature of every request, written here a second time and independently.
 */
export class AlipayPlatform {
  /** Calls per method since the start, refused ones too. */
  readonly calls = new Map<string, number>();
  /** When each call came, by this machine's clock. */
  readonly calledAtMs: number[] = [];
  callsOverLimit = 0;
  /** Calls that it answers in any one second; more are refused. */
  callsPerSecond = Number.POSITIVE_INFINITY;
  tokenSeconds = 31_536_000;
  /** Entries on one page, whatever was asked for. */
  pageSize = 2000;
  /** Writes each entry of a page twice and the latest first. */
  isUnruly = false;
  /** Changes the text of every answer after it was signed. */
  mangle: (body: string) => string = (body) => body;

  readonly appId = '2021000000000001';
  private readonly appKeys = keyPair();
  private readonly ownKeys = keyPair();
  private readonly journals = new Map<string, Journal>();
  private readonly codes = new Map<string, string>();
  private readonly errors = new Map<string, PlatformError[]>();
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private lastId = 0;

  private constructor() {}

  static async start(): Promise<AlipayPlatform> {
    const platform = new AlipayPlatform();
    platform.server.keepAliveTimeout = 1_000;
    await new Promise<void>((settle) => platform.server.listen(0, '127.0.0.1', settle));
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the operator types into the product. */
  get config() {
    return {
      gatewayUrl: `${this.url}/gateway.do`,
      authoriseUrl: `${this.url}/oauth2/appToAppAuth.htm`,
      appId: this.appId,
      privateKey: bare(this.appKeys.privateKey),
      alipayPublicKey: bare(this.ownKeys.publicKey),
    };
  }

  close(): Promise<void> {
    return new Promise((settle) => {
      this.server.close(() => settle());
      this.server.closeAllConnections();
    });
  }

  callsOf(method: string): number {
    return this.calls.get(method) ?? 0;
  }

  /** The next calls of a method are refused so, in this order. */
  refuseNext(method: string, ...errors: PlatformError[]): void {
    this.errors.set(method, [...(this.errors.get(method) ?? []), ...errors]);
  }

  /**
   * An owner scans the code and agrees: the platform's page sends his browser to the address that the product named.
   * Answers where that is; `scan` also goes there.
   */
  async agree(codeText: string, ownerId: string): Promise<string> {
    const page = new URL(codeText);
    page.searchParams.set('agreed_by', ownerId);
    const response = await fetch(page, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the platform's page answered ${response.status}`);
    return location;
  }

  async scan(codeText: string, ownerId: string): Promise<Response> {
    return fetch(await this.agree(codeText, ownerId));
  }

  /** Money comes into an owner's account. */
  receive(ownerId: string, money: ReceivedMoney): Receipt {
    this.lastId += 1;
    const id = `3800${String(this.lastId).padStart(12, '0')}`;
    const kept = {
      isShown: money.isLate !== true,
      entry: {
        account_log_id: id,
        alipay_order_no: `2026${newText().slice(0, 24)}`,
        trans_dt: shanghai(money.at ?? new Date()),
        trans_amount: money.amount,
        balance: '10000.00',
        direction: money.direction ?? '收入',
        type: '转账',
        other_account: '张*(zha***@example.com)',
        trans_memo: '收/付款',
        ...money.fields,
      },
    };
    this.journalOf(ownerId).entries.push(kept);
    return {
      id,
      show: () => {
        kept.isShown = true;
      },
    };
  }

  /** The owner's tokens run out; his refresh tokens serve on. */
  expireTokens(ownerId: string): void {
    for (const grant of this.journalOf(ownerId).grants) grant.isOver = true;
  }

  /** The owner takes his authorisation back. */
  revoke(ownerId: string): void {
    for (const grant of this.journalOf(ownerId).grants) grant.isRevoked = true;
  }

  private journalOf(ownerId: string): Journal {
    const journal = this.journals.get(ownerId) ?? { entries: [], grants: [] };
    this.journals.set(ownerId, journal);
    return journal;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', this.url);
    if (address.pathname === '/oauth2/appToAppAuth.htm') this.serveAuthorisation(address, response);
    else if (address.pathname === '/gateway.do') await this.serveGateway(request, address, response);
    else response.writeHead(404).end();
  }

  private serveAuthorisation({ searchParams }: URL, response: ServerResponse): void {
    const ownerId = searchParams.get('agreed_by');
    if (ownerId === null || searchParams.get('app_id') !== this.appId) {
      response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' }).end('应用授权');
      return;
    }
    const code = newText();
    this.codes.set(code, ownerId);
    const back = new URL(searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('app_id', this.appId);
    back.searchParams.set('app_auth_code', code);
    const state = searchParams.get('state');
    if (state !== null) back.searchParams.set('state', state);
    response.writeHead(302, { location: back.toString() }).end();
  }

  private async serveGateway(
    request: IncomingMessage,
    address: URL,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const params = new Map(address.searchParams);
    for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString('utf8'))) {
      params.set(name, value);
    }
    const method = params.get('method') ?? '';
    const refusal = this.refusalOf(method, params);
    const answer = refusal ?? this.answer(method, params);
    this.send(response, method, answer);
  }

  private refusalOf(method: string, params: ReadonlyMap<string, string>): PlatformError | null {
    this.calls.set(method, this.callsOf(method) + 1);
    const nowMs = Date.now();
    this.calledAtMs.push(nowMs);
    if (this.calledAtMs.filter((at) => at > nowMs - 1000).length > this.callsPerSecond) {
      this.callsOverLimit += 1;
      return OVER_LIMIT;
    }
    if (params.get('app_id') !== this.appId) return BAD_APP;
    if (params.get('sign_type') !== 'RSA2' || params.get('charset') !== 'utf-8') return faulty('sign_type');
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(params.get('timestamp') ?? '')) return faulty('timestamp');
    if (!this.isSigned(params)) return BAD_SIGNATURE;
    return this.errors.get(method)?.shift() ?? null;
  }

  private isSigned(params: ReadonlyMap<string, string>): boolean {
    const names = [...params.keys()].filter((name) => name !== 'sign' && params.get(name) !== '').sort();
    const text = names.map((name) => `${name}=${params.get(name)}`).join('&');
    return createVerify('RSA-SHA256')
      .update(text, 'utf8')
      .verify(
        { key: this.appKeys.publicKey, padding: constants.RSA_PKCS1_PADDING },
        params.get('sign') ?? '',
        'base64',
      );
  }

  private answer(method: string, params: ReadonlyMap<string, string>): Entry | PlatformError {
    const content = JSON.parse(params.get('biz_content') ?? '{}') as Record<string, string>;
    if (method === 'alipay.open.auth.token.app') return this.answerToken(content);
    if (method === 'alipay.data.bill.accountlog.query') {
      return this.answerBills(params.get('app_auth_token') ?? '', content);
    }
    return { code: '40002', sub_code: 'isv.invalid-method', sub_msg: '不存在的方法名' };
  }

  private answerToken(content: Record<string, string>): Entry | PlatformError {
    if (content.grant_type === 'refresh_token') {
      const found = [...this.journals].find(([, { grants }]) =>
        grants.some((one) => one.refreshToken === content.refresh_token && !one.isRevoked),
      );
      return found === undefined
        ? { code: '40002', sub_code: 'isv.refresh-token-invalid', sub_msg: '刷新令牌无效' }
        : this.issue(found[0]);
    }
    const ownerId = this.codes.get(content.code ?? '');
    this.codes.delete(content.code ?? '');
    return ownerId === undefined ? CODE_UNKNOWN : this.issue(ownerId);
  }

  private issue(ownerId: string): Entry {
    const grant = {
      token: newText(),
      refreshToken: newText(),
      isOver: false,
      isRevoked: false,
      endsAtMs: Date.now() + this.tokenSeconds * 1000,
    };
    this.journalOf(ownerId).grants.push(grant);
    return {
      app_auth_token: grant.token,
      app_refresh_token: grant.refreshToken,
      auth_app_id: '2013121100055554',
      expires_in: String(this.tokenSeconds),
      re_expires_in: String(this.tokenSeconds),
      user_id: ownerId,
    };
  }

  private answerBills(token: string, content: Record<string, string>): Entry | PlatformError {
    const journal = [...this.journals.values()].find(({ grants }) =>
      grants.some((one) => one.token === token && !one.isRevoked),
    );
    const grant = journal?.grants.find((one) => one.token === token);
    if (journal === undefined || grant === undefined) return TOKEN_UNKNOWN;
    if (grant.isOver || grant.endsAtMs < Date.now()) return TOKEN_OVER;
    const {
      start_time: from = '',
      end_time: to = '',
      page_no: page = '1',
      page_size: size = '2000',
    } = content;
    if (Number(size) < 1000 || Number(size) > 2000) return faulty('page_size');
    if (from === '' || to === '' || from >= to) return faulty('start_time');
    const within = journal.entries
      .filter(({ entry, isShown }) => {
        const at = String(entry.trans_dt);
        // An entry without a readable time is shown wherever its owner looks.
        return isShown && (!/^\d{4}-/.test(at) || (at >= from && at < to));
      })
      .map(({ entry }) => entry);
    const listed = this.isUnruly ? [...within, ...within].reverse() : within;
    const start = (Number(page) - 1) * this.pageSize;
    return {
      page_no: page,
      page_size: String(this.pageSize),
      total_size: String(listed.length),
      detail_list: listed.slice(start, start + this.pageSize),
    };
  }

  private send(response: ServerResponse, method: string, answer: Entry | PlatformError): void {
    const { isUnsigned = false, ...fields } = answer as Entry & { isUnsigned?: boolean };
    const isError = 'sub_code' in fields;
    const content = isError ? { msg: 'Refused', ...fields } : { code: '10000', msg: 'Success', ...fields };
    // Written once; what is signed is what is sent. The real one escapes slashes too.
    const text = JSON.stringify(content).replaceAll('/', '\\/');
    const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(this.ownKeys.privateKey, 'base64');
    const name = `${method.replaceAll('.', '_')}_response`;
    const body = isUnsigned ? `{"${name}":${text}}` : `{"${name}":${text},"sign":"${sign}"}`;
    response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' }).end(this.mangle(body));
  }
}
