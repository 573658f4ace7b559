import * as z from 'zod/mini';
import type { Folder } from '../detector.ts';
import { portIn } from './port.ts';
import { appFolder, type Stack } from './stack.ts';
import { parseToml } from './toml.ts';

const manifest = z.object({
  package: z.object({
    name: z.string(),
    'rust-version': z.catch(z.optional(z.string()), undefined),
    'default-run': z.catch(z.optional(z.string()), undefined),
  }),
  bin: z.catch(z.optional(z.array(z.object({ name: z.string() }))), undefined),
});

export const rustStack: Stack = {
  name: 'rust',
  looksAt: (fileName) => fileName === 'Cargo.toml' || fileName === 'main.rs',
  async recognise(folder) {
    const parsed = manifest.safeParse(parseToml((await folder.read('Cargo.toml')) ?? ''));
    // A workspace without a package of its own, or a library.
    if (!parsed.success) return undefined;
    const binary = await binaryOf(folder, parsed.data);
    if (binary === undefined) return undefined;
    const toolchain = parseToml((await folder.read('rust-toolchain.toml')) ?? '');
    const channel = /"channel":"(\d+\.\d+)/.exec(JSON.stringify(toolchain ?? null))?.[1];
    const port = portIn((await folder.read('src/main.rs')) ?? '') ?? 8080;
    return {
      title: 'Rust project',
      file: 'Cargo.toml',
      image: `rust:${channel ?? '1'}`,
      run: binary === '' ? 'cargo run' : `cargo run --bin ${binary}`,
      port,
      environment: { PORT: `${port}`, ROCKET_ADDRESS: '0.0.0.0', ROCKET_PORT: `${port}` },
      caches: [
        { name: 'cargo_registry', target: '/usr/local/cargo/registry' },
        { name: 'cargo_target', target: `${appFolder}/target` },
      ],
    };
  },
};

/** Empty for the package's only program, `undefined` when there is none. */
const binaryOf = async (
  folder: Folder,
  record: z.infer<typeof manifest>,
): Promise<string | undefined> => {
  const named = record.bin?.[0]?.name;
  if (named !== undefined) return record.package['default-run'] === undefined ? named : '';
  return (await folder.read('src/main.rs')) === undefined ? undefined : '';
};
