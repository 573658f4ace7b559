import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { writeFileAtomic } from '../base/atomic-file.ts';
import type { WantedPort } from '../compose/runner-contract.ts';

const choiceSchema = z.object({
  project: z.string(),
  service: z.string(),
  hostIp: z.string(),
  port: z.number(),
  range: z.optional(z.object({ to: z.number(), target: z.number() })),
  protocol: z.enum(['tcp', 'udp', 'sctp']),
  chosen: z.number(),
  /** Who had the wanted port when another one was chosen. */
  holder: z.optional(z.string()),
  /** The process that chose it, and when: until its container is there, nobody else may have it. */
  pid: z.number(),
  chosenAtMs: z.number(),
});
const fileSchema = z.object({ choices: z.array(choiceSchema) });

/** A host port that was given to a service; kept until the project is removed. */
export type KeptChoice = Readonly<z.infer<typeof choiceSchema>>;

/** A file that is missing or damaged holds no choices: they can all be made again. */
export const readChoices = async (path: string): Promise<readonly KeptChoice[]> => {
  try {
    return z.parse(fileSchema, JSON.parse(await readFile(path, 'utf8'))).choices;
  } catch {
    return [];
  }
};

export const writeChoices = (path: string, choices: readonly KeptChoice[]): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify({ choices }, undefined, 2)}\n`);

export const isSameWish = (choice: KeptChoice, project: string, wanted: WantedPort): boolean =>
  choice.project === project &&
  choice.service === wanted.service &&
  choice.hostIp === wanted.hostIp &&
  choice.port === wanted.port &&
  choice.range?.to === wanted.range?.to &&
  choice.range?.target === wanted.range?.target &&
  choice.protocol === wanted.protocol;

/** The last port that a wish would be content with. */
export const lastOf = ({ port, range }: Pick<WantedPort, 'port' | 'range'>): number =>
  range?.to ?? port;

/** The project was given another port than it asked for. */
export const isMoved = (choice: WantedPort & { readonly chosen: number }): boolean =>
  choice.chosen < choice.port || choice.chosen > lastOf(choice);
