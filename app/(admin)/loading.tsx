import { Skeleton } from '@heroui/react';

/** Holds the place of a page while its data is read. */
export default function Loading() {
  return (
    <div aria-busy="true" className="space-y-4">
      <Skeleton className="h-8 w-40 rounded-md" />
      <Skeleton className="h-24 w-full rounded-md" />
      <Skeleton className="h-72 w-full rounded-md" />
    </div>
  );
}
