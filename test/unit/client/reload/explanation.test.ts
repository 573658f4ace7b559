import assert from 'node:assert/strict';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import { explanation } from '../../../../client/src/reload/explanation.ts';
import { ruleLines } from '../../../../client/src/reload/rule-lines.ts';
import { aProject, aService } from '../items.ts';

const rule = (special: Partial<ReloadRuleItem> = {}): ReloadRuleItem => ({
  service: 'web',
  action: 'sync+restart',
  path: '/home/me/shop/web/src',
  target: '/app/src',
  origin: 'develop',
  why: 'develop.watch says so',
  except: ['node_modules/ (.dockerignore)'],
  declaredAt: { path: '/home/me/shop/compose.yaml', line: 12 },
  ...special,
});

const project = aProject({
  services: [aService({ autoRestart: true }), aService({ name: 'db' })],
});
const explain = (rules: readonly ReloadRuleItem[]): string =>
  explanation({ project, rules, linkTo: ({ path, line }) => `${path}#L${String(line)}` });

describe('the explanation of reload rules', () => {
  it('has a table for each service: path, what happens, why, where that is written, what is excepted', () => {
    const text = explain([rule()]);
    assert.ok(
      text.includes(
        '| `./web/src` → `/app/src` | copied into the container, then the service restarts | ' +
          'develop.watch says so [`./compose.yaml:12`](</home/me/shop/compose.yaml#L12>) ' +
          '<br>But not: `node_modules/ (.dockerignore)` |',
      ),
      text,
    );
    assert.match(text, /## web\n\nAuto restart on save is on/);
  });

  it('says of a service without files that a save does nothing', () => {
    assert.match(explain([]), /## db\n\nAuto restart on save is off\.\n\nIt uses no file/);
  });

  it('takes nothing of what it is given for Markdown', () => {
    const text = explain([
      rule({ path: '/home/me/shop/a|b`c', why: '[x](http://evil) | *bold* <b>', except: [] }),
    ]);
    const line = text.split('\n').find((one) => one.includes('evil')) ?? '';
    assert.ok(line.startsWith('| `` ./a\\|b`c `` → '), line);
    assert.ok(line.includes('\\[x\\](http://evil) \\| \\*bold\\* \\<b\\>'), line);
  });
});

describe('the lines of rules in a tooltip', () => {
  it('say what happens to which path, and how many more there are', () => {
    const options = { directory: '/home/me/shop', named: true };
    assert.deepEqual(ruleLines([rule()], options), ['web ./web/src: sync+restart']);
    const many = Array.from({ length: 12 }, () => rule());
    assert.equal(ruleLines(many, options).length, 9);
    assert.equal(ruleLines(many, { ...options, named: false }).at(-1), '4 more');
  });
});
