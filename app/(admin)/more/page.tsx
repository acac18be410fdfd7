import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlaceList } from '@/components/shell/place-list';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/current-user';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('nav'))('more') };
}

/** Where a phone finds the places that its bottom bar has no room for. */
export default async function MorePage() {
  const [{ role }, t] = await Promise.all([requireUser(), getTranslations('nav')]);
  return (
    <>
      <PageHeader title={t('more')} />
      <PlaceList role={role} />
    </>
  );
}
