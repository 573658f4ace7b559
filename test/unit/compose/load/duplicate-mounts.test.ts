import { assertDrawing } from '../draw.ts';

describe('mounts on one path', () => {
  it('are told of, however they are written, as all but the last are lost', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    volumes:
      - data:/x
      - type: volume
        ^^^^^^^^^^^^ duplicate-item
        source: other
        target: /x
      - ./y:/y:ro
      - ./z:/y/
        ^^^^^^^ duplicate-item
    devices: ["/dev/null:/dev/x", /dev/x]
                                  ^^^^^^ duplicate-item
    secrets:
      - key
      - key
        ^^^ duplicate-item
    configs:
      - source: one
        target: /etc/one
      - source: one
        ^^^^^^^^^^^ duplicate-item
        target: /etc/one
volumes: { data: {}, other: {} }
secrets: { key: { environment: HOME } }
configs: { one: { content: x } }
`);
  });

  it('are as meant in two files, or on two paths', async () => {
    await assertDrawing(`
x-base: &base
  volumes: [data:/x]
services:
  a:
    <<: *base
    image: nginx
  b:
    extends: a
    volumes: [other:/x]
  c:
    image: nginx
    volumes: [data:/x, data:/y]
    secrets:
      - key
      - { source: key, target: other }
volumes: { data: {}, other: {} }
secrets: { key: { environment: HOME } }
`);
  });
});
