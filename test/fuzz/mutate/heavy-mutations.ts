import { splice, type SpotMutation } from './mutation.ts';
import { columnOf, setValue } from './spots.ts';

/** What makes much of little, to exhaust time, memory or the stack. */
export const heavyMutations: Readonly<Record<string, SpotMutation>> = {
  multiplyEntry: (text, { from, end }, { random }) => {
    const entry = text.slice(from, end).slice(0, 2000);
    const indent = ' '.repeat(columnOf(text, from));
    const copies = Array.from(
      { length: random.between(2, 200) },
      (_, index) => `${indent}n${index}${entry.trimEnd()}`,
    );
    return splice(text, end, end, `\n${copies.join('\n')}\n`);
  },
  toMany: (text, spot, { random }) =>
    setValue(
      text,
      spot,
      `[${Array.from({ length: random.between(10, 1500) }, (_, index) => `"${index}:${index}"`).join(', ')}]`,
    ),
  deepFlow: (text, spot, { random }) =>
    setValue(text, spot, nested(random.pick([20, 150, 201, 600, 2500]), '[', ']')),
  deepMapping: (text, spot, { random }) =>
    setValue(text, spot, nested(random.pick([20, 150, 201, 600]), '{a: ', '}')),
  deepReference: (text, spot, { random }) =>
    setValue(text, spot, `"${nested(random.pick([20, 150, 600, 3000]), '${A:-', '}')}"`),
  longText: (text, spot, { random }) =>
    setValue(
      text,
      spot,
      random
        .pick(['a', '$', '${', 'a:', '"', "'", '\\', '- ', '1', '1h', ':', '='])
        .repeat(random.pick([100, 5000, 40_000])),
    ),
  aliasBomb: (text, spot, { random }) =>
    `${bomb(random.between(2, 12), random.between(2, 12))}\n${setValue(text, spot, '*b1')}`,
};

const nested = (depth: number, open: string, close: string): string =>
  `${open.repeat(depth)}x${close.repeat(depth)}`;

const bomb = (levels: number, width: number): string =>
  [
    'x-bomb:',
    `  - &b0 [${Array.from({ length: width }, () => 'x').join()}]`,
    ...Array.from(
      { length: levels },
      (_, index) =>
        `  - &b${index + 1} [${Array.from({ length: width }, () => `*b${index}`).join()}]`,
    ),
  ].join('\n');
