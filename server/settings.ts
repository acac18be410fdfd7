import { type Env, parseEnv } from '@/lib/platform/env';
import { ensureDataDirectory, secretKeyIn } from './data-directory';
import { freePort } from './postgres/port';

export interface Settings {
  readonly env: Env;
  /** Whether the operator named a database of his own. */
  readonly isDatabaseGiven: boolean;
  /** Everything the children need to know, resolved. */
  readonly forChildren: Readonly<Record<string, string>>;
}

/** Reads the environment, makes the data directory and the installation's key. Throws with the names of wrong settings. */
export async function readSettings(source: NodeJS.ProcessEnv): Promise<Settings> {
  const env = parseEnv(source);
  if (env.port === 0) throw new Error('PORT must be a number from 1 to 65535.');
  ensureDataDirectory(env.dataDir);
  const secretKey = secretKeyIn(env.dataDir, source.MATOU_SECRET_KEY);
  const adminPort = env.adminPort === 0 ? await freePort() : env.adminPort;
  return {
    env: { ...env, adminPort },
    isDatabaseGiven: (source.DATABASE_URL ?? '') !== '',
    forChildren: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(env.port),
      MATOU_HOST: env.host,
      MATOU_PUBLIC_URL: env.publicUrl,
      MATOU_DATA_DIR: env.dataDir,
      MATOU_SECRET_KEY: secretKey,
      MATOU_ADMIN_PORT: String(adminPort),
      NEXTAUTH_URL: env.publicUrl,
    },
  };
}
