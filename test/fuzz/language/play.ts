import { isDeepStrictEqual } from 'node:util';
import { CompletionItemKind } from 'vscode-languageserver/node';
import { Random } from '../random.ts';
import { questionsAbout, type Request } from './draw-request.ts';
import type { Script, Step } from './script.ts';
import type { Answer, ServerProcess } from './server-process.ts';

export interface Stage {
  /** The server that is edited with. */
  readonly edited: ServerProcess;
  /** One that never hears of an edit: it opens the final text. */
  readonly fresh: ServerProcess;
  readonly seed: number;
  readonly index: number;
  readonly uriOf: (path: string) => string;
}

/** An answer takes milliseconds; a machine with other things to do is no failure. */
const patienceMs = 600_000;

const internalError = -32603;

/** Plays a script against a server, and says what must not have happened. */
export const play = async (script: Script, stage: Stage): Promise<string | undefined> => {
  const { edited, fresh, uriOf } = stage;
  const uri = uriOf(script.path);
  const player = new Player(edited, uri);
  player.open(script.text);
  for (const step of script.steps) {
    await player.play(step);
    if (edited.complaint !== undefined) return edited.complaint;
  }
  const pending = await player.settled();
  if (pending !== undefined) return pending;
  const { seed, index } = stage;
  const random = new Random(seed, index, 1);
  const questions = questionsAbout(uri, script.finalText, { random, thorough: index % 4 === 0 });
  fresh.notify('textDocument/didOpen', opening(uri, script.finalText));
  const [answers, expected] = await Promise.all([
    askAll(edited, questions),
    askAll(fresh, questions),
  ]);
  for (const server of [edited, fresh])
    server.notify('textDocument/didClose', { textDocument: { uri } });
  if (answers === undefined || expected === undefined) return 'a question at the end got no answer';
  const at = answers.findIndex((answer, position) => !isSame(answer, expected[position]));
  if (at !== -1) return drift(questions[at], timeless(answers[at]), timeless(expected[at]));
  const broken = answers.findIndex(({ error }) => error?.code === internalError);
  return broken === -1 ? undefined : failed(questions[broken], answers[broken]);
};

class Player {
  readonly #server: ServerProcess;
  readonly #uri: string;
  readonly #pending = new Map<Promise<unknown>, string>();
  #cancelNext: number | undefined;
  #complaint: string | undefined;

  constructor(server: ServerProcess, uri: string) {
    this.#server = server;
    this.#uri = uri;
  }

  open(text: string): void {
    this.#server.notify('textDocument/didOpen', opening(this.#uri, text));
  }

  async play(step: Step): Promise<void> {
    const server = this.#server;
    const textDocument = { uri: this.#uri };
    const toCancel = this.#cancelNext;
    this.#cancelNext = undefined;
    switch (step.kind) {
      case 'change': {
        const { version, changes } = step;
        const params = { textDocument: { ...textDocument, version }, contentChanges: changes };
        server.notify('textDocument/didChange', params);
        break;
      }
      case 'request': {
        const id = this.#ask(step.request);
        if (step.cancel === 'now') server.notify('$/cancelRequest', { id });
        if (step.cancel === 'later') this.#cancelNext = id;
        break;
      }
      case 'refused':
        this.#ask(step.request);
        break;
      case 'malformed':
        server.sendBytes(step.bytes);
        break;
      case 'notify':
        server.notify(step.method, step.params);
        break;
      case 'reopen':
        for (let left = step.times; left > 0; left -= 1) {
          server.notify('textDocument/didClose', { textDocument });
          this.open(step.text);
        }
        break;
      case 'settle':
        await this.settled();
    }
    if (toCancel !== undefined) server.notify('$/cancelRequest', { id: toCancel });
  }

  /** Resolves once everything is answered, with what was wrong. */
  async settled(): Promise<string | undefined> {
    const all = Promise.all(this.#pending.keys()).then(() => true);
    if (!(await inTime(all)))
      this.#complaint ??= `not answered: ${[...this.#pending.values()].join(', ')}`;
    return this.#complaint ?? this.#server.complaint;
  }

  #ask(request: Request): number {
    const { id, answer } = this.#server.request(request.method, request.params);
    const heard = answer.then((found) => {
      if (found.error?.code === internalError) this.#complaint ??= failed(request, found);
    });
    this.#pending.set(heard, request.method);
    void heard.then(() => this.#pending.delete(heard));
    return id;
  }
}

const opening = (uri: string, text: string): object => ({
  textDocument: { uri, languageId: 'dockercompose', version: 1, text },
});

/** One after the other: an answer is about the text, and not about who came first. */
const askAll = async (
  server: ServerProcess,
  questions: readonly Request[],
): Promise<readonly Answer[] | undefined> => {
  const answers = Promise.all(
    questions.map(({ method, params }) => server.request(method, params).answer),
  );
  return (await inTime(answers)) || undefined;
};

const inTime = async <T>(work: Promise<T>): Promise<T | false> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const isSame = (answer: Answer, expected: Answer | undefined): boolean =>
  isDeepStrictEqual(timeless(answer), timeless(expected));

/** What may depend on what was before, left out. */
const timeless = ({ result, error }: Answer = {}): unknown => {
  if (error !== undefined) return error;
  if (typeof result !== 'object' || result === null) return result;
  // Of other files is told what is new to this client.
  if ('relatedDocuments' in result) {
    return Object.fromEntries(Object.entries(result).filter(([key]) => key !== 'relatedDocuments'));
  }
  // A file that cannot be read now is offered the variables that it had.
  if (!('items' in result) || !('isIncomplete' in result)) return result;
  const items = (result.items as readonly { readonly kind?: number }[]).filter(
    ({ kind }) => kind !== CompletionItemKind.Variable,
  );
  return items.length === 0 ? null : items;
};

const shown = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 1500);

const drift = (question: Request | undefined, answer: unknown, expected: unknown): string => {
  const { at, values } = difference(answer, expected);
  const [answered, fresh] = values.map(shown);
  return `drift: ${shown(question)}\n  at ${at}\n  answered ${answered ?? ''}\n  fresh    ${fresh ?? ''}`;
};

/** The first place where two values differ. */
const difference = (
  some: unknown,
  other: unknown,
): { readonly at: string; readonly values: readonly [unknown, unknown] } => {
  const [ours, theirs] = [some, other].map((value) =>
    typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined,
  );
  if (ours === undefined || theirs === undefined) return { at: '', values: [some, other] };
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    if (isDeepStrictEqual(ours.get(key), theirs.get(key))) continue;
    const { at, values } = difference(ours.get(key), theirs.get(key));
    return { at: `${key} ${at}`, values };
  }
  return { at: '', values: [some, other] };
};

const failed = (question: Request | undefined, answer: Answer | undefined): string =>
  `failed: ${shown(question)}\n  ${shown(answer?.error)}`;
