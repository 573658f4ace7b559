import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { promtool } from '../../support/prometheus.ts';

const run = promisify(execFile);
const file = new URL('../../../docs/grafana/hyperbox.json', import.meta.url);

/** What Grafana puts in the place of its variables, or something of that kind. */
const withoutVariables = (expression: string): string =>
  expression.replaceAll(/\$__(rate_interval|interval|range)/g, '1m').replaceAll(/\$\w+/g, '.*');

/** Needs Prometheus' own parser: Debian has it in the package `prometheus`. */
describe('the Grafana dashboard, read by promtool', () => {
  before(async function () {
    const isThere = await run(promtool, ['--version']).then(Boolean, () => false);
    if (isThere) return;
    console.log('    There is no promtool: PromQL is not checked.');
    this.skip();
  });

  it('asks in PromQL', async () => {
    const text = await readFile(file, 'utf8');
    const expressions = [...text.matchAll(/"expr": (".*")/g)].map(
      ([, quoted]) => JSON.parse(String(quoted)) as string,
    );
    assert.ok(expressions.length > 20);
    const rules = expressions.map((expr, index) => ({
      record: `rule_${String(index)}`,
      expr: withoutVariables(expr),
    }));
    const folder = await mkdtemp(join(tmpdir(), 'hyperbox-rules-'));
    try {
      const path = join(folder, 'rules.json');
      await writeFile(path, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
      const { stdout } = await run(promtool, ['check', 'rules', path]);
      assert.match(stdout, new RegExp(`${String(rules.length)} rules found`));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
