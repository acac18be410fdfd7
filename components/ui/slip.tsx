import type { ReactNode } from 'react';

interface SlipProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One titled sheet of a page. */
export function Slip({ title, description, actions, children }: SlipProps) {
  return (
    <section className="slip p-4 sm:p-6">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-base">{title}</h2>
          {description === undefined ? null : <p className="max-w-prose text-muted">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
