'use client';

import { Button } from '@heroui/react';
import { LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

/** Leaves by a full page load, so that nothing of the session stays in the page's memory. */
export function SignOutButton() {
  const t = useTranslations('signOut');
  const [isPending, setPending] = useState(false);
  const leave = async () => {
    setPending(true);
    await signOut({ redirect: false });
    window.location.assign('/sign-in');
  };
  return (
    <Button isIconOnly variant="ghost" aria-label={t('label')} isPending={isPending} onPress={leave}>
      <LogOut aria-hidden="true" />
    </Button>
  );
}
