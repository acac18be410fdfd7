import { MARK_PATH, MARK_VIEW_BOX } from '@/components/theme/mark';

/** Decoration: the name stands beside it in words. */
export function Mark({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox={MARK_VIEW_BOX}
      fill="currentColor"
      fillRule="evenodd"
      aria-hidden="true"
    >
      <path d={MARK_PATH} />
    </svg>
  );
}
