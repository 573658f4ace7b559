import { assertAdvice } from '../draw-advice.ts';

describe('advice log-option', () => {
  it('names options that the driver does not take', () =>
    assertAdvice(
      'log-option',
      `
services:
  a:
    image: a
    logging:
      driver: json-file
      options:
        max_size: 10m
        ^^^^^^^^ log-option
        max-file: "0"
        ^^^^^^^^ log-option
        max-size: ten
        ^^^^^^^^ log-option
  b:
    image: a
    logging:
      driver: local
      options:
        tag: b
        ^^^ log-option
        mode: fast
        ^^^^ log-option
`,
    ));

  it('leaves drivers alone that it does not know', () =>
    assertAdvice(
      'log-option',
      `
services:
  a:
    image: a
    logging: { driver: json-file, options: { max-size: 10m, max-file: "3", compress: "true", tag: x, cache-disabled: "true" } }
  b:
    image: b
    logging: { driver: fluentd, options: { max_size: 5 } }
  c:
    image: c
    logging: { options: { max_size: 5 } }
`,
    ));
});
