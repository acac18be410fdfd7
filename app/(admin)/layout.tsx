import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { ActingBanner, SuspendedBanner } from '@/components/shell/standing-banners';
import { currentMode, currentTheme } from '@/lib/auth/current-preferences';
import { requireUser, type SignedIn } from '@/lib/auth/current-user';
import { stopActing } from './acting-actions';

/** What stands over every page: that somebody acts as the merchant, and that the merchant is suspended. */
function Banners({ acting, suspendedReason }: SignedIn) {
  return (
    <>
      {acting === null ? null : (
        <ActingBanner
          acting={{
            merchantId: acting.merchantId,
            merchantName: acting.merchantName,
            mayChange: acting.mayChange,
            expiresAt: acting.expiresAt,
          }}
          end={stopActing}
        />
      )}
      {suspendedReason === null ? null : <SuspendedBanner reason={suspendedReason} />}
    </>
  );
}

/** Draws the frame. It is not asked again when pages change, so every page checks the user itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [user, mode, theme] = await Promise.all([requireUser(), currentMode(), currentTheme()]);
  return (
    <Shell
      role={user.role}
      name={user.merchantName ?? user.email}
      mode={mode}
      theme={theme}
      banners={<Banners {...user} />}
    >
      {children}
    </Shell>
  );
}
