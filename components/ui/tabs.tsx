import { PageLink } from '@/components/ui/page-link';

export interface Tab {
  readonly id: string;
  readonly href: string;
  readonly label: string;
  /** Shown behind the label when it is more than nothing. */
  readonly count?: number;
}

/** Views of one list, each an address of its own. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1 border-b border-line p-2">
      {tabs.map(({ id, href, label: name, count = 0 }) => (
        <PageLink
          key={id}
          href={href}
          aria-current={id === current ? 'page' : undefined}
          className="figures inline-flex min-h-11 items-center gap-2 rounded-md px-3 text-muted hover:bg-default aria-[current]:bg-accent-soft aria-[current]:text-accent md:min-h-9"
        >
          {name}
          {count > 0 ? (
            <span className="rounded-sm bg-attention-soft px-1 text-xs text-attention">{count}</span>
          ) : null}
        </PageLink>
      ))}
    </nav>
  );
}
