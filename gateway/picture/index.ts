import { plainAnswer } from '@/gateway/plain-answer';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { findPicture } from '@/lib/core/catalogue';

const TOKEN = /^[\w-]{22}$/;

/** A product's picture by its random name. A new picture has a new name, so an answer never grows old. */
async function show(request: GatewayRequest): Promise<Response> {
  const token = request.query.get('id') ?? '';
  const picture = TOKEN.test(token) ? await findPicture(token) : null;
  if (picture === null) return plainAnswer(404, 'There is no such picture.');
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': picture.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      // Merchants gave the bytes: opened by itself, the picture is nothing but a picture.
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

export function pictureRoutes(): PublicRoute[] {
  return [{ methods: ['GET'], path: '/pay/picture', handle: show }];
}
