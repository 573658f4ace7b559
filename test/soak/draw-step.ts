import type { Random } from '../fuzz/random.ts';
import { services } from './services.ts';

/** One thing that happens; paths are relative to the workspace. */
export type Step =
  | { readonly kind: 'edit' | 'replace'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'create'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'remove' | 'mode'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'burst'; readonly paths: readonly string[] }
  | { readonly kind: 'checkout'; readonly choice: number }
  | { readonly kind: 'kill' | 'restart' | 'stop'; readonly service: string }
  | { readonly kind: 'off'; readonly steps: readonly Step[] }
  | { readonly kind: 'crash'; readonly steps: readonly Step[] }
  | { readonly kind: 'engine restart'; readonly steps: readonly Step[] };

/** What there is to choose from. */
export interface Sight {
  /** Files and links, as paths relative to the workspace. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** More of them would only make the judgement slow. */
const enough = 400;

const names = ['main.js', 'a b.txt', 'Größe.md', 'x', 'data.json', 'run.sh', '-dash', "it's"];
const folders = ['lib', 'deep/er', 'with space', 'up'];

type Draw = (random: Random, sight: Sight) => Step | undefined;

/** How often each is drawn, of all their weights. */
const draws: readonly (readonly [weight: number, Draw])[] = [
  [30, (random, { files }) => ({ kind: 'edit', path: anyOf(random, files), ...size(random) })],
  [8, (random, { files }) => ({ kind: 'replace', path: anyOf(random, files), ...size(random) })],
  [
    12,
    (random, { files }) =>
      files.length > enough ? undefined : { kind: 'create', path: fresh(random), ...size(random) },
  ],
  [8, (random, { files }) => ({ kind: 'remove', path: anyOf(random, files) })],
  [3, (random, sight) => folderStep(random, sight, 'remove')],
  [6, (random, { files }) => beside(random, anyOf(random, files))],
  [3, (random, sight) => folderStep(random, sight, 'rename')],
  [3, (random, { files }) => ({ kind: 'mode', path: anyOf(random, files) })],
  [2, (random) => ({ kind: 'link', path: fresh(random), to: random.pick(names) })],
  [
    2,
    (random, { files }) =>
      files.length > enough
        ? undefined
        : { kind: 'burst', paths: Array.from({ length: 60 }, () => fresh(random)) },
  ],
  [3, (random) => ({ kind: 'checkout', choice: random.below(1000) })],
  [2, (random) => ({ kind: 'kill', service: random.pick(services).name })],
  [2, (random) => ({ kind: 'restart', service: random.pick(services).name })],
  [1, (random) => ({ kind: 'stop', service: random.pick(services).name })],
  [1, (random, sight) => ({ kind: 'off', steps: someEdits(random, sight) })],
];
const total = draws.reduce((sum, [weight]) => sum + weight, 0);

export const drawStep = (random: Random, sight: Sight): Step => {
  for (;;) {
    let at = random.below(total);
    const [, draw] = draws.find(([weight]) => (at -= weight) < 0) ?? draws[0]!;
    const step = draw(random, sight);
    if (step !== undefined) return step;
  }
};

/** What happens while nobody watches. */
export const someEdits = (random: Random, { files }: Sight): readonly Step[] =>
  Array.from({ length: random.between(1, 6) }, () =>
    random.once(4)
      ? { kind: 'remove', path: anyOf(random, files) }
      : random.once(3)
        ? { kind: 'create', path: fresh(random), ...size(random) }
        : { kind: 'edit', path: anyOf(random, files), ...size(random) },
  );

const anyOf = (random: Random, files: readonly string[]): string =>
  files.length === 0 ? fresh(random) : random.pick(files);

const size = (random: Random): { readonly bytes: number } => ({
  bytes: random.once(30) ? 300_000 : random.once(10) ? 0 : random.between(1, 8000),
});

const fresh = (random: Random): string => {
  const { folder, ignored } = random.pick(services);
  if (ignored !== undefined && random.once(6)) return `${folder}/${ignored}`;
  const inside = random.once(2) ? `${random.pick(folders)}/` : '';
  return `${folder}/${inside}${String(random.below(40))} ${random.pick(names)}`;
};

/** To another name, now and then in another folder of the service. */
const beside = (random: Random, path: string): Step => {
  const own = services.find(({ folder }) => path.startsWith(`${folder}/`)) ?? services[0]!;
  const inside = random.once(3) ? `${random.pick(folders)}/` : '';
  const to = `${own.folder}/${inside}${String(random.below(40))} ${random.pick(names)}`;
  return { kind: 'rename', path, to };
};

const folderStep = (
  random: Random,
  { folders: found }: Sight,
  kind: 'remove' | 'rename',
): Step | undefined => {
  if (found.length === 0) return undefined;
  const path = random.pick(found);
  return kind === 'remove'
    ? { kind, path }
    : { kind, path, to: `${path} ${String(random.below(9))}` };
};
