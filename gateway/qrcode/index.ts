import { plainAnswer } from '@/gateway/plain-answer';
import { drawn } from '@/gateway/qrcode/drawn';
import { isDrawable } from '@/gateway/qrcode/is-drawable';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { env } from '@/lib/platform/env';

const PIXELS_DEFAULT = 130;
const PIXELS_MIN = 64;
const PIXELS_MAX = 1024;

function pixelsOf(size: string | null): number {
  if (size === null || !/^\d{1,5}$/.test(size)) return PIXELS_DEFAULT;
  return Math.min(Math.max(Number(size), PIXELS_MIN), PIXELS_MAX);
}

/** Draws `text` as a PNG of `size` × `size` pixels (64 to 1024, 130 by default); `qrcode_url` of the API leads here. */
function build(request: GatewayRequest): Response {
  const text = request.query.get('text') ?? '';
  if (!isDrawable(text, env.publicUrl)) {
    return plainAnswer(
      403,
      '只绘制本站地址和收款码 / Only addresses of this site and payment codes are drawn.',
    );
  }
  return new Response(drawn(text, pixelsOf(request.query.get('size'))), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' },
  });
}

export function qrcodeRoutes(): PublicRoute[] {
  return [{ methods: ['GET'], path: '/qrcode/build', handle: build }];
}
