import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { contentOf, contentsOf, RandomTree, randomNumbers } from './random-tree.ts';
import { WatchBed } from './watch-bed.ts';

const ways = [
  { seed: 20261121, rounds: 25, poll: false },
  { seed: 7, rounds: 25, poll: false },
  { seed: 42, rounds: 25, poll: false },
  // Each takes as long as two looks.
  { seed: 5, rounds: 8, poll: true },
];

describe('what is heard of a tree to which anything is done', () => {
  let bed: WatchBed | undefined;
  afterEach(() => {
    bed?.dispose();
  });

  for (const { seed, rounds, poll } of ways) {
    const how = poll ? 'looked at' : 'watched';
    it(`makes a copy that is always the same (${how}, seed ${String(seed)})`, async function () {
      this.timeout(60_000);
      const copy = new Map<string, string>();
      bed = await WatchBed.open({
        paths: ['src'],
        poll,
        onNews: ({ path }) => {
          const content = contentOf(join(root, path));
          if (content === undefined) copy.delete(path);
          else copy.set(path, content);
        },
      });
      const root = bed.tree.root;
      const random = randomNumbers(seed);
      const tree = new RandomTree(join(root, 'src'), random);
      bed.tree.write({ 'src/first': '1' });
      for (let round = 0; round < rounds; round += 1) {
        for (let i = Math.floor(random() * 40); i >= 0; i -= 1) {
          tree.act();
          // Some of it happens while what came before is being looked at.
          if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
        }
        const truth = contentsOf(join(root, 'src'), 'src');
        const wrong = (): readonly string[] =>
          [...new Set([...truth.keys(), ...copy.keys()])].filter(
            (path) => truth.get(path) !== copy.get(path),
          );
        await bed
          .when(() => wrong().length === 0)
          .catch(() => {
            assert.deepEqual(wrong(), [], `after ${tree.done.join('; ')}`);
          });
        tree.done.length = 0;
      }
      assert.deepEqual(bed.errors, []);
    });
  }
});
