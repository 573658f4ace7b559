import assert from 'node:assert/strict';
import type { ReloadAction } from '#shared/protocol/reload';
import { planReload } from '../../../server/src/reload/plan.ts';
import type { ReloadRule } from '../../../server/src/reload/rules/rule.ts';
import { Random } from '../../fuzz/random.ts';
import type { FileChange } from '../../../server/src/reload/change.ts';

/** A rule of `web` for all below `/p`. */
const rule = (action: ReloadAction, fields: Partial<ReloadRule> = {}): ReloadRule => {
  const path = fields.path ?? '/p';
  return {
    ...{ service: 'web', action, path, initialSync: false, origin: 'develop', why: '', except: [] },
    covers: (file) => file === path || file.startsWith(`${path}/`),
    mayCoverIn: () => true,
    ...fields,
  };
};
const sync = (target: string, fields: Partial<ReloadRule> = {}): ReloadRule =>
  rule('sync', { target, ...fields });
const written = (...paths: readonly string[]): FileChange[] =>
  paths.map((path) => ({ path, kind: 'written' }));
const running = new Set(['web', 'api']);
const plan = (rules: readonly ReloadRule[], changes: readonly FileChange[]) =>
  planReload({ rules, changes, running }).get('web');

describe('what changes ask of services', () => {
  it('nothing of a service that is not up, nor of one that no rule is about', () => {
    const rules = [rule('restart'), rule('restart', { service: 'off' })];
    const planned = planReload({ rules, changes: written('/p/a', '/q/b'), running });
    assert.deepEqual([...planned.keys()], ['web']);
    assert.deepEqual(planned.get('web')?.files, ['/p/a']);
  });

  it('both of two services that share a path', () => {
    const rules = [sync('/a'), sync('/b', { service: 'api' })];
    const planned = planReload({ rules, changes: written('/p/x'), running });
    assert.deepEqual(
      [...planned].map(([name, { sync }]) => [name, sync.map(({ target }) => target)]),
      [
        ['web', ['/a/x']],
        ['api', ['/b/x']],
      ],
    );
  });

  it('a burst is one plan, and its heaviest part names it', () => {
    const rules = [
      rule('rebuild', { path: '/p/lock', origin: 'build' }),
      rule('recreate', { path: '/p/.env', origin: 'definition' }),
      rule('sync+restart', { path: '/p/src', target: '/app', origin: 'build' }),
      rule('restart', { path: '/p/conf', origin: 'bind' }),
      rule('none', { path: '/p/own', origin: 'bind' }),
    ];
    const parts = (...files: string[]) => {
      const found = plan(rules, written(...files.map((file) => `/p/${file}`)));
      return (
        found && [
          found.action,
          ...(['recreate', 'rebuild', 'restart'] as const).filter((key) => found[key]),
          found.sync.length,
        ]
      );
    };
    assert.deepEqual(parts('src/a', 'src/b'), ['sync+restart', 'restart', 2]);
    assert.deepEqual(parts('conf/a'), ['restart', 'restart', 0]);
    assert.deepEqual(parts('conf/a', 'src/a'), ['sync+restart', 'restart', 1]);
    assert.deepEqual(parts('src/a', '.env'), ['recreate', 'recreate', 'restart', 1]);
    // For a build that changes nothing.
    assert.deepEqual(parts('src/a', 'lock'), ['rebuild', 'rebuild', 'restart', 1]);
    assert.deepEqual(parts('.env', 'lock'), ['rebuild', 'recreate', 'rebuild', 0]);
    assert.deepEqual(parts('own/a'), ['none', 0]);
    assert.deepEqual(parts('other'), undefined);
  });

  it('what a process sees to itself is no file of another action', () => {
    const rules = [
      rule('none', { path: '/p/own', origin: 'bind' }),
      rule('restart', { path: '/p/conf', origin: 'bind' }),
    ];
    const found = plan(rules, written('/p/own/a', '/p/conf/b'));
    assert.deepEqual(found?.files, ['/p/conf/b']);
    assert.deepEqual(found.rules, [rules[1]]);
  });

  it('a target is written once, as the last change of it says', () => {
    const found = plan(
      [sync('/app'), sync('/app/x', { path: '/p/x' })],
      [
        { path: '/p/x/a', kind: 'written' },
        { path: '/p/b', kind: 'written' },
        { path: '/p/x/a', kind: 'removed' },
      ],
    );
    assert.deepEqual(found?.sync, [
      { path: '/p/b', kind: 'written', target: '/app/b' },
      { path: '/p/x/a', kind: 'removed', target: '/app/x/a' },
    ]);
  });

  it('each rule’s command runs once', () => {
    const exec = { command: ['app', 'reload'] };
    const rules = [
      rule('sync+exec', { target: '/a', exec }),
      rule('sync+exec', { target: '/b', exec: { command: ['other'] }, path: '/p/x' }),
      rule('sync+exec', { target: '/c', path: '/p/x' }),
    ];
    const found = plan(rules, written('/p/x/a', '/p/x/b', '/p/c'));
    assert.deepEqual(found?.exec, [exec, { command: ['other'] }]);
    assert.equal(found.action, 'sync+exec');
  });

  describe('of a folder', () => {
    const folder = (path: string, kind: FileChange['kind'] = 'written'): FileChange => ({
      ...{ path, kind },
      isFolder: true,
    });

    it('its copies, and nothing else', () => {
      const exec = { command: ['app', 'reload'] };
      const rules = [
        rule('sync+restart', { target: '/a' }),
        rule('sync+exec', { target: '/b', exec }),
        rule('restart'),
        rule('rebuild'),
      ];
      const found = plan(rules, [folder('/p/x'), folder('/p/y', 'removed')]);
      assert.deepEqual(
        { ...found, rules: found?.rules.length },
        {
          ...{ action: 'sync', recreate: false, rebuild: false, restart: false, exec: [] },
          sync: ['/a', '/b']
            .map((target) => ({ ...folder('/p/x'), target: `${target}/x` }))
            .concat(
              ['/a', '/b'].map((target) => ({
                ...folder('/p/y', 'removed'),
                target: `${target}/y`,
              })),
            )
            .sort((a, b) => a.path.localeCompare(b.path)),
          files: ['/p/x', '/p/y'],
          rules: 2,
        },
      );
    });

    it('nothing where nothing is copied, nor of the folder that is copied itself', () => {
      for (const action of ['restart', 'rebuild', 'recreate', 'none'] as const) {
        assert.equal(plan([rule(action)], [folder('/p/x')]), undefined, action);
      }
      assert.equal(plan([sync('/a')], [folder('/p', 'removed')]), undefined);
    });

    it('nothing by itself when what comes or goes in it is copied', () => {
      const changes = [
        ...[folder('/p/x'), folder('/p/x/y'), ...written('/p/x/y/file')],
        ...[folder('/p/z', 'removed'), { path: '/p/z/file', kind: 'removed' } as const],
        ...[folder('/p/x/empty'), folder('/p/both'), folder('/p/both/empty')],
      ];
      assert.deepEqual(plan([sync('/a')], changes)?.files, [
        '/p/x/y/file',
        '/p/z/file',
        '/p/x/empty',
        '/p/both/empty',
      ]);
    });

    it('its copy beside what files ask for', () => {
      const rules = [rule('sync+restart', { target: '/a' })];
      const found = plan(rules, [folder('/p/x'), ...written('/p/file')]);
      assert.deepEqual([found?.action, found?.sync.length], ['sync+restart', 2]);
      const own = [
        rule('none', { path: '/p/own', origin: 'bind' }),
        sync('/a', { path: '/p/src' }),
      ];
      const both = plan(own, [folder('/p/src/x'), ...written('/p/own/file')]);
      assert.deepEqual([both?.action, both?.files], ['sync', ['/p/src/x']]);
    });
  });

  it('the first derived rule decides', () => {
    const rules = [
      rule('none', { path: '/p/a', origin: 'bind' }),
      rule('restart', { origin: 'bind' }),
      rule('sync', { origin: 'build', target: '/app' }),
    ];
    assert.equal(plan(rules, written('/p/a/x'))?.action, 'none');
    assert.equal(plan(rules, written('/p/b'))?.action, 'restart');
  });

  it('never throws, and asks only for what rules say, whatever paths there are', () => {
    const random = new Random(20261121);
    const names = ['a', 'b', '.git', '..', '', 'ä ö', '*', '[', '\\', 'package.json', '~', '#x#'];
    const path = (): string =>
      `/${Array.from({ length: 1 + random.below(4) }, () => random.pick(names)).join('/')}`;
    const actions = [
      'none',
      'sync',
      'sync+exec',
      'sync+restart',
      'restart',
      'recreate',
      'rebuild',
    ] as const;
    const origins = ['develop', 'definition', 'bind', 'file-object', 'build'] as const;
    for (let round = 0; round < 2000; round += 1) {
      const rules = Array.from({ length: random.below(6) }, () =>
        rule(random.pick(actions), {
          path: path(),
          service: random.pick(['web', 'api', 'off', '__proto__']),
          origin: random.pick(origins),
          ...(random.below(2) === 0 && { target: path() }),
        }),
      );
      const changes = Array.from({ length: random.below(5) }, (): FileChange => ({
        path: path(),
        kind: random.below(2) === 0 ? 'written' : 'removed',
      }));
      const up = new Set(['web', 'api', '__proto__']);
      for (const [name, found] of planReload({ rules, changes, running: up })) {
        assert.ok(up.has(name));
        assert.ok(found.rules.every(({ service }) => service === name));
        assert.ok(found.files.length > 0);
        assert.ok(found.sync.every(({ target }) => target.startsWith('/')));
        const targets = found.sync.map(({ target }) => target);
        assert.equal(new Set(targets).size, targets.length);
      }
    }
  });
});
