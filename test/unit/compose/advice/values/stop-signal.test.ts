import { assertAdvice } from '../draw-advice.ts';

describe('advice stop-signal', () => {
  it('names those that there are not', () =>
    assertAdvice(
      'stop-signal',
      `
services:
  a:
    image: a
    stop_signal: SIGSTOPP
    ^^^^^^^^^^^ stop-signal
  b:
    image: a
    stop_signal: "0"
    ^^^^^^^^^^^ stop-signal
`,
    ));

  it('takes names and numbers', () =>
    assertAdvice(
      'stop-signal',
      `
services:
  a:
    image: a
    stop_signal: sigint
  b:
    image: a
    stop_signal: QUIT
  c:
    image: a
    stop_signal: "15"
  d:
    image: a
    stop_signal: SIGRTMIN+3
`,
    ));
});
