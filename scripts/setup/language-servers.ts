import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { npm } from './npm.mjs';
import { say } from './say.mjs';

const yaml = { name: 'yaml-language-server', version: '2.0.0' };
const compose = { name: '@microsoft/compose-language-service', version: '1.0.0' };

/** The scripts that Node runs as servers. */
export interface LanguageServers {
  readonly yaml: string;
  readonly compose: string;
}

/** The language servers that ours is measured against, as they are published. */
export async function ensureLanguageServers(): Promise<LanguageServers> {
  const name = `language-servers-${yaml.version}-${compose.version}`;
  const folder = await cached(name, async (target) => {
    say('setting up the language servers to compare with from npm (once)');
    await writeFile(path.join(target, 'package.json'), '{ "private": true }');
    const wanted = [yaml, compose].map((each) => `${each.name}@${each.version}`);
    await npm(['install', '--omit=dev', '--no-package-lock', ...wanted], target);
  });
  const script = ({ name: module }: typeof yaml, bin: string): string =>
    path.join(folder, 'node_modules', module, 'bin', bin);
  return {
    yaml: script(yaml, 'yaml-language-server'),
    compose: script(compose, 'docker-compose-langserver'),
  };
}
