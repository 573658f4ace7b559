import { assertDrawing } from '../draw.ts';

describe('rule no-effect', () => {
  it('says of attributes that they mean nothing here, each at its place', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    pull_refresh_after: 1d
    ^^^^^^^^^^^^^^^^^^ no-effect
    ports:
      - { target: 80, name: http }
                      ^^^^ no-effect
    deploy:
      placement: { constraints: [disktype=ssd] }
      ^^^^^^^^^ no-effect
      labels: { a: b }
      ^^^^^^ no-effect
      replicas: 1
configs:
  page:
    content: text
    template_driver: golang
    ^^^^^^^^^^^^^^^ no-effect
`);
  });
});
