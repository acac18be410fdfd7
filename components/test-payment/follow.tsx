'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const PERIOD_MS = 2_000;

/** Reads the page again and again, as long as somebody looks at it. */
export function Follow() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, PERIOD_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
