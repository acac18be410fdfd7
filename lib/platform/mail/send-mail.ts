import { createTransport } from 'nodemailer';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, TLS by STARTTLS or not at all, or none. */
  readonly security: 'tls' | 'starttls' | 'none';
  /** Empty when the server asks for no name. */
  readonly user: string;
  readonly password: string;
  readonly from: string;
}

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Stays the same when the mail is sent again, so that readers can tell. */
  readonly id: string;
}

export type MailSent =
  | { readonly isSent: true; readonly answer: string }
  | { readonly isSent: false; readonly reason: string };

export interface MailTimes {
  readonly stepMs: number;
  readonly totalMs: number;
}

const TIMES: MailTimes = { stepMs: 8_000, totalMs: 20_000 };

function open({ host, port, security, user, password }: MailServer, { stepMs }: MailTimes) {
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Said aloud: a server whose certificate is not good gets nothing.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    dnsTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`;
}

/**
 * Hands one letter to the server and answers with its word, at the latest after twenty seconds. A password leaves only
 * by TLS unless the operator said `none`. Never throws.
 */
export async function sendMail(server: MailServer, letter: OutgoingMail, times = TIMES): Promise<MailSent> {
  const transport = open(server, times);
  const { to, subject, text, id } = letter;
  const domain = server.from.split('@')[1]?.replace(/[^\w.-]/g, '') ?? 'matou';
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server did not finish in time')), times.totalMs);
  });
  try {
    const mail = {
      from: server.from,
      to,
      subject,
      text,
      textEncoding: 'base64' as const,
      messageId: `<${id}@${domain}>`,
    };
    const { response } = await Promise.race([transport.sendMail(mail), over]);
    return { isSent: true, answer: response };
  } catch (error) {
    return { isSent: false, reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}
