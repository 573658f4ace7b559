import { setImmediate as nextTurn } from 'node:timers/promises';
import { line, openRings } from './rings.ts';

/** Appends numbered lines from a number on until it is killed, and tells up to where it has flushed. */
const [folder = '', from = '0'] = process.argv.slice(2);
const rings = openRings(folder, { ringBytes: 4 * 1024 * 1024 });
const ring = await rings.open('shop');
for (let n = Number(from); ; n++) {
  ring.append(line(`${n} ${'x'.repeat(n % 300)}`));
  if (n % 997 === 0) {
    await ring.flush();
    process.send?.(n);
  }
  if (ring.isBehind) await ring.drained();
  // Lets what waits be written by itself, in the middle of things.
  if (n % 1000 === 500) await nextTurn();
}
