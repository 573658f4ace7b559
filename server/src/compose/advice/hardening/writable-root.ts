import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** A program that cannot be changed cannot be made to run something else after the next restart. */
export const writableRoot = serviceAdvice(
  {
    code: 'writable-root',
    severity: 'hint',
    summary: 'A service that may write to the file system of its image.',
    url: referencePage('services', 'read_only'),
  },
  function* (service, name) {
    // The engine refuses it for Windows.
    const onWindows = service.platform?.startsWith('windows') === true || service.isolation;
    if (service.read_only === true || service.provider !== undefined || onWindows) return;
    yield {
      at: ['services', name],
      message: 'Whoever breaks into this container may change its programs.',
      hint: 'Say `read_only: true`, and mount a volume or `tmpfs` where it has to write.',
    };
  },
);
