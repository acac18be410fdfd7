import { openapi } from '@/lib/dialects/openapi';

/** The document for machines; it is the same for everybody. */
export function GET(): Response {
  return Response.json(openapi(), { headers: { 'cache-control': 'public, max-age=300' } });
}
