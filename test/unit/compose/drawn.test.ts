import assert from 'node:assert/strict';
import { drawnCases } from '../../conformance/compose/differential/cases.ts';
import { disagreement } from '../../conformance/compose/differential/differential.ts';
import { inFolder, loadOurs, withFolder } from '../../conformance/compose/differential/project.ts';
import { readRecorded } from '../../conformance/compose/differential/recorded.ts';

/** Every rule and syntax, with what Docker Compose answered when the cases were recorded. */
describe('drawn compose projects, as Docker Compose reads them', function () {
  this.timeout(60_000);
  const groups = Map.groupBy(drawnCases(), ({ id }) => id.replace(/ \d+( as .*)?$|:.*$/, ''));
  for (const [group, cases] of groups) {
    it(`${group} (${cases.length})`, async () => {
      const recorded = await readRecorded();
      const wrong: string[] = [];
      for (const each of cases) {
        const answer = recorded[each.id];
        const what = await inFolder(each, async (folder) => {
          const ours = await loadOurs(each, folder);
          if (answer === undefined) return undefined;
          return disagreement(
            ours,
            answer === null ? { refused: '' } : { config: withFolder(answer, folder) },
          );
        });
        if (what !== undefined) wrong.push(`${each.id}: ${what}`);
      }
      assert.deepEqual(wrong, []);
    });
  }
});
