import type { LogRecord } from '../../../../server/src/logs/ring/contract.ts';
import { line, startMs } from './rings.ts';

/** Numbers that look random and are the same each time. */
export const randomNumbers = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const texts = [
  'INFO request served',
  'ERROR it broke',
  'WARN slow Größe',
  'DEBUG kinds of task',
  '\u001b[31mERROR\u001b[0m in colour',
  '\u001b[1mre\u001b[0mquest in two colours',
  '    at one (app.js:1:2)',
  '    at two (app.js:3:4)',
  'progress 1\rprogress 2\rrequest last',
  'Traceback (most recent call last):',
  '  File "app.py", line 3, in request',
  'ValueError: request',
  '{"level":"error","msg":"request failed"}',
  'the \u017ftreet at 300 \u212a',
  'nothing of interest',
  'just a line',
  'just another',
  '',
  'tab\tand \u0000 and \u0007',
];

/** Lines of some containers, as they might come: not all in the order of their times. */
export const randomLines = (seed: number, count: number): LogRecord[] => {
  const random = randomNumbers(seed);
  let timeMs = startMs;
  return Array.from({ length: count }, () => {
    timeMs += random(3);
    const source = ['web', 'db', 'queue'][random(3)] ?? 'web';
    const isMarker = random(60) === 0;
    const text = texts[random(texts.length)] ?? '';
    return line(isMarker ? 'restarted' : text, {
      source,
      containerId: `${source}${random(2)}`,
      stream: isMarker ? 'marker' : random(4) === 0 ? 'stderr' : 'stdout',
      timeMs: timeMs - random(4),
    });
  });
};
