'use client';

import { Button, Dropdown, Label } from '@heroui/react';
import { Languages, SunMoon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { writePreference } from '@/components/shell/write-preference';
import { THEME_COOKIE, THEMES, type Theme } from '@/lib/auth/preferences';
import { LOCALE_COOKIE, LOCALES } from '@/lib/i18n/locales';

interface PreferenceMenuProps {
  label: string;
  icon: ReactNode;
  chosen: string;
  options: readonly { id: string; label: string }[];
  onChoose: (id: string) => void;
}

function PreferenceMenu({ label, icon, chosen, options, onChoose }: PreferenceMenuProps) {
  return (
    <Dropdown>
      <Button isIconOnly variant="ghost" aria-label={label}>
        {icon}
      </Button>
      <Dropdown.Popover>
        <Dropdown.Menu
          aria-label={label}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[chosen]}
          onAction={(id) => onChoose(String(id))}
        >
          {options.map((option) => (
            <Dropdown.Item key={option.id} id={option.id} textValue={option.label}>
              <Dropdown.ItemIndicator />
              <Label>{option.label}</Label>
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

export function ThemeMenu({ theme }: { theme: Theme }) {
  const t = useTranslations('theme');
  const router = useRouter();
  return (
    <PreferenceMenu
      label={t('label')}
      icon={<SunMoon aria-hidden="true" />}
      chosen={theme}
      options={THEMES.map((id) => ({ id, label: t(id) }))}
      onChoose={(id) => {
        writePreference(THEME_COOKIE, id);
        router.refresh();
      }}
    />
  );
}

export function LanguageMenu() {
  const t = useTranslations('language');
  const locale = useLocale();
  const router = useRouter();
  return (
    <PreferenceMenu
      label={t('label')}
      icon={<Languages aria-hidden="true" />}
      chosen={locale}
      options={LOCALES.map((id) => ({ id, label: t(id) }))}
      onChoose={(id) => {
        writePreference(LOCALE_COOKIE, id);
        router.refresh();
      }}
    />
  );
}
