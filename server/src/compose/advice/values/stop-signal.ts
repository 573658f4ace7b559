import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** Source: moby/sys `signal`. */
export const signals: ReadonlySet<string> = new Set([
  ...[
    'ABRT',
    'ALRM',
    'BUS',
    'CHLD',
    'CLD',
    'CONT',
    'EMT',
    'FPE',
    'HUP',
    'ILL',
    'INFO',
    'INT',
    'IO',
  ],
  ...[
    'IOT',
    'KILL',
    'PIPE',
    'POLL',
    'PROF',
    'PWR',
    'QUIT',
    'SEGV',
    'STKFLT',
    'STOP',
    'SYS',
    'TERM',
  ],
  ...['TRAP', 'TSTP', 'TTIN', 'TTOU', 'UNUSED', 'URG', 'USR1', 'USR2', 'VTALRM', 'WINCH', 'XCPU'],
  'XFSZ',
]);

/** A name with or without `SIG`, or a number. */
export const stopSignal = refused(
  {
    code: 'stop-signal',
    summary: 'A signal that there is not.',
    url: referencePage('services', 'stop_signal'),
  },
  function* ({ stop_signal: signal }, at) {
    if (signal === undefined || /^[1-9][0-9]*$/.test(signal)) return;
    const name = signal.toUpperCase().replace(/^SIG/, '');
    if (signals.has(name) || /^RT(MIN|MAX)([+-][0-9]{1,2})?$/.test(name)) return;
    yield {
      at: [...at, 'stop_signal'],
      message: `There is no signal "${signal}".`,
      hint: 'Write SIGTERM, SIGINT, SIGQUIT, another name, or a number.',
    };
  },
);
