import { Image } from 'lucide-react';

interface PictureFrameProps {
  source: string | null;
  className?: string;
}

/** A product's picture, or the place of one. Its name stands beside it, so it says nothing itself. */
export function PictureFrame({ source, className = 'size-10' }: PictureFrameProps) {
  const frame = `shrink-0 rounded-sm border border-line bg-sunken ${className}`;
  if (source === null) {
    return (
      <span className={`flex items-center justify-center text-muted ${frame}`}>
        <Image size={18} aria-hidden="true" strokeWidth={1.5} />
      </span>
    );
  }
  // biome-ignore lint/performance/noImgElement: it is small already, and images are not optimised here.
  return <img src={source} alt="" loading="lazy" className={`object-cover ${frame}`} />;
}
