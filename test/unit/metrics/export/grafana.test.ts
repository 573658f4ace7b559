import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createPages } from '../../../../server/src/metrics/export/prometheus/pages.ts';
import { parsePage } from '../../../support/prometheus.ts';
import { aReading } from './a-reading.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

interface Dashboard {
  readonly id: null;
  readonly uid: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] };
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly definition?: string }[];
  };
}

const file = new URL('../../../../docs/grafana/hyperbox.json', import.meta.url);

describe('the Grafana dashboard', () => {
  let dashboard: Dashboard;
  let expressions: readonly string[];
  before(async () => {
    dashboard = JSON.parse(await readFile(file, 'utf8')) as Dashboard;
    expressions = [
      ...dashboard.panels.flatMap(({ targets }) => (targets ?? []).map(({ expr }) => expr)),
      ...dashboard.annotations.list.flatMap(({ expr }) => expr ?? []),
    ];
  });

  it('asks for no metric and no label that is not served', async () => {
    const pages = createPages();
    pages.count({ project: 'shop', service: 'web', outcome: 'done', seconds: 1 });
    const totals = { someUs: 1, fullUs: 1 };
    const pressure = { cpu: totals, memory: totals, io: totals };
    const host = { cpus: 1, memoryBytes: 1, pressure };
    const text = await pages.render({ containers: [aReading()], host });
    const page = await parsePage(text);
    const served = new Set(page.names.flatMap((name) => [name, `${name}_bucket`]));
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
    const asked = [
      ...expressions,
      ...dashboard.templating.list.flatMap(({ definition }) => definition ?? []),
    ].flatMap((each) => each.match(/\b(container|machine|node|hyperbox)_\w+/g) ?? []);
    assert.ok(asked.length > 20);
    assert.deepEqual(
      asked.filter((name) => !served.has(name) && !labels.has(name)),
      [],
    );
  });

  it('is one that Grafana 10 reads: panels in a grid of 24, that do not overlap', () => {
    assert.equal(dashboard.id, null);
    assert.ok(dashboard.schemaVersion >= 36 && dashboard.schemaVersion <= 39);
    const { panels } = dashboard;
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    const taken = new Set<string>();
    for (const { gridPos, title } of panels) {
      assert.ok(gridPos.x + gridPos.w <= 24, title);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          assert.ok(!taken.has(`${x},${y}`), `${title} covers another`);
          taken.add(`${x},${y}`);
        }
      }
    }
    assert.deepEqual(
      dashboard.templating.list.map(({ name }) => name),
      ['datasource', 'project', 'service'],
    );
  });
});
