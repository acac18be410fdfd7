'use client';

import { Button } from '@heroui/react';
import { buttonVariants } from '@heroui/styles';
import { Download, Image as ImageIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { drawPoster, type Poster } from '@/components/quick-pay/draw-poster';
import { Previews } from '@/components/quick-pay/previews';
import { Choice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { RawText } from '@/components/ui/raw-text';
import { Slip } from '@/components/ui/slip';
import { TickBox } from '@/components/ui/tick-box';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

const SETTLED_MS = 300;

/** What a merchant puts into the address. */
export interface ShareAsk {
  readonly price: string;
  readonly custom: string;
  readonly isLocking: boolean;
  /** Empty leaves it to the link. */
  readonly skin: '' | '0' | '1';
}

/** What is handed on of a link; pictures are data addresses. */
export interface Share {
  readonly address: string;
  readonly svg: string;
  readonly png: Readonly<Record<512 | 1024, string>>;
  readonly snippet: string;
  readonly previews: Readonly<Record<0 | 1, string>>;
  readonly poster: Poster;
}

interface ShareKitProps {
  linkId: number;
  /** Without parameters, drawn with the page. */
  first: Share;
  action: Action<Share>;
}

const NOTHING_ASKED: ShareAsk = { price: '', custom: '', isLocking: false, skin: '' };

function Parameters({ ask, change }: { ask: ShareAsk; change: (part: Partial<ShareAsk>) => void }) {
  const t = useTranslations('quickPay');
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Field
        name="price"
        label={t('share.price')}
        inputMode="decimal"
        autoComplete="off"
        placeholder={t('share.open')}
        value={ask.price}
        onChange={(price) => change({ price })}
      />
      <Field
        name="custom"
        label={t('share.custom')}
        autoComplete="off"
        placeholder={t('share.open')}
        value={ask.custom}
        onChange={(custom) => change({ custom })}
      />
      <Choice
        label={t('field.skin')}
        value={ask.skin === '' ? 'own' : ask.skin}
        onChange={(id) => change({ skin: id === '0' || id === '1' ? id : '' })}
        options={[
          { id: 'own', label: t('share.ownSkin') },
          { id: '0', label: t('field.skin0') },
          { id: '1', label: t('field.skin1') },
        ]}
      />
      <TickBox
        isSelected={ask.isLocking}
        onChange={(isLocking) => change({ isLocking })}
        className="self-end"
      >
        {t('share.lock')}
      </TickBox>
      <p className="text-xs text-muted sm:col-span-2">{t('share.lockHint')}</p>
    </div>
  );
}

function FileLink({ href, name, label }: { href: string; name: string; label: string }) {
  return (
    <a href={href} download={name} className={buttonVariants({ variant: 'outline', size: 'sm' })}>
      <Download aria-hidden="true" />
      {label}
    </a>
  );
}

function PosterButton({ share, name }: { share: Share; name: string }) {
  const t = useTranslations('quickPay.share');
  const download = async () => {
    const words = { call: t('posterCall'), note: t('posterNote') };
    const drawn = await drawPoster(share.poster, share.png[1024], words);
    if (drawn === null) return;
    const href = URL.createObjectURL(drawn);
    Object.assign(document.createElement('a'), { href, download: name }).click();
    URL.revokeObjectURL(href);
  };
  return (
    <Button variant="outline" size="sm" onPress={download}>
      <ImageIcon aria-hidden="true" />
      {t('poster')}
    </Button>
  );
}

function Files({ linkId, share }: { linkId: number; share: Share }) {
  const t = useTranslations('quickPay.share');
  const name = `quick-pay-${linkId}`;
  return (
    <div className="flex flex-wrap items-center gap-4">
      {/* biome-ignore lint/performance/noImgElement: a drawing in the page itself, nothing to optimise. */}
      <img
        src={share.svg}
        alt={t('code')}
        width={176}
        height={176}
        className="rounded-md border border-line"
      />
      <div className="flex min-w-32 flex-1 flex-wrap gap-2">
        <FileLink href={share.png[512]} name={`${name}-512.png`} label="PNG 512" />
        <FileLink href={share.png[1024]} name={`${name}-1024.png`} label="PNG 1024" />
        <FileLink href={share.svg} name={`${name}.svg`} label="SVG" />
        <PosterButton share={share} name={`${name}-poster.png`} />
      </div>
    </div>
  );
}

/** The share of what is asked now; the one before stays until the new one is drawn. */
function useShare({ linkId, first, action }: ShareKitProps, ask: ShareAsk) {
  const [drawn, setDrawn] = useState<Share | null>(null);
  const { run, problem } = useAction(action, setDrawn, { refreshes: false });
  const latest = useRef(run);
  latest.current = run;
  const isPlain = ask === NOTHING_ASKED;
  useEffect(() => {
    if (isPlain) return;
    const timer = setTimeout(() => latest.current({ linkId, ...ask }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [linkId, ask, isPlain]);
  return { share: isPlain || drawn === null ? first : drawn, problem };
}

/** Makes the address that is shared, and everything to share it with; the pictures below follow it. */
export function ShareKit(props: ShareKitProps) {
  const t = useTranslations('quickPay');
  const [ask, setAsk] = useState(NOTHING_ASKED);
  const { share, problem } = useShare(props, ask);
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[26rem_minmax(0,1fr)]">
      <Slip title={t('share.title')} description={t('share.hint')}>
        <div className="flex flex-col gap-4">
          <Parameters ask={ask} change={(part) => setAsk({ ...ask, ...part })} />
          {problem === null ? null : <ProblemNotice problem={problem} />}
          <div>
            <div className="flex items-center justify-between gap-2">
              <h3 className="text-sm">{t('share.address')}</h3>
              <CopyButton text={share.address} name={t('share.address')} />
            </div>
            <RawText label={t('share.address')} text={share.address} />
          </div>
          <Files linkId={props.linkId} share={share} />
          <div>
            <div className="flex items-center justify-between gap-2">
              <h3 className="text-sm">{t('share.snippet')}</h3>
              <CopyButton text={share.snippet} name={t('share.snippet')} />
            </div>
            <RawText label={t('share.snippet')} text={share.snippet} />
          </div>
        </div>
      </Slip>
      <Slip
        title={t('previews')}
        description={t('previewsHint')}
        actions={
          <LinkButton href={share.address} target="_blank" rel="noopener" size="sm">
            {t('visit')}
          </LinkButton>
        }
      >
        <Previews documents={share.previews} />
      </Slip>
    </div>
  );
}
