import assert from 'node:assert/strict';
import type { ContainerItem } from '#shared/protocol/inventory';
import { adviseOn } from '../../../../../server/src/compose/advice/index.ts';
import { folder, loadText } from '../../load-text.ts';
import { containerOf } from '../../run/model.ts';
import { assertAdvice } from '../draw-advice.ts';
import { drawnEngine } from '../draw-engine.ts';

const text = `
services:
  a:
    image: nginx:1
  b:
    image: nginx:1
`;

/** Running containers that were made from what the text says. */
const madeFrom = async (
  source: string,
  more: Partial<ContainerItem> = {},
): Promise<readonly ContainerItem[]> => {
  const { model } = await loadText(source);
  assert(model !== undefined);
  return Object.entries(model.services).map(([name, declared]) =>
    containerOf(name, declared, {
      networks: [`${model.name}_default`],
      labels: { 'com.docker.compose.image': 'sha256:nginx:1' },
      compose: { project: model.name, service: name, number: 1, oneOff: false },
      ...more,
    }),
  );
};

const images = { 'nginx:1': {}, 'nginx:2': {} };

describe('advice container-differs', () => {
  it('tells of a running container that was made from something else', async () => {
    const containers = await madeFrom(text);
    await assertAdvice('container-differs', text, { engine: { containers, images } });
    await assertAdvice(
      'container-differs',
      `
services:
  a:
  ^ container-differs
    image: nginx:2
  b:
    image: nginx:1
`,
      { engine: { containers, images } },
    );
  });

  it('tells of one that runs an older image of the same name', async () => {
    const containers = await madeFrom(text);
    await assertAdvice(
      'container-differs',
      `
services:
  a:
  ^ container-differs
    image: nginx:1
  b:
  ^ container-differs
    image: nginx:1
`,
      { engine: { containers, images: { 'nginx:1': { id: 'sha256:newer' } } } },
    );
  });

  it('leaves those alone that do not run, and one-off ones', async () => {
    const stopped = await madeFrom(text, { status: 'exited' });
    const changed = text.replaceAll('nginx:1', 'nginx:2');
    await assertAdvice('container-differs', changed, { engine: { containers: stopped, images } });
    const project = folder.slice(1);
    const oneOff = await madeFrom(text, {
      compose: { project, service: 'a', number: 1, oneOff: true },
    });
    await assertAdvice('container-differs', changed, { engine: { containers: oneOff, images } });
  });

  it('names the attributes that differ, but not what is in the environment', async () => {
    const containers = await madeFrom(text);
    const { model, root } = await loadText(
      text.replace('image: nginx:1', 'image: nginx:2\n    environment: { PASSWORD: two }'),
    );
    assert(model !== undefined && root !== undefined);
    const engine = drawnEngine({
      ...{ containers, images },
      madeFrom: {
        'id-a-1': { Config: { Image: 'nginx:1', Env: ['PASSWORD=one'] }, HostConfig: {} },
      },
    });
    const facts = {
      engine,
      files: { kindOf: () => undefined },
      dockerfiles: { of: () => undefined },
    };
    const said = adviseOn({ model, root, facts }).find(({ code }) => code === 'container-differs');
    assert.equal(
      said?.message,
      'The container shop-a-1 runs as it was made before; a start makes it anew: its definition changed: image: nginx:1 → nginx:2, environment PASSWORD.',
    );
  });
});
