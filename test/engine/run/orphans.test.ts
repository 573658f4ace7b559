import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

const project = 'hbrun-orphans';

describe('containers of a service that left the file', function () {
  this.timeout(60_000);
  let bed: Bed;
  const work = () => ({ signal: AbortSignal.timeout(30_000), progress: () => undefined });

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const [web, old] = [`${project}-web-1`, `${project}-old-1`];
  const both = modelOf(project, { web: sleeper(), old: sleeper() });
  const one = modelOf(project, { web: sleeper() });
  const names = async () => Object.keys(await bed.containers(project)).sort();

  it('are named by a start and left alone', async () => {
    await bed.start(both);
    assert.deepEqual((await bed.start(one)).orphans, [old]);
    assert.deepEqual(await names(), [old, web]);
  });

  it('go when a start is told so, and what they hold is free for the others', async () => {
    const ports = [{ target: 80, published: '27620' }];
    await bed.start(modelOf(project, { web: sleeper(), old: sleeper({ ports }) }));
    const result = await bed.start(modelOf(project, { web: sleeper({ ports }) }), {
      removeOrphans: true,
    });
    assert.deepEqual([result.orphans, result.remaps], [[], []]);
    assert.deepEqual(await names(), [web]);
  });

  it('go by themselves when that is asked for', async () => {
    await bed.start(both);
    assert.deepEqual(await bed.runner.removeOrphans(one, work()), [old]);
    assert.deepEqual(await names(), [web]);
  });

  it('stay when the project goes, unless told otherwise', async () => {
    await bed.start(both);
    const target = { project, model: one };
    await bed.runner.down(target, { volumes: false, removeOrphans: false }, work());
    assert.deepEqual(await names(), [old]);
    await bed.runner.down(target, { volumes: false, removeOrphans: true }, work());
    assert.deepEqual(await names(), []);
  });

  it('are none when only their profile is not active', async () => {
    await bed.start(both);
    const inactive = modelOf(
      project,
      { web: sleeper() },
      { disabledServices: { old: sleeper({ profiles: ['extra'] }) } },
    );
    assert.deepEqual((await bed.start(inactive)).orphans, []);
  });
});
