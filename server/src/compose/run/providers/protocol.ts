import * as z from 'zod/mini';

/** One line that a provider writes. Source: docker/compose, docs/extension.md. */
const messageRecord = z.object({
  type: z.enum(['error', 'info', 'debug', 'setenv', 'rawsetenv', 'get-service-config']),
  message: z._default(z.string(), ''),
});
export type ProviderMessage = z.infer<typeof messageRecord>;

/** `undefined` when the line is no message. */
export const parseMessage = (line: string): ProviderMessage | undefined => {
  try {
    return z.safeParse(messageRecord, JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

const commandRecord = z.object({
  parameters: z.nullish(
    z.array(z.object({ name: z.string(), required: z._default(z.boolean(), false) })),
  ),
});
const metadataRecord = z.object({
  up: z.optional(commandRecord),
  down: z.optional(commandRecord),
  stop: z.optional(commandRecord),
});

/** What `compose metadata` answers. A provider need not know the call. */
export type ProviderMetadata = z.infer<typeof metadataRecord>;
export type ProviderVerb = 'up' | 'down' | 'stop';

export const parseMetadata = (text: string): ProviderMetadata => {
  try {
    return z.safeParse(metadataRecord, JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
};

/** The options of a provider, each with one value or several, as the model has them. */
export const optionsRecord = z.catch(z.record(z.string(), z.array(z.string())), {});

export interface ProviderCall {
  readonly project: string;
  readonly service: string;
  readonly verb: ProviderVerb;
  readonly options: Readonly<Record<string, readonly string[]>>;
}

/** What the provider is called with; of its options only those that it says it knows. */
export const callArguments = (
  call: ProviderCall,
  metadata: ProviderMetadata,
): readonly string[] => {
  const known = parametersOf(call.verb, metadata);
  return [
    ...['compose', `--project-name=${call.project}`, call.verb],
    ...Object.entries(call.options)
      .filter(([name]) => known === undefined || known.some((one) => one.name === name))
      .flatMap(([name, values]) => values.map((value) => `--${name}=${value}`)),
    call.service,
  ];
};

export const missingParameter = (
  { verb, options }: ProviderCall,
  metadata: ProviderMetadata,
): string | undefined =>
  parametersOf(verb, metadata)?.find(({ name, required }) => required && !(name in options))?.name;

/** `undefined` when the provider does not tell. */
const parametersOf = (verb: ProviderVerb, { up, down, ...rest }: ProviderMetadata) => {
  if (!up?.parameters && !down?.parameters) return undefined;
  return { up, down, ...rest }[verb]?.parameters ?? [];
};
