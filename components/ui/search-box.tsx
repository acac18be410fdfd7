'use client';

import { Button } from '@heroui/react';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { SubmitForm } from '@/components/ui/submit-form';

interface SearchBoxProps {
  label: string;
  placeholder: string;
  buttonLabel: string;
  /** What is searched for now. */
  value: string | null;
  /** Null when the box was emptied. */
  onSearch: (text: string | null) => void;
  className?: string;
  /** Further buttons beside it. */
  children?: ReactNode;
}

/** One line to search by, sent with Enter or its button. */
export function SearchBox({
  label,
  placeholder,
  buttonLabel,
  value,
  onSearch,
  className = '',
  children,
}: SearchBoxProps) {
  return (
    <SubmitForm
      role="search"
      className={`flex items-end gap-2 ${className}`}
      onSubmit={(fields) => onSearch(String(fields.get('q') ?? '').trim() || null)}
    >
      <Field
        key={value ?? ''}
        name="q"
        label={label}
        placeholder={placeholder}
        defaultValue={value ?? ''}
        className="min-w-0 flex-1"
      />
      <Button type="submit" aria-label={buttonLabel}>
        <Search aria-hidden="true" />
        <span className="hidden sm:inline">{buttonLabel}</span>
      </Button>
      {children}
    </SubmitForm>
  );
}
