import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const KINDS = {
  info: { icon: Info, box: 'border-line bg-sunken', sign: 'text-accent' },
  attention: { icon: TriangleAlert, box: 'border-attention bg-attention-soft', sign: 'text-attention' },
  loss: { icon: CircleAlert, box: 'border-loss bg-loss-soft', sign: 'text-loss' },
} satisfies Record<string, { icon: LucideIcon; box: string; sign: string }>;

interface NoticeProps {
  kind: keyof typeof KINDS;
  /** `alert` is read out at once; use it only for answers to what was just done. */
  role?: 'alert' | 'status' | 'note';
  title?: string;
  children?: ReactNode;
}

export function Notice({ kind, role = 'note', title, children }: NoticeProps) {
  const { icon: Icon, box, sign } = KINDS[kind];
  return (
    <div role={role} className={`flex gap-3 rounded-md border p-3 text-ink ${box}`}>
      <Icon size={18} aria-hidden="true" className={`mt-0.5 shrink-0 ${sign}`} />
      <div className="min-w-0 space-y-1">
        {title === undefined ? null : <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
