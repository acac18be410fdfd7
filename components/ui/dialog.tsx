'use client';

import { Modal } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';

export interface DialogProps {
  /** The button that opens it. */
  trigger: ReactNode;
  title: string;
  size?: 'sm' | 'md' | 'lg';
  /** False while something stands in it that cannot be shown again. */
  isDismissable?: boolean;
  onClosed?: () => void;
  children: (close: () => void) => ReactNode;
}

/** A dialog and the button that opens it; its content starts afresh each time. */
export function Dialog({
  trigger,
  title,
  size = 'md',
  isDismissable = true,
  onClosed,
  children,
}: DialogProps) {
  const t = useTranslations('common');
  const [isOpen, setOpen] = useState(false);
  const turn = (willOpen: boolean) => {
    setOpen(willOpen);
    if (!willOpen) onClosed?.();
  };
  return (
    <Modal isOpen={isOpen} onOpenChange={turn}>
      {trigger}
      <Modal.Backdrop isDismissable={isDismissable} isKeyboardDismissDisabled={!isDismissable}>
        <Modal.Container size={size} scroll="outside">
          <Modal.Dialog>
            <Modal.CloseTrigger aria-label={t('close')} />
            <Modal.Header>
              <Modal.Heading className="pe-8">{title}</Modal.Heading>
            </Modal.Header>
            <Modal.Body className="pt-2 text-ink">{children(() => turn(false))}</Modal.Body>
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}
