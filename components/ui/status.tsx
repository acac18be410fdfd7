import type { LucideIcon } from 'lucide-react';

export type Tone = 'calm' | 'received' | 'attention' | 'loss' | 'accent';

const TONES: Record<Tone, string> = {
  calm: 'bg-default text-ink',
  received: 'bg-received-soft text-received',
  attention: 'bg-attention-soft text-attention',
  loss: 'bg-loss-soft text-loss',
  accent: 'bg-accent-soft text-accent',
};

interface StatusProps {
  tone: Tone;
  icon: LucideIcon;
  children: string;
}

/** A state in colour, word and sign together, never in colour alone. */
export function Status({ tone, icon: Icon, children }: StatusProps) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-sm px-2 py-0.5 text-xs leading-5 whitespace-nowrap ${TONES[tone]}`}
    >
      <Icon size={14} aria-hidden="true" className="shrink-0" />
      {children}
    </span>
  );
}
