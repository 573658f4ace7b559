import { assertAdvice } from '../draw-advice.ts';

describe('advice healthcheck-time', () => {
  it('names times that are too short', () =>
    assertAdvice(
      'healthcheck-time',
      `
services:
  a:
    image: a
    healthcheck:
      test: "true"
      interval: 500us
      ^^^^^^^^ healthcheck-time
      timeout: -5s
      ^^^^^^^ healthcheck-time
`,
    ));

  it('takes a millisecond, and none', () =>
    assertAdvice(
      'healthcheck-time',
      `
services:
  a:
    image: a
    healthcheck: { test: "true", interval: 1ms, timeout: 0s, start_period: 1m }
`,
    ));
});
