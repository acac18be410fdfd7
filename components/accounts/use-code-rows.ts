'use client';

import { useEffect, useRef, useState } from 'react';
import { amountFromName, type CodeRow } from '@/components/accounts/code-rows';
import { chooseCode } from '@/components/accounts/picture/choose-code';
import { readCodesFromPicture } from '@/components/accounts/picture/read-codes-from-picture';
import type { PayType } from '@/lib/core/vocabulary';

/** How many pictures stand in the list at once. */
const ROWS_MAX = 200;

/** The pictures that were chosen and what was read from them for an account of this wallet. */
export function useCodeRows(defaultAmount: string, wallet: PayType) {
  const [rows, setRows] = useState<readonly CodeRow[]>([]);
  const nextKey = useRef(1);
  const addresses = useRef(new Set<string>());
  useEffect(() => {
    const held = addresses.current;
    return () => {
      for (const address of held) URL.revokeObjectURL(address);
    };
  }, []);
  const change = (key: number, part: Partial<CodeRow>) =>
    setRows((now) => now.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const drop = (gone: readonly CodeRow[]) => {
    const keys = new Set(gone.map(({ key }) => key));
    for (const { picture } of gone) {
      URL.revokeObjectURL(picture);
      addresses.current.delete(picture);
    }
    setRows((now) => now.filter(({ key }) => !keys.has(key)));
  };
  const take = async (files: readonly File[]) => {
    const added = files.slice(0, ROWS_MAX - rows.length).map((file) => {
      const picture = URL.createObjectURL(file);
      addresses.current.add(picture);
      const key = nextKey.current;
      nextKey.current += 1;
      const amount = amountFromName(file.name) || defaultAmount;
      return { file, row: { key, fileName: file.name, picture, amount, choice: 'reading' as const } };
    });
    setRows((now) => [...now, ...added.map(({ row }) => row)]);
    // One after the other: large photos side by side would fill a phone's memory.
    for (const { file, row } of added) {
      const found = await readCodesFromPicture(file).catch(() => []);
      change(row.key, { choice: chooseCode(found, wallet) });
    }
  };
  return { rows, take, change, drop };
}
