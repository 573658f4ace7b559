import { assertDrawing } from '../draw.ts';

describe('rule additional-contexts', () => {
  it('wants a service that exists and is built', async () => {
    await assertDrawing(`
services:
  web:
    build:
      context: /
      additional_contexts:
        a: service:nobody
        ^ additional-contexts
        b: service:other
        ^ additional-contexts
  other:
    image: nginx
`);
  });
});
