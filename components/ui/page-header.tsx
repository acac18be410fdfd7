import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  description?: string;
  actions?: ReactNode;
}

export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
      <div className="min-w-0">
        <h1 className="text-xl leading-8">{title}</h1>
        {description === undefined ? null : <p className="max-w-prose text-muted">{description}</p>}
      </div>
      {actions == null ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
