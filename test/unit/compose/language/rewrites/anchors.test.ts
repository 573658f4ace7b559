import { assertNone, assertRewrite, whole } from './rewritten.ts';

const head = 'services:\n  web:\n    image: a:1\n';

describe('rewrites: anchors', () => {
  it('extract a mapping with its comments, above the comment of the services', () =>
    assertRewrite(
      'Extract to `x-logging`',
      `name: p\n\n# All of them.\n${head}    log‸ging: # where to\n      driver: local # here\n      # more\n      options:\n        max-size: 1m\n    tty: true\n`.replace(
        ' # where to',
        '',
      ),
      `name: p\n\nx-logging: &logging\n  driver: local # here\n  # more\n  options:\n    max-size: 1m\n\n# All of them.\n${head}    logging: *logging\n    tty: true\n`,
      whole,
    ));
  it('extract a mapping to be added to', () =>
    assertRewrite(
      'Extract to `x-environment` and merge it, to add to it here',
      `${head}    env‸ironment:\n      A: "1"\n      B: "2"\n`,
      `x-environment: &environment\n  A: "1"\n  B: "2"\n\n${head}    environment:\n      <<: *environment\n`,
      whole,
    ));
  it('extract a text, under a name that is free', () =>
    assertRewrite(
      'Extract to `x-image-2`',
      'x-image: other\nservices:\n  web:\n    image: a‸:1 # ours\n',
      'x-image: other\nx-image-2: &image-2 a:1\n\nservices:\n  web:\n    image: *image-2 # ours\n',
      whole,
    ));
  it('extract no value that has anchors or aliases in it, and no text of several lines', () => {
    assertNone(/Extract/, `x-a: &a 1\n${head}    lab‸els:\n      a: *a\n`, whole);
    assertNone(/Extract/, `${head}    lab‸els:\n      a: &a x\n`, whole);
    assertNone(/Extract/, `${head}    com‸mand: |\n      x\n`, whole);
  });
  it('write what an alias stands for in its place, with the comment behind it', () =>
    assertRewrite(
      'Write what `*l` stands for',
      `x-l: &l\n  driver: local\n  options:\n    max-size: 1m\n${head}    logging: *‸l # as all\n`,
      `x-l: &l\n  driver: local\n  options:\n    max-size: 1m\n${head}    logging: # as all\n      driver: local\n      options:\n        max-size: 1m\n`,
      whole,
    ));
  it('write what an alias of a text stands for', () =>
    assertRewrite(
      'Write what `*i` stands for',
      'x-i: &i "a:1"\nservices:\n  web:\n    image: *i‸\n',
      'x-i: &i "a:1"\nservices:\n  web:\n    image: "a:1"\n',
      whole,
    ));
  it('write what is merged, but for what is written anew', () =>
    assertRewrite(
      'Write what `*b` stands for',
      `x-b: &b\n  tty: true\n  labels:\n    a: x\n  restart: always\n${head}    <<: *‸b\n    restart: "no"\n`,
      `x-b: &b\n  tty: true\n  labels:\n    a: x\n  restart: always\n${head}    tty: true\n    labels:\n      a: x\n    restart: "no"\n`,
      whole,
    ));
});
