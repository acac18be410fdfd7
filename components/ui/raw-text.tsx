/** Bytes as they were, in their own scroll box that the keyboard can reach. */
export function RawText({ label, text }: { label: string; text: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard's focus.
      tabIndex={0}
      aria-label={label}
      className="max-h-72 overflow-auto rounded-sm bg-sunken p-2"
    >
      <pre className="font-mono text-xs leading-5 break-all whitespace-pre-wrap">{text}</pre>
    </section>
  );
}
