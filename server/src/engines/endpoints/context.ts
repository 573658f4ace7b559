import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { messageOf } from '../../base/error.ts';
import { parseAddress } from '../address.ts';
import type { EngineEnvironment } from '../environment.ts';
import { badAddress } from '../fault.ts';
import type { Candidate } from './candidate.ts';
import { readCertificates } from './certificates.ts';

export const configFolder = ({ env, homedir }: EngineEnvironment): string =>
  env['DOCKER_CONFIG'] ?? join(homedir, '.docker');

const meta = z.object({
  Endpoints: z.object({
    docker: z.object({ Host: z.string(), SkipTLSVerify: z.optional(z.boolean()) }),
  }),
});

/** A docker context by its name, as `docker context create` stores it. `from` says who named it. */
export const findContext = async (
  environment: EngineEnvironment,
  name: string,
  from: string,
): Promise<Candidate> => {
  const id = `context:${name}`;
  const label = `Docker context ${name}`;
  const fault = (address: string, why: string): Candidate => ({
    kind: 'fault',
    endpoint: { id, label, address },
    fault: badAddress(from, name, why),
  });
  const digest = createHash('sha256').update(name).digest('hex');
  const contexts = join(configFolder(environment), 'contexts');
  const file = join(contexts, 'meta', digest, 'meta.json');
  let record: z.infer<typeof meta>;
  try {
    const text = await environment.files.read(file);
    if (text === undefined) return fault(name, 'is not a docker context on this machine');
    record = z.parse(meta, JSON.parse(text));
  } catch (error) {
    return fault(name, `has a file that cannot be read, ${file}: ${messageOf(error)}`);
  }
  const { Host: address, SkipTLSVerify: skipVerify } = record.Endpoints.docker;
  if (parseAddress(address) === undefined) {
    return fault(address, `names the address "${address}" in ${file}, which no engine can have`);
  }
  const tls = await readCertificates(environment.files, {
    folder: join(contexts, 'tls', digest, 'docker'),
    skipVerify: skipVerify ?? false,
  });
  return { kind: 'endpoint', endpoint: { id, label, address, ...(tls && { tls }) } };
};

/** Every context that `docker context ls` would show, but for `default`. */
export const contextNames = async (environment: EngineEnvironment): Promise<readonly string[]> => {
  const folder = join(configFolder(environment), 'contexts', 'meta');
  const digests = await environment.files.names(folder);
  const texts = await Promise.all(
    digests.map((digest) =>
      environment.files.read(join(folder, digest, 'meta.json')).catch(() => undefined),
    ),
  );
  return texts.flatMap((text) => nameOf(text) ?? []).sort();
};

const nameOf = (text: string | undefined): string | undefined => {
  try {
    return z.parse(z.object({ Name: z.string() }), JSON.parse(text ?? '')).Name;
  } catch {
    // A context that cannot be read is told of when somebody chooses it.
    return undefined;
  }
};
