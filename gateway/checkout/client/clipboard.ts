/** Puts a text on the clipboard. */
export async function writeClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // In-app browsers and plain http know only the old way.
    const field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('readonly', '');
    field.className = 'sr';
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}

/** Says on the button for two seconds that its text was copied. */
export function showCopied(button: HTMLElement, copied: string): void {
  const label = button.querySelector('span') ?? button;
  const before = button.dataset.label ?? label.textContent ?? '';
  button.dataset.label = before;
  button.classList.add('done');
  label.textContent = copied;
  window.setTimeout(() => {
    button.classList.remove('done');
    label.textContent = before;
  }, 2000);
}
