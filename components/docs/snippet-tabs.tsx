'use client';

import { Tabs } from '@heroui/react';
import { CodeBlock } from '@/components/docs/code-block';
import type { Snippet } from '@/components/docs/views';

/** The same program in several languages. */
export function SnippetTabs({ label, snippets }: { label: string; snippets: readonly Snippet[] }) {
  return (
    <Tabs variant="secondary">
      <Tabs.ListContainer>
        <Tabs.List aria-label={label}>
          {snippets.map(({ language, label: name }) => (
            <Tabs.Tab key={language} id={language} className="px-2 whitespace-nowrap">
              {name}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      {snippets.map(({ language, label: name, code }) => (
        <Tabs.Panel key={language} id={language} className="px-0 pt-3">
          <CodeBlock title={`${label} · ${name}`} code={code} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
