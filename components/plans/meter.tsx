'use client';

import { Label, Meter } from '@heroui/react';

/** From here on a meter calls for attention. */
const NEAR = 0.8;

interface QuotaMeterProps {
  label: string;
  used: number;
  /** Null has no end, and draws no bar. */
  max: number | null;
  /** Both in words, such as `3 / 100`. */
  text: string;
}

/** How much of a limit is used. */
export function QuotaMeter({ label, used, max, text }: QuotaMeterProps) {
  if (max === null) {
    return (
      <p className="flex items-baseline justify-between gap-4">
        <span>{label}</span>
        <span className="figures">{text}</span>
      </p>
    );
  }
  const color = used >= max ? 'danger' : used >= max * NEAR ? 'warning' : 'accent';
  return (
    <Meter value={Math.min(used, max)} maxValue={max} valueLabel={text} color={color}>
      <Label className="font-normal">{label}</Label>
      <Meter.Output className="figures" />
      <Meter.Track>
        <Meter.Fill />
      </Meter.Track>
    </Meter>
  );
}
