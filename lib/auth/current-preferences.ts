import { cookies } from 'next/headers';
import { MODE_COOKIE, THEME_COOKIE, THEMES, type Theme } from '@/lib/auth/preferences';
import type { Mode } from '@/lib/core/vocabulary';

/** Which half of the merchant's data the screens show. */
export async function currentMode(): Promise<Mode> {
  return (await cookies()).get(MODE_COOKIE)?.value === 'test' ? 'test' : 'live';
}

export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return THEMES.find((theme) => theme === chosen) ?? 'system';
}
