import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something that is there for those who ask; works without a script. */
export function Reveal({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-sm text-accent">
        <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
