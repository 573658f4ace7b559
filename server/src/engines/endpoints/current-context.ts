import { join } from 'node:path';
import * as z from 'zod/mini';
import { messageOf } from '../../base/error.ts';
import { badAddress } from '../fault.ts';
import type { EndpointSource } from './candidate.ts';
import { configFolder, findContext } from './context.ts';

const config = z.object({ currentContext: z.optional(z.string()) });

/** The context that `docker context use` chose. */
export const currentContextSource: EndpointSource = {
  explicit: false,
  async find(environment) {
    const file = join(configFolder(environment), 'config.json');
    let name: string | undefined;
    try {
      const text = await environment.files.read(file);
      if (text === undefined || text.trim() === '') return [];
      name = z.parse(config, JSON.parse(text)).currentContext;
    } catch (error) {
      const endpoint = { id: 'docker-config', label: 'Docker CLI configuration', address: file };
      const why = `cannot be read: ${messageOf(error)}`;
      const fault = badAddress('The configuration of the docker CLI', file, why);
      return [{ kind: 'fault', endpoint, fault }];
    }
    if (name === undefined || name === '' || name === 'default') return [];
    return [await findContext(environment, name, `The current context in ${file}`)];
  },
};
