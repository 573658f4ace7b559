import { createHash } from 'node:crypto';
import type { ComposeService } from './model.ts';

/**
 * What the label `com.docker.compose.config-hash` holds: equal while nothing that a container is
 * made from has changed. How it is built, where it comes from, how many of it run, its profiles and
 * its dependencies are left out.
 */
export const serviceHash = (service: ComposeService): string => {
  const { build, pull_policy, scale, depends_on, profiles, deploy, ...rest } = service;
  const { replicas, ...kept } = deploy ?? {};
  const input = { ...rest, ...(deploy !== undefined && { deploy: kept }) };
  void [build, pull_policy, scale, depends_on, profiles, replicas];
  return createHash('sha256')
    .update(JSON.stringify(sorted(input)))
    .digest('hex');
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
};
