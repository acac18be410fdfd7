import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text as they came. */
  readonly content: string;
}

export interface MailServerStandIn {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** User and password as clients gave them. */
  readonly logins: readonly string[];
  /** From now on says this to each RCPT instead of taking it. */
  refuseRecipients(reply: string): void;
  /** From now on takes connections and says nothing. */
  fallSilent(): void;
  close(): Promise<void>;
}

function serverOf(accept: (socket: Socket) => void, isSelfSigned: boolean): Server {
  if (!isSelfSigned) return createServer(accept);
  // The server's own word for who it is, and nobody else's; the key protects nothing.
  const identity = readFileSync(new URL('self-signed.pem', import.meta.url));
  return createTlsServer({ key: identity, cert: identity }, accept);
}

/**
 * A mail server on a free loopback port: SMTP with AUTH PLAIN; in the clear, or by TLS from the first byte with a
 * certificate that nobody else signed.
 */
export async function startMailServer({ isSelfSigned = false } = {}): Promise<MailServerStandIn> {
  const mails: ReceivedMail[] = [];
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  let isSilent = false;

  function serve(socket: Socket): void {
    let envelope = { from: '', to: [] as string[] };
    let content: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const inContent = (line: string) => {
      if (line !== '.') return content?.push(line.startsWith('..') ? line.slice(1) : line);
      mails.push({ ...envelope, content: (content ?? []).join('\n') });
      content = null;
      return say('250 2.0.0 queued as 4711');
    };
    const command = (line: string) => {
      const word = line.slice(0, 4).toUpperCase();
      if (word === 'EHLO') return say('250-stand-in\r\n250-AUTH PLAIN\r\n250 8BITMIME');
      if (word === 'AUTH') {
        logins.push(
          Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .split('\0')
            .slice(1)
            .join(' '),
        );
        return say('235 2.7.0 welcome');
      }
      if (word === 'MAIL') envelope = { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: [] };
      if (word === 'RCPT' && refusal !== null) return say(refusal);
      if (word === 'RCPT') envelope.to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
      if (word === 'DATA') {
        content = [];
        return say('354 go on');
      }
      if (word === 'QUIT') return socket.end('221 bye\r\n');
      return say('250 ok');
    };
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) content === null ? command(line) : inContent(line);
    });
    if (!isSilent) say('220 stand-in ESMTP');
  }

  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  };
  const server = serverOf(accept, isSelfSigned);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    logins,
    refuseRecipients: (reply) => {
      refusal = reply;
    },
    fallSilent: () => {
      isSilent = true;
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
