import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to another page of ours. Nothing is fetched before it is followed: every page is made for who asks at that moment, so
 * a page fetched early would be asked for again, and the navigation alone would ask for twenty-eight with every view.
 */
export function PageLink(link: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...link} />;
}
