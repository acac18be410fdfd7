'use client';

import { Button } from '@heroui/react';
import { ScanLine } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { FeeLine, isShort } from '@/components/sessions/fee-line';
import type { Fee, LogonVerbs, ScanChoice } from '@/components/sessions/logon-news';
import { LogonProgress } from '@/components/sessions/logon-progress';
import { ActionForm } from '@/components/ui/action-form';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

export interface OfflineOne extends ScanChoice {
  readonly sessionId: number;
  readonly label: string;
}

interface ScanDialogProps {
  choices: readonly ScanChoice[];
  fee: Fee;
  verbs: LogonVerbs;
  /** The offline session that is to be logged on again. */
  session?: OfflineOne;
}

interface StepProps extends ScanDialogProps {
  onStarted: (logonId: number) => void;
  close: () => void;
}

function StartStep({ choices, fee, verbs, session, onStarted, close }: StepProps) {
  const t = useTranslations('sessions');
  const common = useTranslations('common');
  const names = useTranslations('payType');
  const [chosen, setChosen] = useState('0');
  const choice = session ?? choices[Number(chosen)] ?? choices[0];
  const fixed =
    session === undefined
      ? { channel: choice?.channel, type: choice?.type }
      : { channel: session.channel, type: session.type, label: session.label, sessionId: session.sessionId };
  const options = choices.map(({ type }, at) => ({ id: String(at), label: names(type) }));
  const back = (
    <Button variant="outline" onPress={close}>
      {common('cancel')}
    </Button>
  );
  const lines = (
    <>
      <FeeLine fee={fee} />
      <Notice kind="attention" title={t('privacyTitle')}>
        <p>{t('privacyText')}</p>
      </Notice>
    </>
  );
  if (isShort(fee)) {
    return (
      <div className="flex flex-col gap-4">
        {lines}
        <div className="flex justify-end">{back}</div>
      </div>
    );
  }
  return (
    <ActionForm
      action={verbs.start}
      fixed={fixed}
      refreshes={false}
      submitLabel={t('start')}
      onDone={({ logonId }) => onStarted(logonId)}
      secondary={back}
    >
      {session === undefined ? (
        <>
          <Choice label={t('wallet')} options={options} value={chosen} onChange={setChosen} />
          <Field name="label" label={t('label')} hint={t('labelHint')} autoComplete="off" isRequired />
        </>
      ) : (
        <p>{t('againText')}</p>
      )}
      {lines}
    </ActionForm>
  );
}

/**
 * Scans an account online, new or once more: start, stages, code, end. Closing it gives a log-on up that is under way; the
 * page is read again only then, because the card that holds this dialog may stand in another list by now.
 */
export function ScanDialog(props: ScanDialogProps) {
  const { verbs, session } = props;
  const t = useTranslations('sessions');
  const router = useRouter();
  const [logonId, setLogonId] = useState<number | null>(null);
  const openLogon = useRef<number | null>(null);
  const begin = (id: number) => {
    openLogon.current = id;
    setLogonId(id);
  };
  const leave = async () => {
    const underWay = openLogon.current;
    openLogon.current = null;
    setLogonId(null);
    if (underWay !== null) await verbs.cancel({ logonId: underWay });
    if (logonId !== null) router.refresh();
  };
  const name = session === undefined ? t('scan') : t('again');
  const trigger = (
    <Button
      variant={session === undefined ? 'primary' : 'outline'}
      size={session === undefined ? 'md' : 'sm'}
      aria-label={session === undefined ? name : `${name} ${session.label}`}
    >
      <ScanLine aria-hidden="true" />
      {name}
    </Button>
  );
  const title = session === undefined ? t('scanTitle') : t('againTitle', { label: session.label });
  return (
    <Dialog trigger={trigger} title={title} size="sm" onClosed={() => void leave()}>
      {(close) =>
        logonId === null ? (
          <StartStep {...props} onStarted={begin} close={close} />
        ) : (
          <LogonProgress
            key={logonId}
            logonId={logonId}
            fee={props.fee}
            verbs={verbs}
            onOver={() => {
              openLogon.current = null;
            }}
            startOver={() => setLogonId(null)}
            close={close}
          />
        )
      }
    </Dialog>
  );
}
