import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  hint?: string;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      <Icon size={32} aria-hidden="true" strokeWidth={1.5} className="text-muted" />
      <p className="text-base">{title}</p>
      {hint === undefined ? null : <p className="max-w-prose text-muted">{hint}</p>}
      {action === undefined ? null : <div className="mt-2">{action}</div>}
    </div>
  );
}
