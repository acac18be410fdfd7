import { plate } from '@/components/theme/tokens';

const QUIET_MODULES = 4;

export interface QrDrawing {
  /** Modules along one side, without the quiet zone. */
  readonly size: number;
  /** The dark modules as one SVG path. */
  readonly path: string;
}

/** A QR code, black on its own white plate in every theme. */
export function QrPicture({ drawing, label }: { drawing: QrDrawing; label: string }) {
  const side = drawing.size + 2 * QUIET_MODULES;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-60 rounded-md"
    >
      <rect x={-QUIET_MODULES} y={-QUIET_MODULES} width={side} height={side} fill={plate.paper} />
      <path d={drawing.path} fill={plate.modules} />
    </svg>
  );
}
