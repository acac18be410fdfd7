'use client';

import { Checkbox } from '@heroui/react';
import type { ReactNode } from 'react';

interface TickBoxProps {
  name?: string;
  children: ReactNode;
  isSelected?: boolean;
  defaultSelected?: boolean;
  onChange?: (isSelected: boolean) => void;
  className?: string;
}

/** One thing that is so or is not; the words beside the box can be pressed too. */
export function TickBox({ children, className = '', ...rest }: TickBoxProps) {
  return (
    <Checkbox className={className} {...rest}>
      <Checkbox.Content className="min-h-11">
        {/* The one radius would round so small a box into a circle, which says "one of several". */}
        <Checkbox.Control className="size-5 rounded-[4px] before:rounded-[4px]">
          <Checkbox.Indicator />
        </Checkbox.Control>
        {children}
      </Checkbox.Content>
    </Checkbox>
  );
}
