import { isLocalPath } from '../../../compose/build-files.ts';
import { declaredAt } from '../declared-at.ts';
import { derivedRule } from '../derived.ts';
import type { RuleSource } from '../input.ts';
import { shown } from '../shown.ts';
import { isInstalledInMount } from './beside.ts';
import { copyRules } from './copy-rules.ts';
import { isRemote } from './sources.ts';
import type { CopyRule } from './work.ts';

/**
 * A named file with a step after it, such as a lock file before an install: a mount that brings
 * the file does not bring what the step makes of it.
 */
export const installRules: RuleSource = (around) =>
  copyRules(around)
    .filter(isInstall)
    .map(({ rule }) => ({
      ...rule,
      covers: (file) => rule.covers(file) && !isInstalledInMount(around, file),
    }));

/** What else the Dockerfile takes from its context: rules that rebuild first, then those that copy. */
export const imageRules: RuleSource = (around) => {
  const copies = copyRules(around)
    .filter((each) => !isInstall(each))
    .map(({ rule }) => rule);
  const all = [...copies, ...additionalRules(around)];
  const rebuilding = all.filter(({ action }) => action === 'rebuild');
  return [...rebuilding, ...all.filter((rule) => !rebuilding.includes(rule)).reverse()];
};

const isInstall = ({ rule, isInstalled }: CopyRule): boolean =>
  isInstalled && rule.action === 'rebuild';

const additionalRules: RuleSource = (around) => {
  const { name, service, input } = around;
  return Object.entries(service.build?.additional_contexts ?? {})
    .filter(([, path]) => isLocalPath(path) && !isRemote(path))
    .map(([key, path]) =>
      derivedRule(around, {
        action: 'rebuild',
        path,
        origin: 'build',
        why: `${name} is built with ${shown(around, path)} as its additional context ${key}`,
        ...declaredAt(input.locate, ['services', name, 'build', 'additional_contexts', key]),
      }),
    );
};
