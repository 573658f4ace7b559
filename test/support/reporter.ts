import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import type { Failure, SuiteStats } from '../../scripts/suite-stats.ts';

const { Base, Spec } = Mocha.reporters;

/**
 * Every test at a terminal; elsewhere, where nobody watches and what went wrong must not drown, only
 * those that failed or were skipped. The counts and the failures go to the JSON file that
 * `HYPERBOX_STATS` names. A failing hook counts as a failure of its own, as Mocha has it.
 */
export default class StatsReporter extends Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    if (process.stdout.isTTY) new Spec(runner, options);
    else this.#tellExceptions(runner);
    const failures: Failure[] = [];
    runner.on('fail', (test, error: unknown) => {
      failures.push({ title: test.fullTitle(), error: described(error) });
    });
    runner.once('end', () => {
      const file = process.env['HYPERBOX_STATS'];
      if (file === undefined) return;
      const { passes, failures: failed, pending } = this.stats;
      mkdirSync(path.dirname(file), { recursive: true });
      const stats: SuiteStats = { passed: passes, failed, pending, failures };
      writeFileSync(file, JSON.stringify(stats));
    });
  }

  #tellExceptions(runner: Mocha.Runner): void {
    runner.on('fail', (test) => {
      Base.consoleLog(`  ✗ ${test.fullTitle()}`);
    });
    runner.on('pending', (test) => {
      Base.consoleLog(`  - ${test.fullTitle()}`);
    });
    runner.once('end', () => {
      this.epilogue();
    });
  }
}

function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
