import { buttonVariants } from '@heroui/styles';
import type { ComponentProps } from 'react';
import { PageLink } from '@/components/ui/page-link';

interface LinkButtonProps extends ComponentProps<typeof PageLink> {
  variant?: 'primary' | 'secondary' | 'outline' | 'ghost';
  size?: 'sm' | 'md';
}

/** A link that looks like a button, because it is the next thing to do. */
export function LinkButton({ variant = 'outline', size = 'md', className = '', ...link }: LinkButtonProps) {
  return <PageLink {...link} className={`${buttonVariants({ variant, size })} ${className}`} />;
}
