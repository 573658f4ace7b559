import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { instruments } from '../../../../server/src/metrics/export/otlp/instruments.ts';
import { containerFamilies } from '../../../../server/src/metrics/export/prometheus/families.ts';
import { hostFamilies } from '../../../../server/src/metrics/export/prometheus/host-families.ts';

describe('the page about metrics', () => {
  it('names all that is exported, and nothing else', async () => {
    const text = await readFile(new URL('../../../../docs/metrics.md', import.meta.url), 'utf8');
    const own = [
      'hyperbox_reloads_total',
      'hyperbox_reload_duration_seconds',
      'hyperbox_log_lines_total',
    ];
    const families = [...containerFamilies, ...hostFamilies].map(({ name }) => name);
    const named = [...text.matchAll(/`((?:container|machine|node|hyperbox)_\w+)`/g)]
      .map(([, name]) => String(name))
      .filter((name) => !name.startsWith('container_label_'));
    assert.deepEqual(named.toSorted(), [...families, ...own].toSorted());
    for (const { name } of instruments) assert.ok(text.includes(`\`${name}\``), name);
  });
});
