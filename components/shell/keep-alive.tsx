'use client';

import { useEffect } from 'react';

const PERIOD_MS = 300_000;

/** Renews the session cookie every five minutes, but only while somebody is at work in this tab. */
export function KeepAlive() {
  useEffect(() => {
    let isActive = false;
    const note = () => {
      isActive = true;
    };
    const renew = () => {
      if (!isActive || document.hidden) return;
      isActive = false;
      fetch('/api/auth/session').catch(() => undefined);
    };
    const timer = setInterval(renew, PERIOD_MS);
    window.addEventListener('pointerdown', note);
    window.addEventListener('keydown', note);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', note);
      window.removeEventListener('keydown', note);
    };
  }, []);
  return null;
}
