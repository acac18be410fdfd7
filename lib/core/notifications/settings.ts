import { recordAudit } from '@/lib/core/audit';
import { changeSetting, readSecrets, readSetting } from '@/lib/core/installation';

export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;

/** How mail leaves the installation, as the operator said it. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, TLS by STARTTLS or not at all, or none. */
  readonly security: (typeof MAIL_SECURITIES)[number];
  /** Empty when the server asks for no name. */
  readonly user: string;
  readonly from: string;
}

/** Where the robots' platforms are reached when not at their own public addresses; empty is that one. */
export type RobotBases = Readonly<Record<'wecom' | 'dingtalk' | 'feishu' | 'telegram', string>>;

const MAIL = 'mail';
const ROBOTS = 'robots';
const OFFICIAL: RobotBases = { wecom: '', dingtalk: '', feishu: '', telegram: '' };

/** Null while the operator has set up no mail. The password is not in it, only whether there is one. */
export async function mailSettings(): Promise<(MailSettings & { hasPassword: boolean }) | null> {
  const setting = await readSetting(MAIL);
  if (setting === null) return null;
  const value = setting.value as unknown as MailSettings;
  return { ...value, hasPassword: setting.secretNames.includes('password') };
}

export async function robotBases(): Promise<RobotBases> {
  return { ...OFFICIAL, ...((await readSetting(ROBOTS))?.value as Partial<RobotBases> | undefined) };
}

/** What senders need of the installation; never to be sent to a page. */
export async function senderSettings(): Promise<{
  mail: (MailSettings & { password: string }) | null;
  bases: RobotBases;
}> {
  const [mail, secrets, bases] = await Promise.all([mailSettings(), readSecrets(MAIL), robotBases()]);
  return { bases, mail: mail === null ? null : { ...mail, password: secrets.password ?? '' } };
}

/** An empty password keeps the one that is there; an empty user forgets it. The caller has checked the shape. */
export async function changeMailSettings(
  { password, ...value }: MailSettings & { password: string },
  actor: string,
): Promise<void> {
  const isForgotten = value.user === '';
  const secrets: Record<string, string> =
    isForgotten || password !== '' ? { password: isForgotten ? '' : password } : {};
  await changeSetting({ name: MAIL, value: { ...value }, secrets, actor }, (tx) =>
    recordAudit(tx, {
      actor,
      merchantId: null,
      action: 'mail.changed',
      subject: 'setting:mail',
      data: { host: value.host, port: value.port, security: value.security },
    }),
  );
}

/** The caller has checked the shape. */
export async function changeRobotBases(bases: RobotBases, actor: string): Promise<void> {
  await changeSetting({ name: ROBOTS, value: { ...bases }, secrets: {}, actor }, (tx) =>
    recordAudit(tx, {
      actor,
      merchantId: null,
      action: 'robots.changed',
      subject: 'setting:robots',
      data: bases,
    }),
  );
}
