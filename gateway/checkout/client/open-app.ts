const OPEN_APP_MS = 2_500;

/** The buyer tapped the button that opens his wallet: when he is still here after a while, help him on. */
export function openedApp(): void {
  const help = document.getElementById('not-opened');
  if (help === null) return;
  const timer = window.setTimeout(() => {
    help.hidden = false;
  }, OPEN_APP_MS);
  document.addEventListener('visibilitychange', () => clearTimeout(timer), { once: true });
}
