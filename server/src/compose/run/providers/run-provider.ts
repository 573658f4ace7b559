import { execa } from 'execa';
import { findCliPlugin, findProgram, type CliPlaces } from '../../../base/cli-plugins.ts';
import { HyperBoxError, throwIfCancelled } from '../../../base/error.ts';
import type { ComposeService } from '../../model.ts';
import {
  callArguments,
  missingParameter,
  optionsRecord,
  parseMessage,
  parseMetadata,
  type ProviderCall,
  type ProviderVerb,
} from './protocol.ts';

export interface ProviderOptions {
  readonly project: string;
  readonly service: string;
  readonly declared: ComposeService;
  readonly verb: ProviderVerb;
  readonly places: CliPlaces;
  /** What the program finds in its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onSay: (message: string) => void;
  readonly signal: AbortSignal;
}

/** Variables for the services that depend on it, as they are to be named there. */
export type ProvidedVariables = Readonly<Record<string, string>>;

/** Runs the program that provides a service, as Docker Compose does. */
export const runProvider = async (options: ProviderOptions): Promise<ProvidedVariables> => {
  const { project, service, declared, verb, places, env } = options;
  const type = declared.provider?.type ?? '';
  const program = await programOf(type, service, places);
  const metadata = parseMetadata(await readMetadata(program, options));
  const call: ProviderCall = {
    ...{ project, service, verb },
    options: optionsRecord.parse(declared.provider?.options),
  };
  // A provider that says nothing of a stop wants none.
  if (verb === 'stop' && metadata.stop === undefined) return {};
  const missing = missingParameter(call, metadata);
  if (missing !== undefined)
    throw failure(options, `needs the option "${missing}"`, [], {
      hint: `Add it under "provider.options" of the service.`,
    });
  const process = execa(program, callArguments(call, metadata), {
    ...{ env, extendEnv: false, reject: false, buffer: { stdout: false, stderr: true } },
    cancelSignal: options.signal,
  });
  const { variables, error } = await listen(process, process.stdin, options);
  const result = await process;
  throwIfCancelled(options.signal);
  if (error !== undefined || result.failed) {
    const code = result.exitCode === undefined ? '' : ` (exit code ${result.exitCode})`;
    throw failure(options, error ?? `failed${code}`, result.stderr.split(/\r?\n/));
  }
  return variables;
};

const programOf = async (type: string, service: string, places: CliPlaces): Promise<string> => {
  const program =
    type === 'compose'
      ? undefined
      : ((await findCliPlugin(type, places)) ?? (await findProgram(type, places)));
  if (program !== undefined) return program;
  throw new HyperBoxError(
    'not-found',
    `Service "${service}": there is no program for the provider "${type}".`,
    {
      service,
      hint: `Install "docker-${type}" as a plugin of the docker CLI, or "${type}" on the PATH.`,
    },
  );
};

const metadataMs = 10_000;

const readMetadata = async (program: string, { env, signal }: ProviderOptions): Promise<string> => {
  const result = await execa(program, ['compose', 'metadata'], {
    ...{ env, extendEnv: false, reject: false, stdin: 'ignore', timeout: metadataMs },
    cancelSignal: signal,
  });
  throwIfCancelled(signal);
  return result.failed ? '' : result.stdout;
};

interface Heard {
  readonly variables: ProvidedVariables;
  /** In the provider's words. */
  readonly error: string | undefined;
}

const listen = async (
  lines: AsyncIterable<string>,
  answers: NodeJS.WritableStream,
  { service, declared, onSay }: ProviderOptions,
): Promise<Heard> => {
  const variables = new Map<string, string>();
  const prefix = `${service.toUpperCase()}_`;
  let error: string | undefined;
  // A provider that ends without reading its answer is no failure of ours.
  answers.on('error', () => undefined);
  const set = (name: string, text: string): void => {
    const equals = text.indexOf('=');
    if (equals < 1) error ??= `answered with "${text}", which sets no variable`;
    else variables.set(name + text.slice(0, equals), text.slice(equals + 1));
  };
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const said = parseMessage(line);
    if (said === undefined) error ??= `answered with "${line}", which is no message`;
    else if (said.type === 'error') error ??= said.message;
    else if (said.type === 'info') onSay(said.message.split('\n', 1)[0] ?? '');
    else if (said.type === 'setenv') set(prefix, said.message);
    else if (said.type === 'rawsetenv') set('', said.message);
    else if (said.type === 'get-service-config') answers.write(`${JSON.stringify(declared)}\n`);
  }
  answers.end();
  return { variables: Object.fromEntries(variables), error };
};

const failure = (
  { service, declared }: ProviderOptions,
  what: string,
  output: readonly string[],
  more: { readonly hint?: string } = {},
): HyperBoxError =>
  new HyperBoxError(
    'start-failed',
    `The provider "${declared.provider?.type ?? ''}" of service "${service}": ${what}.`,
    { service, output: output.filter((line) => line.trim() !== '').slice(-20), ...more },
  );
