import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Label and value in two aligned columns. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,max-content)_minmax(0,1fr)] gap-x-4">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="py-1 text-muted">{label}</dt>
          <dd className="flex min-h-7 min-w-0 items-center">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
