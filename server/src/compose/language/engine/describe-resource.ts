import { composeLabels } from '../../run/labels.ts';
import { codeSpan } from '../markdown.ts';
import type { EngineSight } from './language-engine.ts';

/** More of them are no reading. */
const maxUsers = 8;

/** Of the network with this name on the engine, as Markdown. */
export const describeNetwork = (sight: EngineSight, name: string): string => {
  const found = sight.networks.find((each) => each.name === name);
  if (found === undefined) return `No network ${codeSpan(name)} is on the engine.`;
  const users = sight.containers.filter(({ networks }) => networks.includes(name));
  return lines(`${codeSpan(name)} on the engine: ${found.driver}`, [
    ['Subnets', found.subnets.map(codeSpan).join(', ')],
    ['Internal', found.internal ? 'yes, nothing outside can be reached' : ''],
    ['Made by', madeBy(found.labels)],
    ['Used by', namesOf(users)],
  ]);
};

/** The same of a volume. */
export const describeVolume = (sight: EngineSight, name: string): string => {
  const found = sight.volumes.find((each) => each.name === name);
  if (found === undefined) return `No volume ${codeSpan(name)} is on the engine.`;
  const users = sight.containers.filter(({ mounts }) =>
    mounts.some(({ kind, source }) => kind === 'volume' && source === name),
  );
  return lines(`${codeSpan(name)} on the engine: ${found.driver}`, [
    ['Lies in', found.mountpoint === '' ? '' : codeSpan(found.mountpoint)],
    ['Made by', madeBy(found.labels)],
    ['Used by', namesOf(users)],
  ]);
};

const lines = (head: string, rows: readonly (readonly [string, string])[]): string => {
  const filled = rows.filter(([, value]) => value !== '');
  return [head, '', ...filled.map(([name, value]) => `- ${name}: ${value}`)].join('\n');
};

const madeBy = (labels: Readonly<Record<string, string>>): string => {
  const project = labels[composeLabels.project];
  return project === undefined ? '' : `project ${codeSpan(project)}`;
};

const namesOf = (containers: EngineSight['containers']): string => {
  const names = containers.map(({ name }) => codeSpan(name)).sort();
  const left = names.length - maxUsers;
  if (names.length === 0) return 'no container';
  return `${names.slice(0, maxUsers).join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`;
};
