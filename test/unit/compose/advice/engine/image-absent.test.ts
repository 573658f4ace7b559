import { assertAdvice } from '../draw-advice.ts';

const engine = { images: { 'nginx:1': {} } };

describe('advice image-absent', () => {
  it('says that an image is still to be pulled', () =>
    assertAdvice(
      'image-absent',
      `
services:
  here:
    image: nginx:1
  away:
    image: nginx:2
    ^^^^^ image-absent
  built:
    image: shop/app
    build: .
  asked:
    image: nginx:3
    pull_policy: always
  kept:
    image: nginx:4
    pull_policy: never
`,
      { engine },
    ));

  it('says nothing without an engine', () =>
    assertAdvice('image-absent', '\nservices: { a: { image: nginx } }\n'));
});

describe('advice image-never-pulled', () => {
  it('warns of an image that nothing brings', () =>
    assertAdvice(
      'image-never-pulled',
      `
services:
  here:
    image: nginx:1
    pull_policy: never
  away:
    image: nginx:2
    ^^^^^ image-never-pulled
    pull_policy: never
  pulled:
    image: nginx:3
  built:
    image: shop/app
    build: .
    pull_policy: never
`,
      { engine },
    ));
});
