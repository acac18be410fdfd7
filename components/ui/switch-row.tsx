import { Switch } from '@heroui/react';
import type { ReactNode } from 'react';

interface SwitchRowProps {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  isDisabled: boolean;
  onChange: (isOn: boolean) => void;
  className?: string;
}

/** Words on the left and their switch at the end of the line. */
export function SwitchRow({
  label,
  hint = null,
  isOn,
  isDisabled,
  onChange,
  className = '',
}: SwitchRowProps) {
  return (
    <Switch isSelected={isOn} isDisabled={isDisabled} onChange={onChange} className={className}>
      <Switch.Content className="flex w-full items-center justify-between gap-4">
        <span>
          {label}
          {hint === null ? null : <span className="block text-xs font-normal text-muted">{hint}</span>}
        </span>
        <Switch.Control>
          <Switch.Thumb />
        </Switch.Control>
      </Switch.Content>
    </Switch>
  );
}
