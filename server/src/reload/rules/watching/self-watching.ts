import { dirname, join, posix } from 'node:path';
import { bindMounts } from '../binds/mounts.ts';
import { contextFolder } from '../../../compose/build-files.ts';
import { builtImage } from '../build/built-image.ts';
import type { Around, ImageFacts } from '../input.ts';
import { isTargetInside } from '../paths.ts';
import { commandOf, runningOf, type Command, type Running } from './commands.ts';
import { commandOfImage } from './images.ts';
import { scriptCall, scriptOf, severalOf } from './scripts.ts';
import { tools } from './tools/index.ts';
import type { Taking } from './tools/tool.ts';
import { unwrapped } from './wrappers.ts';

export interface SelfWatching {
  readonly taking: Taking;
  /** By which it does so: `nodemon`, `uvicorn --reload`. */
  readonly says: string;
}

/** Whether a service's own process takes changes of its files, as far as its command tells. */
export const selfWatching = (around: Around): SelfWatching | undefined => {
  const image = imageOf(around);
  const { words, workingDir } = processOf(around, image);
  return ofWords(words, {
    around,
    environment: environmentOf(around, image),
    workingDir,
    depth: 0,
    called: new Set(),
  });
};

interface Place {
  readonly around: Around;
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string | undefined;
  readonly depth: number;
  /** Scripts that led here: one that runs itself never gets to a program. */
  readonly called: ReadonlySet<string>;
}

/** Wrappers in wrappers, scripts that run scripts: nobody has more. */
const deepest = 12;

const ofWords = (words: readonly string[], place: Place): SelfWatching | undefined => {
  const command = commandOf(words, place.environment);
  if (command === undefined || place.depth > deepest) return undefined;
  const next = { ...place, environment: command.environment, depth: place.depth + 1 };
  const script = shellScript(command);
  if (script !== undefined) return ofRunning(runningOf(script), next);
  const found = toolOf(command);
  if (found !== undefined) return found;
  const several = severalOf(command);
  if (several !== undefined)
    return ofRunning(
      several.flatMap((line) => runningOf(line)),
      next,
    );
  const called = ofScript(command, next);
  if (called !== undefined) return called;
  const inner = unwrapped(command);
  return inner === undefined ? undefined : ofWords(inner, next);
};

/** Everything that runs side by side must take changes itself. */
const ofRunning = (running: Running, place: Place): SelfWatching | undefined => {
  const found = running.map((either) =>
    either.map((words) => ofWords(words, place)).find((each) => each !== undefined),
  );
  return found.every((each) => each !== undefined) ? found[0] : undefined;
};

const toolOf = (command: Command): SelfWatching | undefined => {
  const tool = tools.find(
    ({ programs, when }) => programs.includes(command.tool) && when?.(command) !== false,
  );
  return tool && { taking: tool.taking ?? 'watches', says: tool.says };
};

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

const shellScript = ({ tool, args }: Command): string | undefined => {
  const at = args.findIndex((arg) => /^-[a-z]*c[a-z]*$/.test(arg));
  return shells.has(tool) && at !== -1 ? args[at + 1] : undefined;
};

const ofScript = (command: Command, place: Place): SelfWatching | undefined => {
  const call = scriptCall(command);
  const folder = call && packageFolder(place, call.folder);
  const text = folder === undefined ? undefined : place.around.input.packages.get(folder);
  const line = call && text !== undefined ? scriptOf(text, call.script) : undefined;
  const name = JSON.stringify([folder, call?.script]);
  if (line === undefined || place.called.has(name)) return undefined;
  return ofRunning(runningOf(line), { ...place, called: new Set([...place.called, name]) });
};

/** The folder of the host that holds the package: what is mounted there, else what was built from. */
const packageFolder = ({ around, workingDir }: Place, folder: string): string | undefined => {
  const { packages } = around.input;
  const at = workingDir === undefined ? undefined : posix.resolve(workingDir, folder);
  const mounts = bindMounts(around);
  const mounted = mounts.flatMap(({ source, target }) =>
    at !== undefined && isTargetInside(at, target)
      ? [join(source, posix.relative(target, at))]
      : at === undefined
        ? [join(source, folder)]
        : [],
  );
  const { build } = around.service;
  const context = build && contextFolder(build);
  const dockerfile = around.input.builds.get(around.name)?.dockerfilePath;
  const others = [context, dockerfile && dirname(dockerfile)].flatMap((each) =>
    each === undefined || each === '' ? [] : [join(each, folder)],
  );
  return [...mounted, ...others].find((each) => packages.has(each));
};

const imageOf = (around: Around): ImageFacts => {
  const { name, service, input } = around;
  const known = input.images?.get(name);
  if (known !== undefined) return known;
  const built = builtImage(around);
  if (built.command !== undefined || built.entrypoint !== undefined) return built;
  const command = service.image === undefined ? undefined : commandOfImage(service.image);
  return { ...built, ...(command && { command }) };
};

const processOf = (
  { service }: Around,
  image: ImageFacts,
): { readonly words: readonly string[]; readonly workingDir: string | undefined } => {
  // An entry point of the service's own is not followed by the image's command.
  const own = service.entrypoint ?? undefined;
  const command = service.command ?? (own === undefined ? image.command : undefined);
  return {
    words: [...(own ?? image.entrypoint ?? []), ...(command ?? [])],
    workingDir: service.working_dir ?? image.workingDir,
  };
};

const environmentOf = (
  { service }: Around,
  image: ImageFacts,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    (image.environment ?? []).map((each) => {
      const equals = each.indexOf('=');
      return [each.slice(0, equals), each.slice(equals + 1)];
    }),
  ),
  ...Object.fromEntries(
    Object.entries(service.environment ?? {}).flatMap(([key, value]) =>
      value === null ? [] : [[key, value]],
    ),
  ),
});
