'use client';

import { useId } from 'react';

interface DateFieldProps {
  label: string;
  /** A day as `2026-11-21`; empty for none. */
  value: string;
  onChange: (day: string) => void;
}

export function DateField({ label, value, onChange }: DateFieldProps) {
  const id = useId();
  return (
    <div className="flex w-full flex-col gap-1 sm:w-auto">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="input input--primary figures min-h-9 w-full sm:w-40"
      />
    </div>
  );
}
