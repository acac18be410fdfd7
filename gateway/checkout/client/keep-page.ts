/** What of the Navigation API is used; the library of types does not have it for every target. */
interface Navigating extends Event {
  readonly destination: { readonly url: string };
}

/**
 * Every page looks again by itself after a while, for where no script runs. Nothing takes that back, so it is stopped
 * when it comes; where a browser cannot, the server hears by the cookie that the page shall stay.
 */
export function keepPage(mark: string): void {
  const isSecure = location.protocol === 'https:';
  // Within another site's frame only such a cookie is kept.
  const scope = isSecure ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: it is set at once, and in browsers without the Cookie Store.
    document.cookie = `page_${mark}=1; Path=/pay/again; Max-Age=600; ${scope}`;
  } catch {
    // A frame in a sandbox has no cookies.
  }
  const { navigation } = window as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { pathname } = new URL((event as Navigating).destination.url);
    if (pathname === '/pay/again') event.preventDefault();
  });
}
