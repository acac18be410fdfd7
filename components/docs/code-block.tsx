import { CopyButton } from '@/components/ui/copy-button';

/** Text to take away, in a box that scrolls by itself and that the keyboard reaches. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <figure className="slip overflow-hidden">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line px-3 py-1">
        <span className="text-xs text-muted">{title}</span>
        <CopyButton text={code} name={title} />
      </figcaption>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard's focus.
        tabIndex={0}
        aria-label={title}
        className="max-h-112 overflow-auto bg-sunken p-3"
      >
        <pre className="w-max min-w-full font-mono text-xs leading-5">{code}</pre>
      </section>
    </figure>
  );
}
