import type { Connection, Disposable } from 'vscode-languageserver';

type Handler = (...given: unknown[]) => unknown;
type Register = (handler: Handler) => Disposable;

/** Requests that more than one language answers. */
const joined = [
  'onCodeAction',
  'onCompletion',
  'onDefinition',
  'onDocumentLinks',
  'onPrepareRename',
  'onReferences',
  'onRenameRequest',
] as const satisfies readonly (keyof Connection)[];

/**
 * A connection has one handler for each request. On this one there may be several: a request goes from
 * one to the next until somebody has an answer; an empty list is none as long as others may have one.
 */
export const joinRequests = (connection: Connection): Connection => {
  const requests = joined.map(
    (name) => [name, inTurn((handler) => (connection[name] as Register)(handler))] as const,
  );
  const { inlayHint } = connection.languages;
  const languages: unknown = Object.create(connection.languages, {
    inlayHint: { value: { ...inlayHint, on: inTurn((handler) => inlayHint.on(handler as never)) } },
  });
  // All else is the connection's own.
  return Object.create(
    connection,
    Object.fromEntries(
      [...requests, ['languages', languages] as const].map(([name, value]) => [name, { value }]),
    ),
  ) as Connection;
};

const inTurn = (register: Register): Register => {
  const handlers = new Set<Handler>();
  let registered: Disposable | undefined;
  const ask: Handler = async (...given) => {
    let last: unknown = null;
    for (const handler of handlers) {
      const answer = await handler(...given);
      if (isAnswer(answer)) return answer;
      last ??= answer;
    }
    return last;
  };
  return (handler) => {
    handlers.add(handler);
    registered ??= register(ask);
    return {
      dispose: () => {
        handlers.delete(handler);
        if (handlers.size > 0) return;
        registered?.dispose();
        registered = undefined;
      },
    };
  };
};

const isAnswer = (answer: unknown): boolean =>
  answer !== null && answer !== undefined && !(Array.isArray(answer) && answer.length === 0);
