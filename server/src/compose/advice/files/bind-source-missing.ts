import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** The engine makes an empty folder, owned by root, where a mounted path is not there. */
export const bindSourceMissing = serviceAdvice(
  {
    code: 'bind-source-missing',
    severity: 'warning',
    summary: 'A mounted path is not there.',
    url: referencePage('services', 'volumes'),
  },
  function* (service, name, { facts }) {
    for (const [index, { type, source, bind }] of (service.volumes ?? []).entries()) {
      if (type !== 'bind' || source === undefined) continue;
      if (facts.files.kindOf(source) !== undefined) continue;
      yield {
        at: ['services', name, 'volumes', index, 'source'],
        message: `Nothing is at ${source}.`,
        hint:
          bind?.create_host_path === false
            ? 'Starting the service fails: create it first.'
            : 'The engine makes an empty folder there: create it first if it should be a file, or yours.',
      };
    }
  },
);
