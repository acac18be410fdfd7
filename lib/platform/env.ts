import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/**
 * Every setting of the installation, read and checked once at start. README's table lists the same names;
 * a wrong value stops the process with the name and the reason.
 */
const cidrList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()])));

const shape = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  MATOU_HOST: z.string().min(1).default('127.0.0.1'),
  MATOU_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .transform((url) => url?.replace(/\/+$/, '')),
  MATOU_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.string().default(''),
  MATOU_CALLBACK_ALLOW_CIDRS: cidrList,
  MATOU_CALLBACK_LOW_PORTS: z.enum(['0', '1']).default('1'),
  MATOU_DEMO: z.enum(['0', '1']).optional(),
  MATOU_SECRET_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits (32 random bytes)')
    .optional(),
  MATOU_ADMIN_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  MATOU_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Env {
  readonly mode: 'development' | 'production' | 'test';
  readonly port: number;
  readonly host: string;
  /** Public base address without a trailing slash; every address that leaves the product is built from it. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Empty when the embedded PostgreSQL is meant and is not running. */
  readonly databaseUrl: string;
  readonly callbackAllowCidrs: readonly string[];
  /** Whether requests for merchants go to no port below 1024 but 80 and 443. */
  readonly areLowPortsShut: boolean;
  /** `undefined` leaves the choice to the start: seed only an empty database. */
  readonly demo: boolean | undefined;
  /** 32 bytes from which every other key is derived; it never enters the database. */
  readonly secretKey: string;
  /** Loopback port of the Next.js admin behind the front door. */
  readonly adminPort: number;
  readonly logLevel: string;
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

function embeddedDatabaseUrl(dataDir: string): string {
  const text = readIfThere(join(dataDir, 'postgres.json'));
  return text === '' ? '' : z.object({ url: z.string() }).parse(JSON.parse(text)).url;
}

/** Parses an environment. Throws an Error that names each wrong setting. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong settings in the environment:\n  ${faults.join('\n  ')}`);
  }
  const value = parsed.data;
  const dataDir = resolve(value.MATOU_DATA_DIR);
  return {
    mode: value.NODE_ENV,
    port: value.PORT,
    host: value.MATOU_HOST,
    publicUrl: value.MATOU_PUBLIC_URL ?? `http://127.0.0.1:${value.PORT}`,
    dataDir,
    databaseUrl: value.DATABASE_URL || embeddedDatabaseUrl(dataDir),
    callbackAllowCidrs: value.MATOU_CALLBACK_ALLOW_CIDRS,
    areLowPortsShut: value.MATOU_CALLBACK_LOW_PORTS === '0',
    demo: value.MATOU_DEMO === undefined ? undefined : value.MATOU_DEMO === '1',
    secretKey: value.MATOU_SECRET_KEY ?? readIfThere(join(dataDir, 'secret.key')),
    adminPort: value.MATOU_ADMIN_PORT,
    logLevel: value.MATOU_LOG_LEVEL,
  };
}

export const env: Env = parseEnv(process.env);
