import { redirect } from 'next/navigation';
import { requireUser } from '@/lib/auth/current-user';

export default async function HomePage() {
  const user = await requireUser();
  if (user.role === 'operator') redirect('/operator/merchants');
  return <p>{user.merchantName}</p>;
}
