import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { currentMode, currentTheme } from '@/lib/auth/current-preferences';
import { requireUser } from '@/lib/auth/current-user';

/** Draws the frame. It is not asked again when pages change, so every page checks the user itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [user, mode, theme] = await Promise.all([requireUser(), currentMode(), currentTheme()]);
  return (
    <Shell role={user.role} name={user.merchantName ?? user.email} mode={mode} theme={theme}>
      {children}
    </Shell>
  );
}
