import { useTranslations } from 'next-intl';

const SCREENS = [
  { name: 'phone', width: 390, height: 780, scale: '[--scale:0.5]' },
  // A whole PC beside a phone's margins.
  { name: 'pc', width: 1200, height: 780, scale: '[--scale:0.22] sm:[--scale:0.375]' },
] as const;

interface FrameProps {
  title: string;
  document: string;
  screen: (typeof SCREENS)[number];
}

/** A picture of a page: it can neither be used nor run anything. */
function Frame({ title, document, screen: { width, height, scale } }: FrameProps) {
  return (
    <figure className="max-w-full space-y-1">
      <div
        className={`max-w-full overflow-hidden rounded-md border border-line ${scale}`}
        style={{ width: `calc(${width}px * var(--scale))`, height: `calc(${height}px * var(--scale))` }}
      >
        <iframe
          title={title}
          srcDoc={document}
          sandbox=""
          inert
          width={width}
          height={height}
          className="origin-top-left border-0"
          style={{ transform: 'scale(var(--scale))' }}
        />
      </div>
      <figcaption className="text-xs text-muted">{title}</figcaption>
    </figure>
  );
}

/** Both skins on a phone and a PC, as buyers would see them. */
export function Previews({ documents }: { documents: Readonly<Record<0 | 1, string>> }) {
  const t = useTranslations('quickPay');
  return (
    <div className="space-y-6">
      {([0, 1] as const).map((skin) => (
        <div key={skin} className="flex flex-wrap gap-4">
          {SCREENS.map((screen) => (
            <Frame
              key={screen.name}
              title={`${t(`field.skin${skin}`)} · ${t(`screen.${screen.name}`)}`}
              document={documents[skin]}
              screen={screen}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
