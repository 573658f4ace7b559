import type { ContainerSpec } from '../../../engines/contract.ts';
import type { ComposeModel, ComposeService } from '../../model.ts';

/** What a container is made from besides the compose file. */
export interface SpecContext {
  readonly number: number;
  readonly configHash: string;
  readonly imageId?: string | undefined;
  /** Paths that the image declares as volumes. */
  readonly imageVolumes?: readonly string[] | undefined;
  /** The container id of another service, for `network_mode: service:db` and its like. */
  readonly containerOf: (service: string) => string | undefined;
  /** Host ports that differ from the file; see `portKey`. */
  readonly hostPorts?: ReadonlyMap<string, number> | undefined;
  /** Anonymous volumes of the container that this one replaces. */
  readonly inherited?: readonly {
    readonly name: string;
    readonly target: string;
    readonly readOnly: boolean;
  }[];
  /** The id of the container that this one replaces. */
  readonly replaces?: string | undefined;
  /** Where the engine's socket is on its own host; absent when it has none. */
  readonly apiSocket?: string | undefined;
  /** Texts of the files that `security_opt` names, by path as written. */
  readonly profileTexts?: ReadonlyMap<string, string> | undefined;
}

/** A file put into the created container before its start. */
export interface CopiedFile {
  readonly path: string;
  readonly content: string;
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** What one field of a service comes to. */
export interface FieldEffect {
  readonly spec?: Partial<ContainerSpec>;
  readonly files?: readonly CopiedFile[];
  /** "has no effect: why", without the field's name. */
  readonly warnings?: readonly string[];
  /** What makes it impossible to create the container. */
  readonly problems?: readonly string[];
}

export interface FieldInput {
  readonly model: ComposeModel;
  readonly name: string;
  readonly declared: ComposeService;
  readonly context: SpecContext;
}

/** Every field of a service; extensions mean nothing to an engine. */
export type ServiceField = Exclude<keyof ComposeService, `x-${string}`>;

/** Applies one field that is present. */
export type FieldRule<Field extends ServiceField> = (
  value: NonNullable<ComposeService[Field]>,
  input: FieldInput,
) => FieldEffect;

/** Warns about the parts that are set and mean nothing here. */
export const ignoredParts = (
  value: object,
  reasons: Readonly<Record<string, string>>,
): readonly string[] =>
  Object.entries(reasons)
    .filter(([part]) => {
      const found = (value as Readonly<Record<string, unknown>>)[part];
      return found !== undefined && found !== null && !isEmptyRecord(found);
    })
    .map(([part, why]) => `"${part}" has no effect: ${why}`);

/** The canonical form has such records for what nobody wrote, as `deploy.placement`. */
const isEmptyRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
