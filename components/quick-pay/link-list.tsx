import { Settings2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkNumbers } from '@/components/quick-pay/link-numbers';
import { LinkStatus } from '@/components/quick-pay/link-status';
import { TurnLinkButton } from '@/components/quick-pay/turn-link-button';
import { LinkButton } from '@/components/ui/link-button';
import { Moment } from '@/components/ui/moment';
import type { Action } from '@/lib/auth/action-result';
import type { LinkSummary } from '@/lib/core/quick-pay';

interface LinkListProps {
  links: readonly LinkSummary[];
  /** Whether the merchant has quick pay open. */
  isOpen: boolean;
  turn: Action<null>;
}

type CardProps = Omit<LinkListProps, 'links'> & { summary: LinkSummary };

function Card({ summary, isOpen, turn }: CardProps) {
  const t = useTranslations('quickPay');
  const { link, state, ...numbers } = summary;
  return (
    <li className="slip flex flex-col gap-4 p-4">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="truncate text-base">{link.title}</h2>
          <p className="text-xs text-muted">
            {t('madeAt')} <Moment at={link.createdAt} />
          </p>
        </div>
        <LinkStatus state={state} isOpen={isOpen} />
      </div>
      <LinkNumbers {...numbers} />
      <div className="mt-auto flex flex-wrap justify-end gap-2 border-t border-line pt-4">
        <TurnLinkButton link={link} action={turn} size="sm" />
        <LinkButton href={`/quick-pay/${link.id}`} size="sm" aria-label={`${t('open')} ${link.title}`}>
          <Settings2 aria-hidden="true" />
          {t('open')}
        </LinkButton>
      </div>
    </li>
  );
}

export function LinkList({ links, isOpen, turn }: LinkListProps) {
  return (
    <ul className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {links.map((summary) => (
        <Card key={summary.link.id} summary={summary} isOpen={isOpen} turn={turn} />
      ))}
    </ul>
  );
}
