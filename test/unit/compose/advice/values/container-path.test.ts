import { assertAdvice } from '../draw-advice.ts';

describe('advice container-path', () => {
  it('names paths that are relative to nothing', () =>
    assertAdvice(
      'container-path',
      `
services:
  a:
    image: a
    volumes:
      - data:app
        ^^^^^^^^ container-path
      - workspace
        ^^^^^^^^^ container-path
      - type: tmpfs
        target: ./run
        ^^^^^^ container-path
      - ./root:/
        ^^^^^^^^ container-path
    tmpfs:
      - cache:size=1m
        ^^^^^^^^^^^^^ container-path
    working_dir: app
    ^^^^^^^^^^^ container-path
volumes: { data: {} }
`,
    ));

  it('takes absolute ones, also of Windows', () =>
    assertAdvice(
      'container-path',
      `
services:
  a:
    image: a
    working_dir: /
    tmpfs: /run
    volumes:
      - data:/app
      - /cache
      - './win:C:\\app'
volumes: { data: {} }
`,
    ));
});
