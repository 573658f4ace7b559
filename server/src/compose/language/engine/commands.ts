import type { Command } from 'vscode-languageserver';
import * as z from 'zod/mini';
import type { WorkContext } from '../../../base/progress.ts';
import type { LanguageEngine } from './language-engine.ts';

export interface EngineCommand {
  /** What is shown while it goes on. */
  title(args: readonly unknown[]): string;
  run(args: readonly unknown[], engine: LanguageEngine, work: WorkContext): Promise<void>;
}

const nameAlone = z.tuple([z.string()]);
const imageAndPlatform = z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])]);

/** What code actions do on the engine, by the id that editors send back. */
export const engineCommands: Readonly<Record<string, EngineCommand>> = {
  'hyperbox-language-server.createNetwork': {
    title: ([name]) => `Creating the network ${String(name)}`,
    run: (args, engine) => engine.createNetwork(...z.parse(nameAlone, args)),
  },
  'hyperbox-language-server.createVolume': {
    title: ([name]) => `Creating the volume ${String(name)}`,
    run: (args, engine) => engine.createVolume(...z.parse(nameAlone, args)),
  },
  'hyperbox-language-server.pullImage': {
    title: ([reference]) => `Pulling ${String(reference)}`,
    run: (args, engine, work) => {
      const [reference, platform] = z.parse(imageAndPlatform, args);
      return engine.pull(reference, { platform, ...work });
    },
  },
};

export const createNetwork = (name: string): Command => ({
  title: `Create the network "${name}" on the engine`,
  command: 'hyperbox-language-server.createNetwork',
  arguments: [name],
});

export const createVolume = (name: string): Command => ({
  title: `Create the volume "${name}" on the engine`,
  command: 'hyperbox-language-server.createVolume',
  arguments: [name],
});

export const pullImage = (reference: string, platform: string | undefined): Command => ({
  title: `Pull ${reference}${platform === undefined ? '' : ` for ${platform}`} now`,
  command: 'hyperbox-language-server.pullImage',
  arguments: [reference, ...(platform === undefined ? [] : [platform])],
});
