import NextAuth from 'next-auth';
import { requestOrigin } from '@/lib/auth/current-user';
import { authOptions } from '@/lib/auth/options';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handle(request: Request, context: Context): Promise<Response> {
  const origin = await requestOrigin();
  const given = request.headers.get('origin');
  const isForeign = given === null || !URL.canParse(given) || new URL(given).host !== origin.host;
  if (request.method === 'POST' && isForeign) return new Response('foreign origin', { status: 403 });
  return (await NextAuth(request as never, context as never, authOptions(origin))) as Response;
}

export { handle as GET, handle as POST };
