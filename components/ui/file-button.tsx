'use client';

import { Button } from '@heroui/react';
import { type ReactNode, useRef } from 'react';

interface FileButtonProps {
  /** Names the field that takes the files. */
  label: string;
  accept: string;
  isMultiple?: boolean;
  size?: 'sm' | 'md';
  /** The same file may be chosen again. */
  onChoose: (files: readonly File[]) => void;
  children: ReactNode;
}

/** A button that asks for files; nothing happens when none is chosen. */
export function FileButton(props: FileButtonProps) {
  const { label, accept, isMultiple = false, size = 'md', onChoose, children } = props;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept={accept}
        multiple={isMultiple}
        aria-label={label}
        className="hidden"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
      <Button variant="outline" size={size} onPress={() => picker.current?.click()}>
        {children}
      </Button>
    </>
  );
}
