import { buttonVariants } from '@heroui/styles';
import Link from 'next/link';
import type { ComponentProps } from 'react';

interface LinkButtonProps extends ComponentProps<typeof Link> {
  variant?: 'primary' | 'secondary' | 'outline' | 'ghost';
  size?: 'sm' | 'md';
}

/** A link that looks like a button, because it is the next thing to do. */
export function LinkButton({ variant = 'outline', size = 'md', className = '', ...link }: LinkButtonProps) {
  return <Link {...link} className={`${buttonVariants({ variant, size })} ${className}`} />;
}
