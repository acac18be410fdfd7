'use client';

import { Description, FieldError, Input, Label, TextArea, TextField } from '@heroui/react';
import { useFieldError } from '@/components/ui/field-errors';

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  defaultValue?: string;
  isRequired?: boolean;
  type?: 'text' | 'email' | 'password' | 'url';
  inputMode?: 'decimal' | 'numeric' | 'text' | 'url';
  autoComplete?: string;
  placeholder?: string;
  isMultiline?: boolean;
  className?: string;
  value?: string;
  onChange?: (value: string) => void;
}

/** Label above, help below, refusal at the field. */
export function Field({
  label,
  hint,
  isMultiline = false,
  placeholder,
  inputMode,
  className = '',
  ...field
}: FieldProps) {
  const input = {
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(inputMode === undefined ? {} : { inputMode }),
  };
  const error = useFieldError(field.name);
  return (
    <TextField
      {...field}
      isInvalid={error !== undefined}
      fullWidth
      className={className}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      {isMultiline ? <TextArea {...input} rows={3} /> : <Input {...input} />}
      {hint === undefined ? null : <Description>{hint}</Description>}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
