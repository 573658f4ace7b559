import * as z from 'zod/mini';
import { parseJsonc } from './jsonc.ts';

const text = z.string();
const texts = z.record(z.string(), z.string());
const schema = z.object({
  name: z.optional(text),
  image: z.optional(text),
  dockerFile: z.optional(text),
  context: z.optional(text),
  build: z.optional(
    z.object({
      dockerfile: z.optional(text),
      context: z.optional(text),
      target: z.optional(text),
      args: z.optional(texts),
    }),
  ),
  dockerComposeFile: z.optional(z.union([text, z.array(text)])),
  workspaceFolder: z.optional(text),
  forwardPorts: z.optional(z.array(z.union([z.number(), text]))),
  appPort: z.optional(z.union([z.number(), text, z.array(z.union([z.number(), text]))])),
  containerEnv: z.optional(texts),
  remoteEnv: z.optional(z.record(z.string(), z.nullable(z.string()))),
  containerUser: z.optional(text),
  remoteUser: z.optional(text),
  overrideCommand: z.optional(z.boolean()),
  init: z.optional(z.boolean()),
  privileged: z.optional(z.boolean()),
  capAdd: z.optional(z.array(text)),
  securityOpt: z.optional(z.array(text)),
  mounts: z.optional(
    z.array(
      z.union([
        text,
        z.object({ type: z.optional(text), source: z.optional(text), target: z.optional(text) }),
      ]),
    ),
  ),
  features: z.optional(z.record(z.string(), z.unknown())),
  onCreateCommand: z.optional(z.unknown()),
  updateContentCommand: z.optional(z.unknown()),
  postCreateCommand: z.optional(z.unknown()),
  postStartCommand: z.optional(z.unknown()),
});

type Fields = z.infer<typeof schema>;
export type DevcontainerRecord = Omit<Fields, 'image' | 'dockerComposeFile'> &
  (
    | { readonly form: 'image'; readonly image: string }
    /** Both relative to the folder of devcontainer.json. */
    | { readonly form: 'build'; readonly dockerfile: string; readonly buildContext: string }
    | { readonly form: 'compose'; readonly composeFiles: readonly string[] }
  );

/** `undefined` for what is no devcontainer.json, or one that names neither image, build nor compose. */
export const parseDevcontainer = (source: string): DevcontainerRecord | undefined => {
  const parsed = schema.safeParse(parseJsonc(source));
  if (!parsed.success) return undefined;
  const { image, dockerComposeFile, ...fields } = parsed.data;
  if (dockerComposeFile !== undefined) {
    const composeFiles = [dockerComposeFile].flat();
    return composeFiles.length === 0 ? undefined : { ...fields, form: 'compose', composeFiles };
  }
  const dockerfile = fields.build?.dockerfile ?? fields.dockerFile;
  if (dockerfile !== undefined) {
    const buildContext = fields.build?.context ?? fields.context ?? '.';
    return { ...fields, form: 'build', dockerfile, buildContext };
  }
  return image === undefined ? undefined : { ...fields, form: 'image', image };
};
