// What VS Code calls within its extension host. The build puts every suite's import where
// `hyperbox-suites` stands, after mocha's functions are global.
import { format } from 'node:util';
import Mocha from 'mocha';
import StatsReporter from '../support/reporter.ts';

/** Tells our lines from all else that VS Code writes to its console; the host removes it. */
const mark = '[hyperbox-test] ';

export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) console.log(mark + line);
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: StatsReporter, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('hyperbox-suites');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${String(failures)} failed in the extension host`);
}
