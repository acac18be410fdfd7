/** Whether a text is an absolute http(s) address without a user name in it; what callbacks and redirects may be. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** Adds encoded parameters to an address that may have a query, and keeps its fragment last. */
export function withParams(address: string, params: string): string {
  const hash = address.indexOf('#');
  const base = hash < 0 ? address : address.slice(0, hash);
  const fragment = hash < 0 ? '' : address.slice(hash);
  const isOpen = base.endsWith('?') || base.endsWith('&');
  const joint = isOpen ? '' : base.includes('?') ? '&' : '?';
  return `${base}${joint}${params}${fragment}`;
}
