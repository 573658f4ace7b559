import { referencePage } from '../../catalog/reference-page.ts';
import { isSamePlatform, parsePlatform, platformText } from '../../values/platform.ts';
import { serviceAdvice } from '../advice.ts';

/** An image is for one kind of processor; another runs it slowly, or not at all. */
export const imagePlatform = serviceAdvice(
  {
    code: 'image-platform',
    severity: 'warning',
    summary: 'The image on the engine is for another platform.',
    url: referencePage('services', 'platform'),
  },
  function* (service, name, { model, facts: { engine } }) {
    const { image, build, pull_policy: policy } = service;
    if (engine === undefined || image === undefined || build !== undefined) return;
    const found = engine.image(image);
    if (found === undefined || found === 'absent') return;
    const actual = parsePlatform(found.platform);
    const asked = service.platform ?? model.environment['DOCKER_DEFAULT_PLATFORM'] ?? '';
    const wanted = parsePlatform(asked === '' ? engine.host.architecture : asked);
    if (actual === undefined || wanted === undefined || isSamePlatform(actual, wanted)) return;
    const here = `${image} on this engine is for ${platformText(actual)}`;
    // What the engine runs is said by its processor alone; a Windows engine also runs others.
    if (asked === '' && actual.architecture === wanted.architecture) return;
    yield {
      at: ['services', name, service.platform === undefined ? 'image' : 'platform'],
      message:
        asked === ''
          ? `${here}, which its ${platformText(wanted)} processor runs by emulation, if at all.`
          : `${here}, not for ${platformText(wanted)}.`,
      hint:
        policy === 'never'
          ? 'Nothing pulls the other, as `pull_policy: never` is set: starting the service fails.'
          : 'Pull it for the platform that is meant.',
    };
  },
);
