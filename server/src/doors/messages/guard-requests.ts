import {
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { deferred } from '../../base/deferred.ts';
import { EditsInFlight } from './edits-in-flight.ts';
import { faultOfParams } from './lsp-params.ts';

type Handler = (params: unknown, token: CancellationToken) => unknown;
type Listener = (params: unknown) => unknown;
type Register<Hears> = (
  type: string | { readonly method: string } | Hears,
  hears?: Hears,
) => unknown;

/**
 * Answers requests of LSP as its specification asks, whoever serves them: with `InvalidParams` where
 * something is missing, with `RequestCancelled` at once when the client cancels, and with
 * `ContentModified` when the document has changed meanwhile, since places in it are then others. Who
 * serves them hears of both through the token.
 */
export const guardRequests = (connection: ProtocolConnection): ProtocolConnection => {
  const edits = new EditsInFlight();
  let isInitialized = false;
  const onRequest = connection.onRequest.bind(connection) as Register<Handler>;
  const onNotification = connection.onNotification.bind(connection) as Register<Listener>;
  const once =
    (handler: Handler): Handler =>
    async (params, token) => {
      if (isInitialized) {
        throw new ResponseError(ErrorCodes.InvalidRequest, '"initialize" was sent before.');
      }
      const result = await handler(params, token);
      isInitialized = true;
      return result;
    };
  const guarded: Register<Handler> = (type, handler) => {
    if (typeof type === 'function' || handler === undefined || !isLsp(type)) {
      return onRequest(type, handler);
    }
    const method = methodOf(type);
    const inner = method === 'initialize' ? once(handler) : handler;
    return onRequest(type, guardedHandler(method, inner, edits));
  };
  const checked: Register<Listener> = (type, listener) =>
    typeof type === 'function' || listener === undefined || !isLsp(type)
      ? onNotification(type, listener)
      : onNotification(type, checkedListener(methodOf(type), listener, edits));
  return {
    ...connection,
    onRequest: guarded as ProtocolConnection['onRequest'],
    onNotification: checked as ProtocolConnection['onNotification'],
  };
};

/** Ours have their own table, which checks, and their own signals. */
const isLsp = (type: string | { readonly method: string }): boolean =>
  /^(initialize$|(textDocument|workspace|callHierarchy|completionItem|codeAction|codeLens)\/)/.test(
    methodOf(type),
  );

const methodOf = (type: string | { readonly method: string }): string =>
  typeof type === 'string' ? type : type.method;

const guardedHandler =
  (method: string, handler: Handler, edits: EditsInFlight): Handler =>
  async (params, token) => {
    const fault = faultOfParams(method, params);
    if (fault !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, fault);
    if (token.isCancellationRequested) throw cancelled();
    const source = new CancellationTokenSource();
    const stopped = deferred<never>();
    const stop = (error: ResponseError<unknown>): void => {
      source.cancel();
      stopped.reject(error);
    };
    const uri = uriIn(params);
    const watches = [
      token.onCancellationRequested(() => {
        stop(cancelled());
      }),
      ...(uri === undefined || outlivesEdits.has(method)
        ? []
        : [
            edits.onEdit(uri, () => {
              stop(modified(method));
            }),
          ]),
    ];
    try {
      // A handler that throws at once must be a promise too, or the other one is lost.
      const answer = Promise.resolve().then(() => handler(params, source.token));
      return await Promise.race([answer, stopped.promise]);
    } finally {
      for (const watch of watches) watch.dispose();
      source.dispose();
    }
  };

/** What was offered for the start of a word serves its rest. */
const outlivesEdits: ReadonlySet<string> = new Set(['textDocument/completion']);

const cancelled = (): ResponseError<unknown> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');

/** A client that pulls diagnostics is told that it should ask again. */
const modified = (method: string): ResponseError<unknown> =>
  method === 'textDocument/diagnostic'
    ? new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed.', {
        retriggerRequest: true,
      })
    : new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');

const edit = new Set(['textDocument/didChange', 'textDocument/didClose', 'textDocument/didOpen']);

const checkedListener =
  (method: string, listener: Listener, edits: EditsInFlight): Listener =>
  (params) => {
    const fault = faultOfParams(method, params);
    // Whoever calls this writes it to the client's log.
    if (fault !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, fault);
    const uri = uriIn(params);
    if (uri !== undefined && edit.has(method)) edits.edited(uri);
    return listener(params);
  };

const uriIn = (params: unknown): string | undefined => {
  const document = memberOf(params, 'textDocument');
  const uri = memberOf(document, 'uri');
  return typeof uri === 'string' ? uri : undefined;
};

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
