import { hash } from 'node:crypto';

/** Ids of one generated case, one after the other: uuid v7 of a moment (ms UTC) whose random part is drawn from the seed, so that the same case always has the same. */
export function madeIds(seed: string, index: number): (at: number) => string {
  let drawn = 0;
  return (at) => {
    const random = hash('sha256', `${seed} ${index} ${(drawn += 1)}`, 'hex');
    const time = at.toString(16).padStart(12, '0');
    const variant = (8 + (Number.parseInt(random[3] ?? '0', 16) % 4)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
  };
}
