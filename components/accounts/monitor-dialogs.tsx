'use client';

import { Button } from '@heroui/react';
import { Plus, QrCode, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FORWARDER_BODY } from '@/components/accounts/forwarder-body';
import { SecretList } from '@/components/settings/secret-list';
import { ActionButton } from '@/components/ui/action-button';
import { Choice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { type QrDrawing, QrPicture } from '@/components/ui/qr-picture';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { MonitorView } from '@/lib/core/accounts';

export interface Pairing {
  /** `host[:port]/key`, as the monitor app wants it. */
  readonly text: string;
  readonly host: string;
  readonly qr: QrDrawing;
  readonly key: string;
  /** Where SmsForwarder and programs of one's own send to. */
  readonly forwardUrl: string;
  readonly apiUrl: string;
}

const KINDS = ['vmq', 'forwarder', 'own'] as const;
type Kind = (typeof KINDS)[number];

export function AddMonitorDialog({ action }: { action: Action<null> }) {
  const t = useTranslations('monitors');
  const trigger = (
    <Button variant="outline">
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <FormDialog trigger={trigger} title={t('addTitle')} size="sm" action={action} submitLabel={t('add')}>
      <Field name="name" label={t('name')} hint={t('nameHint')} autoComplete="off" isRequired />
    </FormDialog>
  );
}

function AppPairing({ pairing }: { pairing: Pairing }) {
  const t = useTranslations('monitors');
  return (
    <>
      <div className="flex justify-center">
        <QrPicture drawing={pairing.qr} label={t('pairQr')} />
      </div>
      <div className="flex items-center justify-between gap-2 rounded-sm bg-sunken p-2">
        <code className="min-w-0 font-mono text-xs break-all">{pairing.text}</code>
        <CopyButton text={pairing.text} name={t('pairText')} />
      </div>
      <p className="text-muted">{t('pairHttp', { host: pairing.host })}</p>
    </>
  );
}

function ForwarderBody() {
  const t = useTranslations('monitors');
  return (
    <>
      <div className="space-y-1">
        <p>{t('forwarderBody')}</p>
        <div className="flex items-center justify-between gap-2 rounded-sm bg-sunken p-2">
          <code className="min-w-0 font-mono text-xs break-all">{FORWARDER_BODY}</code>
          <CopyButton text={FORWARDER_BODY} name={t('forwarderBody')} />
        </div>
      </div>
      <p className="text-muted">{t('forwarderNames')}</p>
      <p className="text-muted">{t('forwarderBeat')}</p>
    </>
  );
}

function WaysIn({ kind, monitorId, pairing }: { kind: Kind; monitorId: number; pairing: Pairing }) {
  const t = useTranslations('monitors');
  if (kind === 'vmq') return <AppPairing pairing={pairing} />;
  const address = { label: t('address'), text: kind === 'own' ? pairing.apiUrl : pairing.forwardUrl };
  const key = { label: t('key'), text: pairing.key };
  const lines =
    kind === 'own' ? [address, { label: t('number'), text: String(monitorId) }, key] : [address, key];
  return (
    <>
      <SecretList lines={lines} />
      {kind === 'forwarder' ? <ForwarderBody /> : null}
    </>
  );
}

function PairingSteps({ monitorId, action }: { monitorId: number; action: Action<Pairing> }) {
  const t = useTranslations('monitors');
  const [kind, setKind] = useState<Kind>('vmq');
  const [pairing, setPairing] = useState<Pairing | null>(null);
  const { run, isPending, problem } = useAction(action, setPairing);
  const names = { vmq: t('kindVmq'), forwarder: t('kindForwarder'), own: t('kindOwn') };
  const steps = { vmq: t('pairSteps'), forwarder: t('forwarderSteps'), own: t('ownSteps') };
  return (
    <div className="flex flex-col gap-4">
      <Choice
        label={t('kind')}
        options={KINDS.map((id) => ({ id, label: names[id] }))}
        value={kind}
        onChange={(id) => setKind(KINDS.find((one) => one === id) ?? 'vmq')}
      />
      <p>{steps[kind]}</p>
      {pairing === null ? (
        <>
          <Notice kind="attention">
            <p>{t('pairSecret')}</p>
          </Notice>
          {problem === null ? null : <ProblemNotice problem={problem} />}
          <Button isPending={isPending} onPress={() => run({ monitorId })}>
            {kind === 'vmq' ? t('pairShow') : t('showKey')}
          </Button>
        </>
      ) : (
        <WaysIn kind={kind} monitorId={monitorId} pairing={pairing} />
      )}
    </div>
  );
}

export function PairingDialog({ monitor, action }: { monitor: MonitorView; action: Action<Pairing> }) {
  const t = useTranslations('monitors');
  const trigger = (
    <Button variant="outline" size="sm" aria-label={`${t('pair')} ${monitor.name}`}>
      <QrCode aria-hidden="true" />
      {t('pair')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('pairTitle', { name: monitor.name })} size="sm">
      {() => <PairingSteps monitorId={monitor.id} action={action} />}
    </Dialog>
  );
}

export function RemoveMonitorButton({ monitor, action }: { monitor: MonitorView; action: Action<null> }) {
  const t = useTranslations('monitors');
  return (
    <ActionButton
      action={action}
      input={{ monitorId: monitor.id }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      size="sm"
      confirm={{ title: t('removeTitle', { name: monitor.name }), text: t('removeText') }}
    />
  );
}
