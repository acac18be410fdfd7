import { picture } from '@/lib/dialects/gatepay-family';

const WARM_UP = 500;
const PICTURES = 2_000;

/** Draws the pictures of so many answers; each address is another one, as in the answers. */
function draw(count: number): void {
  for (let index = 0; index < count; index++) {
    const id = String(index).padStart(22, 'A');
    picture(`http://127.0.0.1:3000/pay/api?id=${id}&type=alipay`);
  }
}

/** Processor milliseconds that the picture of one answer costs whoever draws it, measured in this process. */
export function pictureCpuMs(): number {
  draw(WARM_UP);
  const before = process.cpuUsage();
  draw(PICTURES);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / PICTURES;
}
