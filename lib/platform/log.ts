import pino from 'pino';
import { env } from '@/lib/platform/env';

/** JSON lines with ids and no secrets; fields that could carry one are cut out by name. */
export const log = pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { error: pino.stdSerializers.err },
  redact: {
    paths: ['sign', 'key', 'appsecret', 'password', '*.sign', '*.key', '*.appsecret', '*.password'],
    remove: true,
  },
});
