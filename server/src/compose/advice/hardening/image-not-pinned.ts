import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';
import type { ComposeModel } from '../../model.ts';

/** `latest` is another image tomorrow, and on the next machine. */
export const imageNotPinned = serviceAdvice(
  {
    code: 'image-not-pinned',
    severity: 'hint',
    summary: 'An image without a tag, or with the tag `latest`.',
    url: referencePage('services', 'image'),
  },
  function* (service, name, { model }) {
    const { image, build } = service;
    if (image === undefined || image === '' || build !== undefined) return;
    if (!isFloating(image) || isBuiltHere(image, model)) return;
    yield {
      at: ['services', name, 'image'],
      message: `${image} is another image on another day, and on another machine.`,
      hint: 'Name a version.',
    };
  },
);

/** Of `host:port/name:tag@digest`. */
const isFloating = (image: string): boolean => {
  if (image.includes('@') || /^(sha256:)?[0-9a-f]{64}$/.test(image)) return false;
  const [, tag] = (image.split('/').at(-1) ?? '').split(':');
  return tag === undefined || tag === 'latest';
};

const isBuiltHere = (image: string, { services, disabledServices }: ComposeModel): boolean => {
  const tagged = (each: string): string => (/:[^/]*$/.test(each) ? each : `${each}:latest`);
  return Object.values({ ...disabledServices, ...services }).some(
    ({ build, image: own }) =>
      build !== undefined &&
      [own, ...(build.tags ?? [])].some(
        (each) => each !== undefined && tagged(each) === tagged(image),
      ),
  );
};
