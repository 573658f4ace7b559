import assert from 'node:assert/strict';
import { dockerfileFacts } from '../../../../server/src/compose/advice/dockerfile-facts.ts';
import { refined } from '../../../../server/src/compose/advice/refined.ts';
import { parseDockerfile } from '../../../../server/src/dockerfile/parse.ts';
import { loadText } from '../load-text.ts';
import { drawnEngine, type DrawnEngine } from './draw-engine.ts';

describe('what is known of the world', () => {
  const isRefuted = async (dockerfile: string | undefined, more = ''): Promise<boolean> => {
    const { model, root, findings } = await loadText(
      `services:\n  a: { image: x, depends_on: { b: { condition: service_healthy } } }\n  b: { build: { context: ., target: run }${more} }\n`,
    );
    const found = findings.filter(({ code }) => code === 'healthy-without-healthcheck');
    assert.equal(found.length, 1);
    assert(model !== undefined && root !== undefined);
    const parsed = dockerfile === undefined ? undefined : parseDockerfile(dockerfile);
    const facts = {
      files: { kindOf: () => undefined },
      dockerfiles: dockerfileFacts(() => parsed),
    };
    return refined(found, { model, root, facts }).length === 0;
  };

  it('answers whether a service that is built here tells its health', async () => {
    assert(await isRefuted('FROM a AS base\nHEALTHCHECK CMD b\nFROM base AS run\nFROM c\n'));
    assert(await isRefuted('FROM a AS run\nHEALTHCHECK NONE\nHEALTHCHECK CMD b\n'));
  });

  it('leaves it open where the Dockerfile does not say, or turns it off', async () => {
    assert(!(await isRefuted('FROM a AS run\nFROM b\nHEALTHCHECK CMD b\n')));
    assert(!(await isRefuted('FROM a AS b\nHEALTHCHECK CMD b\nFROM b AS run\nHEALTHCHECK NONE\n')));
    assert(
      !(await isRefuted('FROM a AS run\nHEALTHCHECK CMD b\n', ', healthcheck: { disable: true }')),
    );
    assert(!(await isRefuted(undefined)));
  });

  it('answers whether an image on the engine tells its health', async () => {
    const { model, root, findings } = await loadText(
      'services:\n  a: { image: x, depends_on: { b: { condition: service_healthy } } }\n  b: { image: y }\n',
    );
    assert(model !== undefined && root !== undefined);
    const said = (images: NonNullable<DrawnEngine['images']>): readonly string[] => {
      const facts = {
        files: { kindOf: () => undefined },
        dockerfiles: { of: () => undefined },
        engine: drawnEngine({ images }),
      };
      return refined(findings, { model, root, facts }).map(({ message }) => message);
    };
    assert.deepEqual(said({ y: { healthcheck: ['CMD', 'true'] } }), []);
    assert.match(said({ y: {} })[0] ?? '', /neither here nor in its image/);
    assert.match(said({})[0] ?? '', /unless its image has one/);
  });
});
