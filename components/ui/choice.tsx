'use client';

import { Description, FieldError, Label, ListBox, Select } from '@heroui/react';
import { useFieldError } from '@/components/ui/field-errors';

export interface Option {
  readonly id: string;
  readonly label: string;
}

interface ChoiceProps {
  name?: string;
  label: string;
  hint?: string;
  options: readonly Option[];
  value?: string;
  defaultValue?: string;
  onChange?: (id: string) => void;
  className?: string;
}

/** One of a few. */
export function Choice({
  name,
  label,
  hint,
  options,
  value,
  defaultValue,
  onChange,
  className = '',
}: ChoiceProps) {
  const chosen = value === undefined ? { defaultValue: defaultValue ?? options[0]?.id ?? null } : { value };
  const error = useFieldError(name);
  return (
    <Select
      isInvalid={error !== undefined}
      {...(name === undefined ? {} : { name })}
      {...chosen}
      fullWidth
      className={className}
      onChange={(id) => onChange?.(String(id))}
    >
      <Label>{label}</Label>
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      {hint === undefined ? null : <Description>{hint}</Description>}
      <FieldError>{error}</FieldError>
      <Select.Popover>
        <ListBox>
          {options.map((option) => (
            <ListBox.Item key={option.id} id={option.id} textValue={option.label}>
              {option.label}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
