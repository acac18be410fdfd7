import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // The wire protocols are served with and without a trailing slash; the gateway decides, not a redirect.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    '@node-rs/argon2',
    'ip2region',
    'ipaddr.js',
    'nodemailer',
    'pino',
    'postgres',
    'qrcode',
    'rate-limiter-flexible',
    'undici',
  ],
  images: { unoptimized: true },
  // `npm run check` checks the types of the whole product; a build would only do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '1mb' } },
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
};

export default withNextIntl(nextConfig);
