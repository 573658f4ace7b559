import { assertAdvice } from '../draw-advice.ts';

describe('advice external-network-absent', () => {
  it('tells of an external network that is used and not there', () =>
    assertAdvice(
      'external-network-absent',
      `
services:
  a:
    image: nginx
    networks: [front, back, named, by-id, own]
networks:
  front:
    external: true
  back:
  ^^^^ external-network-absent
    external: true
  named:
  ^^^^^ external-network-absent
    external: true
    name: something-else
  by-id:
    external: true
    name: id-of-front
  own:
  unused:
    external: true
`,
      { engine: { networks: ['front', 'named'] } },
    ));
});

describe('advice external-volume-absent', () => {
  it('tells of an external volume that is used and not there', () =>
    assertAdvice(
      'external-volume-absent',
      `
services:
  a:
    image: nginx
    volumes: ["data:/data", "gone:/gone", "own:/own"]
volumes:
  data:
    external: true
  gone:
  ^^^^ external-volume-absent
    external: true
  own:
  unused:
    external: true
`,
      { engine: { volumes: ['data'] } },
    ));

  it('says nothing without an engine', () =>
    assertAdvice(
      'external-volume-absent',
      `
services: { a: { image: nginx, volumes: ["gone:/gone"] } }
volumes: { gone: { external: true } }
`,
    ));
});
