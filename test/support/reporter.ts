import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import type { SuiteStats } from '../../scripts/suite-stats.ts';

/**
 * Mocha's `spec` output, plus the counts in the JSON file that `HYPERBOX_STATS` names. A retried or
 * failing hook counts as a failure of its own, as Mocha has it.
 */
export default class StatsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['HYPERBOX_STATS'];
      if (file === undefined) return;
      const { passes, failures, pending } = this.stats;
      mkdirSync(path.dirname(file), { recursive: true });
      const stats: SuiteStats = { passed: passes, failed: failures, pending };
      writeFileSync(file, JSON.stringify(stats));
    });
  }
}
