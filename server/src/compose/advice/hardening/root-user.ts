import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** What the image was made to run as is overridden with root. */
export const rootUser = serviceAdvice(
  {
    code: 'root-user',
    severity: 'hint',
    summary: 'A service that is told to run as root.',
    url: referencePage('services', 'user'),
  },
  function* (service, name) {
    if (!/^(root|0+)(:|$)/.test(service.user ?? '')) return;
    yield {
      at: ['services', name, 'user'],
      message: `This service runs as root ("${service.user ?? ''}"), whatever its image says.`,
      hint: 'Name another user, or leave it to the image.',
    };
  },
);
