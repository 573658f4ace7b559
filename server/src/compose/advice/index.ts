import type { Finding } from '../finding.ts';
import { Report } from '../report.ts';
import { reportFindings } from '../rules/report-findings.ts';
import type { Advice, AdvisedProject } from './advice.ts';
import { building } from './build/index.ts';
import { bindSourceMissing } from './files/bind-source-missing.ts';
import { onEngine } from './engine/index.ts';
import { hardening } from './hardening/index.ts';
import { lifecycle } from './lifecycle/index.ts';
import { references } from './references/index.ts';
import { values } from './values/index.ts';

/** All advice there is. */
export const advice: readonly Advice[] = [
  bindSourceMissing,
  ...building,
  ...lifecycle,
  ...references,
  ...values,
  ...onEngine,
  // Last: what a large project gets to hear is limited, and these are hints.
  ...hardening,
];

/** What is to be said of a project that loads, apart from what is wrong with it. */
export const adviseOn = (
  project: AdvisedProject,
  onFailure: (code: string, error: unknown) => void = rethrow,
): readonly Finding[] => {
  const report = new Report();
  for (const each of advice) {
    try {
      reportFindings(each.check(project), each, project.root, report);
    } catch (error) {
      // None may throw; one that does all the same costs what it says, and not what the others say.
      onFailure(each.code, error);
    }
  }
  return report.findings;
};

const rethrow = (_: string, error: unknown): never => {
  throw error;
};
