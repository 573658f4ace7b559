import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeService } from '../../model.ts';
import { serviceAdvice } from '../advice.ts';

const imageAt = (name: string) => ['services', name, 'image'] as const;

/** Built where there is a build, asked for at every start where the file says so. */
const comesAnyway = ({ build, pull_policy: policy, provider }: ComposeService): boolean =>
  build !== undefined || provider !== undefined || policy === 'always';

/** A start takes as long as the download of its images. */
export const imageAbsent = serviceAdvice(
  {
    code: 'image-absent',
    severity: 'information',
    summary: 'An image is not on the engine yet.',
    url: referencePage('services', 'pull_policy'),
  },
  function* (service, name, { facts: { engine } }) {
    const { image, pull_policy: policy } = service;
    if (image === undefined || comesAnyway(service) || policy === 'never') return;
    if (engine?.image(image) !== 'absent') return;
    yield {
      at: imageAt(name),
      message: `${image} is not on the engine: it is pulled at the first start.`,
    };
  },
);

/** Nothing brings such an image but the user. */
export const imageNeverPulled = serviceAdvice(
  {
    code: 'image-never-pulled',
    severity: 'warning',
    summary: 'An image is not on the engine and must not be pulled.',
    url: referencePage('services', 'pull_policy'),
  },
  function* (service, name, { facts: { engine } }) {
    const { image, pull_policy: policy } = service;
    if (image === undefined || comesAnyway(service) || policy !== 'never') return;
    if (engine?.image(image) !== 'absent') return;
    yield {
      at: imageAt(name),
      message: `${image} is not on the engine, and \`pull_policy: never\` keeps it away: starting "${name}" fails.`,
      hint: 'Pull or build it, or let Compose pull what is missing.',
      related: [{ at: ['services', name, 'pull_policy'], message: 'nothing is pulled' }],
    };
  },
);
